//! The page keeps to its policy, and the policy keeps the page in.

use serde_json::json;

use crate::app::{App, id};
use crate::cli::demo_home;
use crate::session::{Session, run};

/// Collects violations from now on, and those that the browser still remembers.
async fn watch(app: &App) {
    app.run(
        "window.violations = [];
         const note = (body) => window.violations.push(`${body.effectiveDirective} ${body.blockedURL ?? body.blockedURI}`);
         document.addEventListener('securitypolicyviolation', note);
         if (typeof ReportingObserver !== 'undefined')
             new ReportingObserver((reports) => reports.forEach((report) => note(report.body)),
                 { types: ['csp-violation'], buffered: true }).observe();",
    )
    .await;
}

#[test]
fn the_page_never_violates_its_policy() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        watch(app).await;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip]").await;
        app.export().await;
        app.click("[data-row=\"1\"]").await;
        app.find(&id("detail")).await;
        for place in ["exports", "sources", "settings", "events"] {
            app.go(place).await;
        }
        app.press("?").await;
        app.find("dialog[open]").await;
        assert_eq!(app.run("return window.violations").await, json!([]));
        session.end().await;
    });
}

#[test]
fn the_policy_refuses_what_does_not_come_from_the_program() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        watch(app).await;
        app.run(
            "const script = document.createElement('script');
             script.textContent = 'window.ran = true';
             document.body.append(script);
             const image = document.createElement('img');
             image.src = 'https://example.com/x.png';
             document.body.append(image);
             fetch('https://example.com/').catch(() => {});",
        )
        .await;
        for directive in ["script-src", "img-src", "connect-src"] {
            app.until(&format!(
                "window.violations.some((one) => one.startsWith('{directive}'))"
            ))
            .await;
        }
        assert_eq!(app.run("return typeof window.ran").await, "undefined");
        session.end().await;
    });
}

#[test]
fn the_page_cannot_leave_open_windows_or_touch_files() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        let address = app.run("return location.href").await;
        assert_eq!(
            app.run("return window.open('https://example.com/') === null")
                .await,
            true
        );
        app.run("location.href = 'https://example.com/'").await;
        for (command, args) in [
            ("plugin:dialog|open", json!({ "options": {} })),
            (
                "plugin:webview|create_webview_window",
                json!({ "options": { "label": "x", "url": "https://example.com" } }),
            ),
            ("plugin:path|resolve_directory", json!({ "directory": 1 })),
            ("plugin:fs|read_file", json!({ "path": "/etc/passwd" })),
            ("plugin:shell|execute", json!({})),
        ] {
            assert!(app.call(command, args).await.is_err(), "{command}");
        }
        assert_eq!(app.run("return location.href").await, address);
        assert_eq!(app.run("return typeof window.__TAURI__").await, "undefined");
        assert_eq!(app.run("return Object.isFrozen(Object.prototype)").await, true);
        session.end().await;
    });
}

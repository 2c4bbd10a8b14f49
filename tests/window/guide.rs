//! The guide in its own window: opened by a key, led to other pages, kept in, closed.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};
use tokio::time::interval;

use crate::app::{App, id};
use crate::axe;
use crate::cli::demo_home;
use crate::home::Home;
use crate::session::{Session, run};

/// Where the guide stands: its page and the place on it.
async fn place(app: &App) -> String {
    let place = app.run("return location.pathname + location.hash").await;
    place.as_str().unwrap().to_owned()
}

async fn theme_of(app: &App) -> Value {
    app.run("return document.documentElement.dataset.theme").await
}

/// Waits until a page of the guide is there. What waits within a page ends with it, so this asks again and again.
async fn arrive(app: &App, page: &str) {
    let arrived = format!(
        "return document.readyState === 'complete' && location.pathname === '/guide/{page}.html'
            && document.querySelector('article h1') !== null"
    );
    let mut turns = interval(Duration::from_millis(50));
    loop {
        turns.tick().await;
        if app.glimpse(&arrived).await == Some(Value::Bool(true)) {
            return;
        }
    }
}

async fn open_by_key(app: &App) {
    app.press(&Key::F1.to_string()).await;
    app.to_other_window().await;
    arrive(app, "en/reviewing").await;
}

#[test]
fn a_key_opens_the_page_that_belongs_to_the_place_and_another_leads_on() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        open_by_key(app).await;
        assert!(axe::findings(app).await.is_empty());

        // A link, and the other language.
        app.click("nav a[href='filters.html']").await;
        arrive(app, "en/filters").await;
        app.click("nav a[hreflang='zh-CN']").await;
        arrive(app, "zh/filters").await;

        // From the window the same guide is led to another page.
        app.to_other_window().await;
        app.go("exports").await;
        app.press(&Key::F1.to_string()).await;
        assert_eq!(app.windows().await, 2);
        app.to_other_window().await;
        arrive(app, "en/weekly-export").await;

        app.press_last(Key::Escape).await;
        app.to_only_window().await;
        app.find(&id("exports-empty")).await;
        session.end().await;
    });
}

#[test]
fn the_guide_opens_at_the_entry_of_a_code_where_the_store_cannot() {
    run(async {
        let home = Home::new();
        std::fs::write(home.exports(), "a file where a folder belongs").unwrap();
        let session = Session::start_anyhow(&home).await;
        let app = &session.app;
        app.click(&id("what-to-do")).await;
        app.to_other_window().await;
        arrive(app, "en/troubleshooting").await;
        let entry = "data_folder.not_a_folder";
        assert_eq!(
            place(app).await,
            format!("/guide/en/troubleshooting.html#{entry}")
        );
        let shown = format!("document.getElementById('{entry}').getBoundingClientRect().top");
        app.until(&format!("{shown} >= 0 && {shown} < innerHeight / 2"))
            .await;
        session.end().await;
    });
}

#[test]
fn the_guide_can_call_nothing_and_stays_where_it_belongs() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        open_by_key(app).await;
        let page = place(app).await;
        for (command, args) in [
            ("get_settings", json!({})),
            ("list_exports", json!({})),
            ("remove_export", json!({ "id": 1 })),
            (
                "plugin:event|listen",
                json!({ "event": "notice", "target": { "kind": "Any" }, "handler": 1 }),
            ),
        ] {
            assert!(app.call(command, args).await.is_err(), "{command}");
        }
        for address in ["https://example.com/", "/index.html", "file:///etc/hostname"] {
            app.run(&format!("location.href = '{address}'")).await;
            assert_eq!(app.run("return window.open('/index.html') === null").await, true);
            assert_eq!(place(app).await, page, "{address}");
        }
        assert_eq!(app.windows().await, 2);
        session.end().await;
    });
}

#[test]
fn the_guide_has_the_theme_of_the_window() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.go("settings").await;
        for theme in ["contrast", "dark"] {
            app.click(&id(&format!("theme-{theme}"))).await;
            app.until(&format!("document.documentElement.dataset.theme === '{theme}'"))
                .await;
            app.click(&id("rail-guide")).await;
            app.to_other_window().await;
            arrive(app, "en/policy").await;
            assert_eq!(theme_of(app).await, theme);
            app.click("nav a[href='keyboard.html']").await;
            arrive(app, "en/keyboard").await;
            assert_eq!(theme_of(app).await, theme);
            app.to_other_window().await;
        }
        session.end().await;
    });
}

//! The administrator's policy in the window.

use std::fs;

use crate::app::id;
use crate::cli::demo_home;
use crate::home::Home;
use crate::session::{Session, run};

fn deny(home: &Home, action: &str) {
    let policy = serde_json::json!({ "Version": "1", "Statement": [
        { "Effect": "Allow", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Action": action, "Resource": "*" },
    ]});
    fs::write(home.data().join("policy.json"), policy.to_string()).unwrap();
}

#[test]
fn a_denied_export_is_told_and_writes_nothing() {
    run(async {
        let home = demo_home(100);
        deny(&home, "yundun-sas:ExportSuspEvents");
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("export-button")).await;
        let told = app.text("[data-testid=notice][data-state=bad]").await;
        assert!(
            told.contains("NoPermission") && told.contains("ExportSuspEvents"),
            "{told}"
        );
        assert_eq!(fs::read_dir(home.exports()).unwrap().count(), 0);
        app.go("settings").await;
        assert!(app.text(&id("policy")).await.contains("ExportSuspEvents"));
        session.end().await;
    });
}

#[test]
fn denied_events_are_not_shown() {
    run(async {
        let home = demo_home(100);
        deny(&home, "yundun-sas:DescribeSuspEvents");
        let session = Session::start_anyhow(&home).await;
        let app = &session.app;
        let told = app.text(&id("failure")).await;
        assert!(
            told.contains("NoPermission") && told.contains("DescribeSuspEvents"),
            "{told}"
        );
        app.until("document.querySelector('[data-testid=count]').textContent.includes('NoPermission')")
            .await;
        assert_eq!(app.number_of("[data-testid=grid-row][data-id]").await, 0);
        session.end().await;
    });
}

#[test]
fn a_policy_that_is_not_json_denies_everything_and_says_so() {
    run(async {
        let home = demo_home(100);
        fs::write(home.data().join("policy.json"), "allow all, please").unwrap();
        let session = Session::start_anyhow(&home).await;
        let app = &session.app;
        assert!(app.text(&id("failure")).await.contains("NoPermission"));
        app.go("settings").await;
        assert!(app.text(&id("policy")).await.contains("policy.json"));
        session.end().await;
    });
}

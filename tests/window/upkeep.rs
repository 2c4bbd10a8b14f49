//! Moving the data, backups, the self-test and crash reports.

use std::fs;

use serde_json::json;

use crate::app::id;
use crate::cli::demo_home;
use crate::home::{Home, only_file};
use crate::session::{Session, run};

#[test]
fn data_that_were_moved_are_found_at_the_next_start() {
    run(async {
        let home = Home::new();
        let session = Session::start_from_menu(&home).await;
        let app = &session.app;
        app.click(&id("first-demo")).await;
        app.until("document.querySelector('[data-testid=notice][data-state=good]')")
            .await;
        app.settled().await;
        let total = app.count().await[0];
        let old = home.data();
        assert!(old.join("alerts.db").exists());
        let new = home.path("files/disk");
        let plan = app
            .call("plan_data_move", json!({ "folder": new }))
            .await
            .unwrap();
        assert!(plan["bytes"].as_u64() > Some(100_000), "{plan}");
        let moved = app.call("move_data_folder", json!({})).await.unwrap();
        assert_eq!(moved["stays"], json!([]), "{moved}");
        app.reload().await;
        app.arrived().await;
        app.settled().await;
        assert_eq!(app.count().await[0], total);
        session.end().await;
        assert!(!old.exists() && new.join("alerts.db").exists());

        let session = Session::start_from_menu(&home).await;
        let app = &session.app;
        app.settled().await;
        assert_eq!(app.count().await[0], total);
        app.click(&id("rail-settings")).await;
        app.until("document.querySelector('[data-testid=data-folder]').innerText.includes('files/disk')")
            .await;
        session.end().await;
    });
}

#[test]
fn a_folder_named_at_the_start_cannot_be_moved_and_says_why() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("rail-settings")).await;
        app.until("document.querySelector('[data-testid=data-place]').innerText.includes('--data-dir')")
            .await;
        let disabled = app
            .run("return document.querySelector('[data-testid=move-data]').disabled")
            .await;
        assert_eq!(disabled, json!(true));
        session.end().await;
    });
}

#[test]
fn a_backup_made_by_a_click_brings_everything_back() {
    run(async {
        let home = demo_home(500);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.settled().await;
        let total = app.count().await[0];
        app.click(&id("rail-settings")).await;
        app.click(&id("back-up")).await;
        let told = app.text(&id("backed-up")).await;
        let backup = only_file(&home.data().join("backups"), ".db");
        assert!(
            told.contains(backup.file_name().unwrap().to_str().unwrap()),
            "{told}"
        );
        session.end().await;

        fs::write(home.data().join("alerts.db"), "SQLite format 3\0").unwrap();
        let session = Session::start_anyhow(&home).await;
        let app = &session.app;
        app.find(&id("offer-restore")).await;
        let plan = app
            .call("plan_restore_of", json!({ "file": backup }))
            .await
            .unwrap();
        assert_eq!(plan["events"].as_u64(), Some(total));
        let answer = app.call("restore_backup", json!({})).await.unwrap();
        assert!(fs::metadata(answer["Kept"].as_str().unwrap()).is_ok(), "{answer}");
        app.reload().await;
        app.arrived().await;
        app.settled().await;
        assert_eq!(app.count().await[0], total);
        session.end().await;
    });
}

#[test]
fn the_self_test_looks_at_everything_the_window_needs() {
    run(async {
        let home = demo_home(500);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("rail-settings")).await;
        app.click(&id("run-checks")).await;
        app.find(&id("copy-report")).await;
        let states = app
            .run(
                "return [...document.querySelectorAll('[data-testid=check]')]
                     .map((check) => [check.dataset.state, check.innerText])",
            )
            .await;
        let states = states.as_array().unwrap();
        assert!(states.len() > 10, "{states:?}");
        assert!(states.iter().all(|state| state[0] != "bad"), "{states:?}");
        let web_view = states
            .iter()
            .find(|state| state[1].as_str().unwrap().contains("Web view"))
            .unwrap();
        assert_eq!(web_view[0], "good", "{web_view}");
        app.click(&id("copy-report")).await;
        app.until("document.querySelector('[data-testid=copy-report]').innerText.includes('Copied')")
            .await;
        let report = app.clipboard().await;
        assert!(report.contains("] webview: "), "{report}");
        session.end().await;
    });
}

#[test]
fn a_report_of_a_crash_can_be_read_at_the_next_start_and_only_then() {
    run(async {
        let home = demo_home(200);
        let report = home.data().join("logs/crash-20261122-120000.000-7.txt");
        fs::write(&report, "place <img src=x onerror=alert(1)>").unwrap();
        let session = Session::start(&home).await;
        let app = &session.app;
        let shown = app.text(&id("crash-text")).await;
        assert_eq!(shown, "place <img src=x onerror=alert(1)>");
        app.click(&id("crash-close")).await;
        app.until("document.querySelector('[data-testid=crash-dialog]') === null")
            .await;
        session.end().await;
        assert!(report.exists());
        let session = Session::start(&home).await;
        session.app.settled().await;
        let open = session
            .app
            .run("return document.querySelector('dialog') === null")
            .await;
        assert_eq!(open, json!(true));
        session.end().await;
    });
}

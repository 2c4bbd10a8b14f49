//! What the window shows when it starts.

use std::fs;

use crate::app::id;
use crate::cli::{demo_home, exported_ids};
use crate::home::Home;
use crate::process::built;
use crate::session::{Session, run};

#[test]
fn a_demo_store_shows_its_count_and_rows() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        let total = app.count().await[0];
        assert!(total >= 1_900, "{total}");
        let (rows, expected) = (app.rows().await, exported_ids(&home, &[]));
        assert!(rows.len() > 10);
        assert_eq!(rows, expected[..rows.len()]);
        assert_eq!(expected.len() as u64, total);
        session.end().await;
    });
}

#[test]
fn an_empty_store_says_how_to_begin_and_fills_itself_on_a_click() {
    run(async {
        let home = Home::new();
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("first-demo")).await;
        app.until("document.querySelectorAll('[data-testid=grid-row][data-id]').length > 5")
            .await;
        app.until("document.querySelector('[data-testid=notice][data-state=good]')")
            .await;
        app.settled().await;
        let total = app.count().await[0];
        assert!(total >= 9_000, "{total}");
        session.end().await;
    });
}

#[test]
fn a_program_that_is_marked_keeps_everything_beside_itself() {
    run(async {
        let home = Home::new();
        let beside = home.path("stick");
        fs::create_dir(&beside).unwrap();
        let program = beside.join("alertbook-desktop");
        fs::copy(built("ALERTBOOK_DESKTOP", "alertbook-desktop"), &program).unwrap();
        fs::write(beside.join("alertbook-portable"), "").unwrap();
        let session = Session::start_program(&home, &program).await;
        assert!(beside.join("data/alerts.db").exists());
        assert!(beside.join("data/webview").is_dir());
        assert!(!home.data().join("alerts.db").exists());
        assert!(!home.path("share/io.github.alertbook.desktop").exists());
        session.end().await;
    });
}

/// The code that the window names as the reason why it cannot start.
async fn start_failure(home: &Home) -> (Session, String) {
    let session = Session::start_anyhow(home).await;
    let text = session.app.text(&id("failure")).await;
    (session, text)
}

#[test]
fn a_file_that_is_no_store_is_told_with_its_code_and_stays_as_it_was() {
    run(async {
        let home = Home::new();
        let database = home.data().join("alerts.db");
        let text = "this is a letter, not a database\n".repeat(200);
        fs::write(&database, &text).unwrap();
        let (session, told) = start_failure(&home).await;
        assert!(told.contains("store.not_a_store"), "{told}");
        assert_eq!(fs::read_to_string(&database).unwrap(), text);
        session.end().await;
    });
}

#[test]
fn what_kept_the_window_from_starting_can_be_put_right_and_tried_again() {
    run(async {
        let home = Home::new();
        let exports = home.exports();
        fs::write(&exports, "a file where a folder belongs").unwrap();
        let (session, told) = start_failure(&home).await;
        assert!(told.contains("data_folder.not_a_folder"), "{told}");
        fs::remove_file(&exports).unwrap();
        session.app.click(&format!("{} button", id("failure"))).await;
        session.app.find(&id("first-use")).await;
        session.end().await;
    });
}

#[test]
fn what_does_not_open_is_told_in_the_language_of_the_system() {
    run(async {
        let mut home = Home::new();
        home.use_locale("zh_CN.UTF-8");
        fs::write(home.data().join("alerts.db"), "a letter\n".repeat(600)).unwrap();
        let (session, told) = start_failure(&home).await;
        assert!(told.contains("不是 Alertbook 数据库"), "{told}");
        let offer = session.app.text(&id("offer-restore")).await;
        assert!(offer.contains("备份"), "{offer}");
        session.end().await;
    });
}

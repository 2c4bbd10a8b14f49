//! What another process does while the window is open.

use crate::app::id;
use crate::cli::{ask, demo_home};
use crate::session::{Session, run};

#[test]
fn an_import_by_the_command_line_appears_by_itself() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        let before = app.count().await[0];
        let file = home.write(
            "later.json",
            r#"{"Id": 77, "Level": "serious", "Name": "later", "LastTimeStamp": 4102444800000, "LastTime": "2100-01-01 08:00:00"}"#,
        );
        ask(&home, &["import", file.to_str().unwrap()]);
        app.until("document.querySelector('[data-row=\"0\"]').dataset.id === '77'")
            .await;
        assert_eq!(app.count().await, [before + 1]);
        app.go("sources").await;
        app.until("document.querySelector('[data-testid=import-row]').textContent.includes('later.json')")
            .await;
        session.end().await;
    });
}

#[test]
fn an_export_by_the_command_line_appears_and_disappears_by_itself() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.go("exports").await;
        app.find(&id("exports-empty")).await;
        let answer = ask(&home, &["ExportSuspEvents", "--Levels", "serious"]);
        let row = format!(
            "{}[data-id=\"{}\"][data-status=success]",
            id("exports-row"),
            answer["Id"]
        );
        assert!(
            app.text(&row)
                .await
                .contains(answer["FileName"].as_str().unwrap())
        );
        ask(&home, &["exports", "remove", &answer["Id"].to_string()]);
        app.find(&id("exports-empty")).await;
        session.end().await;
    });
}

#[test]
fn rows_do_not_move_under_a_person_who_reads_further_down() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-row=\"3\"]").await;
        app.find(&id("detail")).await;
        let before = app.rows().await;
        let file = home.write(
            "later.json",
            r#"{"Id": 78, "Level": "serious", "Name": "later", "LastTimeStamp": 4102444800000, "LastTime": "2100-01-01 08:00:00"}"#,
        );
        ask(&home, &["import", file.to_str().unwrap()]);
        app.find(&id("stale")).await;
        assert_eq!(app.rows().await[..5], before[..5]);
        app.click(&id("refresh")).await;
        app.until("document.querySelector('[data-row=\"0\"]').dataset.id === '78'")
            .await;
        session.end().await;
    });
}

//! Exports: one click, the list, opening, cancelling, removing.

use std::fs;
use std::path::Path;

use crate::app::{App, id};
use crate::cli::demo_home;
use crate::home::only_file;
use crate::session::{Session, run};

/// Records of a file, whatever line breaks their quoted cells hold.
fn csv_rows(file: &Path) -> u64 {
    let text = fs::read_to_string(file).unwrap();
    let mut quoted = false;
    let ends = text.chars().filter(|c| {
        quoted ^= *c == '"';
        *c == '\n' && !quoted
    });
    ends.count() as u64 - 1
}

async fn records_shown(app: &App) -> usize {
    app.number_of(&id("exports-row")).await
}

#[test]
fn one_click_writes_the_file_that_the_notice_and_the_list_open() {
    run(async {
        let home = demo_home(600);
        let mut opener = home.opener();
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        let count = app.count().await[0];
        app.click(&id("export-menu")).await;
        app.click(&id("dialect-data")).await;
        app.until("document.querySelector('[data-testid=dialect-data]').checked")
            .await;
        app.click(&id("export-dialog-close")).await;
        let record = app.export().await;
        assert_eq!(record["status"], "success", "{record}");
        let file = home.exports().join(record["fileName"].as_str().unwrap());
        assert_eq!(only_file(&home.exports(), ".csv"), file);
        assert_eq!(record["rows"], count);
        assert_eq!(app.count().await[0], count);
        assert_eq!(csv_rows(&file), count);
        app.click(&id("notice-open")).await;
        assert_eq!(opener.next().await, file);
        app.go("exports").await;
        let row = format!("{}[data-status=success]", id("exports-row"));
        assert!(
            app.text(&row)
                .await
                .contains(record["fileName"].as_str().unwrap())
        );
        app.click(&format!("{row} {}", id("export-open"))).await;
        assert_eq!(opener.next().await, file);
        session.end().await;
    });
}

#[test]
fn an_export_is_removed_after_the_question_and_not_before() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.export().await;
        let file = only_file(&home.exports(), ".csv");
        app.go("exports").await;
        app.click(&id("export-remove")).await;
        app.click(&format!("{} footer button:not(.danger)", id("remove-dialog")))
            .await;
        app.until("document.querySelector('[data-testid=remove-dialog]') === null")
            .await;
        assert!(file.exists() && records_shown(app).await == 1, "kept is kept");
        app.click(&id("export-remove")).await;
        app.click(&id("remove-confirm")).await;
        app.find(&id("exports-empty")).await;
        assert!(!file.exists());
        session.end().await;
    });
}

#[test]
fn a_cancelled_export_leaves_no_file() {
    run(async {
        let home = demo_home(12_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("export-menu")).await;
        app.click(&id("export-columns-full")).await;
        app.click(&id("export-dialog-close")).await;
        // From within the page, at the moment when the button appears: a click through the driver comes too late.
        app.run(
            "new MutationObserver(() => document.querySelector('[data-testid=notice-cancel]')?.click())
                 .observe(document, { subtree: true, childList: true })",
        )
        .await;
        app.click(&id("export-button")).await;
        app.find("[data-testid=notice][data-state=stopped]").await;
        let record = app.newest_export().await;
        assert_eq!(record["status"], "cancelled", "{record}");
        assert_eq!(record["fileExists"], false);
        assert_eq!(fs::read_dir(home.exports()).unwrap().count(), 0);
        app.go("exports").await;
        app.find(&format!("{}[data-status=cancelled]", id("exports-row")))
            .await;
        session.end().await;
    });
}

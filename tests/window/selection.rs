//! Events that are selected, by mouse and by keys, are those that are copied and exported, and no others.

use std::collections::BTreeSet;
use std::fs;

use fantoccini::key::Key;
use serde_json::json;

use crate::app::{App, id};
use crate::cli::{demo_home, exported_cells, exported_ids};
use crate::home::only_file;
use crate::session::{Session, run};

/// The ids of the rows on the screen that say they are selected, from the top.
async fn selected(app: &App) -> Vec<String> {
    let rows = app
        .run(
            "return [...document.querySelectorAll('[data-testid=grid-row][aria-selected=true]')]
                 .sort((a, b) => a.dataset.row - b.dataset.row).map((row) => row.dataset.id)",
        )
        .await;
    let rows = rows.as_array().unwrap();
    rows.iter().map(|row| row.as_str().unwrap().to_owned()).collect()
}

/// Waits until the bar tells this many.
async fn told(app: &App, number: usize) {
    app.until(&format!(
        "document.querySelector('[data-testid=selection-count]').textContent.replace(/\\D/g, '') === '{number}'"
    ))
    .await;
}

fn mark(row: usize) -> String {
    format!("[data-row=\"{row}\"] {}", id("row-select"))
}

#[test]
fn a_range_and_single_rows_are_selected_by_mouse_and_the_bar_tells_how_many() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        let rows = app.rows().await;
        app.click(&mark(1)).await;
        told(app, 1).await;
        app.click_holding(Key::Shift, "[data-row=\"4\"]").await;
        told(app, 4).await;
        assert_eq!(selected(app).await, rows[1..5]);
        // The same range made shorter: it is no longer what it was.
        app.click_holding(Key::Shift, "[data-row=\"2\"]").await;
        told(app, 2).await;
        app.click(&mark(6)).await;
        told(app, 3).await;
        app.click(&mark(1)).await;
        told(app, 2).await;
        assert_eq!(selected(app).await, [rows[2].clone(), rows[6].clone()]);
        app.click(&id("selection-clear")).await;
        app.until("document.querySelector('[data-testid=selection-count]') === null")
            .await;
        assert!(selected(app).await.is_empty());
        session.end().await;
    });
}

#[test]
fn keys_select_rows_and_other_rows_drop_the_selection() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        let rows = app.rows().await;
        app.press("l").await;
        app.until("document.activeElement.matches('[data-testid=grid]')")
            .await;
        let down = Key::Down.to_string();
        app.press(&down).await;
        app.press("x").await;
        told(app, 1).await;
        app.press(&down).await;
        app.press(&down).await;
        let extended = [
            char::from(Key::Shift),
            char::from(Key::Down),
            char::from(Key::Null),
        ];
        app.press(&extended.iter().collect::<String>()).await;
        told(app, 3).await;
        assert_eq!(
            selected(app).await,
            [rows[0].clone(), rows[2].clone(), rows[3].clone()]
        );
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        app.until("document.querySelector('[data-testid=selection-count]') === null")
            .await;
        assert!(selected(app).await.is_empty());
        session.end().await;
    });
}

#[test]
fn copied_as_csv_are_exactly_the_selected_events() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        // A number in every line, which no other event has.
        app.click(&id("columns-menu")).await;
        app.click(&id("column-id")).await;
        app.find(&id("heading-id")).await;
        app.press(&Key::Escape.to_string()).await;
        let rows = app.rows().await;
        app.click(&mark(0)).await;
        app.click(&mark(3)).await;
        app.click(&mark(5)).await;
        told(app, 3).await;
        app.click(&id("selection-copy")).await;
        app.click(&id("copy-csv")).await;
        app.until("/3/.test(document.querySelector('[data-testid=selection-word]').textContent)")
            .await;
        let csv = app.clipboard().await;
        for (at, row) in rows.iter().enumerate() {
            let copied = csv.contains(row.as_str());
            assert_eq!(copied, [0, 3, 5].contains(&at), "row {at}\n{csv}");
        }
        let event = [&rows[0], &rows[3], &rows[5]].map(String::as_str).join(",");
        let copy = json!({ "request": { "event": event }, "columns": ["id"], "sort": null, "form": "csv" });
        let copied = app.call("copy_events", json!({ "copy": copy })).await.unwrap();
        assert_eq!(copied["rows"], 3);
        let lines: Vec<_> = copied["text"].as_str().unwrap().lines().skip(1).collect();
        assert_eq!(lines, [&rows[0], &rows[3], &rows[5]]);
        session.end().await;
    });
}

#[test]
fn an_exported_selection_is_a_file_of_exactly_these_events() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        let rows = app.rows().await;
        app.click(&mark(2)).await;
        app.click_holding(Key::Shift, "[data-row=\"6\"]").await;
        told(app, 5).await;
        let chosen = selected(app).await;
        assert_eq!(chosen, rows[2..7]);
        app.click(&id("selection-export")).await;
        app.click(&id("dialect-data")).await;
        app.click(&id("export-columns-full")).await;
        app.until("document.querySelector('[data-testid=export-columns-full]').checked")
            .await;
        app.click(&id("export-dialog-do")).await;
        app.find("[data-testid=notice][data-state=good]").await;
        let record = app.newest_export().await;
        assert_eq!(record["rows"], 5, "{record}");
        let file = fs::read_to_string(only_file(&home.exports(), ".csv")).unwrap();
        let all = exported_ids(&home, &[]);
        let written: BTreeSet<_> = all.iter().filter(|one| file.contains(one.as_str())).collect();
        assert_eq!(written, chosen.iter().collect());
        // The same events by name on the command line, in the same order.
        assert_eq!(
            exported_cells(&home, &["--event", &chosen.join(",")], "id"),
            chosen
        );
        session.end().await;
    });
}

#[test]
fn all_that_match_are_selected_and_exported_also_beyond_the_screen() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        let count = app.count().await[0];
        assert!(app.rows().await.len() < usize::try_from(count).unwrap());
        app.click(&id("select-all")).await;
        told(app, usize::try_from(count).unwrap()).await;
        app.click(&id("selection-export")).await;
        app.click(&id("export-dialog-do")).await;
        app.find("[data-testid=notice][data-state=good]").await;
        assert_eq!(app.newest_export().await["rows"], count);
        session.end().await;
    });
}

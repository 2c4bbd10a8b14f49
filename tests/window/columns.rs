//! Columns are chosen, resized and sorted by, and the window remembers them.

use fantoccini::key::Key;

use crate::app::{App, id};
use crate::cli::{demo_home, exported_cells};
use crate::session::{Session, run};

async fn width(app: &App, column: &str) -> i64 {
    let heading = id(&format!("heading-{column}"));
    let width = app
        .run(&format!(
            "return Math.round(document.querySelector('{heading}').parentElement.getBoundingClientRect().width)"
        ))
        .await;
    width.as_i64().unwrap()
}

/// The cells of a column on the screen, from the top.
async fn cells(app: &App, column: &str) -> Vec<String> {
    app.settled().await;
    let found = app
        .run(&format!(
            "const at = document.querySelector('{}').parentElement.ariaColIndex;
             return [...document.querySelectorAll('[data-testid=grid-row]')]
                 .sort((a, b) => a.dataset.row - b.dataset.row)
                 .map((row) => row.querySelector(`[aria-colindex=\"${{at}}\"]`).textContent.trim())",
            id(&format!("heading-{column}"))
        ))
        .await;
    let found = found.as_array().unwrap();
    found
        .iter()
        .map(|cell| cell.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_chosen_column_shows_what_a_file_holds_and_widths_are_remembered() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("columns-menu")).await;
        app.click(&id("column-uuid")).await;
        app.find(&id("heading-uuid")).await;
        app.press(&Key::Escape.to_string()).await;
        let shown = cells(app, "uuid").await;
        let expected = exported_cells(&home, &[], "uuid");
        assert!(shown.len() > 5);
        assert_eq!(shown, expected[..shown.len()]);

        let (level, time) = (width(app, "level").await, width(app, "lastTime").await);
        app.drag("[role=columnheader]:first-child .edge", 60.0).await;
        app.until(&format!(
            "document.querySelector('{}').parentElement.getBoundingClientRect().width > {level} + 50",
            id("heading-level")
        ))
        .await;
        assert_eq!(width(app, "level").await, level + 60);
        assert_eq!(width(app, "lastTime").await, time, "the others stay as they are");
        app.run(&format!(
            "document.querySelector('{}').focus()",
            id("heading-lastTime")
        ))
        .await;
        app.press(&format!("{}{}", char::from(Key::Shift), char::from(Key::Left)))
            .await;
        app.until(&format!(
            "document.querySelector('{}').parentElement.getBoundingClientRect().width < {time}",
            id("heading-lastTime")
        ))
        .await;
        let left = (width(app, "level").await, width(app, "lastTime").await);
        app.go("settings").await;
        app.until("document.querySelector('.place-bar [role=status]').textContent === ''")
            .await;
        session.end().await;

        let session = Session::start(&home).await;
        let app = &session.app;
        app.find(&id("heading-uuid")).await;
        assert_eq!((width(app, "level").await, width(app, "lastTime").await), left);
        session.end().await;
    });
}

#[test]
fn the_main_columns_sort_both_ways() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        let newest_first = app.rows().await;
        app.click(&id("heading-level")).await;
        app.until("document.querySelector('[data-row=\"0\"]').textContent.includes('Urgent')")
            .await;
        app.until(
            "document.querySelector('[data-testid=heading-level]').parentElement.ariaSort === 'descending'",
        )
        .await;
        assert!(cells(app, "level").await.iter().all(|level| level == "Urgent"));
        app.click(&id("heading-level")).await;
        app.until("document.querySelector('[data-row=\"0\"]').textContent.includes('Reminder')")
            .await;
        app.click(&id("heading-level")).await;
        app.until(&format!(
            "document.querySelector('[data-row=\"0\"]').dataset.id === '{}'",
            newest_first[0]
        ))
        .await;
        assert_eq!(app.rows().await, newest_first);
        session.end().await;
    });
}

#[test]
fn the_open_event_is_made_wider_and_stays_so() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-row=\"0\"]").await;
        app.find(&id("detail")).await;
        let side = "document.querySelector('[data-testid=detail]').getBoundingClientRect().width";
        let before = app.run(&format!("return {side}")).await.as_f64().unwrap();
        app.drag(&id("detail-edge"), -80.0).await;
        app.until(&format!("Math.abs({side} - {before} - 80) < 2")).await;
        app.press(&Key::Escape.to_string()).await;
        app.click("[data-row=\"1\"]").await;
        app.find(&id("detail")).await;
        app.until(&format!("Math.abs({side} - {before} - 80) < 2")).await;
        session.end().await;
    });
}

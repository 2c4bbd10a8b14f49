//! The list reaches its last row.

use fantoccini::key::Key;

use crate::app::id;
use crate::cli::{demo_home, exported_ids};
use crate::session::{Session, run};

#[test]
fn the_last_row_is_reached_by_key_and_by_scroll_bar() {
    run(async {
        let home = demo_home(5_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        let expected = exported_ids(&home, &[]);
        let last = expected.len() - 1;
        let at_last = format!(
            "document.querySelector('[data-row=\"{last}\"]')?.dataset.id === '{}'",
            expected[last]
        );
        let at_first = format!(
            "document.querySelector('[data-row=\"0\"]')?.dataset.id === '{}'",
            expected[0]
        );
        app.run("document.querySelector('[data-testid=grid]').focus()")
            .await;
        app.press(&Key::End.to_string()).await;
        app.until(&at_last).await;
        app.press(&Key::Home.to_string()).await;
        app.until(&at_first).await;
        let grid = id("grid");
        app.run(&format!(
            "const grid = document.querySelector('{grid}'); grid.scrollTop = grid.scrollHeight"
        ))
        .await;
        app.until(&at_last).await;
        let rows = app.rows().await;
        assert_eq!(rows, expected[expected.len() - rows.len()..]);
        let middle = expected.len() / 2;
        app.run(&format!(
            "document.querySelector('{grid}').scrollTop = {middle} * 28"
        ))
        .await;
        app.until(&format!(
            "document.querySelector('[data-row=\"{middle}\"]')?.dataset.id === '{}'",
            expected[middle]
        ))
        .await;
        session.end().await;
    });
}

#[test]
fn another_order_begins_at_its_first_row_wherever_the_list_stood() {
    run(async {
        let home = demo_home(5_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.run("document.querySelector('[data-testid=grid]').focus()")
            .await;
        app.press(&Key::End.to_string()).await;
        app.until("document.querySelector('[data-row=\"0\"]') === null")
            .await;
        app.click(&id("heading-level")).await;
        app.until("document.querySelector('[data-row=\"0\"]')?.dataset.id")
            .await;
        let rows = app.rows().await;
        assert_ne!(rows, exported_ids(&home, &[])[..rows.len()], "not sorted");
        session.end().await;
    });
}

//! Filters set by clicks select what the same request selects on the command line.

use fantoccini::key::Key;

use crate::app::{App, id};
use crate::cli::{demo_home, exported_ids};
use crate::home::Home;
use crate::session::{Session, run};

/// Compares count and rows on the screen with a request on the command line.
pub(crate) async fn check(app: &App, home: &Home, parameters: &[&str]) {
    let expected = exported_ids(home, parameters);
    assert!(
        !expected.is_empty(),
        "{parameters:?} selects nothing: the test shows nothing"
    );
    assert_eq!(app.count().await[0], expected.len() as u64, "{parameters:?}");
    let rows = app.rows().await;
    assert_eq!(rows, expected[..rows.len()], "{parameters:?}");
}

async fn tick(app: &App, parameter: &str, value: &str) {
    app.click(&format!(
        "{} input[value=\"{value}\"]",
        id(&format!("filter-{parameter}"))
    ))
    .await;
    app.find(&format!("[data-testid=chip][data-parameters=\"{parameter}\"]"))
        .await;
}

#[test]
fn filters_set_by_clicks_select_what_the_command_line_selects() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        tick(app, "Levels", "serious").await;
        check(app, &home, &["--Levels", "serious"]).await;
        tick(app, "Levels", "suspicious").await;
        check(app, &home, &["--Levels", "serious,suspicious"]).await;
        app.click(&format!("{} label:has(input[value=\"N\"])", id("filter-Dealed")))
            .await;
        app.find("[data-testid=chip][data-parameters=Dealed]").await;
        check(app, &home, &["--Levels", "serious,suspicious", "--Dealed", "N"]).await;
        app.click(&id("open-ParentEventTypes")).await;
        let first = "[data-testid=filter-ParentEventTypes] input[type=checkbox]";
        let kind = app.find(first).await.prop("value").await.unwrap().unwrap();
        tick(app, "ParentEventTypes", &kind).await;
        let mut request = vec![
            "--Levels",
            "serious,suspicious",
            "--Dealed",
            "N",
            "--ParentEventTypes",
            &kind,
        ];
        check(app, &home, &request).await;
        app.choose(&id("time-preset"), "month").await;
        app.find("[data-testid=chip][data-parameters*=TimeStart]").await;
        let start = app
            .find(&id("input-TimeStart"))
            .await
            .prop("value")
            .await
            .unwrap()
            .unwrap();
        request.extend(["--TimeStart", &start]);
        check(app, &home, &request).await;
        app.click(&id("clear-all")).await;
        app.until("document.querySelectorAll('[data-testid=chip]').length === 0")
            .await;
        check(app, &home, &[]).await;
        session.end().await;
    });
}

#[test]
fn a_chip_takes_its_filter_away() {
    run(async {
        let home = demo_home(500);
        let session = Session::start(&home).await;
        let app = &session.app;
        tick(app, "Levels", "remind").await;
        check(app, &home, &["--Levels", "remind"]).await;
        app.click("[data-testid=chip][data-parameters=Levels] [data-testid=chip-remove]")
            .await;
        app.until("document.querySelectorAll('[data-testid=chip]').length === 0")
            .await;
        check(app, &home, &[]).await;
        session.end().await;
    });
}

#[test]
fn a_wrong_value_is_told_at_its_field_and_nothing_can_be_exported() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.choose(&id("time-preset"), "custom").await;
        app.fill(&id("input-TimeStart"), "yesterday").await;
        let told = app.text(&id("problem-TimeStart")).await;
        assert!(told.contains("YYYY-MM-DD"), "{told}");
        app.until("document.querySelector('[data-testid=export-button]').disabled")
            .await;
        app.fill(&id("input-TimeStart"), "2020-01-01 00:00:00").await;
        app.until("document.querySelector('[data-testid=problem-TimeStart]') === null")
            .await;
        check(app, &home, &["--TimeStart", "2020-01-01 00:00:00"]).await;
        session.end().await;
    });
}

#[test]
fn the_rows_follow_the_heading_that_is_clicked() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        let newest_first = app.rows().await;
        app.click(&id("heading-lastTime")).await;
        app.until(
            "document.querySelector('[data-testid=heading-lastTime]').parentElement.ariaSort === 'ascending'",
        )
        .await;
        app.until(&format!(
            "document.querySelector('[data-row=\"0\"]').dataset.id !== '{}'",
            newest_first[0]
        ))
        .await;
        let oldest = app.rows().await[0].clone();
        assert_eq!(Some(&oldest), exported_ids(&home, &[]).last());
        session.end().await;
    });
}

#[test]
fn one_event_opens_with_everything_it_holds() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        let first = app.rows().await[0].clone();
        app.click("[data-row=\"0\"]").await;
        app.find(&id("detail")).await;
        app.click("label:has([data-testid=detail-raw])").await;
        app.until(&format!(
            "document.querySelector('[data-testid=detail]').textContent.includes('{first}')"
        ))
        .await;
        app.press(&Key::Escape.to_string()).await;
        session.end().await;
    });
}

//! The overview: every chart has its numbers as a table, and every number leads to exactly its events.

use serde_json::Value;

use crate::app::{App, id};
use crate::cli::{ask, demo_home};
use crate::session::{Session, run};

const PARTS: [&str; 5] = ["trend", "types", "assets", "handleTimes", "handling"];

/// Goes to the overview and waits until its numbers are there.
async fn arrive(app: &App) {
    app.go("overview").await;
    app.until(
        "document.querySelector('[data-testid=overview]').ariaBusy === 'false' \
         && document.querySelectorAll('[data-testid^=table-] tbody tr').length > 0",
    )
    .await;
}

/// A number out of a text, whatever parts its thousands.
fn number(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// Shows a chart as its table.
async fn as_table(app: &App, part: &str) {
    app.click(&id(&format!("as-table-{part}"))).await;
    app.find(&format!("{}:not(.unseen) tbody td", id(&format!("table-{part}"))))
        .await;
}

/// The rows of a chart's table: a name and the number in the last column.
async fn rows(app: &App, part: &str) -> Vec<(String, u64)> {
    let rows = app
        .run(&format!(
            "return [...document.querySelectorAll('{} tbody tr')].map((row) =>
                 [row.querySelector('th').textContent.trim(), row.lastElementChild.textContent])",
            id(&format!("table-{part}"))
        ))
        .await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| (text(&row[0]), number(&text(&row[1])))).collect()
}

/// Clicks the largest number of a column, counted from the right, and compares it with the list that it leads to.
async fn check_mark(app: &App, part: &str, from_right: usize) {
    arrive(app).await;
    as_table(app, part).await;
    let shown = app
        .until(&format!(
            "(() => {{
                const number = (mark) => Number(mark.textContent.replace(/\\D/g, ''));
                const column = 'tbody td:nth-last-child({from_right}) button';
                const marks = [...document.querySelector('{}').querySelectorAll(column)];
                const largest = marks.sort((a, b) => number(b) - number(a))[0];
                largest.id = 'largest';
                return [largest.textContent, largest.ariaLabel];
            }})()",
            id(&format!("table-{part}"))
        ))
        .await;
    let events = number(shown[0].as_str().unwrap());
    assert!(events > 0, "{part}");
    app.click("#largest").await;
    app.until("document.querySelector('[data-testid=rail-events]').ariaCurrent === 'page'")
        .await;
    app.find(&id("chip")).await;
    let count = app.count().await;
    assert_eq!(count[0], events, "{part}: {shown}");
    assert!(count.len() == 2, "{part}: {shown} does not narrow");
    app.click(&id("clear-all")).await;
    app.until("document.querySelector('[data-testid=chip]') === null")
        .await;
    app.settled().await;
}

#[test]
fn every_chart_is_drawn_and_has_its_table() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        arrive(app).await;
        for part in PARTS {
            // Something is on it: a chart that failed leaves it clear.
            app.until(&format!(
                "(() => {{
                    const canvas = document.querySelector('{} canvas');
                    const drawn = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                    return drawn.data.some((part) => part !== 0);
                }})()",
                id(&format!("chart-{part}"))
            ))
            .await;
            assert!(!rows(app, part).await.is_empty(), "{part}");
            as_table(app, part).await;
        }
        session.end().await;
    });
}

#[test]
fn the_tables_tell_the_numbers_of_the_command_line() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        arrive(app).await;
        let facets = ask(&home, &["facets", "--lang", "en"]);
        let mut expected: Vec<(String, u64)> = facets
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["facet"] == "alarmEventType")
            .map(|line| {
                let name = line["name"].as_str().unwrap().to_owned();
                (name, line["events"].as_u64().unwrap())
            })
            .collect();
        let mut types = rows(app, "types").await;
        expected.sort();
        types.sort();
        assert_eq!(types, expected);
        assert_eq!(
            number(&app.text(&id("overview-count")).await),
            types.iter().map(|(_, events)| events).sum::<u64>()
        );
        session.end().await;
    });
}

#[test]
fn a_number_of_a_chart_leads_to_as_many_events() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        for part in PARTS {
            check_mark(app, part, 1).await;
        }
        // One series of those that have several.
        for part in ["trend", "assets", "handling"] {
            check_mark(app, part, 2).await;
        }
        session.end().await;
    });
}

#[test]
fn the_overview_counts_what_the_filters_select() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        let count = app.count().await[0];
        arrive(app).await;
        let types = rows(app, "types").await;
        assert_eq!(types.iter().map(|(_, events)| events).sum::<u64>(), count);
        as_table(app, "types").await;
        let (name, events) = types.iter().max_by_key(|(_, events)| *events).unwrap();
        app.run(
            "const number = (mark) => Number(mark.textContent.replace(/\\D/g, ''));
             [...document.querySelectorAll('[data-testid=table-types] tbody button')]
                 .sort((a, b) => number(b) - number(a))[0].id = 'largest'",
        )
        .await;
        app.click("#largest").await;
        // The mark's condition comes to the one that was there.
        app.until("document.querySelectorAll('[data-testid=chip]').length === 2")
            .await;
        assert_eq!(app.count().await[0], *events, "{name}");
        session.end().await;
    });
}

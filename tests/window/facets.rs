//! The numbers beside the values of a filter are the numbers of rows that their clicks bring.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::app::{App, id};
use crate::cli::{ask, demo_home, exported_ids};
use crate::filters::check;
use crate::session::{Session, run};

const ROWS: u32 = 2_000;

/// The values of a filter's list with the numbers beside them, once they belong to the rows on the screen.
async fn shown(app: &App, parameter: &str) -> BTreeMap<String, u64> {
    app.settled().await;
    let list = Value::from(format!("{} ul", id(&format!("filter-{parameter}"))));
    let found = app
        .until(&format!(
            "(() => {{
                const list = document.querySelector({list});
                const lines = [...list.querySelectorAll('li')];
                const whole = !list.matches('.waiting') && lines.every((line) => line.querySelector('.count'));
                return whole && lines.length > 0 && Object.fromEntries(lines.map((line) =>
                    [line.querySelector('input').value,
                     Number(line.querySelector('.count').textContent.replace(/\\D/g, ''))]));
            }})()"
        ))
        .await;
    let lines = found.as_object().unwrap().iter();
    lines
        .map(|(value, events)| (value.clone(), events.as_u64().unwrap()))
        .collect()
}

/// The same numbers as the command line tells them. A value that no event has is not told.
fn told(home: &crate::home::Home, facet: &str, parameters: &[&str]) -> BTreeMap<String, u64> {
    let arguments: Vec<_> = ["facets"].iter().chain(parameters).copied().collect();
    let lines = ask(home, &arguments);
    let lines = lines.as_array().unwrap().iter();
    lines
        .filter(|line| line["facet"] == facet && line["value"] != "")
        .map(|line| {
            let value = line["value"].as_str().unwrap().to_owned();
            (value, line["events"].as_u64().unwrap())
        })
        .collect()
}

fn without_nothing(mut counts: BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    counts.retain(|_, events| *events > 0);
    counts
}

async fn chip(app: &App) {
    app.find(&id("chip")).await;
}

#[test]
fn a_ticked_value_lists_as_many_events_as_stood_beside_it() {
    run(async {
        let home = demo_home(ROWS);
        let session = Session::start(&home).await;
        let app = &session.app;
        let levels = shown(app, "Levels").await;
        assert_eq!(without_nothing(levels.clone()), told(&home, "level", &[]));
        assert!(levels.len() > 2, "{levels:?}");
        // What is told under the list has no severity and so no line.
        let none: String = app.text(&id("facet-none-level")).await;
        let none: String = none.chars().filter(char::is_ascii_digit).collect();
        let sum = levels.values().sum::<u64>() + none.parse::<u64>().unwrap();
        assert_eq!(sum, u64::from(ROWS));
        for (level, events) in &levels {
            let tick = format!("[data-testid=filter-Levels] input[value=\"{level}\"]");
            app.click(&tick).await;
            chip(app).await;
            assert_eq!(app.count().await[0], *events, "{level}");
            check(app, &home, &["--Levels", level]).await;
            assert_eq!(shown(app, "Levels").await, levels, "its own list stays as it was");
            app.click(&tick).await;
            app.until("document.querySelector('[data-testid=chip]') === null")
                .await;
        }
        session.end().await;
    });
}

#[test]
fn an_excluded_value_lists_exactly_the_other_events() {
    run(async {
        let home = demo_home(ROWS);
        let session = Session::start(&home).await;
        let app = &session.app;
        let levels = shown(app, "Levels").await;
        let all = app.count().await[0];
        app.click(&format!("[data-testid=filter-Levels] {}", id("exclude-remind")))
            .await;
        chip(app).await;
        assert_eq!(app.count().await[0], all - levels["remind"]);
        check(app, &home, &["--not", "Levels=remind"]).await;
        let left = exported_ids(&home, &["--not", "Levels=remind"]);
        let out = exported_ids(&home, &["--Levels", "remind"]);
        assert!(out.iter().all(|one| !left.contains(one)));
        assert_eq!((left.len() + out.len()) as u64, all);
        // What is left out can be ticked instead: it is not both.
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.until("document.querySelectorAll('[data-testid=chip]').length === 2")
            .await;
        check(app, &home, &["--Levels", "serious", "--not", "Levels=remind"]).await;
        session.end().await;
    });
}

#[test]
fn the_numbers_of_other_filters_follow_a_click() {
    run(async {
        let home = demo_home(ROWS);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click(&id("open-ParentEventTypes")).await;
        let before = shown(app, "ParentEventTypes").await;
        assert_eq!(
            without_nothing(before.clone()),
            told(&home, "alarmEventType", &[])
        );
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        chip(app).await;
        let after = shown(app, "ParentEventTypes").await;
        assert_eq!(
            without_nothing(after.clone()),
            told(&home, "alarmEventType", &["--Levels", "serious"])
        );
        assert_ne!(before, after);
        let (kind, events) = after.iter().max_by_key(|(_, events)| **events).unwrap();
        app.click(&format!(
            "[data-testid=filter-ParentEventTypes] input[value=\"{kind}\"]"
        ))
        .await;
        app.until("document.querySelectorAll('[data-testid=chip]').length === 2")
            .await;
        assert_eq!(app.count().await[0], *events, "{kind}");
        let levels = shown(app, "Levels").await;
        assert_eq!(levels["serious"], *events, "both lists tell the same events");
        assert_eq!(
            without_nothing(levels),
            told(&home, "level", &["--ParentEventTypes", kind])
        );
        session.end().await;
    });
}

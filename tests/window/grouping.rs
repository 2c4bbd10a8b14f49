//! The list in groups: headings with counts, and the events of a group that is opened.

use fantoccini::key::Key;
use serde_json::json;

use crate::app::{App, id};
use crate::axe;
use crate::cli::demo_home;
use crate::session::{Session, run};

/// How many events each heading on the screen tells, from the top.
async fn counts(app: &App) -> Vec<u64> {
    let found = app
        .run(
            "return [...document.querySelectorAll('[data-testid=grid-group]')]
                .sort((a, b) => a.dataset.group - b.dataset.group)
                .map((row) => Number(row.querySelector('[data-testid=group-count]').textContent.replace(/\\D/g, '')))",
        )
        .await;
    let found = found.as_array().unwrap();
    found.iter().map(|count| count.as_u64().unwrap()).collect()
}

#[test]
fn events_are_grouped_by_severity_and_an_opened_group_shows_its_first_event() {
    run(async {
        let home = demo_home(400);
        let session = Session::start(&home).await;
        let app = &session.app;
        let total = app.count().await[0];
        app.click(&id("group-menu")).await;
        app.click(&id("group-level")).await;
        app.find(&id("grid-group")).await;
        app.until("document.querySelector('[data-testid=grid]').ariaBusy === 'false'")
            .await;
        let counts = counts(app).await;
        assert!(counts.len() > 1, "{counts:?}");
        assert_eq!(counts.iter().sum::<u64>(), total);
        assert!(counts.is_sorted_by(|more, fewer| more >= fewer), "{counts:?}");
        assert_eq!(app.number_of(&id("grid-row")).await, 0);

        let sort = json!({ "column": "level", "descending": true, "grouped": true });
        let query =
            json!({ "request": {}, "columns": ["level"], "sort": sort, "offset": counts[0], "limit": 1 });
        let page = app.call("list_events", json!({ "query": query })).await.unwrap();
        let first = &page["rows"][0];
        app.click("[data-group=\"1\"]").await;
        app.until(&format!(
            "document.querySelector('[data-row=\"{}\"]').dataset.id === {}",
            counts[0], first["key"]["id"]
        ))
        .await;
        let name = app.text("[data-group=\"1\"] [data-testid=group-name]").await;
        assert_eq!(first["cells"][0], name.as_str());

        let findings = axe::findings(app).await;
        assert!(findings.is_empty(), "{findings:#?}");

        app.press(&Key::Down.to_string()).await;
        app.press(&Key::Enter.to_string()).await;
        app.find(&id("detail")).await;
        app.press(&Key::Escape.to_string()).await;
        app.press(&Key::Left.to_string()).await;
        app.press(&Key::Left.to_string()).await;
        app.until("document.querySelector('[data-testid=grid-row]') === null")
            .await;
        session.end().await;
    });
}

//! The system's notification of new serious events.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::interval;

use crate::app::{App, id};
use crate::bus::{Bus, Shown};
use crate::cloud::{cloud, connect};
use crate::display::Display;
use crate::home::Home;
use crate::session::{Session, run};

/// The newest run, once so many have finished.
async fn finished(app: &App, runs: usize) -> Value {
    app.until(&format!(
        "document.querySelectorAll('[data-testid=sync-run][data-status=finished]').length === {runs}"
    ))
    .await;
    app.call("list_sync_runs", json!({})).await.unwrap()[0].clone()
}

async fn set_notify(app: &App, notify: bool) {
    let mut settings = app.call("get_settings", json!({})).await.unwrap();
    settings["notify"] = notify.into();
    let arguments = json!({ "settings": settings });
    app.call("save_settings", arguments).await.unwrap();
}

/// Clicks until the window shows it: a click before the program listens is lost.
async fn click_until_shown(app: &App, bus: &Bus, shown: &Shown) {
    let mut turns = interval(Duration::from_millis(100));
    loop {
        turns.tick().await;
        bus.click(shown);
        let place = "return document.querySelector('[data-testid=rail-events]').ariaCurrent";
        if app.run(place).await == "page" {
            return;
        }
    }
}

#[test]
fn new_serious_events_are_announced_and_a_click_shows_them() {
    run(async {
        let mut home = Home::new();
        let mut bus = Bus::start(&mut home);
        let cloud = cloud();
        let session = Session::start_on(&home, Display::without_focus()).await;
        let app = &session.app;
        set_notify(app, false).await;
        connect(app, &cloud).await;
        let first = finished(app, 1).await;
        set_notify(app, true).await;
        cloud.advance(4, 3);
        app.click(&id("sync-now")).await;
        let second = finished(app, 2).await;

        // The first one that comes is of the second run: while it was switched off nobody was notified.
        let shown = bus.next().await;
        let serious = second["insertedSerious"].as_u64().unwrap();
        assert!(serious > 1 && first["insertedSerious"] != second["insertedSerious"]);
        assert_eq!(shown.summary, "Alertbook");
        assert_eq!(shown.body, format!("{serious} new urgent events"));
        assert_eq!(shown.actions, ["default", "Show them"]);

        click_until_shown(app, &bus, &shown).await;
        for filter in ["sync", "Levels"] {
            app.find(&format!("[data-testid=chip][data-parameters={filter}]"))
                .await;
        }
        assert_eq!(app.count().await[0], serious);
        session.end().await;
    });
}

//! An account of the cloud, connected by clicks and synced from the stand-in cloud.

use std::time::{SystemTime, UNIX_EPOCH};

use alertbook_testkit::cloud::{Key, Options, StandIn, Tenant, TenantOptions};

use crate::app::{App, id};
use crate::home::Home;
use crate::session::{Session, run};

const EVENTS: u64 = 240;
const SECRET: &str = "window-canary-51c2";

#[expect(
    clippy::disallowed_methods,
    reason = "the cloud is as old as the machine says"
)]
pub(crate) fn cloud() -> StandIn {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let tenant = Tenant::new(TenantOptions {
        events: EVENTS,
        newest: i64::try_from(now).unwrap() - 60_000,
        ..TenantOptions::default()
    });
    let options = Options {
        keys: vec![Key::new("LTAIwindow", SECRET)],
        ..Options::default()
    };
    StandIn::start(tenant, options).unwrap()
}

/// Goes through the four steps of connecting, with a key for this run.
pub(crate) async fn connect(app: &App, cloud: &StandIn) {
    app.go("sources").await;
    app.click(&id("account-add")).await;
    app.click(&id("key-session")).await;
    app.fill(&id("key-id"), "LTAIwindow").await;
    app.fill(&id("key-secret"), SECRET).await;
    app.click(&id("connect-next")).await;
    app.click(&id("site-other")).await;
    app.fill(&id("site-address"), &cloud.endpoint()).await;
    app.click(&id("connect-next")).await;
    app.find(&id("test-result")).await;
    app.click(&id("connect-next")).await;
    app.fill(&id("account-name"), "Shop").await;
    app.click(&id("connect-next")).await;
}

#[test]
fn an_account_is_connected_by_clicks_and_its_events_arrive() {
    run(async {
        let (home, cloud) = (Home::new(), cloud());
        let session = Session::start(&home).await;
        let app = &session.app;
        connect(app, &cloud).await;
        app.find("[data-testid=sync-run][data-status=finished]").await;
        let card = app.text(&id("account")).await;
        assert!(card.contains("Shop"), "{card}");
        app.go("events").await;
        assert_eq!(app.count().await, [EVENTS]);

        cloud.advance(1, 3);
        app.go("sources").await;
        app.click(&id("sync-now")).await;
        app.until("document.querySelectorAll('[data-testid=sync-run][data-status=finished]').length === 2")
            .await;
        app.until("document.querySelector('[data-testid=account]').textContent.includes('4 new')")
            .await;
        app.go("events").await;
        app.click(&id("mark-new")).await;
        let [new, all] = app.count().await[..] else {
            panic!("two numbers");
        };
        assert_eq!(all - new, EVENTS);

        // The cloud cannot tell what the last sync found; without that filter it is asked for the same export.
        app.click(&id("mark-changed")).await;
        app.count().await;
        app.click("[data-testid=grid-row][data-row='0']").await;
        app.find(&id("detail-history")).await;
        app.click(&id("mark-")).await;
        app.count().await;
        app.click(&id("export-menu")).await;
        app.click(&id("cloud-export")).await;
        app.go("exports").await;
        let rows = app.text(&id("cloud-rows")).await;
        let counts = rows.split(|c: char| !c.is_ascii_digit());
        let counts: Vec<u64> = counts.filter_map(|digits| digits.parse().ok()).collect();
        assert_eq!(counts, [all, all], "{rows}");
        session.end().await;
    });
}

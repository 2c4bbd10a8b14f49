//! The window as it was left, at its next start.

use serde_json::json;

use crate::app::id;
use crate::cli::demo_home;
use crate::session::{Session, run};

#[test]
fn place_filters_and_panels_are_those_that_were_left() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        let urgent = app.count().await;
        app.click(&id("histogram-toggle")).await;
        app.go("overview").await;
        // A driver takes the window away without closing it, so nothing is kept at its end.
        while app.call("get_window_state", json!({})).await.unwrap()["place"] != "overview" {}
        session.end().await;

        let session = Session::start(&home).await;
        let app = &session.app;
        app.until("document.querySelector('[data-testid=rail-overview]')?.ariaCurrent === 'page'")
            .await;
        app.go("events").await;
        assert_eq!(app.count().await, urgent);
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        app.until("document.querySelector('[data-testid=histogram-toggle]').ariaExpanded === 'false'")
            .await;
        session.end().await;
    });
}

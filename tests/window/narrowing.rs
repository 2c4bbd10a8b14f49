//! Ways to other filters beside the panel: the bars over time, a value of the open event, and the way out of an empty list.

use fantoccini::key::Key;

use crate::app::{App, id};
use crate::cli::{demo_home, exported_ids};
use crate::filters::check;
use crate::session::{Session, run};

/// The number of events that a text tells.
fn told_events(text: &str) -> u64 {
    let before = text.rsplit_once(" event").unwrap_or_else(|| panic!("{text}")).0;
    let word = before.split_whitespace().last().unwrap_or_default();
    word.replace(',', "").parse().unwrap_or_else(|_| panic!("{text}"))
}

/// Waits until this many chips stand above the list.
async fn chips(app: &App, number: usize) {
    app.until(&format!(
        "document.querySelectorAll('[data-testid=chip]').length === {number}"
    ))
    .await;
}

#[test]
fn a_bar_chosen_by_keys_lists_as_many_events_as_it_told() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        let all = app.count().await[0];
        app.until("document.querySelector('[data-testid=histogram-bars]').ariaValueMax > 5")
            .await;
        app.run("document.querySelector('[data-testid=histogram-bars]').focus()")
            .await;
        for _ in 0..3 {
            app.press(&Key::Left.to_string()).await;
        }
        let told = app
            .until("/\\d event/.test(document.querySelector('[data-testid=histogram-bars]').ariaValueText) && document.querySelector('[data-testid=histogram-bars]').ariaValueText")
            .await;
        let events = told_events(told.as_str().unwrap());
        assert!(0 < events && events < all, "{told}");
        app.press(&Key::Enter.to_string()).await;
        app.find(&id("histogram-whole")).await;
        assert_eq!(app.count().await[0], events, "{told}");
        app.click(&id("histogram-whole")).await;
        chips(app, 0).await;
        assert_eq!(app.count().await[0], all);
        session.end().await;
    });
}

#[test]
fn a_value_of_the_open_event_lists_its_events_or_all_others() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        let all = app.count().await[0];
        app.click("[data-row=\"0\"]").await;
        let menu = format!("{} {}", id("detail"), id("value-menu"));
        app.find(&menu).await;
        app.click(&menu).await;
        app.click(&id("value-only")).await;
        chips(app, 1).await;
        let only = app.count().await[0];
        assert!(0 < only && only < all);
        // The event that was open still is.
        app.find(&id("detail")).await;
        app.click(&id("clear-all")).await;
        chips(app, 0).await;
        app.settled().await;
        app.click("[data-row=\"0\"]").await;
        app.find(&menu).await;
        app.click(&menu).await;
        app.click(&id("value-exclude")).await;
        chips(app, 1).await;
        assert_eq!(app.count().await[0], all - only);
        session.end().await;
    });
}

#[test]
fn an_empty_list_tells_which_condition_to_remove_and_what_that_brings() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        chips(app, 1).await;
        app.fill(&id("input-Remark"), "no event has these words").await;
        app.find(&id("no-match")).await;
        let button = app.text(&id("empty-remove")).await;
        let expected = exported_ids(&home, &["--Levels", "serious"]).len() as u64;
        assert_eq!(told_events(&button), expected, "{button}");
        app.click(&id("empty-remove")).await;
        chips(app, 1).await;
        check(app, &home, &["--Levels", "serious"]).await;
        session.end().await;
    });
}

//! Addresses in an event's texts: only those of the web are offered, and none is opened before the question is answered.

use std::path::PathBuf;

use serde_json::json;

use crate::app::{App, id};
use crate::cli::ask;
use crate::home::Home;
use crate::session::{Session, run};

const SCRIPT: &str = "javascript:alert(document.domain)";
const FILE: &str = "file:///etc/passwd";
const FIRST: &str = "http://203.0.113.9/x.sh?a=1&b=2";
const SECOND: &str = "https://example.com/second";

/// A home whose store holds one event, in whose details the addresses stand.
fn home_with_links() -> Home {
    let text = format!("wget {FIRST}, then {SCRIPT} or {FILE} or {SECOND}.");
    let page = json!({
        "CurrentPage": 1, "PageSize": 20, "TotalCount": 1, "Count": 1,
        "RequestId": "F8B6F758-BCD4-597A-8A2C-DA5A552C****",
        "SuspEvents": [{
            "Id": 9_007_199_254_740_993_u64, "Level": "serious", "AlarmEventType": "网站后门",
            "AlarmEventName": "webshell", "Name": "网站后门", "EventStatus": 1, "Dealed": "N", "Uuid": "u-1",
            "InstanceName": "web-01", "LastTime": "2026-11-01 10:00:00", "LastTimeStamp": 1_793_498_400_000_u64,
            "Details": [{ "NameDisplay": "command", "Value": text }],
        }],
    });
    let home = Home::new();
    let file = home.write("page.json", &page.to_string());
    ask(&home, &["import", file.to_str().unwrap()]);
    home
}

/// Opens the event, as far as its addresses.
async fn open_event(app: &App) {
    app.click("[data-testid=grid-row][data-id]").await;
    app.find(&format!("{} {}", id("detail"), id("link"))).await;
}

/// Asks to open an address by its place among those that are offered.
async fn ask_for(app: &App, place: usize) {
    let chosen = format!("document.querySelectorAll('[data-testid=detail] [data-testid=link]')[{place}]");
    app.run(&format!("{chosen}.id = 'wanted-{place}'")).await;
    app.click(&format!("#wanted-{place}")).await;
    app.find(&id("link-dialog")).await;
}

#[test]
fn only_addresses_of_the_web_are_offered_and_the_others_stay_text() {
    run(async {
        let home = home_with_links();
        let session = Session::start(&home).await;
        let app = &session.app;
        open_event(app).await;
        let offered = app
            .run(
                "return [...new Set([...document.querySelectorAll('[data-testid=link]')]
                     .map((link) => link.textContent))].sort()",
            )
            .await;
        assert_eq!(offered, json!([FIRST, SECOND]));
        let text = app.text(&id("detail")).await;
        assert!(text.contains(SCRIPT) && text.contains(FILE), "{text}");
        // An address that a browser would follow by itself would ask nobody.
        assert_eq!(app.number_of("[data-testid=detail] a").await, 0);
        session.end().await;
    });
}

#[test]
fn an_address_is_opened_after_the_question_and_not_before() {
    run(async {
        let home = home_with_links();
        let mut opener = home.opener();
        let session = Session::start(&home).await;
        let app = &session.app;
        open_event(app).await;
        ask_for(app, 0).await;
        assert_eq!(app.text(&id("link-address")).await, FIRST);
        assert_eq!(app.text(&id("link-host")).await, "203.0.113.9");
        app.click(&id("link-cancel")).await;
        app.until("document.querySelector('[data-testid=link-dialog]') === null")
            .await;
        ask_for(app, 1).await;
        app.click(&id("link-open")).await;
        // The first that the system is asked to open: what was cancelled came to nothing.
        assert_eq!(opener.next().await, PathBuf::from(SECOND));
        app.until("document.querySelector('[data-testid=link-dialog]') === null")
            .await;
        ask_for(app, 0).await;
        app.click(&id("link-open")).await;
        assert_eq!(opener.next().await, PathBuf::from(FIRST));
        session.end().await;
    });
}

#[test]
fn what_is_no_address_of_the_web_is_refused_also_without_the_question() {
    run(async {
        let home = home_with_links();
        let mut opener = home.opener();
        let session = Session::start(&home).await;
        let app = &session.app;
        for address in [SCRIPT, FILE, "data:text/html,x", "/etc/passwd", "--help"] {
            let answer = app.call("open_link", json!({ "address": address })).await;
            assert!(answer.is_err(), "{address}: {answer:?}");
        }
        app.call("open_link", json!({ "address": SECOND })).await.unwrap();
        assert_eq!(opener.next().await, PathBuf::from(SECOND));
        session.end().await;
    });
}

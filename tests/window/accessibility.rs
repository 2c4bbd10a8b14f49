//! axe-core finds nothing on any place, in both languages and all themes.

use crate::app::{App, id};
use crate::axe;
use crate::cli::demo_home;
use crate::home::Home;
use crate::session::{Session, run};

const PLACES: [&str; 4] = ["events", "exports", "sources", "settings"];

async fn check_every_place(app: &App, state: &str) {
    for place in PLACES {
        app.go(place).await;
        if place == "events" {
            app.settled().await;
        }
        let findings = axe::findings(app).await;
        assert!(findings.is_empty(), "{place}, {state}:\n{}", findings.join("\n"));
    }
}

async fn set(app: &App, setting: &str) {
    app.go("settings").await;
    app.click(&id(setting)).await;
    app.until(&format!(
        "document.querySelector('{} input').checked",
        id(setting)
    ))
    .await;
}

#[test]
fn no_place_has_a_violation_in_either_language() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.click("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.find("[data-testid=chip]").await;
        app.export().await;
        app.click("[data-row=\"1\"]").await;
        app.find(&id("detail")).await;
        for language in ["zh", "en"] {
            set(app, &format!("language-{language}")).await;
            check_every_place(app, language).await;
        }
        session.end().await;
    });
}

#[test]
fn no_theme_has_a_violation() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        for theme in ["light", "dark", "contrast"] {
            set(app, &format!("theme-{theme}")).await;
            check_every_place(app, theme).await;
        }
        session.end().await;
    });
}

#[test]
fn an_empty_store_has_no_violation() {
    run(async {
        let home = Home::new();
        let session = Session::start(&home).await;
        check_every_place(&session.app, "empty").await;
        session.end().await;
    });
}

#[test]
fn axe_finds_what_is_wrong() {
    run(async {
        let home = Home::new();
        let session = Session::start(&home).await;
        let app = &session.app;
        app.run("document.body.append(document.createElement('button'))")
            .await;
        let findings = axe::findings(app).await;
        assert!(
            findings.iter().any(|finding| finding.starts_with("button-name")),
            "{findings:?}"
        );
        session.end().await;
    });
}

//! The pictures of what keeps the program well: a report of a crash, the data folder, the self-test, a policy.
//!
//! They are taken as from the menu, without a data folder being named: a named one cannot be moved.

use std::fs;

use crate::app::id;
use crate::session::{Session, run};
use crate::stage::{Stage, Tongue, scene_home};

const REPORT: &str = "\
Alertbook: report of a crash

A part of the program broke down. This file stays on this machine unless you hand it on;
read it first. It holds no text of alerts and no keys.

program    alertbook-desktop 0.1.0
system     linux x86_64
time       2026-11-30T00:12:09.481+00:00
thread     tokio-rt-worker
place      src-tauri/engine/src/listing.rs:117:9
message    (left out: it may hold text of alerts)

   0: std::backtrace::Backtrace::force_capture
   1: alertbook_engine::crash::text_of
   2: std::panicking::panic_with_hook
   3: alertbook_engine::listing::page_of
   4: alertbook_engine::engine::Engine::answer
";

const POLICY: &str = r#"{
  "Version": "1",
  "settings": {
    "exportsFolder": "/srv/alert-exports",
    "masking": "document",
    "forbiddenFormats": ["ndjson"],
    "proxy": "http://proxy.example.com:3128",
    "offline": false
  }
}"#;

#[test]
fn upkeep_looks_like_its_pictures_in_english() {
    run(upkeep(Tongue::EN));
}

#[test]
fn upkeep_looks_like_its_pictures_in_chinese() {
    run(upkeep(Tongue::ZH));
}

async fn upkeep(tongue: Tongue) {
    let home = scene_home();
    let data = home.path("user/data/alertbook");
    let session = Session::start_from_menu(&home).await;
    Stage::set(&session, &home, tongue).await.end();
    session.end().await;
    fs::write(data.join("logs/crash-20261130-001209.481-7.txt"), REPORT).unwrap();

    let session = Session::start_from_menu(&home).await;
    let mut stage = Stage::resume(&session, &home, tongue).await;
    stage.app.find(&id("crash-text")).await;
    stage.take("crash-report").await;
    stage.app.click(&id("crash-close")).await;
    stage.app.go("settings").await;
    show(&stage, "data-folder").await;
    stage
        .app
        .until("!document.querySelector('[data-testid=move-data]').disabled")
        .await;
    stage.take("data-folder").await;
    stage.app.click(&id("run-checks")).await;
    stage.app.find(&id("copy-report")).await;
    show(&stage, "self-test").await;
    stage.take("self-test").await;

    fs::write(data.join("policy.json"), POLICY).unwrap();
    stage.app.run("location.reload()").await;
    stage.app.find(&id("rail-settings")).await;
    stage.app.go("settings").await;
    show(&stage, "choose-exports-folder").await;
    stage
        .app
        .until("document.querySelector('[data-testid=choose-exports-folder]').disabled")
        .await;
    stage.take("policy").await;
    stage.end();
    session.end().await;
}

/// Scrolls a part of the settings to the top, with its heading.
async fn show(stage: &Stage<'_>, part: &str) {
    stage.app.find(&id(part)).await;
    let script = format!(
        "const card = document.querySelector('{}').closest('.card');
         (card.previousElementSibling ?? card).scrollIntoView()",
        id(part)
    );
    stage.app.run(&script).await;
}

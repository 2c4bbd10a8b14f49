//! The pictures of the guide: each scene is done again by clicks, and says when it no longer looks like its picture.
//!
//! `make screenshots` takes the pictures; without it the text of each scene is compared with its record in `scenes/`.
//! A new scene is one more `take`; a part of the settings is one more row of `SETTINGS_PARTS`.

use std::fs;

use alertbook_demo::{Tenant, TenantOptions};
use alertbook_testkit::cloud::{self, Options, StandIn};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::app::id;
use crate::cli::ask;
use crate::home::Home;
use crate::session::{Session, run};
use crate::stage::{Stage, Tongue, scene_home};

/// The newest event, so that the pictures show the same days whenever they are taken: 2026-11-30 07:58:12 in GMT+8.
const NEWEST: i64 = 1_795_996_692_000;
const KEY_ID: &str = "LTAI5tScenes";
const SECRET: &str = "scenes-only-7d41";

/// What an export would come to is told.
const ESTIMATED: &str = "/\\d/.test(document.querySelector('[data-testid=export-estimate]').textContent)";

/// Parts of the settings, and what is scrolled to the top for them.
const SETTINGS_PARTS: [(&str, &str); 2] = [
    ("settings", "[data-testid=\"language-en\"]"),
    ("data-folder", "[data-testid=\"data-folder\"]"),
];

/// What the self-test finds, which is another thing on every machine.
const FOUND: &str = "[data-testid=check] .words > :not(strong), [data-testid=checks-outcome]";

/// What a crash leaves, in the words of the program.
const CRASH: &str = "\
Alertbook: report of a crash

A part of the program broke down. This file stays on this machine unless you hand it on;
read it first. It holds no text of alerts and no keys.

program    alertbook-desktop 0.1.0
system     linux x86_64
time       2026-11-30T00:12:45+00:00
thread     export
place      src-tauri/export/src/pipeline.rs:120:9
message    (left out: it may hold text of alerts)

   0: std::backtrace::Backtrace::force_capture
   1: alertbook_engine::crash::text_of
   2: std::panicking::panic_with_hook
   3: alertbook_export::pipeline::assemble
   4: alertbook_engine::export_job::write::write_file
";

#[test]
fn the_first_steps_look_like_their_pictures_in_english() {
    run(first_steps(Tongue::EN));
}

#[test]
fn the_first_steps_look_like_their_pictures_in_chinese() {
    run(first_steps(Tongue::ZH));
}

#[test]
fn daily_work_looks_like_its_pictures_in_english() {
    run(daily_work(Tongue::EN));
}

#[test]
fn daily_work_looks_like_its_pictures_in_chinese() {
    run(daily_work(Tongue::ZH));
}

#[test]
fn upkeep_looks_like_its_pictures_in_english() {
    run(upkeep(Tongue::EN));
}

#[test]
fn upkeep_looks_like_its_pictures_in_chinese() {
    run(upkeep(Tongue::ZH));
}

/// The self-test, a machine with a policy, and what a crash leaves.
async fn upkeep(tongue: Tongue) {
    let home = scene_home();
    fill(&home, tongue);
    let session = Session::start_from_menu(&home).await;
    let mut stage = Stage::set(&session, &home, tongue).await;
    stage.app.go("settings").await;
    stage.app.click(&id("run-checks")).await;
    stage.app.find(&id("copy-report")).await;
    show(&stage, &id("self-test")).await;
    stage.take_without("self-test", FOUND).await;
    set_policy(&home);
    stage.app.go("events").await;
    stage.app.go("settings").await;
    stage
        .app
        .until("document.querySelector('[data-testid=policy-settings]') !== null")
        .await;
    show(&stage, &id("policy")).await;
    stage.take_without("policy", FOUND).await;
    stage.end();
    session.end().await;

    fs::write(home.data().join("logs/crash-20261130-001245.000-7.txt"), CRASH).unwrap();
    let session = Session::start_from_menu_anyhow(&home).await;
    session.app.resize(1280, 800).await;
    let mut stage = Stage::as_it_is(&session, &home, tongue);
    stage.app.find(&id("crash-text")).await;
    stage.take("crash-report").await;
    stage.end();
    session.end().await;
}

/// A policy as an administrator may set one.
fn set_policy(home: &Home) {
    let policy = json!({
        "Version": "1",
        "Statement": [
            { "Effect": "Allow", "Action": "*", "Resource": "*" },
            { "Effect": "Deny", "Action": "alertbook:RemoveExport", "Resource": "*" },
        ],
        "settings": {
            "forbiddenFormats": ["parquet", "ndjson"], "masking": "pseudonyms", "update": "forbidden",
        },
    });
    fs::write(home.data().join("policy.json"), policy.to_string()).unwrap();
}

/// From the empty window to the first events.
async fn first_steps(tongue: Tongue) {
    let home = scene_home();
    give_profile(&home);
    let tenant = cloud::Tenant::new(cloud::TenantOptions {
        events: 2_400,
        newest: NEWEST,
        ..cloud::TenantOptions::default()
    });
    let options = Options {
        keys: vec![cloud::Key::new(KEY_ID, SECRET)],
        ..Options::default()
    };
    let cloud = StandIn::start(tenant, options).unwrap();
    let session = Session::start_from_menu(&home).await;
    let mut stage = Stage::set(&session, &home, tongue).await;
    stage.app.find(&id("first-use")).await;
    stage.take("first-start").await;
    connect(&mut stage, &cloud).await;
    import(&mut stage, &home).await;
    stage.end();
    session.end().await;
}

async fn connect(stage: &mut Stage<'_>, cloud: &StandIn) {
    let app = stage.app;
    app.click(&id("first-connect")).await;
    app.click(&id("key-profile")).await;
    app.find(&id("profile-security-read")).await;
    stage.take("connect-account").await;
    app.click(&id("connect-next")).await;
    app.click(&id("site-other")).await;
    app.fill(&id("site-address"), &cloud.endpoint()).await;
    app.click(&id("connect-next")).await;
    app.find(&id("test-result")).await;
    app.click(&id("connect-next")).await;
    app.fill(&id("account-name"), stage.tongue.words("Production", "生产环境"))
        .await;
    app.click(&id("connect-next")).await;
    app.find("[data-testid=sync-run][data-status=finished]").await;
    app.click(&id("sync-run-open")).await;
    // The account's own line is read again after the run's.
    app.find(&id("found-new")).await;
    dismiss_notices(stage).await;
    stage.take("sync-result").await;
}

async fn import(stage: &mut Stage<'_>, home: &Home) {
    let app = stage.app;
    let file = home.write("night.json", &page_with_rejects(stage.tongue));
    let run = app
        .call("import_files", json!({ "paths": [file] }))
        .await
        .unwrap();
    let row = format!("{}[data-id=\"{run}\"][data-status=finished]", id("import-row"));
    app.find(&row).await;
    app.click(&format!("{row} {}", id("rejects-toggle"))).await;
    app.find(&id("rejects")).await;
    dismiss_notices(stage).await;
    app.run("document.querySelector('.imports').scrollIntoView()")
        .await;
    stage.take("import-result").await;
}

/// Filtering, reading, reviewing and exporting.
async fn daily_work(tongue: Tongue) {
    let home = scene_home();
    fill(&home, tongue);
    let session = Session::start_from_menu(&home).await;
    let mut stage = Stage::set(&session, &home, tongue).await;
    events(&mut stage).await;
    review(&mut stage).await;
    query(&mut stage).await;
    export(&mut stage).await;
    stage.app.go("overview").await;
    stage
        .app
        .until("document.querySelector('[data-testid=overview]').ariaBusy === 'false' && document.querySelectorAll('[data-testid^=chart-] canvas').length >= 4")
        .await;
    stage.take("overview").await;
    settings(&mut stage).await;
    stage.end();
    session.end().await;
}

async fn events(stage: &mut Stage<'_>) {
    let app = stage.app;
    app.click("[data-testid=filter-Levels] input[value=serious]")
        .await;
    app.find("[data-testid=chip][data-parameters=Levels]").await;
    app.click("[data-testid=filter-Dealed] label:has(input[value=N])")
        .await;
    app.find("[data-testid=chip][data-parameters=Dealed]").await;
    app.settled().await;
    stage.take("events").await;
    for name in ["ParentEventTypes", "AssetsTypeList"] {
        app.click(&id(&format!("open-{name}"))).await;
    }
    app.run("document.querySelector('[data-testid=filter-Levels]').scrollIntoView()")
        .await;
    app.until("document.querySelectorAll('[data-testid=filters] [data-testid^=filter-ParentEventTypes] input').length > 3")
        .await;
    stage.take("facets").await;
    for name in ["AssetsTypeList", "ParentEventTypes"] {
        app.click(&id(&format!("open-{name}"))).await;
    }
    app.run("document.querySelector('[data-testid=filters] h3').scrollIntoView()")
        .await;
}

async fn review(stage: &mut Stage<'_>) {
    let app = stage.app;
    app.click("[data-row=\"1\"]").await;
    app.find(&id("detail")).await;
    app.find(&id("related-event")).await;
    stage.take("detail").await;
    app.click(&id("verdict-real")).await;
    app.until("document.querySelector('[data-testid=verdict-real]').ariaPressed === 'true'")
        .await;
    let tag = [stage.tongue.words("follow-up", "待跟进"), &Key::Enter.to_string()].concat();
    app.fill(&id("review-tag"), &tag).await;
    app.find(&id("review-tagged")).await;
    app.fill(
        &id("review-note-text"),
        stage.tongue.words(
            "Isolated the server; the owner of the shop is told.",
            "已隔离服务器，并告知业务负责人。",
        ),
    )
    .await;
    app.click(&id("review-note-add")).await;
    app.find(&id("review-note")).await;
    app.click(&id("review-mark")).await;
    app.until("document.querySelector('[data-testid=review] .line .quiet')")
        .await;
    let told = stage.tongue.words("Marked as reviewed", "已标记为已复核");
    app.until(&format!(
        "document.querySelector('[data-testid=notice]').textContent.includes('{told}')"
    ))
    .await;
    dismiss_notices(stage).await;
    app.run("document.querySelector('[data-testid=review]').scrollIntoView()")
        .await;
    stage.take("review").await;
    app.click(&id("detail-close")).await;
}

async fn query(stage: &mut Stage<'_>) {
    let app = stage.app;
    app.press("q").await;
    app.click(&id("tab-aliyun")).await;
    app.find(&id("query-text")).await;
    stage.take("query-panel").await;
    app.click(&id("query-close")).await;
}

async fn export(stage: &mut Stage<'_>) {
    let app = stage.app;
    app.click(&id("export-menu")).await;
    app.until(ESTIMATED).await;
    stage.take("export-dialog").await;
    app.click(&id("export-columns-triage")).await;
    app.click(&id("profile-save")).await;
    app.fill(&id("profile-name"), stage.tongue.words("weekly", "每周"))
        .await;
    app.click(&id("profile-keep")).await;
    app.until("document.querySelector('[data-testid=export-profile]')?.value.length > 0")
        .await;
    app.until(ESTIMATED).await;
    stage.take("weekly-profile").await;
    app.click(&id("export-dialog-close")).await;
    app.export().await;
    stage.take("export-toast").await;
    dismiss_notices(stage).await;
    app.go("exports").await;
    app.click(&id("exports-row")).await;
    app.press("v").await;
    app.find(&format!("{} .sound", id("row-proof"))).await;
    stage.take("exports").await;
}

async fn settings(stage: &mut Stage<'_>) {
    let app = stage.app;
    app.go("settings").await;
    for (name, part) in SETTINGS_PARTS {
        show(stage, part).await;
        stage.take(name).await;
    }
}

/// Brings the card of a part of the settings to the top, under its heading.
async fn show(stage: &Stage<'_>, part: &str) {
    stage.app.find(part).await;
    let script = format!(
        "const part = document.querySelector({});
         const card = part.closest('.card') ?? part;
         (card.previousElementSibling ?? card).scrollIntoView()",
        Value::from(part)
    );
    stage.app.run(&script).await;
}

/// Closes what is told at the bottom, so that it hides nothing.
async fn dismiss_notices(stage: &Stage<'_>) {
    stage
        .app
        .run("document.querySelectorAll('[data-testid=notice-dismiss]').forEach((button) => button.click())")
        .await;
    stage
        .app
        .until("document.querySelector('[data-testid=notice]') === null")
        .await;
}

/// A profile of the vendor's own tool, as most people have one.
fn give_profile(home: &Home) {
    let profile = json!({
        "name": "security-read", "mode": "AK", "access_key_id": KEY_ID, "access_key_secret": SECRET,
        "region_id": "cn-hangzhou", "output_format": "json", "language": "en",
    });
    let folder = home.path("user/.aliyun");
    fs::create_dir_all(&folder).unwrap();
    let config = json!({ "current": "security-read", "profiles": [profile] });
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
}

/// A store with some months of a tenant.
fn fill(home: &Home, tongue: Tongue) {
    let tenant = Tenant::new(TenantOptions {
        seed: 7,
        english_percent: tongue.english_percent(),
        ..TenantOptions::sized(6_000, NEWEST)
    });
    let inventory = [tenant.group_page()]
        .into_iter()
        .chain(tenant.asset_pages(100))
        .chain(tenant.cluster_pages(100))
        .chain(tenant.container_pages(100));
    let pages = inventory.chain(tenant.event_pages(100));
    let lines: Vec<_> = pages.map(|page| page.to_string()).collect();
    let path = home.write("tenant.ndjson", &lines.join("\n"));
    ask(home, &["import", path.to_str().unwrap()]);
    let earlier = [
        "--ParentEventTypes",
        "网站后门",
        "--format",
        "xlsx",
        "--masking",
        "pseudonyms",
    ];
    ask(home, &[&["ExportSuspEvents"], &earlier[..]].concat());
}

/// A saved answer, two of whose records cannot be read.
fn page_with_rejects(tongue: Tongue) -> String {
    let tenant = Tenant::new(TenantOptions {
        seed: 11,
        english_percent: tongue.english_percent(),
        ..TenantOptions::sized(60, NEWEST)
    });
    let mut page = tenant.event_pages(60).next().unwrap();
    let events = page["SuspEvents"].as_array_mut().unwrap();
    events[3].as_object_mut().unwrap().remove("Id");
    events[8]["Id"] = json!("none");
    page.to_string()
}

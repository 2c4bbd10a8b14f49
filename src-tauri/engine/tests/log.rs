//! The log, in a process of its own: a process has only one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code"
)]

use std::path::Path;

use alertbook_engine::{Door, Engine, EngineOptions};
use alertbook_store::Store;
use alertbook_store::table::{NewExport, insert_export_in};
use alertbook_wire::{LogLevel, Settings};

fn options(root: &Path) -> EngineOptions {
    EngineOptions {
        data_folder: Some(root.to_owned()),
        system_policy: None,
        watch: false,
        ..EngineOptions::new(Door::Cli)
    }
}

/// Everything that was logged. Files are whole once the engine is closed.
fn log(root: &Path) -> String {
    let files = std::fs::read_dir(root.join("logs")).unwrap();
    files
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn what_opening_finds_out_is_logged_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data");
    drop(Engine::open(options(&root)).unwrap());
    let store = Store::open(&root.join("alerts.db")).unwrap();
    let dead = NewExport {
        request_id: "A".to_owned(),
        request: "{}".to_owned(),
        format: "csv".to_owned(),
        dialect: "excel".to_owned(),
        columns: "id".to_owned(),
        language: "zh".to_owned(),
        zone: "UTC".to_owned(),
        masking: "none".to_owned(),
        packing: "none".to_owned(),
        partition_by: "none".to_owned(),
        legend: false,
        folder: root.join("exports").to_str().unwrap().to_owned(),
        file_name: "dead.csv".to_owned(),
        owner: "5a4f2c6e-0000-4000-8000-000000000000".to_owned(),
        created: 1,
    };
    store.write().transact(|tx| insert_export_in(tx, &dead)).unwrap();
    drop(store);
    drop(Engine::open(options(&root)).unwrap());
    assert!(
        log(&root).contains("an export's process had died"),
        "{}",
        log(&root)
    );

    let other = folder.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(
        other.join("alerts.db"),
        "this is no database, and it is long enough to be read as one",
    )
    .unwrap();
    let code = Engine::open(options(&other)).err().unwrap().code;
    assert!(log(&other).contains(&code), "{}", log(&other));

    // How much is told is a setting, and holds at once.
    let engine = Engine::open(options(&root)).unwrap();
    let calm = engine.get_settings().unwrap();
    engine
        .save_settings(&Settings {
            log_level: LogLevel::Debug,
            ..calm.clone()
        })
        .unwrap();
    engine.get_app_info().unwrap();
    engine.save_settings(&calm).unwrap();
    drop(engine);
    let told = log(&root);
    assert_eq!(told.matches("settings.rs").count(), 2, "{told}");
    assert!(told.contains("answered=true"), "{told}");
}

//! Records that this process did not write: tampered with, or left behind.

use alertbook_store::Store;
use alertbook_store::table::{
    ExportState, FinishedExport, NewExport, finish_export_in, insert_export_in, start_export_in,
};
use alertbook_wire::ExportStatus;

use crate::support::{Data, NOON, code, names_in};

fn record(store: &Store, folder: &std::path::Path, file_name: &str, owner: &str, finish: bool) -> i64 {
    let new = NewExport {
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
        folder: folder.to_str().unwrap().to_owned(),
        file_name: file_name.to_owned(),
        owner: owner.to_owned(),
        created: NOON,
    };
    let finished = FinishedExport {
        revision: 1,
        rows: 0,
        bytes: 0,
        sha256: String::new(),
        manifest_sha256: None,
        now: NOON,
    };
    store
        .write()
        .transact(|tx| {
            let id = insert_export_in(tx, &new)?;
            start_export_in(tx, id, NOON)?;
            if finish {
                finish_export_in(tx, id, &finished)?;
            }
            Ok(id)
        })
        .unwrap()
}

#[test]
fn only_a_plain_file_in_the_records_own_folder_is_opened_or_removed() {
    let data = Data::new();
    let engine = data.open();
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    let exports = data.root().join("exports");
    let secret = data.beside("secret.csv");
    std::fs::write(&secret, "secret").unwrap();
    let mut names = vec![
        "../alerts.db".to_owned(),
        "..".to_owned(),
        String::new(),
        secret.to_str().unwrap().to_owned(),
    ];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(&secret, exports.join("link.csv")).unwrap();
        names.push("link.csv".to_owned());
    }
    for name in names {
        let id = record(&store, &exports, &name, "x", true);
        assert_eq!(code(engine.open_export(id)), "export.file_missing", "{name}");
        assert_eq!(code(engine.reveal_export(id)), "export.file_missing", "{name}");
        engine.remove_export(id).unwrap();
    }
    assert!(secret.exists() && data.root().join("alerts.db").exists());
}

#[test]
fn records_of_dead_processes_are_ended_and_their_files_go() {
    let data = Data::new();
    let first = data.open();
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    let exports = data.root().join("exports");
    let dead = record(
        &store,
        &exports,
        "dead.csv",
        "5a4f2c6e-0000-4000-8000-000000000000",
        false,
    );
    let whole = record(&store, &exports, "whole.csv", "not-a-name", false);
    let owner = names_in(&data.root().join("owners")).remove(0);
    let alive = record(
        &store,
        &exports,
        "alive.csv",
        owner.strip_suffix(".lock").unwrap(),
        false,
    );
    for name in ["dead.csv.part", "whole.csv", "alive.csv.part", "stranger.csv"] {
        std::fs::write(exports.join(name), "half").unwrap();
    }
    let second = data.open();
    assert_eq!(names_in(&exports), ["alive.csv.part", "stranger.csv"]);
    for id in [dead, whole] {
        let record = second.get_export(id).unwrap();
        assert_eq!(
            (record.status, record.error.unwrap().code.as_str()),
            (ExportStatus::Failed, "export.interrupted")
        );
    }
    assert_eq!(second.get_export(alive).unwrap().status, ExportStatus::Exporting);
    drop(first);
    drop(second);
    assert!(names_in(&data.root().join("owners")).is_empty());
    let row = store.read().unwrap().export(alive).unwrap().unwrap();
    assert_eq!(row.state, ExportState::Exporting, "nobody has started since");
}

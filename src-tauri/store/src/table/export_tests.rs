use super::*;
use crate::Store;

fn new_export() -> NewExport {
    NewExport {
        request_id: "0A".to_owned(),
        request: "{}".to_owned(),
        format: "csv".to_owned(),
        dialect: "excel".to_owned(),
        columns: "id,level".to_owned(),
        language: "zh".to_owned(),
        zone: "UTC".to_owned(),
        masking: "none".to_owned(),
        packing: "none".to_owned(),
        partition_by: "none".to_owned(),
        legend: false,
        folder: "/nowhere".to_owned(),
        file_name: "a.csv".to_owned(),
        owner: "one".to_owned(),
        created: 5,
    }
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("alerts.db")).unwrap();
    (folder, store)
}

const FAILED: ExportState = ExportState::Failed;

fn end(state: ExportState) -> ExportEnd {
    ExportEnd {
        state,
        error_code: Some("export.interrupted".to_owned()),
        error_message: None,
        now: 9,
    }
}

#[test]
fn a_record_goes_from_pending_to_success() {
    let (_folder, store) = store();
    let mut writer = store.write();
    let id = writer.transact(|tx| insert_export_in(tx, &new_export())).unwrap();
    assert!(writer.transact(|tx| start_export_in(tx, id, 6)).unwrap());
    assert!(
        !writer.transact(|tx| start_export_in(tx, id, 6)).unwrap(),
        "it started once"
    );
    let progress = ExportProgress {
        revision: Some(3),
        matched: Some(10),
        rows: 4,
        now: 7,
    };
    assert!(writer.transact(|tx| move_export_in(tx, id, &progress)).unwrap());
    let finished = FinishedExport {
        revision: 3,
        rows: 10,
        bytes: 99,
        sha256: "ab".to_owned(),
        manifest_sha256: None,
        now: 8,
    };
    assert!(writer.transact(|tx| finish_export_in(tx, id, &finished)).unwrap());
    assert!(
        !writer.transact(|tx| end_export_in(tx, id, &end(FAILED))).unwrap(),
        "a success stays one"
    );
    let row = store.read().unwrap().export(id).unwrap().unwrap();
    assert_eq!(
        (row.state, row.rows, row.bytes, row.finished),
        (ExportState::Success, 10, Some(99), Some(8))
    );
    assert_eq!(row.asked, new_export());
    assert_eq!(store.read().unwrap().last_change().unwrap(), 4);
}

#[test]
fn a_cancelled_record_may_not_go_on() {
    let (_folder, store) = store();
    let mut writer = store.write();
    let id = writer.transact(|tx| insert_export_in(tx, &new_export())).unwrap();
    writer.transact(|tx| start_export_in(tx, id, 6)).unwrap();
    assert!(writer.transact(|tx| ask_export_cancel_in(tx, id, 7)).unwrap());
    let progress = ExportProgress {
        revision: None,
        matched: None,
        rows: 4,
        now: 7,
    };
    assert!(!writer.transact(|tx| move_export_in(tx, id, &progress)).unwrap());
    assert!(
        !writer.transact(|tx| delete_export_in(tx, id)).unwrap(),
        "a running record stays"
    );
    assert!(
        writer
            .transact(|tx| end_export_in(tx, id, &end(ExportState::Cancelled)))
            .unwrap()
    );
    assert!(!writer.transact(|tx| ask_export_cancel_in(tx, id, 7)).unwrap());
    assert!(writer.transact(|tx| delete_export_in(tx, id)).unwrap());
    assert!(store.read().unwrap().exports().unwrap().is_empty());
}

#[test]
fn ids_are_never_used_twice() {
    let (_folder, store) = store();
    let mut writer = store.write();
    let first = writer.transact(|tx| insert_export_in(tx, &new_export())).unwrap();
    writer
        .transact(|tx| end_export_in(tx, first, &end(FAILED)))
        .unwrap();
    writer.transact(|tx| delete_export_in(tx, first)).unwrap();
    let second = writer.transact(|tx| insert_export_in(tx, &new_export())).unwrap();
    assert!(second > first);
}

#[test]
fn running_records_are_found_without_reading_those_that_ended() {
    let (_folder, store) = store();
    let mut writer = store.write();
    let ids: Vec<i64> = (0..3)
        .map(|_| writer.transact(|tx| insert_export_in(tx, &new_export())).unwrap())
        .collect();
    writer
        .transact(|tx| end_export_in(tx, ids[1], &end(FAILED)))
        .unwrap();
    writer.transact(|tx| start_export_in(tx, ids[2], 6)).unwrap();
    let read = store.read().unwrap();
    let running: Vec<i64> = read.running_exports().unwrap().iter().map(|row| row.id).collect();
    assert_eq!(running, [ids[2], ids[0]]);
    let plan: String = read
        .connection
        .query_row(&["EXPLAIN QUERY PLAN ", RUNNING].concat(), [], |row| row.get(3))
        .unwrap();
    assert!(plan.contains("USING INDEX export_running"), "{plan}");
}

//! Copies of the store, and putting them back.

use std::path::Path;

use alertbook_core::Language;
use alertbook_engine::{Engine, EngineOptions, plan_restore, restore};
use alertbook_store::Store;
use alertbook_store::table::{NewExport, insert_export_in};

use crate::support::{Data, code};

fn events(engine: &Engine) -> u64 {
    let check = engine.check_store().unwrap();
    check.tables["event"]
}

/// An export of a process that is gone.
fn running_export() -> NewExport {
    let text = str::to_owned;
    NewExport {
        request_id: text("1"),
        request: text("{}"),
        format: text("csv"),
        dialect: text("excel"),
        columns: text("id"),
        language: text("en"),
        zone: text("UTC"),
        masking: text("none"),
        packing: text("none"),
        partition_by: text("none"),
        legend: false,
        folder: String::new(),
        file_name: String::new(),
        owner: text("5a4f2c6e-0000-4000-8000-000000000000"),
        created: 0,
    }
}

/// A file with one event more.
fn more_events(data: &Data) -> std::path::PathBuf {
    let file = data.beside("more.json");
    std::fs::write(
        &file,
        r#"{"SuspEvents":[{"Id":77,"Name":"more","LastTimeStamp":1795140000000}]}"#,
    )
    .unwrap();
    file
}

fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_whole_named_after_the_time_and_never_overwrites() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut last = 0;
    let answer = engine.back_up(None, |step| last = step.done).unwrap();
    assert_eq!(answer.events, 3);
    let name = "alertbook-20261122-120000.db";
    assert_eq!(names(&data.root().join("backups")), [name]);
    let file = data.root().join("backups").join(name);
    assert_eq!(answer.bytes, file.metadata().unwrap().len());
    assert_eq!(plan_restore(&data.options(), &file).unwrap().events, 3);
    assert_eq!(code(engine.back_up(None, |_| {})), "backup.exists");
    assert_eq!(code(engine.back_up(Some(&file), |_| {})), "backup.exists");
    let nowhere = data.beside("no/such/copy.db");
    assert_eq!(code(engine.back_up(Some(&nowhere), |_| {})), "backup.failed");
    assert_eq!(names(&data.root().join("backups")), [name], "nothing half done");
}

#[test]
fn a_policy_can_forbid_both() {
    let data = Data::new();
    let engine = data.open_filled();
    let copy = data.beside("copy.db");
    engine.back_up(Some(&copy), |_| {}).unwrap();
    data.policy(
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"alertbook:DescribeAudit","Resource":"*"}]}"#,
    );
    assert_eq!(code(engine.back_up(None, |_| {})), "NoPermission");
    drop(engine);
    let refused = restore(&data.options(), &copy).unwrap_err();
    assert_eq!(refused.action.as_deref(), Some("alertbook:Restore"));
}

#[test]
fn where_events_may_leave_masked_only_backups_stay_in_the_data_folder() {
    let data = Data::new();
    let engine = data.open_filled();
    data.policy(r#"{"Version":"1","settings":{"masking":"document"}}"#);
    let copy = data.beside("copy.db");
    let refused = engine.back_up(Some(&copy), |_| {}).unwrap_err();
    assert_eq!(refused.code, "NoPermission");
    assert!(refused.message.contains("masking"), "{}", refused.message);
    assert!(!copy.exists());
    engine.back_up(None, |_| {}).unwrap();
}

#[test]
fn restoring_brings_the_backup_and_keeps_what_was_there() {
    let data = Data::new();
    let engine = data.open_filled();
    let copy = data.beside("copy.db");
    engine.back_up(Some(&copy), |_| {}).unwrap();
    engine.run_import(&[more_events(&data)], &mut |_| {}).unwrap();
    let more = events(&engine);
    assert!(more > 3);
    drop(engine);
    let answer = restore(&data.options(), &copy).unwrap();
    assert_eq!(answer.events, 3);
    let kept = answer.kept.unwrap();
    assert!(
        kept.ends_with("alerts.db.before-restore-20261122-040000"),
        "{kept}"
    );
    assert_eq!(
        plan_restore(&data.options(), Path::new(&kept)).unwrap().events,
        more
    );
    assert!(!data.root().join("alerts.db.restoring").exists());
    let engine = data.open();
    assert_eq!(events(&engine), 3);
    assert!(engine.check_store().unwrap().sound);
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let data = Data::new();
    drop(data.open_filled());
    let before = std::fs::read(data.root().join("alerts.db")).unwrap();
    let check = |content: &[u8]| {
        let file = data.beside("file.db");
        std::fs::write(&file, content).unwrap();
        assert_eq!(code(restore(&data.options(), &file)), "backup.not_a_backup");
    };
    check(b"");
    check(b"no database at all");
    check(&before[..before.len() / 2]);
    let nowhere = data.beside("nowhere.db");
    assert_eq!(code(restore(&data.options(), &nowhere)), "backup.not_a_backup");
    assert!(!names(&data.root()).iter().any(|name| name.contains("restor")));
    assert_eq!(events(&data.open()), 3);
}

#[test]
fn a_damaged_store_is_kept_aside_when_a_backup_takes_its_place() {
    let data = Data::new();
    let engine = data.open_filled();
    let copy = data.beside("copy.db");
    engine.back_up(Some(&copy), |_| {}).unwrap();
    drop(engine);
    let database = data.root().join("alerts.db");
    std::fs::write(&database, b"SQLite format 3\0 and then nothing").unwrap();
    assert!(Engine::open(data.options()).is_err());
    let answer = restore(&data.options(), &copy).unwrap();
    let kept = std::fs::read(answer.kept.unwrap()).unwrap();
    assert!(kept.starts_with(b"SQLite format 3"));
    assert_eq!(events(&data.open()), 3);
}

#[test]
fn a_store_that_somebody_has_open_is_not_replaced() {
    let data = Data::new();
    let engine = data.open_filled();
    let copy = data.beside("copy.db");
    engine.back_up(Some(&copy), |_| {}).unwrap();
    assert_eq!(code(restore(&data.options(), &copy)), "data_folder.in_use");
    assert_eq!(events(&engine), 3);
}

#[test]
fn what_ran_when_the_backup_was_made_is_ended_and_its_files_are_left_alone() {
    let data = Data::new();
    let engine = data.open_filled();
    let folder = data.beside("outside");
    std::fs::create_dir(&folder).unwrap();
    let finished = folder.join("weekly.csv");
    std::fs::write(&finished, "another store's file").unwrap();
    drop(engine);
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    let running = NewExport {
        folder: folder.to_str().unwrap().to_owned(),
        file_name: "weekly.csv".to_owned(),
        ..running_export()
    };
    store
        .write()
        .transact(|tx| insert_export_in(tx, &running))
        .unwrap();
    let copy = data.beside("copy.db");
    store.read().unwrap().copy_into(&copy, &mut |_, _| true).unwrap();
    drop(store);
    // Another folder, as of somebody who looks into the backup.
    std::fs::remove_dir_all(data.root()).unwrap();
    restore(&data.options(), &copy).unwrap();
    let engine = data.open();
    let status = engine.list_exports().unwrap()[0].status;
    assert_eq!(status, alertbook_wire::ExportStatus::Failed);
    assert!(finished.exists());
}

#[test]
fn two_restores_in_one_moment_keep_two_stores() {
    let data = Data::new();
    let engine = data.open_filled();
    let copy = data.beside("copy.db");
    engine.back_up(Some(&copy), |_| {}).unwrap();
    drop(engine);
    let kept = [(); 2].map(|()| restore(&data.options(), &copy).unwrap().kept.unwrap());
    assert_ne!(kept[0], kept[1]);
    for kept in kept {
        assert_eq!(plan_restore(&data.options(), Path::new(&kept)).unwrap().events, 3);
    }
}

#[test]
fn an_exported_slice_is_no_backup() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut call = crate::support::call(&[]);
    call.options.format = Some("sqlite".to_owned());
    engine.run_export(&call, &mut |_| {}).unwrap();
    let slice = engine.export_path(1).unwrap();
    drop(engine);
    for (language, advice) in [(Language::En, "import it"), (Language::Zh, "请导入它")] {
        let options = EngineOptions {
            language: Some(language),
            ..data.options()
        };
        let refused = restore(&options, &slice).unwrap_err();
        assert_eq!(refused.code, "backup.not_a_backup");
        assert!(refused.message.contains(advice), "{}", refused.message);
    }
}

#[cfg(unix)]
#[test]
fn a_backup_that_is_protected_can_be_restored() {
    use std::os::unix::fs::PermissionsExt as _;

    let data = Data::new();
    let engine = data.open_filled();
    let copy = data.beside("copy.db");
    engine.back_up(Some(&copy), |_| {}).unwrap();
    drop(engine);
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o444)).unwrap();
    restore(&data.options(), &copy).unwrap();
    let database = data.root().join("alerts.db").metadata().unwrap();
    assert_eq!(database.permissions().mode() & 0o777, 0o600);
}

//! Exports as databases: a store of their own, and what is imported from them is what was exported.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use alertbook_store::Store;
use alertbook_testkit::{HOSTILE, record};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::content::{content, import, import_values, odd_event, odd_inventory};
use crate::support::{Data, call, names_in};

/// The file of an export, and its rows.
fn export(data: &Data, format: &str, request: &[(&str, &str)]) -> (PathBuf, u64) {
    let engine = data.open();
    let mut call = call(request);
    call.options.format = Some(format.to_owned());
    let answer = engine.run_export(&call, &mut |_| {}).unwrap();
    let record = engine.get_export(answer.id).unwrap();
    assert!(engine.verify_export(answer.id).unwrap().sound);
    (engine.export_path(answer.id).unwrap(), record.rows)
}

/// A data folder whose store is a copy of a file.
fn folder_of(file: &Path) -> Data {
    let data = Data::new();
    std::fs::create_dir(data.root()).unwrap();
    std::fs::copy(file, data.root().join("alerts.db")).unwrap();
    data
}

/// Holds that a slice is the store it was cut from, as a store and as what is imported, and the same file twice.
fn goes_round(data: &Data) -> PathBuf {
    let before = content(data);
    let (file, rows) = export(data, "sqlite", &[]);
    assert_eq!(rows, before.events.len() as u64);
    let as_store = content(&folder_of(&file));
    assert_eq!(before, as_store);
    let copy = Data::new();
    import(&copy, &file);
    assert_eq!(before, content(&copy));
    let (again, _) = export(&copy, "sqlite", &[]);
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert!(read(&file) == read(&again), "a second export differs");
    let (twice, _) = export(data, "sqlite", &[]);
    assert!(read(&file) == read(&twice), "the same export differs");
    file
}

#[test]
fn a_tenant_in_two_languages_with_all_oddities_goes_round() {
    let data = Data::new();
    let tenant = alertbook_testkit::tenant(5, 2_000);
    let mut values = vec![tenant.group_page()];
    values.extend(tenant.asset_pages(100));
    values.extend(tenant.cluster_pages(100));
    values.extend(tenant.container_pages(100));
    values.extend(tenant.event_pages(100));
    values.extend((0..600).map(|index| {
        let mut text = Vec::new();
        tenant.append_event_in(index, alertbook_demo::Language::English, &mut text);
        serde_json::from_slice::<Value>(&text).unwrap()
    }));
    import_values(&data, &values);
    let file = goes_round(&data);
    let store = Store::open(&file).unwrap();
    let connection = store.read().unwrap();
    assert!(connection.faults().unwrap().is_empty());
    assert!(connection.tallies_agree().unwrap());
    assert!(
        content(&data)
            .events
            .iter()
            .any(|(_, stored)| stored.other_raw.is_some())
    );
}

#[test]
fn random_copies_of_few_events_go_round_and_equal_what_ndjson_gives() {
    for seed in 0..12 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        import_values(&data, &odd_inventory());
        for _ in 0..rng.usize(1..4) {
            let events: Vec<Value> = (0..40).map(|_| odd_event(&mut rng)).collect();
            import_values(&data, &[json!({"SuspEvents": events})]);
        }
        goes_round(&data);
        let request = [("Levels", "serious")];
        let [slice, lines] = ["sqlite", "ndjson"].map(|format| {
            let (file, _) = export(&data, format, &request);
            let copy = Data::new();
            import(&copy, &file);
            content(&copy)
        });
        assert_eq!(slice, lines, "seed {seed}");
    }
}

#[test]
fn a_filtered_slice_takes_along_what_its_events_name_and_nothing_of_the_program() {
    let data = Data::new();
    data.open_filled();
    let (file, rows) = export(&data, "sqlite", &[("Levels", "serious")]);
    assert_eq!(rows, 1);
    assert!(file.to_str().unwrap().ends_with(".sqlite"));
    let slice = content(&folder_of(&file));
    assert_eq!(slice.events.len(), 1);
    let kinds: Vec<&str> = slice.inventory.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, ["Groups", "Instances"]);
    let store = Store::open(&file).unwrap();
    let sizes = store.read().unwrap().table_sizes().unwrap();
    for table in ["export", "import_run", "audit", "container"] {
        assert!(
            sizes.iter().any(|size| size.table == table && size.rows == 0),
            "{table}"
        );
    }
    let (none, rows) = export(&data, "sqlite", &[("Name", "no such alert")]);
    assert_eq!((rows, content(&folder_of(&none)).events.len()), (0, 0));
}

#[test]
fn hostile_texts_stay_values() {
    let data = Data::new();
    let events: Vec<Value> = (1..)
        .zip(HOSTILE)
        .map(|(id, text)| record(id, json!({"Name": text, "Desc": text, "InstanceName": text})))
        .collect();
    import_values(&data, &[json!({"SuspEvents": events})]);
    let file = goes_round(&data);
    let engine = data.open();
    let id = engine.list_exports().unwrap()[0].id;
    assert_eq!(engine.export_manifest(id).unwrap().guard.name, "none");
    drop(file);
}

#[test]
fn an_older_copy_in_a_slice_never_overwrites() {
    let data = Data::new();
    let of = |status: i64, time: i64| json!({"SuspEvents": [record(7, json!({"EventStatus": status, "LastTimeStamp": time}))]});
    import_values(&data, &[of(1, 1_795_140_000_000)]);
    let (old, _) = export(&data, "sqlite", &[]);
    import_values(&data, &[of(2, 1_795_150_000_000)]);
    let newer = content(&data);
    let answer = data.open().run_import(&[old], &mut |_| {}).unwrap();
    assert_eq!((answer.inserted, answer.updated, answer.unchanged), (0, 0, 1));
    assert_eq!(content(&data), newer);
}

fn zipped(data: &Data, file: &Path) -> PathBuf {
    let path = data.beside("slice.zip");
    let mut archive = zip::ZipWriter::new(
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .unwrap(),
    );
    archive
        .start_file("../slice.sqlite", zip::write::SimpleFileOptions::default())
        .unwrap();
    archive.write_all(&std::fs::read(file).unwrap()).unwrap();
    archive.finish().unwrap();
    path
}

#[test]
fn a_slice_in_a_zip_is_read_and_leaves_nothing() {
    let data = Data::new();
    data.open_filled();
    let (file, _) = export(&data, "sqlite", &[]);
    let copy = Data::new();
    copy.open();
    let before = names_in(&copy.root());
    import(&copy, &zipped(&data, &file));
    assert_eq!(content(&copy), content(&data));
    let left = |names: Vec<String>| {
        names
            .into_iter()
            .filter(|name| name.starts_with("import-"))
            .count()
    };
    assert_eq!((left(before), left(names_in(&copy.root()))), (0, 0));
}

#[test]
fn a_database_that_cannot_be_read_is_named_with_the_reason() {
    let data = Data::new();
    data.open_filled();
    let (slice, _) = export(&data, "sqlite", &[]);
    let bytes = std::fs::read(&slice).unwrap();
    let (mut foreign, mut newer, mut damaged) = (bytes.clone(), bytes.clone(), bytes.clone());
    foreign[68..72].fill(0);
    newer[60..64].copy_from_slice(&[0, 0, 3, 0]);
    let last = damaged.len();
    damaged[8192..last].fill(0x5a);
    for (name, bytes, reason) in [
        ("foreign.db", foreign, "it is not Alertbook's"),
        ("newer.db", newer, "a later Alertbook wrote it (schema 768"),
        ("damaged.db", damaged, "it is damaged"),
        ("cut.db", bytes[..bytes.len() / 2].to_vec(), "it is damaged"),
    ] {
        let copy = Data::new();
        let folder = copy.beside("given");
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join(name);
        std::fs::write(&file, bytes).unwrap();
        let answer = copy.open().run_import(&[file], &mut |_| {}).unwrap();
        assert_eq!((answer.inserted, answer.rejected), (0, 1), "{name}");
        let reject = &answer.rejects[0];
        assert!(reject.file.ends_with(name), "{reject:?}");
        assert!(reject.reason.contains(reason), "{reject:?}");
        assert_eq!(names_in(&folder), [name]);
    }
}

#[test]
fn a_store_that_is_in_use_is_not_read_by_halves() {
    let data = Data::new();
    let _open = data.open_filled();
    let store = data.root().join("alerts.db");
    assert!(data.root().join("alerts.db-wal").metadata().unwrap().len() > 0);
    let copy = Data::new();
    let answer = copy.open().run_import(&[store], &mut |_| {}).unwrap();
    assert_eq!((answer.inserted, answer.rejected), (0, 1), "{answer:?}");
    assert!(answer.rejects[0].reason.contains("alerts.db-wal"), "{answer:?}");
}

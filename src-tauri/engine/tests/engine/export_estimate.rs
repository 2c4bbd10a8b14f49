//! What an export would come to, and refusing one that finds no room.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use alertbook_engine::{DemoInto, Engine};
use alertbook_wire::{ExportOptions, Language, StartExport};

use crate::support::{Data, call, code, map, names_in};

fn open_with(
    data: &Data,
    free_space: impl Fn(&Path) -> std::io::Result<u64> + Send + Sync + 'static,
) -> Engine {
    data.open_filled().shut_down();
    let mut options = data.options();
    options.free_space = Arc::new(free_space);
    Engine::open(options).unwrap()
}

fn start(texts: &[(&str, &str)]) -> StartExport {
    StartExport {
        request: map(texts),
        options: ExportOptions::default(),
        profile: None,
    }
}

#[test]
fn an_estimate_of_few_rows_is_exact_and_leaves_nothing_behind() {
    let data = Data::new();
    let engine = open_with(&data, |_| Ok(1 << 40));
    let before = names_in(&data.root());
    for texts in [&[][..], &[("Levels", "serious")], &[("PageSize", "2")]] {
        let estimate = engine.estimate_export(&start(texts)).unwrap();
        let written = engine.run_export(&call(texts), &mut |_| {}).unwrap();
        let record = engine.get_export(written.id).unwrap();
        assert_eq!((estimate.rows, Some(estimate.bytes)), (record.rows, record.bytes));
        assert_eq!(estimate.free, Some(1 << 40));
        assert!(estimate.folder.ends_with("exports"));
    }
    assert_eq!(names_in(&data.root()), before);
    let mut wrong = start(&[("Levels", "loud")]);
    wrong.options.format = Some("paper".to_owned());
    let error = engine.estimate_export(&wrong).unwrap_err();
    assert_eq!(error.problems.len(), 2);
}

#[test]
fn the_system_tells_what_is_free() {
    let data = Data::new();
    let engine = data.open_filled();
    assert!(engine.estimate_export(&start(&[])).unwrap().free.unwrap() > 0);
}

#[test]
fn an_export_that_finds_no_room_is_refused_before_it_starts() {
    let data = Data::new();
    let engine = open_with(&data, |_| Ok(100));
    let error = engine.export_susp_events(&start(&[])).unwrap_err();
    assert_eq!(error.code, "export.no_room");
    assert!(error.message.contains("100 free"), "{}", error.message);
    assert_eq!(code(engine.run_export(&call(&[]), &mut |_| {})), "export.no_room");
    assert!(engine.list_exports().unwrap().is_empty());
    assert!(names_in(&data.root().join("exports")).is_empty());
}

#[test]
fn an_unknown_room_refuses_nothing() {
    let data = Data::new();
    let engine = open_with(&data, |_| Err(std::io::ErrorKind::Unsupported.into()));
    assert_eq!(engine.estimate_export(&start(&[])).unwrap().free, None);
    engine.run_export(&call(&[]), &mut |_| {}).unwrap();
}

#[test]
fn a_large_export_is_estimated_by_a_few_rows_and_then_by_the_last_one() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(3_000, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let by_sample = engine.estimate_export(&start(&[])).unwrap();
    let written = engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    let bytes = engine.get_export(written.id).unwrap().bytes.unwrap();
    assert_eq!(by_sample.rows, 3_000);
    assert!(
        by_sample.bytes > bytes / 3 && by_sample.bytes < bytes * 3,
        "{by_sample:?} {bytes}"
    );
    assert_eq!(engine.estimate_export(&start(&[])).unwrap().bytes, bytes);
}

#[test]
fn options_decide_language_and_zone_and_lang_of_the_request_wins() {
    let data = Data::new();
    let engine = data.open_filled();
    let written = |texts: &[(&str, &str)]| {
        let mut export = call(texts);
        export.options = ExportOptions {
            language: Some(Language::En),
            zone: Some("UTC".to_owned()),
            ..ExportOptions::default()
        };
        let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
        engine.get_export(id).unwrap()
    };
    let record = written(&[]);
    assert_eq!((record.language.as_str(), record.zone.as_str()), ("en", "UTC"));
    assert_eq!(written(&[("Lang", "zh")]).language, "zh");
    let plain = engine.run_export(&call(&[]), &mut |_| {}).unwrap().id;
    assert_eq!(engine.get_export(plain).unwrap().language, "zh");
}

#[test]
fn room_that_is_gone_when_its_turn_comes_ends_an_export_with_the_reason() {
    let data = Data::new();
    let engine = open_with(&data, |_| {
        let writes = std::thread::current().name() == Some("export writer");
        Ok(if writes { 100 } else { 1 << 40 })
    });
    assert_eq!(code(engine.run_export(&call(&[]), &mut |_| {})), "export.no_room");
    let records = engine.list_exports().unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].error.as_ref().unwrap().code, "export.no_room");
    assert!(names_in(&data.root().join("exports")).is_empty());
}

#[test]
fn a_packed_database_needs_room_for_the_database_too() {
    let data = Data::new();
    let room = Arc::new(AtomicU64::new(1 << 40));
    let free = Arc::clone(&room);
    let engine = open_with(&data, move |_| Ok(free.load(Ordering::Relaxed)));
    let written = |packing: &str| {
        let mut call = call(&[]);
        call.options.format = Some("sqlite".to_owned());
        call.options.packing = Some(packing.to_owned());
        let id = engine.run_export(&call, &mut |_| {})?.id;
        engine.get_export(id).map(|record| record.bytes.unwrap())
    };
    let (database, archive) = (written("none").unwrap(), written("zip").unwrap());
    assert!(archive < database / 2);
    room.store(database, Ordering::Relaxed);
    assert_eq!(code(written("zip")), "export.no_room");
    room.store(database + 2 * archive, Ordering::Relaxed);
    written("zip").unwrap();
}

#[test]
fn an_archive_is_estimated_packed() {
    let data = Data::new();
    let engine = open_with(&data, |_| Ok(1 << 40));
    let mut call = call(&[]);
    call.options.packing = Some("zip".to_owned());
    let mut asked = start(&[]);
    asked.options = call.options.clone();
    let estimate = engine.estimate_export(&asked).unwrap();
    let id = engine.run_export(&call, &mut |_| {}).unwrap().id;
    let bytes = engine.get_export(id).unwrap().bytes.unwrap();
    // An archive holds the name of what is in it, and a sample has a shorter one.
    assert!(
        estimate.bytes <= bytes && bytes < estimate.bytes + 200,
        "{} for {bytes}",
        estimate.bytes
    );
}

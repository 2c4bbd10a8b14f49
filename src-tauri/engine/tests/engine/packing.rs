//! Files in an archive, as the cloud packs its own.

use std::io::{Cursor, Read as _};

use alertbook_engine::{DemoInto, Engine, ExportCall};
use alertbook_export::FileFormat;
use alertbook_wire::ExportOptions;

use crate::support::{Data, NOON, call};

fn export(format: FileFormat, packing: Option<&str>) -> ExportCall {
    let mut export = call(&[]);
    export.options = ExportOptions {
        format: Some(format.name().to_owned()),
        packing: packing.map(str::to_owned),
        ..ExportOptions::default()
    };
    export
}

/// The name and the bytes of an export whose file is sound.
fn written(engine: &Engine, export: &ExportCall) -> (String, Vec<u8>) {
    let answer = engine.run_export(export, &mut |_| {}).unwrap();
    let verification = engine.verify_export(answer.id).unwrap();
    assert!(verification.sound, "{verification:?}");
    let bytes = std::fs::read(engine.export_path(answer.id).unwrap()).unwrap();
    engine.remove_export(answer.id).unwrap();
    (answer.file_name, bytes)
}

#[test]
fn every_format_can_be_packed_and_is_the_same_in_its_archive() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(300, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    for format in FileFormat::ALL {
        let (plain_name, plain) = written(&engine, &export(format, None));
        let (name, packed) = written(&engine, &export(format, Some("zip")));
        assert_eq!(name, format!("suspicious_event_20261122_{NOON}.zip"));
        assert_eq!(
            written(&engine, &export(format, Some("zip"))).1,
            packed,
            "{format:?}"
        );
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        assert_eq!(archive.len(), 1);
        let mut entry = archive.by_index(0).unwrap();
        assert_eq!(entry.name().unwrap(), plain_name);
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        assert!(content == plain, "{format:?}");
    }
}

#[test]
fn an_archive_of_records_can_be_imported() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(50, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let answer = engine
        .run_export(&export(FileFormat::Ndjson, Some("zip")), &mut |_| {})
        .unwrap();
    let file = engine.export_path(answer.id).unwrap();
    let other = Data::new();
    let reader = other.open();
    let imported = reader.run_import(&[file], &mut |_| {}).unwrap();
    assert_eq!(imported.rejected, 0, "{imported:?}");
    let again = reader
        .run_export(&export(FileFormat::Ndjson, None), &mut |_| {})
        .unwrap();
    assert_eq!(reader.get_export(again.id).unwrap().rows, 50);
}

#[test]
fn what_cannot_be_is_refused_with_what_would_be_right() {
    let data = Data::new();
    let engine = data.open_filled();
    let refused = |options: ExportOptions| {
        let mut export = call(&[]);
        export.options = options;
        let error = engine.run_export(&export, &mut |_| {}).unwrap_err();
        let parameters = error.problems.iter();
        parameters
            .map(|problem| problem.parameter.clone())
            .collect::<Vec<_>>()
    };
    let text = |text: &str| Some(text.to_owned());
    for (options, parameter) in [
        (
            ExportOptions {
                packing: text("rar"),
                ..ExportOptions::default()
            },
            "packing",
        ),
        (
            ExportOptions {
                partition_by: text("month"),
                ..ExportOptions::default()
            },
            "partition-by",
        ),
        (
            ExportOptions {
                partition_by: text("day"),
                ..ExportOptions::default()
            },
            "partition-by",
        ),
        (
            ExportOptions {
                format: text("parquet"),
                partition_by: text("day"),
                packing: text("zip"),
                ..ExportOptions::default()
            },
            "packing",
        ),
    ] {
        assert_eq!(refused(options), [parameter]);
    }
}

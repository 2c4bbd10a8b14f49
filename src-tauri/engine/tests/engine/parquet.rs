//! Parquet holds the rows and columns of the other formats, typed; as one file or as a folder of days.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use alertbook_core::column::{COLUMNS, Kind};
use alertbook_engine::{DemoInto, Engine, ExportCall};
use alertbook_wire::{ExportOptions, Subject};
use chrono::{DateTime, SecondsFormat};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;

use crate::support::{Data, call};

fn export(format: &str, partition_by: Option<&str>) -> ExportCall {
    let mut export = call(&[("Lang", "en")]);
    export.options = ExportOptions {
        format: Some(format.to_owned()),
        dialect: (format == "csv").then(|| "data".to_owned()),
        columns: Some(vec!["full".to_owned()]),
        zone: Some("UTC".to_owned()),
        partition_by: partition_by.map(str::to_owned),
        ..ExportOptions::default()
    };
    export
}

fn demo(data: &Data) -> Engine {
    let engine = data.open();
    engine.run_demo(700, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    engine
}

/// The cells of a file as texts: moments in RFC 3339, null as a blank.
pub(crate) fn rows_of(file: &Path) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(File::open(file).unwrap()).unwrap();
    let text = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Long(number) => number.to_string(),
        Field::TimestampMillis(moment) => DateTime::from_timestamp_millis(*moment)
            .unwrap()
            .to_rfc3339_opts(SecondsFormat::Secs, false),
        Field::Str(text) => text.clone(),
        other => panic!("{other}"),
    };
    reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| {
            row.unwrap()
                .get_column_iter()
                .map(|(_, field)| text(field))
                .collect()
        })
        .collect()
}

fn csv_rows(engine: &Engine) -> Vec<Vec<String>> {
    let answer = engine.run_export(&export("csv", None), &mut |_| {}).unwrap();
    let mut reader = csv::Reader::from_path(engine.export_path(answer.id).unwrap()).unwrap();
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn parquet_holds_the_cells_of_csv_with_types() {
    let data = Data::new();
    let engine = demo(&data);
    let answer = engine.run_export(&export("parquet", None), &mut |_| {}).unwrap();
    let file = engine.export_path(answer.id).unwrap();
    let mut expected = csv_rows(&engine);
    // CSV has its guard and writes NUL as U+FFFD; Parquet needs neither.
    for cell in expected.iter_mut().flatten() {
        if let Some(rest) = cell.strip_prefix('\'') {
            *cell = rest.to_owned();
        }
    }
    assert_eq!(expected.len(), 700);
    let mut found = rows_of(&file);
    for cell in found.iter_mut().flatten() {
        *cell = cell.replace('\0', "\u{fffd}");
    }
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());

    let reader = SerializedFileReader::new(File::open(&file).unwrap()).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr();
    for (number, spec) in COLUMNS.iter().enumerate() {
        let column = schema.column(number);
        assert_eq!(column.name(), spec.name);
        let is_number = matches!(spec.kind, Kind::Number | Kind::Time);
        assert_eq!(column.physical_type() == parquet::basic::Type::INT64, is_number);
    }
    assert!(engine.verify_export(answer.id).unwrap().sound);
}

#[test]
fn a_column_asked_for_twice_and_a_list_of_nothing_are_refused() {
    let data = Data::new();
    let engine = demo(&data);
    for (columns, allowed) in [(["id", "id"], "once"), (["", " "], "eventDetail")] {
        let mut call = export("parquet", None);
        call.options.columns = Some(columns.map(str::to_owned).to_vec());
        let error = engine.run_export(&call, &mut |_| {}).unwrap_err();
        assert!(error.problems[0].allowed.contains(allowed), "{error:?}");
    }
}

#[test]
fn a_folder_of_days_holds_each_event_under_its_day() {
    let data = Data::new();
    let engine = demo(&data);
    let [first, second] = [0, 1].map(|_| {
        engine
            .run_export(&export("parquet", Some("day")), &mut |_| {})
            .unwrap()
    });
    let folder = engine.export_path(first.id).unwrap();
    let last_time = COLUMNS.iter().position(|spec| spec.name == "lastTime").unwrap();
    let mut by_day: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for entry in folder.read_dir().unwrap() {
        let entry = entry.unwrap();
        let day = entry.file_name().into_string().unwrap();
        let rows = rows_of(&entry.path().join("part-0.parquet"));
        for row in &rows {
            let shown = row[last_time].get(..10).unwrap_or("__HIVE_DEFAULT_PARTITION__");
            assert_eq!(day, format!("day={shown}"));
        }
        by_day.insert(day, rows);
    }
    assert!(by_day.len() > 5, "{}", by_day.len());
    let single = engine.run_export(&export("parquet", None), &mut |_| {}).unwrap();
    let mut expected = rows_of(&engine.export_path(single.id).unwrap());
    let mut found: Vec<_> = by_day.into_values().flatten().collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);

    let [first, second] = [first, second].map(|answer| engine.get_export(answer.id).unwrap());
    assert_eq!((first.sha256, first.bytes), (second.sha256, second.bytes));
    assert_eq!((first.rows, first.file_exists), (700, true));
}

#[test]
fn what_changed_in_a_folder_is_named_and_the_folder_is_removed_whole() {
    let data = Data::new();
    let engine = demo(&data);
    let answer = engine
        .run_export(&export("parquet", Some("day")), &mut |_| {})
        .unwrap();
    let folder = engine.export_path(answer.id).unwrap();
    let verification = engine.verify_export(answer.id).unwrap();
    assert!(verification.sound, "{verification:?}");
    let day = folder.read_dir().unwrap().next().unwrap().unwrap().path();
    let part = day.join("part-0.parquet");
    let path = format!("{}/part-0.parquet", day.file_name().unwrap().to_str().unwrap());
    let bytes = std::fs::read(&part).unwrap();
    let mut changed = bytes.clone();
    changed[bytes.len() / 2] ^= 1;
    let named = |expected: &str| {
        let verification = engine.verify_export(answer.id).unwrap();
        let differences = verification.differences.iter();
        let files: Vec<&str> = differences
            .filter(|difference| difference.subject == Subject::File)
            .map(|difference| difference.property.as_str())
            .collect();
        assert!(files.contains(&expected), "{files:?}");
    };
    std::fs::write(&part, changed).unwrap();
    named(&path);
    std::fs::remove_file(&part).unwrap();
    named(&path);
    std::fs::write(&part, &bytes).unwrap();
    assert!(engine.verify_export(answer.id).unwrap().sound);
    std::fs::write(day.join("stranger"), "x").unwrap();
    named(&path.replace("part-0.parquet", "stranger"));
    std::fs::create_dir(folder.join("empty")).unwrap();
    named("empty/");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/", folder.join("link")).unwrap();
        named("link");
    }
    engine.remove_export(answer.id).unwrap();
    assert!(!folder.exists());
}

#[test]
fn nothing_selected_is_a_file_without_rows_and_a_folder_without_days() {
    let data = Data::new();
    let engine = demo(&data);
    let mut nothing = export("parquet", None);
    nothing.request = call(&[("Remark", "no such machine")]).request;
    let answer = engine.run_export(&nothing, &mut |_| {}).unwrap();
    assert!(rows_of(&engine.export_path(answer.id).unwrap()).is_empty());
    nothing.options.partition_by = Some("day".to_owned());
    let answer = engine.run_export(&nothing, &mut |_| {}).unwrap();
    let folder = engine.export_path(answer.id).unwrap();
    assert_eq!(folder.read_dir().unwrap().count(), 0);
    assert!(engine.verify_export(answer.id).unwrap().sound);
}

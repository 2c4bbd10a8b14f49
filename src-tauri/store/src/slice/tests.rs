//! Slices written and read, and files that are none.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_core::column::{COLUMNS, Cells, Column, ColumnSpec, Kind, REVIEW_COLUMNS, TimeStyle};
use alertbook_core::filter::EventFilter;
use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_testkit::HOSTILE;
use chrono_tz::Tz;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};

use super::{RecordOwner, SliceReader, SliceWriter};
use crate::{Error, EventOrder, PreparedRecord, Preparer, Store};

/// The columns of a slice: every one but those of reviews.
fn sliced_columns() -> Vec<&'static ColumnSpec> {
    let is_sliced = |spec: &&ColumnSpec| !REVIEW_COLUMNS.contains(&spec.column);
    COLUMNS.iter().filter(is_sliced).collect()
}

fn prepared(kind: RecordKind, value: &Value) -> PreparedRecord {
    let text = value.to_string();
    let json: Json<'_> = serde_json::from_str(&text).unwrap();
    Preparer::new()
        .unwrap()
        .prepare_exact(Record::read(kind, &json).unwrap())
        .unwrap()
}

/// The first id of [`records`], beyond those of random worlds.
const FIRST: i64 = 1_000_001;

/// A few events with hostile texts, an asset and a container.
fn records() -> Vec<PreparedRecord> {
    let event = |(id, text): (i64, &&str)| {
        json!({
            "Id": id, "Name": text, "Desc": text, "Level": "serious", "EventStatus": 1, "Uuid": "u-1",
            "InstanceName": text, "LastTime": "2026-11-20 10:00:00", "LastTimeStamp": 1_795_140_000_000_i64 - id,
            "EventNotes": [{"Note": text}, {"Note": "二"}],
        })
    };
    let mut records: Vec<_> = (FIRST..)
        .zip(HOSTILE)
        .map(|numbered| prepared(RecordKind::Event, &event(numbered)))
        .collect();
    records.push(prepared(
        RecordKind::Asset,
        &json!({"Uuid": "u-1", "AssetType": 0, "GroupId": 5}),
    ));
    records.push(prepared(
        RecordKind::Group,
        &json!({"GroupId": 5, "GroupName": "g"}),
    ));
    records
}

fn written(folder: &Path, name: &str, records: Vec<PreparedRecord>) -> PathBuf {
    let path = folder.join(name);
    let mut slice = SliceWriter::create(&path, Language::En).unwrap();
    let mut records = Some(records);
    slice.write_all(&mut || records.take()).unwrap();
    slice.finish().unwrap();
    path
}

#[expect(clippy::disallowed_methods, reason = "as somebody else's program would")]
fn connection(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

fn read(path: &Path) -> crate::Result<Vec<(String, Option<RecordOwner>)>> {
    let mut found = Vec::new();
    SliceReader::open(path, || false)?.read(&mut |record| {
        let record = record.unwrap();
        found.push((record.raw.to_owned(), record.owner));
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_slice_is_a_store_of_this_program_and_the_same_records_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let one = written(folder.path(), "one.sqlite", records());
    let two = written(folder.path(), "two.sqlite", records());
    assert_eq!(names(folder.path()), ["one.sqlite", "two.sqlite"]);
    let bytes = std::fs::read(&one).unwrap();
    assert!(bytes == std::fs::read(&two).unwrap());
    let store = Store::open(&one).unwrap();
    let mut connection = store.read().unwrap();
    assert!(connection.faults().unwrap().is_empty());
    assert!(connection.tallies_agree().unwrap());
    assert_eq!(
        connection.snapshot().unwrap().total_events().unwrap(),
        HOSTILE.len() as u64
    );
}

#[test]
fn what_is_read_is_what_was_written_and_nothing_appears_beside() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "a b%?#中.sqlite", records());
    let before = std::fs::read(&path).unwrap();
    let found = read(&path).unwrap();
    assert_eq!(found.len(), HOSTILE.len() + 2);
    let owner = RecordOwner {
        account: None,
        language: Language::Zh,
        is_id_shared: false,
    };
    assert!(
        found[..HOSTILE.len()]
            .iter()
            .all(|(_, told)| told.map(|told| told.account) == Some(owner.account))
    );
    assert!(found[HOSTILE.len()..].iter().all(|(_, told)| told.is_none()));
    assert_eq!(names(folder.path()).len(), 1);
    assert!(before == std::fs::read(&path).unwrap());
}

#[test]
fn reading_ends_when_it_is_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "a.sqlite", records());
    let stopped = SliceReader::open(&path, || true).err();
    assert!(matches!(stopped, None | Some(Error::Interrupted)), "{stopped:?}");
}

#[test]
fn the_view_shows_every_column_and_each_has_a_description() {
    let folder = tempfile::tempdir().unwrap();
    let slice = connection(&written(folder.path(), "a.sqlite", records()));
    let shown: Vec<String> = slice
        .prepare("SELECT * FROM readable_event")
        .unwrap()
        .column_names()
        .map(str::to_owned)
        .collect();
    let columns: Vec<&str> = sliced_columns().iter().map(|spec| spec.name).collect();
    assert_eq!(shown, columns);
    let first: (String, String, String, String, String) = slice
        .query_row(
            "SELECT level, status, lastTime, groupName, assetType FROM readable_event WHERE id = ?1",
            [FIRST],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .unwrap();
    let expected = ["Urgent", "Pending", "2026-11-20T02:00:00Z", "g", "Server (ECS)"].map(str::to_owned);
    assert_eq!([first.0, first.1, first.2, first.3, first.4], expected);
    let missing: Vec<String> = slice
        .prepare(
            "SELECT name FROM sqlite_schema
             WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
               AND name NOT IN (SELECT table_name FROM schema_description WHERE column_name = '')
             UNION ALL
             SELECT owner.name || '.' || found.name FROM sqlite_schema AS owner, pragma_table_info(owner.name) AS found
             WHERE owner.type IN ('table', 'view') AND owner.name NOT LIKE 'sqlite_%'
               AND NOT EXISTS (
                   SELECT 1 FROM schema_description
                   WHERE table_name = owner.name AND (column_name = found.name OR en LIKE '%; empty in a slice')
               )
             UNION ALL
             SELECT table_name || '.' || column_name || ' is described and not there' FROM schema_description
             WHERE column_name <> '' AND column_name NOT IN (SELECT name FROM pragma_table_info(table_name))",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    let filled: i64 = slice
        .query_row(
            "SELECT (SELECT count(*) FROM export) + (SELECT count(*) FROM changes) + (SELECT count(*) FROM setting)
                    + (SELECT count(*) FROM audit) + (SELECT count(*) FROM account) + (SELECT count(*) FROM sighting)
                    + (SELECT count(*) FROM review) + (SELECT count(*) FROM review_tag) + (SELECT count(*) FROM review_note)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(filled, 0);
}

/// What the view shows, by id.
fn shown_by_view(path: &Path) -> BTreeMap<i64, Vec<String>> {
    let slice = connection(path);
    let mut statement = slice.prepare("SELECT * FROM readable_event").unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |column| match row.get_ref(column).unwrap() {
            ValueRef::Null => String::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            other => panic!("{other:?}"),
        };
        found.insert(
            row.get(0).unwrap(),
            (0..sliced_columns().len()).map(cell).collect(),
        );
    }
    found
}

/// What a full export shows, by id.
fn shown_by_cells(path: &Path, language: Language) -> BTreeMap<i64, Vec<String>> {
    let mut cells = Cells::new(language, Tz::UTC, TimeStyle::Rfc3339);
    let columns: Vec<Column> = sliced_columns().iter().map(|spec| spec.column).collect();
    let store = Store::open(path).unwrap();
    let mut connection = store.read().unwrap();
    let snapshot = connection.snapshot().unwrap();
    let rows = snapshot
        .list_event_rows(&EventFilter::default(), EventOrder::Newest, 0, None)
        .unwrap();
    let mut found = BTreeMap::new();
    snapshot
        .read_events(&rows, &columns, language, |event| {
            let mut cell = |column: &Column| {
                let mut text = String::new();
                cells.write(*column, event, &mut text);
                match column.spec().kind {
                    Kind::Time => text.replace("+00:00", "Z"),
                    _ => text,
                }
            };
            found.insert(event.id, columns.iter().map(&mut cell).collect());
            ControlFlow::Continue(())
        })
        .unwrap();
    found
}

#[test]
fn the_view_shows_what_a_full_export_shows() {
    for (seed, language) in (0..8).zip(Language::ALL.into_iter().cycle()) {
        let world = alertbook_testkit::chance::world(&mut fastrand::Rng::with_seed(seed), 120);
        let mut records = records();
        for (kind, rows) in [
            (RecordKind::Event, &world.events),
            (RecordKind::Asset, &world.assets),
            (RecordKind::Container, &world.containers),
        ] {
            records.extend(rows.iter().map(|row| prepared(kind, row)));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        let mut slice = SliceWriter::create(&path, language).unwrap();
        let mut records = Some(records);
        slice.write_all(&mut || records.take()).unwrap();
        slice.finish().unwrap();
        let (view, cells) = (shown_by_view(&path), shown_by_cells(&path, language));
        assert!(view.len() > 100);
        for (id, row) in &cells {
            for (spec, (one, other)) in sliced_columns().iter().zip(row.iter().zip(&view[id])) {
                assert_eq!(one, other, "{} of event {id}, seed {seed}", spec.name);
            }
        }
    }
}

#[test]
fn a_later_schema_is_laid_over_a_slice_without_what_was_for_people() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "a.sqlite", Vec::new());
    let slice = connection(&path);
    slice.execute_batch(super::REMOVE_READABLE).unwrap();
    let left: i64 = slice
        .query_row(
            "SELECT count(*) FROM sqlite_schema
             WHERE type = 'view' OR name IN ('schema_description', 'vocabulary_word')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
    slice.execute_batch(super::REMOVE_READABLE).unwrap();
}

/// What is done to a slice before it is given, and how that is told.
fn refused(change: impl FnOnce(&Path)) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "a.sqlite", records());
    change(&path);
    let before = names(folder.path());
    let error = read(&path).unwrap_err();
    assert_eq!(names(folder.path()), before);
    error
}

fn altered(sql: &'static str) -> Error {
    refused(|path| connection(path).execute_batch(sql).unwrap())
}

#[test]
fn files_that_are_no_store_are_refused() {
    assert!(matches!(
        altered("PRAGMA application_id = 7"),
        Error::NotAStore { .. }
    ));
    assert!(matches!(
        altered("PRAGMA user_version = 0"),
        Error::NotAStore { .. }
    ));
    assert!(matches!(
        altered("PRAGMA user_version = -3"),
        Error::NotAStore { .. }
    ));
    assert!(matches!(
        altered("PRAGMA user_version = 999"),
        Error::NewerSchema { found: 999, .. }
    ));
    let text = refused(|path| std::fs::write(path, "SQLite format 3\0 and no more").unwrap());
    assert!(matches!(text, Error::NotAStore { .. }), "{text:?}");
    let unsettled = refused(|path| std::fs::write(path.with_extension("sqlite-wal"), "x").unwrap());
    assert!(matches!(unsettled, Error::Unsettled { .. }), "{unsettled:?}");
}

#[test]
fn a_table_that_is_not_ours_is_never_read() {
    for sql in [
        "ALTER TABLE event_raw RENAME TO old_raw;
         CREATE VIEW event_raw AS SELECT raw_id, digest, body FROM old_raw;",
        "DROP TABLE asset; CREATE VIEW asset AS SELECT readfile('/etc/passwd') AS raw, '' AS uuid;",
        "ALTER TABLE event ADD COLUMN made TEXT AS (upper(notes));",
        "DROP TABLE container;",
        "DROP TABLE asset_group; CREATE TABLE asset_group (group_id INTEGER, name, raw);",
    ] {
        let error = altered(sql);
        assert!(matches!(error, Error::AlteredSchema { .. }), "{sql}: {error:?}");
    }
}

#[test]
fn what_else_stands_in_a_database_does_not_matter_and_does_not_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "a.sqlite", records());
    connection(&path)
        .execute_batch(
            "CREATE TABLE mine (a); CREATE VIEW of_mine AS SELECT load_extension('x'), * FROM mine;
             CREATE TRIGGER always AFTER INSERT ON mine BEGIN DELETE FROM event; END;
             DROP VIEW readable_event;",
        )
        .unwrap();
    assert_eq!(read(&path).unwrap().len(), HOSTILE.len() + 2);
}

#[test]
fn a_record_that_cannot_be_read_is_told_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "x.sqlite", records());
    connection(&path)
        .execute("UPDATE event_raw SET body = x'00' WHERE raw_id = 2", [])
        .unwrap();
    let (mut read, mut unreadable) = (0, Vec::new());
    let reader = SliceReader::open(&path, || false).unwrap();
    reader
        .read(&mut |step| {
            match step {
                Ok(_) => read += 1,
                Err(record) => unreadable.push(record.id),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((read, unreadable), (records().len() - 1, vec![FIRST + 1]));
}

#[test]
fn a_damaged_database_is_refused() {
    let error = refused(|path| {
        let mut bytes = std::fs::read(path).unwrap();
        let from = bytes.len() / 4;
        let until = bytes.len() - 100;
        bytes[from..until].fill(0x5a);
        std::fs::write(path, bytes).unwrap();
    });
    assert!(matches!(error, Error::Damaged { .. }), "{error:?}");
    let cut = refused(|path| {
        let bytes = std::fs::read(path).unwrap();
        std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    });
    assert!(matches!(cut, Error::Damaged { .. }), "{cut:?}");
}

use std::path::PathBuf;

use alertbook_core::Language;
use alertbook_core::column::{CellReader, Column};
use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_core::text::has_han;
use alertbook_export::{CsvHeadings, read_csv_headings};
use serde_json::json;

use super::*;

fn field() -> Why {
    Why::Field(Record::read(RecordKind::Event, &Json::from(&json!({"Id": -3}))).unwrap_err())
}

fn cell() -> Why {
    let reader = CellReader::new(vec![(Column::Id, None)]);
    Why::Cell(reader.record(&["9E+15"]).unwrap_err())
}

fn headings() -> Why {
    match read_csv_headings(b"ID,Severity,mine") {
        CsvHeadings::Foreign(wrong) => Why::Headings(wrong),
        other => panic!("{other:?}"),
    }
}

/// One of each, with what both languages have to tell.
fn all() -> Vec<(Why, Vec<&'static str>)> {
    let row = Sentence::new("应有 3 个单元格；实际有 2 个", "expected 3 cells; found 2");
    let mut all: Vec<(Why, Vec<&'static str>)> = vec![
        (Why::Masked("document".to_owned()), vec!["document"]),
        (Why::Zone("Mars".to_owned()), vec!["Mars"]),
        (headings(), vec!["Alertbook", "\"mine\""]),
        (Why::Row(row), vec!["3", "2"]),
        (cell(), vec!["ID", "9223372036854775807", "\"9E+15\""]),
        (field(), vec!["Id", "9223372036854775807", "-3"]),
        (Why::NotUtf8 { byte: 17 }, vec!["UTF-8", "17"]),
        (
            Why::NotJson {
                said: "expected `:`".to_owned(),
                byte: 16,
            },
            vec!["JSON", "expected `:`", "16"],
        ),
    ];
    all.extend(of_texts());
    for (why, values) in databases() {
        let mut with = values.clone();
        with.push("42");
        all.push((
            Why::RestOfDatabase {
                after: 42,
                why: why.clone(),
            },
            with.clone(),
        ));
        all.push((
            Why::Stored {
                id: 42,
                why: why.clone(),
            },
            with,
        ));
        all.push((Why::Database(why), values));
    }
    all
}

/// Of files, of what stands in them, and beside it.
fn of_texts() -> Vec<(Why, Vec<&'static str>)> {
    let said = || "os error 5".to_owned();
    let mut all: Vec<(Why, Vec<&'static str>)> = Vec::new();
    for (why, values) in [
        (FileWhy::Unreadable(said()), vec!["os error 5"]),
        (FileWhy::RestOfText(said()), vec!["os error 5"]),
        (FileWhy::RestOfRows(said()), vec!["os error 5"]),
        (FileWhy::RowTooLong, vec!["16 MiB"]),
        (FileWhy::Archive(said()), vec!["os error 5"]),
        (FileWhy::Entry(said()), vec!["os error 5"]),
        (FileWhy::ArchiveInside, vec![]),
        (
            FileWhy::Office,
            vec!["Excel", ".xlsx", "JSON", "NDJSON", "SQLite", "CSV"],
        ),
    ] {
        all.push((why.into(), values));
    }
    for (why, values) in [
        (ContentWhy::OneEvent, vec![]),
        (
            ContentWhy::SavedError("Throttling.User".to_owned()),
            vec!["Throttling.User"],
        ),
        (ContentWhy::NoList("SuspEvents"), vec!["SuspEvents"]),
        (ContentWhy::NoRecord, vec!["Id, Level, LastTime"]),
        (ContentWhy::NoObject, vec![]),
    ] {
        all.push((why.into(), values));
    }
    for (why, values) in [
        (Fault::TooLong, vec!["16 MiB"]),
        (Fault::BreaksOff, vec![]),
        (Fault::EndsInside(7), vec!["7"]),
        (Fault::CutOff(7), vec!["7"]),
        (Fault::Foreign, vec!["JSON"]),
        (
            Fault::NothingKnown,
            RecordKind::ALL.map(RecordKind::list_key).to_vec(),
        ),
    ] {
        all.push((Why::Damage(why), values));
    }
    for (why, values) in [
        (BesideWhy::Record, vec![]),
        (BesideWhy::Account, vec!["account", "0", "null"]),
        (BesideWhy::Language, vec!["language", "zh", "en"]),
        (BesideWhy::Shared, vec!["shared", "true", "false"]),
    ] {
        all.push((Why::Beside(why), values));
    }
    all
}

fn databases() -> Vec<(DatabaseWhy, Vec<&'static str>)> {
    let path = || PathBuf::from("/secret/alerts.db");
    [
        (StoreError::NotAStore { path: path() }, vec!["Alertbook"]),
        (
            StoreError::NewerSchema {
                path: path(),
                found: 768,
                known: 12,
            },
            vec!["768", "12"],
        ),
        (
            StoreError::Unsettled {
                path: path(),
                beside: PathBuf::from("/secret/alerts.db-wal"),
            },
            vec!["alerts.db-wal"],
        ),
        (
            StoreError::AlteredSchema {
                path: path(),
                table: "event",
            },
            vec!["event"],
        ),
        (
            StoreError::Damaged {
                operation: "reading",
                detail: "malformed".to_owned(),
            },
            vec!["malformed"],
        ),
        (
            StoreError::CannotOpen {
                detail: "unable".to_owned(),
            },
            vec!["unable"],
        ),
        (StoreError::Busy { operation: "reading" }, vec![]),
        (StoreError::Full { operation: "reading" }, vec!["reading"]),
    ]
    .map(|(error, values)| (DatabaseWhy::of(&error), values))
    .to_vec()
}

/// The number of a variant: a new one does not compile until it has a number, and [`KINDS`] is one more than the last.
fn kind(why: &Why) -> usize {
    match why {
        Why::Masked(_) => 0,
        Why::Zone(_) => 1,
        Why::Headings(_) => 2,
        Why::Row(_) => 3,
        Why::Cell(_) => 4,
        Why::Field(_) => 5,
        Why::NotUtf8 { .. } => 6,
        Why::NotJson { .. } => 7,
        Why::File(FileWhy::Unreadable(_)) => 8,
        Why::File(FileWhy::RestOfText(_)) => 9,
        Why::File(FileWhy::RestOfRows(_)) => 10,
        Why::File(FileWhy::RowTooLong) => 11,
        Why::File(FileWhy::Archive(_)) => 12,
        Why::File(FileWhy::Entry(_)) => 13,
        Why::File(FileWhy::ArchiveInside) => 14,
        Why::File(FileWhy::Office) => 15,
        Why::Content(ContentWhy::OneEvent) => 16,
        Why::Content(ContentWhy::SavedError(_)) => 17,
        Why::Content(ContentWhy::NoList(_)) => 18,
        Why::Content(ContentWhy::NoRecord) => 19,
        Why::Content(ContentWhy::NoObject) => 20,
        Why::Damage(Fault::TooLong) => 21,
        Why::Damage(Fault::BreaksOff) => 22,
        Why::Damage(Fault::EndsInside(_)) => 23,
        Why::Damage(Fault::CutOff(_)) => 24,
        Why::Damage(Fault::Foreign) => 25,
        Why::Damage(Fault::NothingKnown) => 26,
        Why::Beside(BesideWhy::Record) => 27,
        Why::Beside(BesideWhy::Account) => 28,
        Why::Beside(BesideWhy::Language) => 29,
        Why::Beside(BesideWhy::Shared) => 30,
        Why::RestOfDatabase { .. } => 31,
        Why::Stored { .. } => 32,
        Why::Database(DatabaseWhy::Foreign) => 33,
        Why::Database(DatabaseWhy::Newer { .. }) => 34,
        Why::Database(DatabaseWhy::Unsettled(_)) => 35,
        Why::Database(DatabaseWhy::Altered(_)) => 36,
        Why::Database(DatabaseWhy::Damaged(_)) => 37,
        Why::Database(DatabaseWhy::Closed(_)) => 38,
        Why::Database(DatabaseWhy::Busy) => 39,
        Why::Database(DatabaseWhy::Other(_)) => 40,
    }
}

const KINDS: usize = 41;

#[test]
fn every_reason_has_words_of_both_languages_which_tell_the_same() {
    for (why, values) in all() {
        let words = why.words();
        assert!(has_han(&words.zh) && !has_han(&words.en), "{words:?}");
        assert!(!words.zh.contains("  ") && !words.en.contains("  "), "{words:?}");
        for value in values {
            // A list of names has the comma of its language.
            let zh = value.replace(", ", "、");
            assert!(
                words.zh.contains(&zh) && words.en.contains(value),
                "{value}: {words:?}"
            );
        }
    }
}

#[test]
fn every_reason_is_among_those_and_none_sounds_like_another() {
    let all = all();
    let mut kinds: Vec<usize> = all.iter().map(|(why, _)| kind(why)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, (0..KINDS).collect::<Vec<_>>());
    for language in Language::ALL {
        let mut words: Vec<String> = all
            .iter()
            .map(|(why, _)| why.words().get(language).to_owned())
            .collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all.len());
    }
}

#[test]
fn the_path_of_a_database_is_not_told() {
    for (why, _) in databases() {
        let words = Why::Database(why).words();
        assert!(
            !words.zh.contains("secret") && !words.en.contains("secret"),
            "{words:?}"
        );
    }
}

#[test]
fn a_row_without_an_end_is_told_apart_from_a_file_that_fails() {
    assert_eq!(
        FileWhy::of_rows(&io::Error::other(RowTooLong)),
        FileWhy::RowTooLong
    );
    assert_eq!(
        FileWhy::of_rows(&io::Error::other("gone")),
        FileWhy::RestOfRows("gone".to_owned())
    );
}

//! Copies of one record: the newest wins, whatever the order they come in.

use alertbook_core::Language;
use alertbook_core::filter::{EventFilter, RawRequest, parse_export_request};
use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_store::{Applied, EventOrder, Preparer, Store};
use serde_json::{Value, json};

struct Book {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Book {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            store: Store::open(&folder.path().join("alerts.db")).unwrap(),
            _folder: folder,
        }
    }

    fn apply(&self, record: &Value) -> Applied {
        let prepared = Preparer::new()
            .unwrap()
            .prepare(Record::read(RecordKind::Event, &Json::from(record)).unwrap())
            .unwrap();
        let mut writer = self.store.write();
        let mut batch = writer.event_batch().unwrap();
        let applied = batch.apply(&prepared).unwrap();
        batch.commit().unwrap();
        applied
    }

    /// Name, status and details of the only event, in a language.
    fn state(&self, language: Language) -> (String, Option<i64>, String) {
        let mut reader = self.store.read().unwrap();
        let snapshot = reader.snapshot().unwrap();
        let rows = snapshot
            .list_event_rows(&EventFilter::default(), EventOrder::Newest, 0, None)
            .unwrap();
        assert_eq!(rows.len(), 1);
        let mut state = None;
        let columns = [alertbook_core::column::Column::Details];
        snapshot
            .read_events(&rows, &columns, language, |event| {
                let name = event.names.shown(language).name.clone();
                state = Some((name, event.status, event.details.to_owned()));
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        state.unwrap()
    }

    fn count(&self, name: &str, value: &str) -> u64 {
        let request = parse_export_request(&RawRequest::from_texts([(name, value)])).unwrap();
        let mut reader = self.store.read().unwrap();
        let snapshot = reader.snapshot().unwrap();
        let count = snapshot.count_events(&request.filter).unwrap();
        assert_eq!(count, snapshot.count_event_rows(&request.filter).unwrap());
        count
    }
}

fn copy(stamp: i64, status: i64, name: &str, display: &str) -> Value {
    json!({
        "Id": 7, "SourceAliUid": 1, "LastTimeStamp": stamp, "EventStatus": status, "Name": name,
        "AlarmEventTypeDisplay": display, "Details": [{"NameDisplay": name, "Value": status}],
    })
}

#[test]
fn the_same_record_changes_nothing_whatever_its_spelling() {
    let book = Book::new();
    assert_eq!(book.apply(&copy(1, 1, "木马", "其他")), Applied::Inserted);
    let text = copy(1, 1, "木马", "其他").to_string();
    let spaced: Value = serde_json::from_str(&text.replace(',', ",\n ")).unwrap();
    assert_eq!(book.apply(&spaced), Applied::Unchanged);
}

#[test]
fn an_older_copy_never_overwrites_a_newer_one() {
    let book = Book::new();
    book.apply(&copy(2, 1, "new", "Other"));
    assert_eq!(book.apply(&copy(1, 2, "old", "Other")), Applied::Unchanged);
    assert_eq!(book.state(Language::En).0, "new");
    assert_eq!(book.apply(&copy(3, 2, "newest", "Other")), Applied::Updated);
    assert_eq!(
        (
            book.count("Name", "newest"),
            book.count("Name", "new"),
            book.count("Dealed", "Y")
        ),
        (1, 0, 1)
    );
}

#[test]
fn handling_makes_a_copy_newer_though_its_time_stands() {
    let handled = |operate: i64| {
        let mut record = copy(5, 2, "x", "Other");
        record["OperateTime"] = json!(operate);
        record
    };
    let book = Book::new();
    book.apply(&handled(100));
    assert_eq!(book.apply(&copy(5, 1, "x", "Other")), Applied::Unchanged);
    assert_eq!(book.apply(&handled(200)), Applied::Updated);
    assert_eq!(book.apply(&handled(100)), Applied::Unchanged);
}

#[test]
fn both_languages_are_held_in_any_order() {
    let (zh, en) = (copy(5, 1, "木马", "其他"), copy(5, 1, "Trojan", "Other"));
    for pair in [[&zh, &en], [&en, &zh]] {
        let book = Book::new();
        assert_eq!(book.apply(pair[0]), Applied::Inserted);
        assert_eq!(book.apply(pair[1]), Applied::Updated);
        assert_eq!(
            book.state(Language::Zh),
            ("木马".to_owned(), Some(1), "木马: 1".to_owned())
        );
        assert_eq!(
            book.state(Language::En),
            ("Trojan".to_owned(), Some(1), "Trojan: 1".to_owned())
        );
        assert_eq!((book.count("Name", "木马"), book.count("Name", "Trojan")), (1, 1));
        assert_eq!(
            (book.apply(pair[0]), book.apply(pair[1])),
            (Applied::Unchanged, Applied::Unchanged)
        );
        // A newer state is not found or shown by words of the old one.
        assert_eq!(book.apply(&copy(6, 2, "Trojan 2", "Other")), Applied::Updated);
        for language in Language::ALL {
            assert_eq!(
                book.state(language),
                ("Trojan 2".to_owned(), Some(2), "Trojan 2: 2".to_owned())
            );
        }
        assert_eq!(
            (book.count("Name", "木马"), book.count("Name", "Trojan 2")),
            (0, 1)
        );
        assert_eq!(book.apply(&zh), Applied::Unchanged);
    }
}

#[test]
fn a_corrected_copy_keeps_the_other_language() {
    let book = Book::new();
    book.apply(&copy(5, 1, "木马", "其他"));
    book.apply(&copy(5, 1, "Trojan", "Other"));
    assert_eq!(book.apply(&copy(5, 1, "挖矿", "其他")), Applied::Updated);
    let counts = ["木马", "挖矿", "Trojan"].map(|name| book.count("Name", name));
    assert_eq!(counts, [0, 1, 1]);
}

#[test]
fn a_copy_without_names_replaces_those_of_the_language_held() {
    let book = Book::new();
    book.apply(&copy(5, 1, "Trojan", "Other"));
    let mut nameless = copy(5, 1, "", "");
    nameless["AppName"] = json!("shop");
    assert_eq!(book.apply(&nameless), Applied::Updated);
    assert_eq!(book.count("Name", "Trojan"), 0);
    assert_eq!(book.apply(&nameless), Applied::Unchanged);
}

#[test]
fn where_there_is_no_stamp_the_last_time_tells_which_copy_is_newer() {
    let timed = |time: &str, status: i64| {
        let mut record = copy(0, status, "x", "Other");
        record["LastTimeStamp"] = Value::Null;
        record["LastTime"] = json!(time);
        record
    };
    let book = Book::new();
    book.apply(&timed("2026-01-01 00:00:10", 8));
    assert_eq!(book.apply(&timed("2026-01-01 00:00:20", 1)), Applied::Updated);
    assert_eq!(book.apply(&timed("2026-01-01 00:00:10", 8)), Applied::Unchanged);
    assert_eq!(book.count("Dealed", "N"), 1);
}

#[test]
fn a_record_without_an_account_is_the_one_of_its_id() {
    let mut nameless = copy(5, 1, "x", "Other");
    nameless["SourceAliUid"] = Value::Null;
    let book = Book::new();
    assert_eq!(book.apply(&nameless), Applied::Inserted);
    assert_eq!(book.apply(&copy(6, 1, "x", "Other")), Applied::Updated);
    assert_eq!(book.count("ResourceDirectoryAccountId", "1"), 1);
    nameless["LastTimeStamp"] = json!(7);
    assert_eq!(book.apply(&nameless), Applied::Updated);
    assert_eq!(book.count("ResourceDirectoryAccountId", "1"), 1);
    let mut other = copy(1, 1, "x", "Other");
    other["SourceAliUid"] = json!(2);
    assert_eq!(book.apply(&other), Applied::Inserted);
}

#[test]
fn a_batch_that_is_dropped_leaves_nothing() {
    let book = Book::new();
    let prepared = Preparer::new()
        .unwrap()
        .prepare(Record::read(RecordKind::Event, &Json::from(&copy(1, 1, "x", "Other"))).unwrap())
        .unwrap();
    {
        let mut writer = book.store.write();
        let mut batch = writer.event_batch().unwrap();
        batch.apply(&prepared).unwrap();
    }
    assert_eq!(book.count("Levels", "serious"), 0);
    assert_eq!(book.apply(&copy(1, 1, "x", "Other")), Applied::Inserted);
    assert_eq!(book.state(Language::En).0, "x");
}

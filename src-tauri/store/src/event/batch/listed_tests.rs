//! Records that syncs list.

use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use serde_json::{Value, json};

use super::*;
use crate::table::{NewSync, SyncEnd, SyncKind, SyncState, end_sync_in, insert_sync_in, mark_gone_in};
use crate::{Preparer, Store};

struct Bed {
    _folder: tempfile::TempDir,
    store: Store,
}

fn prepared(record: &Value, account: Option<i64>) -> PreparedRecord {
    let mut read = Record::read(RecordKind::Event, &Json::from(record)).unwrap();
    if let Record::Event(event) = &mut read {
        event.account = event.account.or(account);
    }
    Preparer::new().unwrap().prepare(read).unwrap()
}

impl Bed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        Self {
            _folder: folder,
            store,
        }
    }

    fn import(&self, record: &Value) {
        let mut writer = self.store.write();
        let mut batch = writer.event_batch().unwrap();
        batch.apply(&prepared(record, None)).unwrap();
        batch.commit().unwrap();
    }

    /// A run that lists one record at a moment, having asked just before.
    fn list(&self, record: &Value, moment: i64) -> Listed {
        self.list_asked(record, moment - 1, moment)
    }

    fn list_asked(&self, record: &Value, asked: i64, now: i64) -> Listed {
        let mut writer = self.store.write();
        let new = NewSync {
            account: 1,
            kind: SyncKind::Full,
            owner: String::new(),
            members: "own".to_owned(),
            language: "zh".to_owned(),
            server: 0,
            base: None,
            range: None,
            started: now,
        };
        let run = writer.transact(|tx| insert_sync_in(tx, &new)).unwrap();
        let by = ListedBy {
            run,
            account: 1,
            asked,
            now,
            is_translation: false,
        };
        let mut batch = writer.event_batch().unwrap();
        let listed = batch.apply_listed(&prepared(record, Some(77)), &by).unwrap();
        batch.commit().unwrap();
        let end = SyncEnd {
            state: SyncState::Finished,
            error_code: None,
            error_message: None,
            now,
        };
        writer.transact(|tx| end_sync_in(tx, run, &end)).unwrap();
        listed
    }

    fn changes(&self, event_row: i64) -> Vec<(String, String, String)> {
        let mut read = self.store.read().unwrap();
        let changes = read.snapshot().unwrap().event_changes(event_row).unwrap();
        changes
            .into_iter()
            .map(|kept| (kept.change.field, kept.change.before, kept.change.after))
            .collect()
    }

    fn raw(&self, event_row: i64) -> Value {
        let mut read = self.store.read().unwrap();
        serde_json::from_str(&read.snapshot().unwrap().stored_record(event_row).unwrap().raw).unwrap()
    }

    fn tallied(&self) -> Vec<(i64, i64)> {
        let read = self.store.read().unwrap();
        let mut statement = read
            .connection
            .prepare("SELECT account, sum(events) FROM tally GROUP BY account HAVING sum(events) <> 0")
            .unwrap();
        statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(|row| row.unwrap())
            .collect()
    }
}

fn event(status: i64, operated: Option<i64>) -> Value {
    json!({"Id": 5, "LastTimeStamp": 1_000, "EventStatus": status, "OperateTime": operated, "Name": "木马"})
}

#[test]
fn the_history_tells_field_before_and_after() {
    let bed = Bed::new();
    let first = bed.list(&event(1, None), 10);
    assert_eq!((first.applied, first.is_changed), (Applied::Inserted, false));
    let row = first.event_row.unwrap();
    let same = bed.list(&event(1, None), 20);
    assert_eq!((same.applied, same.is_changed), (Applied::Unchanged, false));
    let handled = bed.list(&event(2, Some(5_000)), 30);
    assert_eq!((handled.applied, handled.is_changed), (Applied::Updated, true));
    let text = |text: &str| text.to_owned();
    assert_eq!(
        bed.changes(row),
        [
            (text("OperateTime"), text(""), text("5000")),
            (text("EventStatus"), text("1"), text("2"))
        ]
    );
    let mut read = bed.store.read().unwrap();
    let sighting = read.snapshot().unwrap().sighting(row).unwrap().unwrap();
    assert_eq!(
        (sighting.first, sighting.listed, sighting.changed, sighting.gone),
        (Some(10), 30, Some(30), None)
    );
}

#[test]
fn a_handling_that_was_taken_back_is_newer_when_it_was_asked_for_later() {
    let bed = Bed::new();
    let row = bed.list(&event(2, Some(5_000)), 10).event_row.unwrap();
    let late = bed.list_asked(&event(1, None), 5, 20);
    assert_eq!(
        late.applied,
        Applied::Unchanged,
        "it was asked before the other was stored"
    );
    assert_eq!(bed.raw(row)["EventStatus"], 2);
    let back = bed.list_asked(&event(1, None), 25, 30);
    assert_eq!((back.applied, back.is_changed), (Applied::Updated, true));
    assert_eq!(bed.raw(row)["EventStatus"], 1);
}

#[test]
fn an_event_imported_without_its_account_gets_it_and_is_not_new() {
    let bed = Bed::new();
    bed.import(&event(1, None));
    assert_eq!(bed.tallied(), [(NO_ACCOUNT, 1)]);
    let listed = bed.list(&event(1, None), 10);
    assert_eq!(listed.applied, Applied::Unchanged);
    assert_eq!(bed.tallied(), [(77, 1)]);
    let handled = bed.list(&event(2, Some(9)), 20);
    assert_eq!(handled.event_row, listed.event_row);
    assert_eq!(bed.tallied(), [(77, 1)]);
    let mut read = bed.store.read().unwrap();
    let sighting = read.snapshot().unwrap().sighting(listed.event_row.unwrap());
    assert_eq!(sighting.unwrap().unwrap().first, None);
}

#[test]
fn another_language_is_no_change() {
    let bed = Bed::new();
    let named = |name: &str, status: i64, operated: Option<i64>| {
        json!({"Id": 5, "LastTimeStamp": 1_000, "EventStatus": status, "OperateTime": operated,
               "Name": name, "AlarmEventTypeDisplay": name})
    };
    let row = bed.list(&named("木马", 1, None), 10).event_row.unwrap();
    let english = bed.list(&named("trojan", 1, None), 20);
    assert_eq!((english.applied, english.is_changed), (Applied::Updated, false));
    assert_eq!(bed.changes(row), []);
    bed.list(&named("trojan", 2, Some(3)), 30);
    let fields: Vec<String> = bed.changes(row).into_iter().map(|change| change.0).collect();
    assert_eq!(fields, ["OperateTime", "EventStatus"]);
}

#[test]
fn what_is_gone_is_kept_and_comes_back() {
    let bed = Bed::new();
    let row = bed.list(&event(1, None), 10).event_row.unwrap();
    let missing = |run| {
        bed.store
            .read()
            .unwrap()
            .missing_events((1, run), &[77], None)
            .unwrap()
    };
    assert_eq!(missing(1), []);
    let found = missing(2);
    assert_eq!((found.len(), found[0].event_row, found[0].id), (1, row, 5));
    let read = bed.store.read().unwrap();
    let in_range = |range| read.missing_events((1, 2), &[77], Some(range)).unwrap().len();
    assert_eq!((in_range((1, 1)), in_range((2, 9))), (1, 0));
    bed.store
        .write()
        .transact(|tx| mark_gone_in(tx, (1, 1), row, 15))
        .unwrap();
    assert_eq!(missing(2), [], "marked already");
    let back = bed.list(&event(1, None), 20);
    assert_eq!((back.applied, back.is_back), (Applied::Unchanged, true));
    assert_eq!(missing(3).len(), 1);
}

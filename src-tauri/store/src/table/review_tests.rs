//! Reviews through steps, undo, imports and syncs.

use std::path::PathBuf;

use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use serde_json::{Value, json};

use super::*;
use crate::table::mark_gone_in;
use crate::{Preparer, Store};

struct Bed {
    _folder: tempfile::TempDir,
    path: PathBuf,
    store: Store,
}

impl Bed {
    fn with_events(count: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.db");
        let store = Store::open(&path).unwrap();
        let bed = Self {
            _folder: folder,
            path,
            store,
        };
        bed.import((1..=count).map(|id| json!({ "Id": id, "LastTimeStamp": 1_000, "Name": "old" })));
        bed
    }

    fn import(&self, events: impl Iterator<Item = Value>) {
        let mut preparer = Preparer::new().unwrap();
        let mut writer = self.store.write();
        let mut batch = writer.event_batch().unwrap();
        for event in events {
            let record = Record::read(RecordKind::Event, &Json::from(&event)).unwrap();
            batch.apply(&preparer.prepare(record).unwrap()).unwrap();
        }
        batch.commit().unwrap();
    }

    fn row(&self, id: i64) -> i64 {
        let mut reader = self.store.read().unwrap();
        let snapshot = reader.snapshot().unwrap();
        snapshot.find_event(id, None).unwrap().unwrap()
    }

    fn review(&self, id: i64) -> Review {
        let row = self.row(id);
        self.store
            .read()
            .unwrap()
            .snapshot()
            .unwrap()
            .review(row)
            .unwrap()
    }

    fn change(&self, ids: &[i64], change: &ReviewChange, now: i64) -> Option<MadeStep> {
        let rows: Vec<i64> = ids.iter().map(|id| self.row(*id)).collect();
        let step = ReviewStep {
            change,
            told: "told",
            author: "Wei",
            now,
        };
        self.store
            .write()
            .transact(|tx| change_review_in(tx, &rows, step))
            .unwrap()
    }

    fn undo(&self, step: Option<i64>) -> ReviewUndo {
        self.store
            .write()
            .transact(|tx| undo_review_in(tx, step))
            .unwrap()
    }
}

fn mark() -> ReviewChange {
    ReviewChange {
        reviewed: Some(true),
        verdict: Some(Verdict::Real),
        add_tags: vec!["dc-2".to_owned(), "重要".to_owned()],
        ..ReviewChange::default()
    }
}

fn note(text: &str) -> ReviewChange {
    ReviewChange {
        add_note: Some(text.to_owned()),
        ..ReviewChange::default()
    }
}

#[test]
fn a_step_changes_many_events_and_undo_gives_back_each_as_it_was() {
    let bed = Bed::with_events(3);
    bed.change(&[1], &mark(), 5).unwrap();
    bed.change(&[1], &note("seen before"), 6).unwrap();
    let before: Vec<Review> = [1, 2, 3].map(|id| bed.review(id)).into();
    let other = ReviewChange {
        verdict: Some(Verdict::FalsePositive),
        remove_tags: vec!["dc-2".to_owned()],
        add_tags: vec!["noise".to_owned()],
        remove_note: before[0].notes.first().map(|note| note.id),
        ..ReviewChange::default()
    };
    let made = bed.change(&[1, 2, 3], &other, 9).unwrap();
    assert_eq!(made.events, 3);
    let step = made.id;
    assert_eq!(bed.review(1).tags, ["noise", "重要"]);
    assert_eq!((bed.review(1).author.as_str(), bed.review(1).marked), ("Wei", 9));
    assert_eq!(bed.review(1).notes, []);
    let ReviewUndo::Done(undone) = bed.undo(None) else {
        panic!("nothing was undone");
    };
    assert_eq!(
        (undone.id, undone.events, undone.told.as_str()),
        (step, 3, "told")
    );
    let after: Vec<Review> = [1, 2, 3].map(|id| bed.review(id)).into();
    assert_eq!(after, before);
    assert_eq!(bed.undo(Some(step)), ReviewUndo::NoStep);
}

#[test]
fn what_is_so_already_makes_no_step() {
    let bed = Bed::with_events(1);
    assert!(bed.change(&[1], &mark(), 5).is_some());
    assert_eq!(bed.change(&[1], &mark(), 6), None);
    assert_eq!(bed.review(1).marked, 5);
}

#[test]
fn a_step_is_not_undone_over_a_later_one_of_the_same_event() {
    let bed = Bed::with_events(2);
    let first = bed.change(&[1, 2], &mark(), 5).unwrap().id;
    let second = bed.change(&[2], &note("later"), 6).unwrap().id;
    assert_eq!(bed.undo(Some(first)), ReviewUndo::ChangedSince(second));
    assert!(matches!(bed.undo(None), ReviewUndo::Done(step) if step.id == second));
    assert!(matches!(bed.undo(None), ReviewUndo::Done(step) if step.id == first));
    assert!(bed.review(2).is_blank());
    assert_eq!(bed.undo(None), ReviewUndo::NoStep);
}

#[test]
fn imports_and_syncs_leave_reviews_as_they_are() {
    let bed = Bed::with_events(2);
    bed.change(&[1], &mark(), 5).unwrap();
    bed.change(&[1], &note("mine"), 6).unwrap();
    let (row, before) = (bed.row(1), bed.review(1));
    bed.import(
        [
            json!({ "Id": 1, "LastTimeStamp": 9_000, "EventStatus": 2, "OperateTime": 8_000, "Name": "new",
                 "EventNotes": [{ "Note": "of the cloud" }] }),
        ]
        .into_iter(),
    );
    bed.store
        .write()
        .transact(|tx| mark_gone_in(tx, (1, 1), row, 5))
        .unwrap();
    assert_eq!((bed.row(1), bed.review(1)), (row, before.clone()));
    let reopened = Store::open(&bed.path).unwrap();
    let mut reader = reopened.read().unwrap();
    assert_eq!(reader.snapshot().unwrap().review(row).unwrap(), before);
}

#[test]
fn tags_are_counted_and_every_change_is_noticed() {
    let bed = Bed::with_events(3);
    let seen = bed.store.read().unwrap().last_change().unwrap();
    bed.change(&[1, 2], &mark(), 5).unwrap();
    bed.change(
        &[3],
        &ReviewChange {
            add_tags: vec!["重要".to_owned()],
            ..ReviewChange::default()
        },
        6,
    )
    .unwrap();
    let mut reader = bed.store.read().unwrap();
    let changes = reader.changes_after(seen).unwrap().unwrap();
    assert_eq!(
        changes.iter().map(|change| change.subject).collect::<Vec<_>>(),
        [Subject::Events; 2]
    );
    let tags = reader.snapshot().unwrap().tags().unwrap();
    assert_eq!(tags, [("重要".to_owned(), 3), ("dc-2".to_owned(), 2)]);
}

#[test]
fn the_journal_forgets_the_oldest_steps() {
    let bed = Bed::with_events(1);
    for round in 0..=KEPT_STEPS {
        let change = ReviewChange {
            reviewed: Some(round % 2 == 0),
            ..ReviewChange::default()
        };
        bed.change(&[1], &change, round).unwrap();
    }
    let count = |table: &str| -> i64 {
        let reader = bed.store.read().unwrap();
        let asked = ["SELECT count(*) FROM ", table].concat();
        reader.connection.query_row(&asked, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(
        (count("review_step"), count("review_before")),
        (KEPT_STEPS, KEPT_STEPS)
    );
}

//! The counts kept beside the events are the counts of the events, after any series of writes.

use std::path::Path;

use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_store::{EventBatch, Preparer, Store};
use alertbook_testkit::chance;
use alertbook_testkit::oracle::World;
use fastrand::Rng;
use rusqlite::Connection;

fn apply(batch: &mut EventBatch<'_>, preparer: &mut Preparer, world: &World) {
    for record in &world.events {
        let record = Record::read(RecordKind::Event, &Json::from(record)).unwrap();
        batch.apply(&preparer.prepare(record).unwrap()).unwrap();
    }
}

fn fill(store: &Store, rng: &mut Rng, events: usize) {
    let mut writer = store.write();
    let mut batch = writer.event_batch().unwrap();
    apply(
        &mut batch,
        &mut Preparer::new().unwrap(),
        &chance::world(rng, events),
    );
    batch.commit().unwrap();
}

#[test]
fn tallies_agree_after_inserts_updates_and_dropped_batches() {
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let mut preparer = Preparer::new().unwrap();
        for round in 0..12 {
            // Few ids, so that most writes of later rounds are updates.
            let world = chance::world(&mut rng, 60);
            let mut writer = store.write();
            let mut batch = writer.event_batch().unwrap();
            apply(&mut batch, &mut preparer, &world);
            if round % 3 != 2 {
                batch.commit().unwrap();
            }
        }
        let reader = store.read().unwrap();
        assert!(reader.tallies_agree().unwrap(), "seed {seed}");
        assert_eq!(reader.faults().unwrap(), Vec::<String>::new());
    }
}

#[expect(clippy::disallowed_methods, reason = "as a fault of another program would")]
fn alter(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn columns_that_tell_something_else_are_found_and_missing_ones_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alerts.db");
    let agree = || {
        Store::open(&path)
            .unwrap()
            .read()
            .unwrap()
            .tallies_agree()
            .unwrap()
    };
    fill(&Store::open(&path).unwrap(), &mut Rng::with_seed(3), 5_000);
    assert!(agree());
    alter(&path, "UPDATE event SET last_time = 1 WHERE event_row = 4200");
    assert!(!agree());
    alter(&path, "DROP TABLE column_block");
    assert!(agree());
    alter(&path, "DELETE FROM column_block WHERE place & 0xffff = 1");
    assert!(!agree());
}

#[test]
fn an_index_of_texts_that_misses_an_event_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alerts.db");
    let store = Store::open(&path).unwrap();
    fill(&store, &mut Rng::with_seed(5), 400);
    assert!(store.read().unwrap().search_agrees().unwrap());
    drop(store);
    alter(
        &path,
        "DELETE FROM text_block WHERE rowid = (SELECT min(event_row) >> 6 FROM event)",
    );
    let store = Store::open(&path).unwrap();
    assert!(!store.read().unwrap().search_agrees().unwrap());
}

//! The counts kept beside the events are the counts of the events, after any series of writes.

use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_store::{Preparer, Store};
use alertbook_testkit::chance;
use fastrand::Rng;

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
            for record in &world.events {
                let record = Record::read(RecordKind::Event, &Json::from(record)).unwrap();
                batch.apply(&preparer.prepare(record).unwrap()).unwrap();
            }
            if round % 3 != 2 {
                batch.commit().unwrap();
            }
        }
        let reader = store.read().unwrap();
        assert!(reader.tallies_agree().unwrap(), "seed {seed}");
        assert_eq!(reader.faults().unwrap(), Vec::<String>::new());
    }
}

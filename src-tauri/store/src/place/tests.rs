//! Lists that are too long to be put in order at once, and readings of many blocks.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use alertbook_core::Language;
use alertbook_core::column::Column;
use alertbook_core::filter::{EventFilter, RawRequest, parse_export_request};

use crate::columnar::{Field, FieldSet};
use crate::event::EventOrder;
use crate::{Error, Snapshot, Store};

/// Two large groups and small ones, in rows with gaps over many blocks; thousands of events in one moment, some without any.
const FILL: &str = "
    INSERT INTO target (target_id, uuid, instance_id, instance_name, internet_ip, intranet_ip, search, digest)
    WITH RECURSIVE number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 50)
    SELECT value, '', '', 'host-' || value % 20, '', '', '', value FROM number;
    INSERT INTO event (
        event_row, id, account, language, sort_ts, last_time, level, status, code, alert_id, target_id, description_id,
        raw_id, unique_info, alarm_unique_info, support_code, notes, details
    )
    WITH RECURSIVE number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 130000)
    SELECT value * 3, 1000000 - value * 7 % 1000000, -1, 1,
           CASE value % 13 WHEN 0 THEN -9223372036854775808 WHEN 1 THEN 1750000000000
                           ELSE 1700000000000 + value * 104729 % 130000 * 60000 END,
           1700000000 + value, CASE WHEN value % 10 < 6 THEN 3 WHEN value % 500 = 9 THEN NULL ELSE 2 END,
           CASE value % 4 WHEN 0 THEN 1 WHEN 1 THEN -1 ELSE 2 END, NULL, 1, value % 50 + 1, 1, value, '', '', '', '', ''
    FROM number;
    INSERT INTO tally SELECT account, alert_id, coalesce(level, -9223372036854775808), status, -9223372036854775808, count(*)
                      FROM event GROUP BY 1, 2, 3, 4;
    INSERT INTO tally_hour SELECT sort_ts / 3600000, count(*) FROM event WHERE sort_ts > 0 GROUP BY 1;
    INSERT INTO tally_hour SELECT -2562047788016, count(*) FROM event WHERE sort_ts < 0;
    UPDATE target SET events = (SELECT count(*) FROM event WHERE event.target_id = target.target_id);
    DROP TABLE column_block;
";

fn filter(request: &[(&str, &str)]) -> EventFilter {
    let raw = RawRequest::from_texts(request.iter().copied());
    parse_export_request(&raw).unwrap().filter
}

/// Pages are what the order of all rows has in their places, also at its end and behind it.
fn check(snapshot: &Snapshot<'_>, filter: &EventFilter, order: EventOrder, all: &[i64]) {
    let length = all.len();
    for offset in [
        0,
        900,
        length / 3,
        length / 2,
        length - 1_500,
        length - 5,
        length,
        length + 10,
    ] {
        let rows = snapshot
            .list_event_rows(filter, order, offset as u64, Some(200))
            .unwrap();
        let expected: Vec<i64> = all.iter().copied().skip(offset).take(200).collect();
        assert_eq!(rows, expected, "{order:?} from {offset}");
    }
}

fn filled(folder: &Path) -> Store {
    let path = folder.join("alerts.db");
    let store = Store::open(&path).unwrap();
    store.write().connection.execute_batch(FILL).unwrap();
    drop(store);
    Store::open(&path).unwrap()
}

#[test]
fn a_reading_of_columns_stops_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    let held = store
        .hold_snapshots(1, move || told.load(Ordering::Relaxed))
        .unwrap();
    let snapshot = held[0].snapshot();
    // Levels among assets: no small table tells them.
    let jobs = [(filter(&[("Levels", "serious")]), FieldSet::of(&[Field::Target]))];
    let counting = snapshot.prepare_counting(&jobs, 1).unwrap();
    let [task] = counting.tasks().try_into().unwrap();
    stop.store(true, Ordering::Relaxed);
    let stopped = snapshot.count_part(&counting, task);
    assert!(matches!(stopped, Err(Error::Interrupted)), "{stopped:?}");
    stop.store(false, Ordering::Relaxed);
    assert!(snapshot.count_part(&counting, task).is_ok());
}

#[test]
fn every_place_of_a_long_list_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = filled(folder.path()).read().unwrap();
    assert!(reader.tallies_agree().unwrap());
    let snapshot = reader.snapshot().unwrap();
    for request in [
        &[][..],
        &[("Levels", "serious")],
        &[("Dealed", "N"), ("not", "Levels=suspicious")],
    ] {
        let filter = filter(request);
        for (column, descending) in [
            (Column::LastTime, true),
            (Column::Level, true),
            (Column::Level, false),
            (Column::Status, false),
            (Column::InstanceName, true),
        ] {
            let order = EventOrder::By {
                column,
                descending,
                language: Language::En,
            };
            let all = snapshot.list_event_rows(&filter, order, 0, None).unwrap();
            check(&snapshot, &filter, order, &all);
        }
        let order = EventOrder::Grouped {
            column: Column::Level,
            descending: true,
            language: Language::En,
        };
        let all = snapshot.list_event_rows(&filter, order, 0, None).unwrap();
        assert_eq!(all.len() as u64, snapshot.count_event_rows(&filter).unwrap());
        check(&snapshot, &filter, order, &all);
    }
}

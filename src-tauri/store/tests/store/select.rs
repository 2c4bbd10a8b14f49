//! What SQL selects is what the rules select, record by record.

use std::path::Path;

use alertbook_core::Language;
use alertbook_core::column::Column;
use alertbook_core::filter::{EventFilter, ExportRequest, RawRequest, parse_export_request};
use alertbook_core::json::Json;
use alertbook_core::model::ReviewChange;
use alertbook_core::record::{Record, RecordKind};
use alertbook_core::vocabulary::Verdict;
use alertbook_store::table::{ReviewStep, change_review_in};
use alertbook_store::{
    EventGroup, EventOrder, Field, FieldSet, GroupValue, Preparer, ROWS_OF_A_SLICE, SliceStep, Snapshot,
    Store, Wanted,
};
use alertbook_testkit::chance;
use alertbook_testkit::oracle::{Request, World};
use fastrand::Rng;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

const WORLDS: u64 = 12;
const EVENTS: usize = 150;
const REQUESTS: usize = 100;

fn fill(store: &Store, world: &World) {
    let mut preparer = Preparer::new().unwrap();
    let mut writer = store.write();
    let mut batch = writer.event_batch().unwrap();
    let kinds = [
        (RecordKind::Event, &world.events),
        (RecordKind::Asset, &world.assets),
        (RecordKind::Container, &world.containers),
    ];
    for (kind, rows) in kinds {
        for row in rows {
            batch
                .apply(
                    &preparer
                        .prepare(Record::read(kind, &Json::from(row)).unwrap())
                        .unwrap(),
                )
                .unwrap();
        }
    }
    batch.commit().unwrap();
    drop(writer);
    review(store, world);
}

fn review(store: &Store, world: &World) {
    let outside = outside(store.path());
    let mut find = outside
        .prepare("SELECT event_row FROM event WHERE id = ?1")
        .unwrap();
    let mut writer = store.write();
    writer
        .transact(|tx| {
            for (id, own) in &world.reviews {
                let change = ReviewChange {
                    reviewed: Some(own.reviewed),
                    verdict: Verdict::from_word(&own.verdict),
                    add_tags: own.tags.clone(),
                    add_note: Some(own.note.clone()).filter(|note| !note.is_empty()),
                    ..ReviewChange::default()
                };
                let step = ReviewStep {
                    change: &change,
                    told: "",
                    author: "Wei",
                    now: 1,
                };
                let row: i64 = find.query_row([id], |row| row.get(0)).unwrap();
                change_review_in(tx, &[row], step)?;
            }
            Ok(())
        })
        .unwrap();
}

fn ids(snapshot: &Snapshot<'_>, rows: &[i64]) -> Vec<i64> {
    let mut ids = Vec::new();
    snapshot
        .read_events(rows, &[], alertbook_core::Language::Zh, |event| {
            ids.push(event.id);
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    ids
}

fn sliced_ids(snapshot: &Snapshot<'_>, request: &ExportRequest) -> (u64, Vec<i64>) {
    let slices = snapshot
        .slice_events(&request.filter, request.page, ROWS_OF_A_SLICE)
        .unwrap();
    let readers = 3;
    let mut read: Vec<Vec<Vec<i64>>> = Vec::new();
    for reader in 0..readers {
        let mut slices_of_reader = vec![Vec::new()];
        snapshot
            .read_slices(
                (&request.filter, &slices),
                Wanted {
                    columns: &[],
                    language: alertbook_core::Language::Zh,
                    copies: false,
                },
                (reader, readers),
                &mut |step| {
                    match step {
                        SliceStep::Row(event) => slices_of_reader.last_mut().unwrap().push(event.id),
                        SliceStep::End => slices_of_reader.push(Vec::new()),
                    }
                    std::ops::ControlFlow::Continue(())
                },
            )
            .unwrap();
        // Behind the last end there is nothing.
        assert_eq!(slices_of_reader.pop(), Some(Vec::new()));
        read.push(slices_of_reader);
    }
    assert_eq!(read.iter().map(Vec::len).sum::<usize>(), slices.count());
    let ids = (0..slices.count()).flat_map(|slice| read[slice % readers][slice / readers].clone());
    let matched = snapshot.count_page_rows(&request.filter, request.page).unwrap();
    (matched, ids.collect())
}

/// The rows that the statement told to people selects, run by another connection.
fn told_rows(outside: &Connection, snapshot: &Snapshot<'_>, request: &ExportRequest) -> Vec<i64> {
    let selection = snapshot.selection(&request.filter, request.page).unwrap();
    let values = selection.values.iter().map(|value| match value {
        serde_json::Value::Number(number) => Value::Integer(number.as_i64().unwrap()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        other => panic!("{other}"),
    });
    let mut statement = outside.prepare(&selection.text).unwrap();
    let rows = statement
        .query_map(params_from_iter(values), |row| row.get(0))
        .unwrap();
    rows.map(|row| row.unwrap()).collect()
}

#[expect(clippy::disallowed_methods, reason = "as somebody would who checks an export")]
fn outside(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

fn check(outside: &Connection, snapshot: &Snapshot<'_>, world: &World, request: &Request) {
    let expected = world.select(request);
    let raw = RawRequest::from_texts(request.iter().map(|(name, value)| (*name, value.as_str())));
    let parsed = parse_export_request(&raw).unwrap_or_else(|problems| panic!("{request:?}: {problems:?}"));
    let (offset, limit) = parsed
        .page
        .map_or((0, None), |page| (page.offset(), Some(u64::from(page.size))));
    let rows = snapshot
        .list_event_rows(&parsed.filter, EventOrder::Newest, offset, limit)
        .unwrap();
    assert_eq!(ids(snapshot, &rows), expected, "list of {request:?}");
    let (matched, sliced) = sliced_ids(snapshot, &parsed);
    assert_eq!(sliced, expected, "slices of {request:?}");
    assert_eq!(matched, expected.len() as u64, "count of {request:?}");
    let told = told_rows(outside, snapshot, &parsed);
    assert_eq!(ids(snapshot, &told), expected, "statement of {request:?}");
    if parsed.page.is_none() {
        assert_eq!(
            snapshot.count_events(&parsed.filter).unwrap(),
            matched,
            "tallies of {request:?}"
        );
        check_pages(snapshot, &parsed.filter, &expected);
        check_columns(snapshot, &parsed.filter, &expected);
        check_orders(outside, snapshot, &parsed.filter, &expected);
    }
}

/// Lists are read in pages by other ways than as a whole.
fn check_pages(snapshot: &Snapshot<'_>, filter: &EventFilter, expected: &[i64]) {
    let length = expected.len();
    for (offset, limit) in [
        (0, 7),
        (length / 2, 5),
        (length.saturating_sub(2), 9),
        (length, 3),
    ] {
        let rows = snapshot
            .list_event_rows(filter, EventOrder::Newest, offset as u64, Some(limit as u64))
            .unwrap();
        let page: Vec<i64> = expected.iter().copied().skip(offset).take(limit).collect();
        assert_eq!(ids(snapshot, &rows), page, "page from {offset} of {filter:?}");
    }
}

/// Orders that make groups are found without sorting, and are those that sorting makes.
fn check_orders(outside: &Connection, snapshot: &Snapshot<'_>, filter: &EventFilter, expected: &[i64]) {
    // One order a request: the many requests try all.
    let length = expected.len();
    let columns = [
        Column::Level,
        Column::Status,
        Column::Name,
        Column::InstanceName,
        Column::AlertType,
    ];
    let order = EventOrder::By {
        column: columns[length % columns.len()],
        descending: length.is_multiple_of(2),
        language: Language::En,
    };
    let sorted = snapshot.list_event_rows(filter, order, 0, None).unwrap();
    let places = snapshot.place_events(filter, order).unwrap().unwrap();
    for (offset, limit) in [(0, length + 1), (length / 3, 7)] {
        let rows = snapshot.rows_at(&places, offset as u64, limit as u64).unwrap();
        let page: Vec<i64> = sorted.iter().copied().skip(offset).take(limit).collect();
        assert_eq!(
            ids(snapshot, &rows),
            ids(snapshot, &page),
            "{order:?} of {filter:?}"
        );
    }
    if !length.is_multiple_of(4) {
        return;
    }
    let order = EventOrder::Grouped {
        column: Column::Status,
        descending: true,
        language: Language::En,
    };
    let places = snapshot.place_events(filter, order).unwrap().unwrap();
    let groups: Vec<EventGroup> = places.groups().cloned().collect();
    let counts: Vec<u64> = groups.iter().map(|group| group.events).collect();
    assert_eq!(counts.iter().sum::<u64>(), expected.len() as u64);
    let told = groups.iter().filter(|group| group.value != GroupValue::None);
    assert!(
        told.is_sorted_by(|one, other| one.events >= other.events),
        "{groups:?}"
    );
    let rows = snapshot.rows_at(&places, 0, u64::MAX).unwrap();
    let mut status = outside
        .prepare_cached("SELECT status FROM event WHERE event_row = ?1")
        .unwrap();
    let mut rest = rows.iter();
    for group in groups {
        let of_group: Vec<i64> = rest
            .by_ref()
            .take(usize::try_from(group.events).unwrap())
            .copied()
            .collect();
        for row in of_group {
            let own: Option<i64> = status.query_row([row], |row| row.get(0)).unwrap();
            assert_eq!(own.map_or(GroupValue::None, GroupValue::Number), group.value);
        }
    }
    assert_eq!(rest.next(), None);
}

/// Every condition can be asked of the columns, too.
fn check_columns(snapshot: &Snapshot<'_>, filter: &EventFilter, expected: &[i64]) {
    let places = snapshot
        .place_events(filter, EventOrder::Newest)
        .unwrap()
        .unwrap();
    let rows = snapshot.rows_at(&places, 0, u64::MAX).unwrap();
    assert_eq!(ids(snapshot, &rows), expected, "places of {filter:?}");
    let all = FieldSet::of(&[Field::Level, Field::Account, Field::Alert, Field::Target]);
    let counting = snapshot.prepare_counting(&[(filter.clone(), all)], 2).unwrap();
    let counted = counting
        .tasks()
        .into_iter()
        .flat_map(|task| snapshot.count_part(&counting, task).unwrap());
    let counted = counted.collect::<Vec<_>>();
    let [tallies] = counting.finish(counted).try_into().unwrap();
    let matched = expected.len() as u64;
    assert_eq!(
        tallies.levels.values().sum::<u64>(),
        matched,
        "levels of {filter:?}"
    );
    assert_eq!(
        tallies.accounts.values().sum::<u64>(),
        matched,
        "accounts of {filter:?}"
    );
    assert_eq!(
        tallies.alerts.iter().sum::<u64>(),
        matched,
        "alerts of {filter:?}"
    );
    assert_eq!(
        tallies.targets.iter().sum::<u64>(),
        matched,
        "assets of {filter:?}"
    );
}

#[test]
fn sql_selects_what_the_rules_select() {
    let worlds = std::env::var("ALERTBOOK_WORLDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(WORLDS);
    let mut matches = 0;
    for seed in 0..worlds {
        let mut rng = Rng::with_seed(seed);
        // From time to time a larger world, in which an index beats a scan.
        let events = if seed % 6 == 5 { EVENTS * 8 } else { EVENTS };
        let world = chance::world(&mut rng, events);
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        fill(&store, &world);
        let mut reader = store.read().unwrap();
        let snapshot = reader.snapshot().unwrap();
        let outside = outside(store.path());
        for _ in 0..REQUESTS {
            let request = chance::request(&mut rng, &world);
            check(&outside, &snapshot, &world, &request);
            matches += usize::from(!world.select(&request).is_empty());
        }
    }
    let requests = usize::try_from(worlds).unwrap() * REQUESTS;
    assert!(
        matches * 5 > requests,
        "too few requests select anything: {matches} of {requests}"
    );
}

#[test]
fn every_parameter_alone_selects_what_the_rules_select() {
    let mut rng = Rng::with_seed(99);
    let world = chance::world(&mut rng, 300);
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("alerts.db")).unwrap();
    fill(&store, &world);
    let mut reader = store.read().unwrap();
    let snapshot = reader.snapshot().unwrap();
    let outside = outside(store.path());
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..1500 {
        let request = chance::request(&mut rng, &world);
        let alone = request.len() == 1 || request.len() == 2 && request[0].0.starts_with("ContainerField");
        if alone {
            seen.extend(request.iter().map(|(name, _)| *name));
            check(&outside, &snapshot, &world, &request);
        }
    }
    assert_eq!(seen.len(), 34, "{seen:?}");
}

#[test]
fn hostile_text_matches_literally() {
    let events = alertbook_testkit::HOSTILE
        .iter()
        .enumerate()
        .map(|(number, text)| serde_json::json!({"Id": number, "Name": text, "Uuid": text, "LastTimeStamp": number}))
        .collect();
    let world = World {
        events,
        ..World::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("alerts.db")).unwrap();
    fill(&store, &world);
    let mut reader = store.read().unwrap();
    let snapshot = reader.snapshot().unwrap();
    let outside = outside(store.path());
    let texts = [
        "SourceIp",
        "Name",
        "Remark",
        "ClusterId",
        "Uuid",
        "UniqueInfo",
        "AssetsTypeList",
    ];
    for hostile in alertbook_testkit::HOSTILE {
        let short: String = hostile.chars().take(2000).filter(|c| *c != '\0').collect();
        for name in texts {
            check(&outside, &snapshot, &world, &vec![(name, short.clone())]);
        }
        if !short.trim().is_empty() {
            for key in ["namespace", "imageDigest", "regionId"] {
                let request = vec![
                    ("ContainerFieldName", key.to_owned()),
                    ("ContainerFieldValue", short.clone()),
                ];
                check(&outside, &snapshot, &world, &request);
            }
        }
    }
}

//! The groups of a list are how the list itself runs, whatever it is grouped by.

use alertbook_engine::Engine;
use alertbook_wire::{EventGroup, GroupEvents, ListEvents, ParameterMap, Sort};
use fastrand::Rng;

use crate::facets::{count, filled};
use crate::support::{Data, map};

/// The name of the last group.
const NONE: &str = "None or unknown";

fn sort(column: &str, descending: bool) -> Sort {
    Sort {
        column: column.to_owned(),
        descending,
        grouped: true,
    }
}

fn groups(engine: &Engine, request: &ParameterMap, sort: &Sort) -> Vec<EventGroup> {
    let query = GroupEvents {
        request: request.clone(),
        sort: sort.clone(),
    };
    engine.group_events(&query).unwrap().groups
}

/// The cells of a column in the order of the list.
fn cells(engine: &Engine, request: &ParameterMap, sort: &Sort) -> Vec<String> {
    let query = ListEvents {
        request: request.clone(),
        columns: vec![sort.column.clone()],
        sort: Some(sort.clone()),
        offset: 0,
        limit: 1_000,
    };
    let rows = engine.list_events(&query).unwrap().rows;
    rows.into_iter().flat_map(|row| row.cells).collect()
}

#[test]
fn events_of_a_group_stand_together_under_its_name() {
    let data = Data::new();
    let (engine, _) = filled(&data, &mut Rng::with_seed(7), 400);
    let requests = [
        &[][..],
        &[("Levels", "serious,remind")],
        &[("Dealed", "N"), ("not", "Levels=remind")],
    ];
    for request in requests.map(map) {
        let all = count(&engine, request.clone());
        for column in [
            "level",
            "alarmEventType",
            "eventSubType",
            "instanceName",
            "status",
            "operateErrorCode",
        ] {
            for descending in [true, false] {
                let sort = sort(column, descending);
                let groups = groups(&engine, &request, &sort);
                assert_eq!(
                    groups.iter().map(|group| group.events).sum::<u64>(),
                    all,
                    "{column}"
                );
                let mut cells = cells(&engine, &request, &sort).into_iter();
                for group in &groups {
                    for _ in 0..group.events {
                        let cell = cells.next().unwrap();
                        // What has no value, or one that nobody knows, is the last group.
                        assert!(
                            cell == group.name || group.name == NONE,
                            "{column}: {cell} in {group:?}"
                        );
                    }
                }
                let known: Vec<u64> = groups
                    .iter()
                    .filter(|group| group.name != NONE)
                    .map(|group| group.events)
                    .collect();
                let in_order = if descending {
                    known.is_sorted_by(|one, other| one >= other)
                } else {
                    known.is_sorted()
                };
                assert!(in_order, "{column}: {groups:?}");
            }
        }
    }
}

#[test]
fn groups_of_a_page_hold_what_stands_on_it() {
    let data = Data::new();
    let (engine, _) = filled(&data, &mut Rng::with_seed(8), 120);
    let whole = groups(&engine, &map(&[]), &sort("status", true));
    let page = groups(
        &engine,
        &map(&[("PageSize", "50"), ("CurrentPage", "2")]),
        &sort("status", true),
    );
    assert_eq!(page.iter().map(|group| group.events).sum::<u64>(), 50);
    assert!(page.iter().all(|group| {
        whole
            .iter()
            .any(|own| own.name == group.name && own.events >= group.events)
    }));
}

#[test]
fn only_columns_that_make_groups_are_taken() {
    let data = Data::new();
    let engine = data.open_filled();
    let query = GroupEvents {
        request: map(&[]),
        sort: sort("lastTime", true),
    };
    let error = engine.group_events(&query).unwrap_err();
    assert_eq!(error.code, "IllegalParam");
    assert_eq!(error.problems[0].parameter, "sort");
    assert!(error.message.contains("status"), "{}", error.message);
}

//! The groups of a list are how the list itself runs, whatever it is grouped by.

use alertbook_engine::Engine;
use alertbook_wire::{CopyEvents, CopyForm, EventGroup, GroupEvents, ListEvents, ParameterMap, Sort};
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
                // The list first: it does not lean on what was found out for the groups.
                let listed = cells(&engine, &request, &sort);
                let groups = groups(&engine, &request, &sort);
                assert_eq!(
                    groups.iter().map(|group| group.events).sum::<u64>(),
                    all,
                    "{column}"
                );
                let mut cells = listed.into_iter();
                for group in &groups {
                    for _ in 0..group.events {
                        let cell = cells.next().unwrap();
                        let is_own = if group.name == NONE {
                            groups.iter().all(|other| other.name != cell)
                        } else {
                            cell == group.name
                        };
                        assert!(is_own, "{column}: {cell} in {group:?}");
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

/// What finds few events is found in other ways, and copied too.
#[test]
fn few_events_are_grouped_and_copied_in_the_order_of_their_groups() {
    let data = Data::new();
    let (engine, _) = filled(&data, &mut Rng::with_seed(9), 200);
    let everything = ListEvents {
        request: map(&[]),
        columns: Vec::new(),
        sort: None,
        offset: 0,
        limit: 60,
    };
    let rows = engine.list_events(&everything).unwrap().rows;
    let ids: Vec<String> = rows.into_iter().map(|row| row.key.id).collect();
    let request = map(&[("event", &ids.join(","))]);
    let sort = sort("status", true);
    let listed = cells(&engine, &request, &sort);
    let copied = engine
        .copy_events(&CopyEvents {
            request: request.clone(),
            columns: vec!["status".to_owned()],
            sort: Some(sort.clone()),
            form: CopyForm::Text,
        })
        .unwrap();
    assert_eq!(copied.text.split('\n').collect::<Vec<_>>(), listed);
    let mut rest = listed.as_slice();
    for group in groups(&engine, &request, &sort) {
        let (own, others) = rest.split_at(usize::try_from(group.events).unwrap());
        assert!(
            own.windows(2).all(|pair| pair[0] == pair[1]),
            "{group:?}: {own:?}"
        );
        rest = others;
    }
    assert!(rest.is_empty());
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

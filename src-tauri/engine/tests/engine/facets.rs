use std::collections::BTreeMap;

use alertbook_core::filter::RawRequest;
use alertbook_engine::Engine;
use alertbook_testkit::chance;
use alertbook_wire::{CountEvents, FacetCounts, ParameterMap, ParameterValue, ReviewEvents};
use fastrand::Rng;
use serde_json::json;

use crate::support::{Data, code, map};

/// Each facet with the parameter that chooses its values, and whether that is an array.
const PARAMETERS: [(&str, &str, bool); 12] = [
    ("level", "Levels", false),
    ("dealed", "Dealed", false),
    ("status", "Status", false),
    ("alarmEventType", "ParentEventTypes", false),
    ("subtype", "subtype", true),
    ("operateErrorCode", "OperateErrorCodeList", true),
    ("assetType", "AssetsTypeList", true),
    ("groupName", "group", false),
    ("clusterId", "cluster", true),
    ("sourceAliUid", "accounts", false),
    ("tactic", "tactic", false),
    ("reviewed", "reviewed", false),
];

pub(crate) fn count(engine: &Engine, request: ParameterMap) -> u64 {
    engine.count_events(&CountEvents { request }).unwrap().count
}

fn facets(engine: &Engine, request: &ParameterMap) -> FacetCounts {
    engine.show_facets(&request.to_raw()).unwrap().unwrap()
}

/// The request with one value of a facet chosen, instead of what is chosen of it.
fn chosen(request: &ParameterMap, (parameter, is_array): (&str, bool), value: &str) -> ParameterMap {
    let mut request = request.clone();
    let same = match parameter {
        "group" => "GroupId",
        "cluster" => "ClusterId",
        "accounts" => "ResourceDirectoryAccountId",
        other => other,
    };
    request.0.remove(same);
    let value = if is_array {
        ParameterValue::List(vec![Some(value.to_owned())])
    } else {
        ParameterValue::Text(value.to_owned())
    };
    request.0.insert(parameter.to_owned(), value);
    request
}

/// A random world, some of it reviewed.
pub(crate) fn filled(
    data: &Data,
    rng: &mut Rng,
    events: usize,
) -> (Engine, alertbook_testkit::oracle::World) {
    let world = chance::world(rng, events);
    let engine = data.open();
    let file = data.beside("world.json");
    let answers = [
        json!({ "SuspEvents": world.events }),
        json!({ "Instances": world.assets }),
        json!({ "ContainerInstanceList": world.containers }),
    ];
    let lines: Vec<String> = answers.iter().map(ToString::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    let all = engine.find_events(&RawRequest::default()).unwrap();
    let some = ReviewEvents {
        events: all.into_iter().step_by(3).collect(),
        reviewed: Some(true),
        ..ReviewEvents::default()
    };
    engine.review_events(&some).unwrap();
    (engine, world)
}

#[test]
fn every_value_of_every_facet_brings_as_many_events_as_it_tells() {
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        let (engine, world) = filled(&data, &mut rng, if seed % 3 == 2 { 400 } else { 60 });
        for _ in 0..10 {
            let texts = chance::request(&mut rng, &world);
            let paged = |name: &str| {
                [
                    "PageSize",
                    "CurrentPage",
                    "ContainerFieldName",
                    "ContainerFieldValue",
                ]
                .contains(&name)
            };
            let request = ParameterMap(
                texts
                    .iter()
                    .filter(|(name, _)| !paged(name) && !name.contains('.'))
                    .map(|(name, value)| ((*name).to_owned(), ParameterValue::Text(value.clone())))
                    .collect(),
            );
            for facet in facets(&engine, &request).facets {
                let &(_, parameter, is_array) = PARAMETERS
                    .iter()
                    .find(|(name, _, _)| *name == facet.facet)
                    .unwrap();
                for value in facet.values.iter().filter(|value| !value.value.is_empty()) {
                    let events = count(&engine, chosen(&request, (parameter, is_array), &value.value));
                    assert_eq!(events, value.events, "{value:?} of {request:?}, seed {seed}");
                    *seen.entry(facet.facet.clone()).or_default() += 1;
                }
            }
        }
    }
    assert_eq!(seen.len(), PARAMETERS.len(), "{seen:?}");
}

#[test]
fn facets_of_a_list_are_those_of_exactly_its_events() {
    let data = Data::new();
    let (engine, _) = filled(&data, &mut Rng::with_seed(1), 200);
    let request = map(&[("Levels", "serious")]);
    let events = count(&engine, request.clone());
    let values = engine.count_facets(&request.to_raw()).unwrap();
    let of = |facet: &str| -> u64 {
        values
            .iter()
            .filter(|value| value.facet == facet)
            .map(|value| value.events)
            .sum()
    };
    assert_eq!(
        (of("level"), of("status"), of("reviewed")),
        (events, events, events)
    );
    assert!(
        values
            .iter()
            .filter(|value| value.facet == "level")
            .all(|value| value.value == "serious")
    );
    // For choosing, the levels that are not chosen tell how many they would bring.
    let shown = facets(&engine, &request);
    let levels = shown.facets.iter().find(|facet| facet.facet == "level").unwrap();
    assert!(levels.values.len() > 2, "{levels:?}");
    let wrong = engine.show_facets(&map(&[("Levels", "urgent")]).to_raw());
    assert_eq!(code(wrong), "IllegalParam");
}

#[test]
fn bars_tell_what_their_stretch_of_time_selects() {
    for seed in 0..4 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        let (engine, _) = filled(&data, &mut rng, 200);
        for texts in [
            &[][..],
            &[("Levels", "serious")],
            &[("Dealed", "N"), ("search", "e")],
        ] {
            let request = map(texts);
            let histogram = engine.show_histogram(&request.to_raw()).unwrap().unwrap();
            let mut all = 0;
            for bar in &histogram.bars {
                let mut within = request.clone();
                let text = |text: &String| ParameterValue::Text(text.clone());
                within.0.insert("TimeStart".to_owned(), text(&bar.start));
                within.0.insert("TimeEnd".to_owned(), text(&bar.end));
                let events: u64 = bar.events.iter().sum();
                assert_eq!(events, count(&engine, within), "{bar:?} of {request:?}");
                all += events;
            }
            let mut timed = request.clone();
            let start = ParameterValue::Text("1970-01-01 08:00:00".to_owned());
            timed.0.insert("TimeStart".to_owned(), start);
            assert_eq!(all, count(&engine, timed), "{request:?}");
            assert!(all > 0);
        }
    }
}

#[test]
fn a_histogram_of_nothing_has_no_bars() {
    let data = Data::new();
    let engine = data.open_filled();
    let none = map(&[("Name", "nothing has this name")]);
    let histogram = engine.show_histogram(&none.to_raw()).unwrap().unwrap();
    assert!(histogram.bars.is_empty());
}

/// A random request as the window gives it; with a page, an exclusion and a container pair where chance wants it.
fn random_request(rng: &mut Rng, world: &alertbook_testkit::oracle::World) -> ParameterMap {
    let texts = chance::request(rng, world);
    let plain = texts.iter().filter(|(name, _)| !name.contains('.'));
    let mut request: ParameterMap = ParameterMap(
        plain
            .map(|(name, value)| ((*name).to_owned(), ParameterValue::Text(value.clone())))
            .collect(),
    );
    if rng.bool() {
        let members = ["Levels=remind", "Status=1"].map(|term| Some(term.to_owned()));
        let not = ParameterValue::List(members.to_vec());
        request.0.insert("not".to_owned(), not);
    }
    request
}

#[test]
fn each_condition_of_an_explanation_tells_what_is_counted_without_it() {
    let (mut told, mut helpful, mut members) = (0, 0, 0);
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        let (engine, world) = filled(&data, &mut rng, 120);
        for _ in 0..25 {
            let request = random_request(&mut rng, &world);
            if !engine.describe_request(&request).unwrap().problems.is_empty() {
                continue;
            }
            let explained = engine.explain_empty(&request.to_raw()).unwrap().unwrap();
            let mut chips = engine.describe_request(&request).unwrap().chips;
            assert_eq!(chips.len(), explained.conditions.len(), "{request:?}");
            let mut last = u64::MAX;
            for condition in &explained.conditions {
                let place = chips.iter().position(|chip| *chip == condition.chip);
                chips.remove(place.unwrap_or_else(|| panic!("{condition:?}")));
                let mut rest = request.clone();
                for parameter in &condition.chip.parameters {
                    let before = rest.0.remove(parameter);
                    if let (Some(ParameterValue::List(list)), Some(gone)) = (before, &condition.chip.member) {
                        let kept = list.into_iter().filter(|member| member.as_ref() != Some(gone));
                        let kept = ParameterValue::List(kept.collect());
                        rest.0.insert(parameter.clone(), kept);
                        members += 1;
                    }
                }
                assert_eq!(
                    condition.events,
                    count(&engine, rest),
                    "{condition:?} of {request:?}"
                );
                assert!(condition.events <= last, "{explained:?}");
                last = condition.events;
                told += 1;
                helpful += u64::from(condition.events > 0);
            }
        }
    }
    assert!(
        told > 200 && helpful > 50 && members > 50,
        "{told} {helpful} {members}"
    );
}

#[test]
fn the_condition_that_excludes_most_is_the_first() {
    let data = Data::new();
    let engine = data.open_filled();
    let request = map(&[
        ("Levels", "serious"),
        ("search", "nothing has this text"),
        ("Dealed", "N"),
    ]);
    let explained = engine.explain_empty(&request.to_raw()).unwrap().unwrap();
    let told: Vec<_> = explained
        .conditions
        .iter()
        .map(|condition| (condition.chip.parameters[0].as_str(), condition.events))
        .collect();
    assert_eq!(told, [("search", 1), ("Dealed", 0), ("Levels", 0)]);
    let wrong = engine.explain_empty(&map(&[("Levels", "urgent")]).to_raw());
    assert_eq!(code(wrong), "IllegalParam");
}

#[test]
fn numbers_of_a_page_are_those_of_the_events_on_it() {
    let data = Data::new();
    let (engine, _) = filled(&data, &mut Rng::with_seed(3), 200);
    for (page, expected) in [("1", 30), ("7", 20), ("8", 0)] {
        let request = map(&[("PageSize", "30"), ("CurrentPage", page)]);
        assert_eq!(count(&engine, request.clone()), expected);
        let values = engine.count_facets(&request.to_raw()).unwrap();
        let statuses = values.iter().filter(|value| value.facet == "status");
        assert_eq!(statuses.map(|value| value.events).sum::<u64>(), expected);
        let overview = engine.show_overview(&request.to_raw()).unwrap().unwrap();
        assert_eq!(overview.events, expected);
        let bars = engine.show_histogram(&request.to_raw()).unwrap().unwrap().bars;
        let timed: u64 = bars.iter().flat_map(|bar| bar.events).sum();
        assert_eq!(timed, expected - overview.untimed);
    }
}

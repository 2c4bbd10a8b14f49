//! The overview tells what its filters select: every number of it against a count by a filter, and against the events read
//! one by one.

use std::collections::{BTreeMap, HashMap};

use alertbook_core::filter::RawRequest;
use alertbook_engine::Engine;
use alertbook_testkit::chance;
use alertbook_wire::{
    Overview, OverviewAsset, OverviewPart, ParameterMap, ParameterValue, Picture, SavedList,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use serde_json::Value;

use crate::facets::{count, filled};
use crate::saved_lists::rows as rows_of;
use crate::support::{Data, code, map};

fn overview(engine: &Engine, request: &ParameterMap) -> Overview {
    engine.show_overview(&request.to_raw()).unwrap().unwrap()
}

/// The request with more parameters, in place of what it has of them.
fn with(request: &ParameterMap, more: &[(&str, &str)]) -> ParameterMap {
    let mut request = request.clone();
    for (name, value) in more {
        let value = if *name == "not" {
            let members = match request.0.remove("not") {
                Some(ParameterValue::List(members)) => members,
                Some(ParameterValue::Text(member)) => vec![Some(member)],
                _ => Vec::new(),
            };
            ParameterValue::List(members.into_iter().chain([Some((*value).to_owned())]).collect())
        } else {
            ParameterValue::Text((*value).to_owned())
        };
        request.0.insert((*name).to_owned(), value);
    }
    request
}

/// Random requests, without pages, which the overview leaves aside.
fn requests(rng: &mut Rng, world: &alertbook_testkit::oracle::World) -> Vec<ParameterMap> {
    let left_out = [
        "PageSize",
        "CurrentPage",
        "ContainerFieldName",
        "ContainerFieldValue",
    ];
    let request = |rng: &mut Rng| {
        let texts = chance::request(rng, world);
        let kept = texts
            .iter()
            .filter(|(name, _)| !left_out.contains(name) && !name.contains('.'));
        ParameterMap(
            kept.map(|(name, value)| ((*name).to_owned(), ParameterValue::Text(value.clone())))
                .collect(),
        )
    };
    let mut all: Vec<_> = (0..10).map(|_| request(rng)).collect();
    all.push(ParameterMap::default());
    all
}

const LEVELS: [&str; 3] = ["serious", "suspicious", "remind"];

#[test]
fn every_number_is_that_of_the_filter_it_leads_to() {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        let (engine, world) = filled(&data, &mut rng, if seed % 3 == 2 { 400 } else { 60 });
        for request in requests(&mut rng, &world) {
            let shown = overview(&engine, &request);
            let mut check = |what: &'static str, events: u64, more: &[(&str, &str)]| {
                // A mark of no events leads nowhere: what it would choose was not chosen.
                let given = |(name, _): &(&str, &str)| *name != "not" && request.0.contains_key(*name);
                if events == 0 && more.iter().any(given) {
                    return;
                }
                assert_eq!(
                    events,
                    count(&engine, with(&request, more)),
                    "{what}: {more:?} of {request:?}, seed {seed}"
                );
                *seen.entry(what).or_default() += events;
            };
            check("all", shown.events, &[]);
            check("handled", shown.handling[0], &[("Dealed", "Y")]);
            check("pending", shown.handling[1], &[("Dealed", "N")]);
            let no_status: &[_] = &[("not", "Dealed=Y"), ("not", "Dealed=N")];
            check("no status", shown.handling[2], no_status);
            for bar in &shown.bars {
                let time = [("TimeStart", bar.start.as_str()), ("TimeEnd", bar.end.as_str())];
                for (level, events) in LEVELS.iter().zip(bar.levels) {
                    check(
                        "bar by level",
                        events,
                        &[&time[..], &[("Levels", level)]].concat(),
                    );
                }
                let other = [&time[..], &[("not", "Levels=serious,suspicious,remind")]].concat();
                check("bar of other levels", bar.levels[3], &other);
                for (dealed, events) in ["Y", "N"].iter().zip(bar.handling) {
                    check(
                        "bar by handling",
                        events,
                        &[&time[..], &[("Dealed", dealed)]].concat(),
                    );
                }
                let unknown = [&time[..], no_status].concat();
                check("bar without status", bar.handling[2], &unknown);
            }
            for kind in shown.types.iter().filter(|kind| !kind.value.is_empty()) {
                check("type", kind.events, &[("ParentEventTypes", &kind.value)]);
            }
            // A list of ids is parted at commas, so no filter names an id that holds one.
            let nameable = |asset: &&OverviewAsset| !asset.uuid.contains([',', '，']);
            for asset in shown.assets.iter().filter(nameable) {
                check("asset", asset.events, &[("Uuid", &asset.uuid)]);
                check(
                    "asset's pending",
                    asset.pending,
                    &[("Uuid", &asset.uuid), ("Dealed", "N")],
                );
            }
            check("no asset", shown.without_asset, &[("not", "TargetType=uuid")]);
            for class in &shown.handle_times {
                check("class", class.events, &[("handletime", &class.value)]);
            }
            let types: u64 = shown.types.iter().map(|kind| kind.events).sum();
            assert_eq!(types, shown.events);
            let bars: u64 = shown.bars.iter().flat_map(|bar| bar.levels).sum();
            assert_eq!(bars + shown.untimed, shown.events);
            let classes: u64 = shown.handle_times.iter().map(|class| class.events).sum();
            assert_eq!(classes, shown.handling[0]);
        }
    }
    assert!(seen.values().all(|events| *events > 0), "{seen:?}");
    assert_eq!(seen.len(), 13, "{seen:?}");
}

/// `OperateTime` less `LastTime` of each handled event that has both, in seconds, sorted: by the records themselves.
fn seconds(engine: &Engine, request: &ParameterMap) -> Vec<i64> {
    let keys = engine.find_events(&request.to_raw()).unwrap();
    let mut all = Vec::new();
    for key in keys {
        let raw: Value = serde_json::from_str(&engine.get_event(&key).unwrap().raw).unwrap();
        let number = |field: &str| raw[field].as_i64();
        let last = raw["LastTime"]
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let last = match last {
            Some(text) => alertbook_core::time::parse_cloud_time(text),
            None => number("LastTimeStamp").map(|stamp| stamp.div_euclid(1000)),
        };
        let handled = number("EventStatus").is_some_and(|status| status != 1);
        if let Some((last, operated)) = last.zip(number("OperateTime")).filter(|_| handled) {
            let took = operated - last * 1000;
            if took >= 0 {
                all.push(took / 1000);
            }
        }
    }
    all.sort_unstable();
    all
}

#[test]
fn half_and_nine_of_ten_handled_events_took_no_longer_than_it_tells() {
    for seed in 0..3 {
        let data = Data::new();
        let (engine, _) = filled(&data, &mut Rng::with_seed(seed), 150);
        for request in [
            map(&[]),
            map(&[("Levels", "serious")]),
            map(&[("handletime", "1d,3d")]),
        ] {
            let shown = overview(&engine, &request);
            let all = seconds(&engine, &request);
            let at = |percent: usize| all[(all.len() * percent).div_ceil(100) - 1].cast_unsigned();
            assert!(all.len() > 5, "{request:?}");
            assert_eq!(
                (shown.median, shown.ninetieth),
                (Some(at(50)), Some(at(90))),
                "{request:?}"
            );
        }
    }
}

#[test]
fn assets_with_most_events_come_first_and_the_rest_is_told() {
    let data = Data::new();
    let engine = data.open();
    let mut lines = Vec::new();
    let mut expected: HashMap<String, u64> = HashMap::new();
    for asset in 0..25_u64 {
        for event in 0..=asset {
            let uuid = format!("u-{asset:02}");
            *expected.entry(uuid.clone()).or_default() += 1;
            // Its name changed once: it is called what most of its events call it.
            let name = if event == 0 { "former" } else { "web" };
            let status = if event % 3 == 0 { 1 } else { 2 };
            lines.push(format!(
                r#"{{"Id":{},"Uuid":"{uuid}","InstanceName":"{name}","EventStatus":{status},"LastTimeStamp":1700000000000}}"#,
                asset * 100 + event
            ));
        }
    }
    let file = data.beside("assets.ndjson");
    std::fs::write(&file, lines.join("\n")).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    let shown = overview(&engine, &map(&[]));
    assert_eq!(
        (shown.assets.len(), shown.other_assets, shown.without_asset),
        (20, 5, 0)
    );
    let order: Vec<_> = shown.assets.iter().map(|asset| asset.events).collect();
    assert_eq!(order, (6..=25).rev().collect::<Vec<u64>>());
    for asset in &shown.assets {
        assert_eq!(asset.events, expected[&asset.uuid]);
        assert_eq!(
            (asset.name.as_str(), asset.pending),
            ("web", asset.events.div_ceil(3))
        );
    }
}

#[test]
fn an_overview_of_nothing_has_no_bars_and_of_a_wrong_request_a_code() {
    let data = Data::new();
    let engine = data.open_filled();
    let shown = overview(&engine, &map(&[("Name", "nothing has this name")]));
    assert_eq!((shown.events, shown.bars.len(), shown.types.len()), (0, 0, 0));
    assert_eq!((shown.median, shown.ninetieth), (None, None));
    assert!(shown.total > 0);
    let wrong = engine.show_overview(&map(&[("handletime", "soon")]).to_raw());
    assert_eq!(code(wrong), "IllegalParam");
}

#[test]
fn charts_are_saved_as_tables_that_hold_their_numbers() {
    let data = Data::new();
    let (engine, _) = filled(&data, &mut Rng::with_seed(3), 120);
    let request = map(&[("Levels", "serious")]);
    let shown = overview(&engine, &request);
    let file = data.beside("chart.csv");
    let all = count(&engine, request.clone()).to_string();
    for (part, rows) in [
        (OverviewPart::Trend, shown.bars.len()),
        (OverviewPart::Handling, shown.bars.len()),
        (OverviewPart::Types, shown.types.len()),
        (OverviewPart::Assets, shown.assets.len()),
        (OverviewPart::HandleTimes, 9),
    ] {
        let list = SavedList::Overview {
            part,
            request: request.clone(),
        };
        assert_eq!(engine.save_list(&list, &file).unwrap(), rows as u64, "{part:?}");
        let saved = rows_of(&file);
        assert_eq!(saved.len(), rows + 1, "{part:?}");
        assert!(saved[0].contains(&"Events".to_owned()), "{saved:?}");
        let guarded = |cell: &String| !cell.starts_with(['=', '+', '-', '@']);
        assert!(saved.iter().flatten().all(guarded), "{saved:?}");
    }
    assert!(all.parse::<u64>().unwrap() > 0);
    let found = engine.find_events(&RawRequest::default()).unwrap();
    assert!(found.len() as u64 > shown.events);
}

#[test]
fn a_picture_is_saved_whole_and_nothing_else_passes_for_one() {
    let data = Data::new();
    let engine = data.open();
    let file = data.beside("chart.png");
    let png = b"\x89PNG\r\n\x1a\nbody\0\0\0\0IEND\xaeB\x60\x82";
    let picture = |bytes: &[u8]| Picture {
        part: OverviewPart::Trend,
        png: STANDARD.encode(bytes),
    };
    std::fs::write(&file, "before").unwrap();
    assert_eq!(
        engine.save_picture(&picture(png), &file).unwrap(),
        png.len() as u64
    );
    assert_eq!(std::fs::read(&file).unwrap(), png);
    for wrong in [&png[..png.len() - 1], b"MZ", b""] {
        assert_eq!(code(engine.save_picture(&picture(wrong), &file)), "IllegalParam");
    }
    let not_base64 = Picture {
        part: OverviewPart::Trend,
        png: "<svg>".to_owned(),
    };
    let error = engine.save_picture(&not_base64, &file).unwrap_err();
    assert_eq!(error.problems[0].parameter, "png");
    assert!(error.problems[0].allowed.contains("PNG"), "{error:?}");
    assert_eq!(std::fs::read(&file).unwrap(), png, "what was there stays");
}

//! Exports as NDJSON: what is imported from them is what was exported.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_core::column::{Column, SharedParts};
use alertbook_core::filter::EventFilter;

use alertbook_store::{EventOrder, ROWS_OF_A_SLICE, Store, StoredRecord};
use alertbook_testkit::{HOSTILE, record};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::support::{Data, call};

type Identity = (i64, Option<i64>);

/// Everything that a store holds of events and the inventory.
#[derive(Debug, PartialEq)]
struct Content {
    events: Vec<(Identity, StoredRecord)>,
    /// What lists show, in both languages.
    shown: Vec<String>,
    inventory: Vec<(&'static str, String)>,
}

fn content(data: &Data) -> Content {
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    let mut connection = store.read().unwrap();
    let snapshot = connection.snapshot().unwrap();
    let all = EventFilter::default();
    let rows = snapshot
        .list_event_rows(&all, EventOrder::Newest, 0, None)
        .unwrap();
    let columns: Vec<Column> = alertbook_core::column::COLUMNS
        .iter()
        .map(|spec| spec.column)
        .collect();
    let (mut identities, mut shown) = (Vec::new(), Vec::new());
    for language in Language::ALL {
        identities.clear();
        snapshot
            .read_events(&rows, &columns, language, |event| {
                identities.push((event.id, event.account));
                let mut event = *event;
                // Numbers of rows are the store's own.
                event.shared = SharedParts::default();
                shown.push(format!("{event:?}"));
                ControlFlow::Continue(())
            })
            .unwrap();
    }
    let records = rows.iter().map(|row| snapshot.stored_record(*row).unwrap());
    let mut events: Vec<_> = identities.iter().copied().zip(records).collect();
    // The same id of two accounts at the same time has no other order than the one it came in.
    events.sort_by_key(|(identity, _)| *identity);
    shown.sort();
    let mut inventory = Vec::new();
    let slices = snapshot.slice_events(&all, None, ROWS_OF_A_SLICE).unwrap();
    snapshot
        .read_inventory((&all, &slices), &mut |kind, raw| {
            inventory.push((kind.list_key(), raw.to_owned()));
            ControlFlow::Continue(())
        })
        .unwrap();
    Content {
        events,
        shown,
        inventory,
    }
}

fn import(data: &Data, file: &Path) {
    let engine = data.open();
    let answer = engine.run_import(&[file.to_owned()], &mut |_| {}).unwrap();
    assert_eq!(answer.rejected, 0, "{answer:?}");
}

fn import_values(data: &Data, values: &[Value]) {
    let file = data.beside("answers.json");
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    import(data, &file);
}

/// The file of an export, and its rows.
fn export(data: &Data, request: &[(&str, &str)]) -> (PathBuf, u64) {
    let engine = data.open();
    let mut call = call(request);
    call.options.format = Some("ndjson".to_owned());
    let answer = engine.run_export(&call, &mut |_| {}).unwrap();
    let record = engine.get_export(answer.id).unwrap();
    assert!(engine.verify_export(answer.id).unwrap().sound);
    (engine.export_path(answer.id).unwrap(), record.rows)
}

/// Exports everything, imports it into an empty store and holds that both are the same, and so is a second export.
fn goes_round(data: &Data) -> PathBuf {
    let before = content(data);
    let (file, rows) = export(data, &[]);
    assert_eq!(rows, before.events.len() as u64);
    let copy = Data::new();
    import(&copy, &file);
    let after = content(&copy);
    for (one, other) in before.events.iter().zip(&after.events) {
        assert_eq!(one, other);
    }
    assert_eq!(before, after);
    let (again, _) = export(&copy, &[]);
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert!(read(&file) == read(&again), "a second export differs");
    let (twice, _) = export(data, &[]);
    assert!(read(&file) == read(&twice), "the same export differs");
    file
}

#[test]
fn a_tenant_in_two_languages_with_all_oddities_goes_round() {
    let data = Data::new();
    let tenant = alertbook_testkit::tenant(5, 3_000);
    let mut values = vec![tenant.group_page()];
    values.extend(tenant.asset_pages(100));
    values.extend(tenant.cluster_pages(100));
    values.extend(tenant.container_pages(100));
    values.extend(tenant.event_pages(100));
    for language in [
        alertbook_demo::Language::English,
        alertbook_demo::Language::Chinese,
    ] {
        values.extend((0..800).map(|index| {
            let mut text = Vec::new();
            tenant.append_event_in(index, language, &mut text);
            serde_json::from_slice::<Value>(&text).unwrap()
        }));
    }
    import_values(&data, &values);
    let file = goes_round(&data);
    let text = std::fs::read_to_string(file).unwrap();
    let plain = text.lines().filter(|line| line.starts_with("{\"A")).count();
    assert!(plain > 3_000, "nearly every line is a record as it came: {plain}");
    assert!(
        content(&data)
            .events
            .iter()
            .any(|(_, stored)| stored.other_raw.is_some())
    );
}

fn pick<T: Clone>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())].clone()
}

fn odd_event(rng: &mut Rng) -> Value {
    let hostile = HOSTILE[rng.usize(..HOSTILE.len())];
    let mut fields = json!({
        "SourceAliUid": pick(rng, &[json!(null), json!(1), json!(2), json!("1"), json!(" 2 "), json!(1.0)]),
        "Desc": hostile,
        "LastTimeStamp": 1_767_225_599_000_i64 + rng.i64(0..3) * 1000,
        "LastTime": pick(rng, &[json!(null), json!("2026-01-01 07:59:59")]),
        "EventStatus": pick(rng, &[json!(1), json!(2), json!(null)]),
        "Level": pick(rng, &[json!("serious"), json!("odd"), json!(null)]),
        "Score": rng.f64() * 1e-7,
        "Uuid": pick(rng, &["u-1", "u-2", "", "u-9"]),
        "ContainerId": pick(rng, &["c-1", ""]),
    });
    let names = [
        "Name",
        "AlarmEventType",
        "AlarmEventNameDisplay",
        "AlarmEventTypeDisplay",
    ];
    let words = match rng.u8(..4) {
        0 => ["Unusual Logon-x", "Unusual Logon", "x", "Unusual Logon"],
        1 => ["异常登录-甲", "异常登录", "甲", "异常登录"],
        _ => [""; 4],
    };
    for (name, word) in names.iter().zip(words) {
        fields[name] = json!(word);
    }
    match rng.u8(..12) {
        0 => fields["Details"] = json!([{"SourceAliUid": 1, "Value": "\"SourceAliUid\":2,"}]),
        1 => fields["Groups"] = json!([{"GroupId": 1, "GroupName": "g"}]),
        2 => fields["ContainerInstanceList"] = json!([{"ContainerId": "x"}]),
        3 => fields["RequestId"] = json!("r"),
        4 => fields["alertbook"] = json!({"account": 9}),
        5 => fields["record"] = json!({"Id": 4}),
        6 => fields["\"SourceAliUid\""] = json!(1),
        7 => fields["body"] = json!({"SuspEvents": [{"Id": 1}]}),
        _ => {}
    }
    record(rng.i64(1..40), fields)
}

#[test]
fn random_copies_of_few_events_go_round() {
    for seed in 0..25 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        import_values(
            &data,
            &[
                json!({"Groups": [{"GroupId": 5, "GroupName": null}, {"GroupId": 6, "GroupName": "g", "Id": 3}]}),
                json!({"Instances": [{"Uuid": "u-1"}, {"Uuid": "u-2", "GroupId": 5, "AssetType": 0, "Id": 1, "Level": "x"}]}),
                json!({"ContainerInstanceList": [{"ContainerId": "c-1", "ClusterId": "k", "Groups": [1]}]}),
                json!({"GroupedContainerInstanceList": [{"ClusterId": "k", "alertbook": {}, "record": {}}, {}]}),
            ],
        );
        for _ in 0..rng.usize(1..4) {
            let events: Vec<Value> = (0..40).map(|_| odd_event(&mut rng)).collect();
            import_values(&data, &[json!({"SuspEvents": events})]);
        }
        goes_round(&data);
    }
}

#[test]
fn the_event_of_no_account_stays_apart_from_those_of_two_accounts() {
    let data = Data::new();
    let of = |account: Value| json!({"SuspEvents": [record(7, json!({"SourceAliUid": account}))]});
    import_values(&data, &[of(json!(1)), of(json!(2)), of(json!(null))]);
    assert_eq!(content(&data).events.len(), 3);
    let file = goes_round(&data);
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text.matches("\"shared\":true").count(), 3, "{text}");
}

#[test]
fn a_filtered_export_takes_along_what_its_events_name() {
    let data = Data::new();
    data.open_filled();
    let (file, rows) = export(&data, &[("Levels", "serious")]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(rows, 1);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with('{') && lines[0].contains("\"Id\":3"));
    assert!(lines[1].starts_with("{\"Groups\":[{") && lines[1].contains("production"));
    assert!(lines[2].starts_with("{\"Instances\":[{") && lines[2].contains("u-1"));
    let copy = Data::new();
    import(&copy, &file);
    assert_eq!(
        content(&copy).events[0],
        content(&data)
            .events
            .iter()
            .find(|event| event.0.0 == 3)
            .unwrap()
            .clone()
    );
    let (paged, _) = export(&data, &[("PageSize", "1"), ("CurrentPage", "3")]);
    let text = std::fs::read_to_string(paged).unwrap();
    assert!(
        text.contains("ContainerInstanceList") && !text.contains("Instances\""),
        "{text}"
    );
}

#[test]
fn columns_are_refused_because_records_are_whole() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut call = call(&[]);
    call.options.format = Some("ndjson".to_owned());
    call.options.columns = Some(vec!["id".to_owned()]);
    let refused = engine.run_export(&call, &mut |_| {}).unwrap_err();
    assert_eq!(refused.code, "IllegalParam");
    let problem = &refused.problems[0];
    assert_eq!(problem.parameter, "columns");
    assert!(problem.allowed.contains("csv"), "{problem:?}");
    call.options.columns = Some(vec![" ".to_owned()]);
    let answer = engine.run_export(&call, &mut |_| {}).unwrap();
    let record = engine.get_export(answer.id).unwrap();
    assert!(
        record.columns.is_empty() && record.dialect.is_empty(),
        "{record:?}"
    );
    assert!(engine.export_manifest(answer.id).unwrap().columns.is_empty());
}

//! Everything that a store holds, to be compared; and records that are easily lost on the way.

use std::ops::ControlFlow;
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::column::{Column, SharedParts};
use alertbook_core::filter::EventFilter;
use alertbook_store::{EventOrder, ROWS_OF_A_SLICE, Store, StoredRecord};
use alertbook_testkit::{HOSTILE, record};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::support::Data;

/// Id and account.
pub(crate) type Identity = (i64, Option<i64>);

/// Everything that a store holds of events and the inventory.
#[derive(Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) events: Vec<(Identity, StoredRecord)>,
    /// What lists show, in both languages.
    pub(crate) shown: Vec<String>,
    pub(crate) inventory: Vec<(&'static str, String)>,
}

pub(crate) fn content(data: &Data) -> Content {
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

pub(crate) fn import(data: &Data, file: &Path) {
    let engine = data.open();
    let answer = engine.run_import(&[file.to_owned()], &mut |_| {}).unwrap();
    assert_eq!(answer.rejected, 0, "{answer:?}");
}

pub(crate) fn import_values(data: &Data, values: &[Value]) {
    let file = data.beside("answers.json");
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    import(data, &file);
}

fn pick<T: Clone>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())].clone()
}

/// An event that an importer could misunderstand.
pub(crate) fn odd_event(rng: &mut Rng) -> Value {
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

/// Records of the inventory that look like others.
pub(crate) fn odd_inventory() -> [Value; 4] {
    [
        json!({"Groups": [{"GroupId": 5, "GroupName": null}, {"GroupId": 6, "GroupName": "g", "Id": 3}]}),
        json!({"Instances": [{"Uuid": "u-1"}, {"Uuid": "u-2", "GroupId": 5, "AssetType": 0, "Id": 1, "Level": "x"}]}),
        json!({"ContainerInstanceList": [{"ContainerId": "c-1", "ClusterId": "k", "Groups": [1]}]}),
        json!({"GroupedContainerInstanceList": [{"ClusterId": "k", "alertbook": {}, "record": {}}, {}]}),
    ]
}

//! The events beside an event, and the requests that its values make.

use alertbook_engine::Engine;
use alertbook_testkit::{NEWEST, page, record};
use alertbook_wire::{
    AskRelated, CountEvents, EventDetail, EventKey, EventRelation, ParameterMap, ParameterValue,
    RelatedEvents,
};
use serde_json::{Value, json};

use crate::support::{Data, code};

const ACCOUNT: &str = "1000000000000001";

fn key(id: i64) -> EventKey {
    EventKey {
        id: id.to_string(),
        account: Some(ACCOUNT.to_owned()),
    }
}

fn open(data: &Data, records: &[Value]) -> Engine {
    let engine = data.open();
    let file = data.beside("events.json");
    std::fs::write(&file, page(records).to_string()).unwrap();
    let answer = engine.run_import(&[file], &mut |_| {}).unwrap();
    assert_eq!(answer.rejected, 0, "{answer:?}");
    engine
}

/// An event so many minutes before the newest.
fn at(id: i64, minutes: i64, fields: Value) -> Value {
    let mut record = record(id, fields);
    let moment = NEWEST - minutes * 60_000;
    record["LastTimeStamp"] = json!(moment);
    record["LastTime"] = json!(alertbook_core::time::format_cloud_time(moment / 1000));
    record
}

fn related(engine: &Engine, id: i64, relation: EventRelation) -> RelatedEvents {
    let ask = AskRelated {
        key: key(id),
        relation,
    };
    engine.related_events(&ask).unwrap()
}

fn ids(found: &RelatedEvents) -> Vec<&str> {
    found.nearest.iter().map(|event| event.key.id.as_str()).collect()
}

fn detail(engine: &Engine, id: i64) -> EventDetail {
    engine.get_event(&key(id)).unwrap()
}

#[test]
fn the_nearest_events_of_an_asset_come_newest_first_and_all_are_counted() {
    let data = Data::new();
    let mut records: Vec<Value> = (0..60)
        .map(|minute| at(100 + minute, minute, json!({})))
        .collect();
    // The same asset under an earlier name, and another asset at the very same time.
    records.push(at(1, 30, json!({"InstanceName": "web-old"})));
    records.push(at(2, 30, json!({"Uuid": "u-2", "InstanceName": "db"})));
    let engine = open(&data, &records);
    let found = related(&engine, 130, EventRelation::Asset);
    assert_eq!(found.others, 60);
    assert_eq!(found.nearest.len(), 20);
    let shown = ids(&found);
    assert!(
        shown.contains(&"1") && shown.contains(&"129") && shown.contains(&"131"),
        "{shown:?}"
    );
    assert!(!shown.contains(&"130") && !shown.contains(&"2"), "{shown:?}");
    assert!(!shown.contains(&"141") && !shown.contains(&"119"), "{shown:?}");
    let times: Vec<i64> = found.nearest.iter().filter_map(|event| event.at).collect();
    assert!(times.is_sorted_by(|earlier, later| earlier >= later), "{times:?}");
    let request = found.filter.unwrap();
    let count = engine.count_events(&CountEvents { request }).unwrap();
    assert_eq!(count.count, 61, "the request selects the others and the one");
    let last = related(&engine, 159, EventRelation::Asset);
    assert_eq!((last.others, last.nearest.len()), (60, 20));
    let only = related(&engine, 2, EventRelation::Asset);
    assert_eq!((only.others, ids(&only)), (0, vec![]));
}

#[test]
fn events_of_an_alarm_are_those_of_the_same_asset() {
    let data = Data::new();
    let engine = open(
        &data,
        &[
            at(1, 1, json!({"AlarmUniqueInfo": "a-1"})),
            at(2, 2, json!({"AlarmUniqueInfo": "a-1"})),
            at(3, 3, json!({"AlarmUniqueInfo": "a-2"})),
            at(4, 4, json!({"AlarmUniqueInfo": "a-1", "Uuid": "u-2"})),
            at(5, 5, json!({})),
        ],
    );
    let found = related(&engine, 1, EventRelation::Alarm);
    assert_eq!((found.others, ids(&found)), (1, vec!["2"]));
    assert_eq!(found.nearest[0].level.as_deref(), Some("suspicious"));
    let request = found.filter.unwrap();
    assert_eq!(engine.count_events(&CountEvents { request }).unwrap().count, 2);
    assert_eq!(
        related(&engine, 5, EventRelation::Alarm),
        RelatedEvents::default()
    );
}

#[test]
fn events_of_a_container_need_no_asset() {
    let data = Data::new();
    let on = |name: &str| json!({"ContainerId": name, "Uuid": null, "AlarmUniqueInfo": "a-1"});
    let engine = open(
        &data,
        &[at(1, 1, on("c-1")), at(2, 2, on("c-1")), at(3, 3, on("c-2"))],
    );
    for relation in [EventRelation::Container, EventRelation::Alarm] {
        let found = related(&engine, 1, relation);
        assert_eq!((found.others, ids(&found)), (1, vec!["2"]), "{relation:?}");
        let request = found.filter.unwrap();
        let count = engine.count_events(&CountEvents { request }).unwrap();
        assert_eq!(count.count, 2, "{relation:?}");
    }
    assert_eq!(
        related(&engine, 1, EventRelation::Asset),
        RelatedEvents::default()
    );
    let ask = AskRelated {
        key: key(9),
        relation: EventRelation::Asset,
    };
    assert_eq!(code(engine.related_events(&ask)), "event.not_found");
}

#[test]
fn every_request_of_a_value_selects_the_event_that_has_it() {
    let data = Data::new();
    let container = json!({
        "ContainerId": "c-1", "K8sClusterId": "cl-1", "K8sClusterName": "daily, kube", "K8sNamespace": "default",
        "K8sNodeName": "node-1", "AppName": "shop", "ContainerImageName": "registry/shop:v1", "EventStatus": 2,
        "OperateErrorCode": "ignore.Success", "OperateTime": NEWEST + 5_250, "Name": "恶意进程（云查杀）-XorDDoS木马",
    });
    let engine = open(
        &data,
        &[
            at(1, 1, container),
            at(
                2,
                2,
                json!({"Uuid": "u,2", "Level": "dreadful", "InternetIp": "203.0.113.77"}),
            ),
        ],
    );
    let mut offered = Vec::new();
    for id in [1, 2] {
        let detail = detail(&engine, id);
        for field in [detail.event, detail.asset, detail.container].concat() {
            let Some(request) = field.filter else { continue };
            let mut only = request.clone();
            let id_value = ParameterValue::Text(id.to_string());
            only.0.insert("Id".to_owned(), id_value);
            let count = engine.count_events(&CountEvents { request: only }).unwrap();
            assert_eq!(count.count, 1, "{} of {id}: {request:?}", field.name);
            if let [(parameter, ParameterValue::Text(value))] = &request.0.iter().collect::<Vec<_>>()[..] {
                let without = ParameterMap(
                    [
                        ("Id".to_owned(), ParameterValue::Text(id.to_string())),
                        (
                            "not".to_owned(),
                            ParameterValue::List(vec![Some(format!("{parameter}={value}"))]),
                        ),
                    ]
                    .into(),
                );
                let count = engine.count_events(&CountEvents { request: without }).unwrap();
                assert_eq!(count.count, 0, "without {} of {id}", field.name);
            }
            offered.push((id, field.name));
        }
    }
    let has = |id: i64, name: &str| offered.iter().any(|(own, field)| *own == id && field == name);
    for name in [
        "level",
        "status",
        "dealed",
        "alarmEventType",
        "subType",
        "id",
        "sourceAliUid",
        "uniqueInfo",
        "containerId",
        "uuid",
        "internetIp",
        "intranetIp",
        "instanceId",
        "instanceName",
        "clusterId",
        "clusterName",
        "namespace",
        "nodeName",
        "appName",
        "image",
        "operateErrorCode",
    ] {
        assert!(has(1, name), "{name}: {offered:?}");
    }
    assert!(!has(2, "level") && !has(2, "uuid"), "{offered:?}");
}

#[test]
fn times_carry_their_moment() {
    let data = Data::new();
    let engine = open(
        &data,
        &[at(1, 0, json!({"OperateTime": NEWEST + 5_250, "EventStatus": 2}))],
    );
    let detail = detail(&engine, 1);
    let moment = |name: &str| detail.event.iter().find(|field| field.name == name).unwrap().at;
    assert_eq!(moment("lastTime"), Some(NEWEST));
    assert_eq!(moment("occurrenceTime"), Some(NEWEST));
    assert_eq!(moment("operateTime"), Some(NEWEST + 5_250));
    assert_eq!(moment("level"), None);
}

#[test]
fn an_address_that_is_none_of_the_web_is_refused_and_not_recorded() {
    let data = Data::new();
    let engine = data.open();
    for address in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://exa\u{202e}mple.com\n",
    ] {
        assert_eq!(code(engine.open_link(address)), "link.refused", "{address}");
    }
}

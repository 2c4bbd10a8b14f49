//! How queries are read is pinned: a plan that changes is a decision, not an accident.

use alertbook_core::filter::{RawRequest, parse_export_request};
use alertbook_core::json::Json;
use alertbook_core::model::ReviewChange;
use alertbook_core::record::{Record, RecordKind};
use alertbook_core::vocabulary::Verdict;
use alertbook_store::table::{ReviewStep, change_review_in, mark_gone_in};
use alertbook_store::{Preparer, Store};
use serde_json::json;

/// 1 200 events in which few are serious, few are of one asset, and all else is common.
fn store(folder: &std::path::Path) -> Store {
    let store = Store::open(&folder.join("alerts.db")).unwrap();
    let mut preparer = Preparer::new().unwrap();
    {
        let mut writer = store.write();
        let mut batch = writer.event_batch().unwrap();
        for id in 0..1200_i64 {
            let rare = id % 100 == 0;
            let record = json!({
                "Id": id, "SourceAliUid": if rare { 2 } else { 1 }, "LastTimeStamp": 1_700_000_000_000 + id * 60_000,
                "Level": if rare { "serious" } else { "remind" }, "EventStatus": if rare { 604 } else { 1 },
                "Name": if rare { "rare" } else { "common" }, "AlarmEventType": if rare { "网站后门" } else { "其他" },
                "Uuid": if rare { "u-1" } else { "u-2" }, "InstanceName": if rare { "seldom" } else { "often" },
                "ContainerId": if rare { "c-1" } else { "" }, "OperateErrorCode": if rare { "ignore.Success" } else { "" },
                "UniqueInfo": format!("unique-{id}"),
            });
            batch
                .apply(
                    &preparer
                        .prepare(Record::read(RecordKind::Event, &Json::from(&record)).unwrap())
                        .unwrap(),
                )
                .unwrap();
        }
        batch.commit().unwrap();
    }
    store
}

fn rows_of(store: &Store, ids: &[i64]) -> Vec<i64> {
    let mut reader = store.read().unwrap();
    let snapshot = reader.snapshot().unwrap();
    ids.iter()
        .map(|id| snapshot.find_event(*id, Some(2)).unwrap().unwrap())
        .collect()
}

fn review(store: &Store, ids: &[i64]) {
    let change = ReviewChange {
        reviewed: Some(true),
        verdict: Some(Verdict::Real),
        add_tags: vec!["follow-up".to_owned()],
        ..ReviewChange::default()
    };
    let step = ReviewStep {
        change: &change,
        told: "",
        author: "Wei",
        now: 1,
    };
    let rows = rows_of(store, ids);
    store
        .write()
        .transact(|tx| change_review_in(tx, &rows, step))
        .unwrap();
}

fn mark_gone(store: &Store, ids: &[i64]) {
    let rows = rows_of(store, ids);
    store
        .write()
        .transact(|tx| rows.iter().try_for_each(|row| mark_gone_in(tx, (1, 1), *row, 5)))
        .unwrap();
}

#[allow(clippy::format_push_string, reason = "a test's text")]
#[test]
fn plans_are_the_ones_meant() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    mark_gone(&store, &[100, 200, 300]);
    review(&store, &[100, 200, 400]);
    let mut reader = store.read().unwrap();
    let snapshot = reader.snapshot().unwrap();
    let requests: &[&[(&str, &str)]] = &[
        &[],
        &[("Levels", "serious")],
        &[("Levels", "remind")],
        &[("Dealed", "N")],
        &[("Dealed", "Y")],
        &[("Status", "604")],
        &[("ParentEventTypes", "网站后门")],
        &[("Name", "rare")],
        &[("Name", "common")],
        &[("Remark", "seldom")],
        &[("Uuid", "u-1")],
        &[("AssetsTypeList", "CONTAINER")],
        &[("TargetType", "uuid")],
        &[("ContainerFieldName", "namespace"), ("ContainerFieldValue", "x")],
        &[("OperateErrorCodeList", "ignore.Success")],
        &[("Id", "5")],
        &[("UniqueInfo", "unique-5")],
        &[("GroupId", "1")],
        &[("ResourceDirectoryAccountId", "2")],
        &[
            ("TimeStart", "2023-11-15 06:13:20"),
            ("TimeEnd", "2023-11-15 07:00:00"),
        ],
        &[("Levels", "serious"), ("Dealed", "Y"), ("Remark", "s")],
        &[("sync", "gone")],
        &[("sync", "gone,new"), ("Levels", "remind")],
        &[("reviewed", "Y")],
        &[("reviewed", "N")],
        &[("reviewed", "N"), ("Levels", "serious")],
        &[("verdict", "real,unclear")],
        &[("verdict", "none,unclear")],
        &[("tag", "follow-up,later")],
        &[("tag", "follow-up"), ("Levels", "remind")],
        &[("not", "Levels=remind")],
        &[("not", "Remark=seldom"), ("Uuid", "u-1")],
        &[("handletime", "5m,unknown"), ("Uuid", "u-1")],
        &[("event", "5,2/100,/7")],
        &[("event", "1/5,1/6"), ("Levels", "remind")],
    ];
    let mut pinned = String::new();
    for request in requests {
        let parsed = parse_export_request(&RawRequest::from_texts(request.iter().copied())).unwrap();
        let query = snapshot.explain_events(&parsed.filter).unwrap();
        for step in &query.plan {
            let whole_table = step == "SCAN event" || step.starts_with("SCAN event USING INDEX");
            assert!(!whole_table, "{request:?} reads every row: {step}");
        }
        pinned.push_str(&format!(
            "{request:?}\n  {}\n  {:?}\n",
            query.sql.trim(),
            query.binds
        ));
        for step in &query.plan {
            pinned.push_str(&format!("  - {step}\n"));
        }
        pinned.push('\n');
    }
    insta::assert_snapshot!(pinned);
}

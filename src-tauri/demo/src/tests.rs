//! What every generated tenant must hold.

use crate::clock_text::clock_text;
use crate::language::Language;
use crate::rule::types;
use crate::{Tenant, TenantOptions};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

const NEWEST: i64 = 1_767_225_599_000;

fn tenant(seed: u64, events: u64) -> Tenant {
    Tenant::new(TenantOptions {
        seed,
        ..TenantOptions::sized(events, NEWEST)
    })
}

fn ndjson(tenant: &Tenant) -> Vec<u8> {
    let mut out = Vec::new();
    tenant.write_ndjson(&mut out).unwrap();
    out
}

fn counts(events: &[Value], key: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for event in events {
        let word = event[key]
            .as_str()
            .map_or_else(|| event[key].to_string(), str::to_owned);
        *counts.entry(word).or_default() += 1;
    }
    counts
}

#[test]
fn equal_options_give_equal_bytes_and_other_seeds_other_ones() {
    assert_eq!(ndjson(&tenant(1, 500)), ndjson(&tenant(1, 500)));
    assert_ne!(ndjson(&tenant(1, 500)), ndjson(&tenant(2, 500)));
    let rows = |tenant: &Tenant| tenant.assets().chain(tenant.containers()).collect::<Vec<_>>();
    assert_eq!(rows(&tenant(1, 5_000)), rows(&tenant(1, 5_000)));
}

#[test]
fn each_line_is_the_record_that_the_iterator_gives() {
    let tenant = tenant(3, 300);
    let text = String::from_utf8(ndjson(&tenant)).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, tenant.events().collect::<Vec<_>>());
}

#[test]
fn records_are_about_as_large_as_real_ones() {
    let average = ndjson(&tenant(1, 5_000)).len() / 5_000;
    assert!((2_000..2_250).contains(&average), "{average} bytes");
}

#[test]
fn every_record_has_its_own_id_and_a_time_that_reads_the_same_in_both_forms() {
    let mut ids = BTreeSet::new();
    let mut before = i64::MAX;
    for event in tenant(1, 5_000).events() {
        assert!(ids.insert(event["Id"].as_i64().unwrap()));
        let last = event["LastTimeStamp"].as_i64().unwrap();
        assert!(
            last <= before && last % 1_000 == 0 && event["OccurrenceTimeStamp"].as_i64().unwrap() <= last
        );
        before = last;
        let text = event["LastTime"].as_str().unwrap().trim();
        assert!(text.is_empty() || text == clock_text(last), "{text}");
        assert!(event["EventStatus"].as_u64().unwrap() > 0);
        assert_eq!(event["SourceAliUid"].to_string().len(), 16);
        if let Some(handled) = event.get("OperateTime") {
            assert!((last..=NEWEST).contains(&handled.as_i64().unwrap()));
            assert!(event.get("OperateErrorCode").is_some());
        }
        if let Some(details) = event.get("Details").and_then(Value::as_array) {
            assert!((5..=9).contains(&details.len()));
        }
    }
    assert!(ids.first() > Some(&99_999_999));
    assert!(
        ids.last() > Some(&(1 << 53)),
        "some ids are beyond what a double holds"
    );
}

#[test]
fn the_mixes_of_levels_statuses_languages_and_places_are_believable() {
    let events: Vec<_> = tenant(1, 20_000).events().collect();
    let levels = counts(&events, "Level");
    for (level, wanted) in [("serious", 1_800), ("suspicious", 7_600), ("remind", 10_600)] {
        assert!(levels[level].abs_diff(wanted) < 600, "{levels:?}");
    }
    let statuses = counts(&events, "EventStatus");
    for status in ["1", "2", "4", "8", "16", "32", "64", "128", "512", "513", "604"] {
        assert!(statuses.contains_key(status), "{statuses:?}");
    }
    let check = |wanted: &dyn Fn(&Value) -> bool, share: Range<usize>| {
        let count = events.iter().filter(|event| wanted(event)).count();
        assert!(share.contains(&count), "{count} of 20 000, not {share:?}");
    };
    check(&|e| e["ContainerId"].is_string(), 2_400..3_600);
    check(
        &|e| e["ImageUuid"].is_string() && !e["ContainerId"].is_string(),
        200..600,
    );
    check(
        &|e| e["EventNotes"].as_array().is_some_and(|notes| !notes.is_empty()),
        400..800,
    );
    check(&|e| e["Name"].as_str().unwrap().is_ascii(), 1_600..5_000);
    check(&|e| e["Id"].as_i64() > Some(1 << 53), 10..100);
    assert_eq!(counts(&events, "SourceAliUid").len(), 2);
}

#[test]
fn all_types_appear_in_five_thousand_events_whatever_the_seed() {
    for seed in 1..6 {
        let events: Vec<_> = tenant(seed, 5_000).events().collect();
        let seen = counts(&events, "AlarmEventType");
        for alert_type in types() {
            let spellings = [Language::Chinese, Language::English].map(|l| alert_type.spellings(l));
            assert!(
                spellings.concat().iter().any(|s| seen.contains_key(*s)),
                "{alert_type:?} with seed {seed}"
            );
        }
        assert!(
            seen.contains_key("Image Scan"),
            "an unknown type with seed {seed}"
        );
        let names = counts(&events, "Name");
        assert!(names.len() > 200, "{} names", names.len());
        assert!(
            names.values().any(|count| *count > 150),
            "a few names are frequent"
        );
    }
}

#[test]
fn every_documented_field_appears() {
    let mut seen = BTreeSet::new();
    for event in tenant(1, 2_000).events() {
        seen.extend(event.as_object().unwrap().keys().cloned());
    }
    for field in FIELDS.split_whitespace() {
        assert!(seen.contains(field), "{field}");
    }
}

#[test]
fn containers_assets_groups_and_events_refer_to_each_other() {
    let tenant = tenant(1, 10_000);
    let ids = |rows: &mut dyn Iterator<Item = Value>, key: &str| -> BTreeSet<String> {
        rows.map(|row| row[key].to_string()).collect()
    };
    let groups = ids(&mut tenant.groups(), "GroupId");
    let uuids = ids(&mut tenant.assets(), "Uuid");
    let instances = ids(&mut tenant.assets(), "InstanceId");
    let clusters = ids(&mut tenant.clusters(), "ClusterId");
    let containers = ids(&mut tenant.containers(), "ContainerId");
    assert!(ids(&mut tenant.assets(), "GroupId").is_subset(&groups));
    assert!(ids(&mut tenant.containers(), "ClusterId").is_subset(&clusters));
    assert!(ids(&mut tenant.containers(), "InstanceId").is_subset(&instances));
    assert!(
        ids(
            &mut tenant.assets().filter(|a| a["ClusterId"].is_string()),
            "ClusterId"
        )
        .is_subset(&clusters)
    );
    assert!(
        ids(
            &mut tenant.events().filter(|e| e.get("ContainerId").is_some()),
            "ContainerId"
        )
        .is_subset(&containers)
    );
    let known = tenant
        .events()
        .filter(|event| uuids.contains(&event["Uuid"].to_string()))
        .count();
    assert!(
        known > 9_700 && known < 10_000,
        "{known} events on known assets, some on assets that are gone"
    );
}

#[test]
fn only_private_and_documentation_addresses_are_named() {
    let tenant = tenant(1, 2_000);
    let rows = tenant.assets().chain(tenant.containers()).chain(tenant.events());
    for row in rows {
        for key in ["InternetIp", "IntranetIp", "Ip", "PodIp", "HostIp"] {
            let Some(address) = row
                .get(key)
                .and_then(Value::as_str)
                .map(str::trim)
                .filter(|text| !text.is_empty())
            else {
                continue;
            };
            let address: std::net::Ipv4Addr = address.parse().unwrap();
            assert!(address.is_private() || address.is_documentation(), "{address}");
        }
    }
}

#[test]
fn pages_hold_all_rows_once() {
    let tenant = tenant(1, 250);
    let pages: Vec<_> = tenant.event_pages(100).collect();
    assert_eq!(
        pages
            .iter()
            .map(|page| page["Count"].as_u64().unwrap())
            .collect::<Vec<_>>(),
        [100, 100, 50]
    );
    assert_eq!(pages[2]["CurrentPage"], 3);
    assert_eq!(pages[0]["TotalCount"], 250);
    assert_eq!(pages[1]["SuspEvents"][0], tenant.event(100));
    assert_eq!(tenant.group_page()["Count"], tenant.groups().count());

    let lists: [(&str, Vec<Value>, Vec<Value>); 3] = [
        (
            "Instances",
            tenant.asset_pages(7).collect(),
            tenant.assets().collect(),
        ),
        (
            "GroupedContainerInstanceList",
            tenant.cluster_pages(7).collect(),
            tenant.clusters().collect(),
        ),
        (
            "ContainerInstanceList",
            tenant.container_pages(7).collect(),
            tenant.containers().collect(),
        ),
    ];
    for (list, pages, rows) in lists {
        let joined: Vec<_> = pages
            .iter()
            .flat_map(|page| page[list].as_array().unwrap().clone())
            .collect();
        assert_eq!(joined, rows, "{list}");
        assert!(!rows.is_empty());
        assert_eq!(pages[0]["PageInfo"]["TotalCount"], rows.len());
    }
}

#[test]
fn the_smallest_and_one_sided_tenants_work() {
    for (assets, english_percent) in [(0, 0), (1, 100), (2, 50), (40, 0), (40, 100)] {
        let options = TenantOptions {
            assets,
            english_percent,
            ..TenantOptions::sized(300, NEWEST)
        };
        let tenant = Tenant::new(options);
        assert_eq!(tenant.events().filter(Value::is_object).count(), 300);
        assert!(tenant.groups().count() > 0);
    }
    assert_eq!(tenant(1, 0).events().count(), 0);
    assert_eq!(tenant(1, 0).event_pages(100).count(), 0);
}

/// Section 4.3 of the reference: the fields of a `SuspEvents` record.
const FIELDS: &str = "Id SecurityEventIds UniqueInfo AlarmUniqueInfo Name AlarmEventType AlarmEventTypeDisplay AlarmEventName \
    AlarmEventNameDisplay EventSubType Level EventStatus OccurrenceTime OccurrenceTimeStamp LastTime LastTimeStamp \
    OperateTime OperateErrorCode OperateMsg Desc Details EventNotes TacticItems Stages Uuid InstanceId InstanceName \
    InternetIp IntranetIp ContainerId ContainerImageId ContainerImageName ImageUuid K8sClusterId K8sClusterName \
    K8sNamespace K8sNodeId K8sNodeName K8sPodName clusterId AppName DataSource DetectSource SaleVersion SourceAliUid \
    CanBeDealOnLine CanCancelFault ContainHwMode AutoBreaking Advanced HasTraceInfo DisplaySandboxResult LargeModel \
    MaliciousRuleStatus MarkMisRules MarkList SupportOperateCode DeepAnalyzeReportUrl";

#[test]
fn an_event_tells_the_same_state_in_either_language_also_past_the_last() {
    let tenant = Tenant::new(TenantOptions::sized(300, NEWEST));
    let read = |index, language| {
        let mut text = Vec::new();
        tenant.append_event_in(index, language, &mut text);
        serde_json::from_slice::<Value>(&text).unwrap()
    };
    let mut differing = 0;
    for index in 0..400 {
        let [zh, en] = [Language::Chinese, Language::English].map(|language| read(index, language));
        for field in [
            "Id",
            "UniqueInfo",
            "Uuid",
            "EventStatus",
            "LastTimeStamp",
            "OperateTime",
            "Level",
        ] {
            assert_eq!(zh[field], en[field], "{index} {field}");
        }
        differing += usize::from(zh["AlarmEventNameDisplay"] != en["AlarmEventNameDisplay"]);
    }
    assert!(differing > 350, "{differing}");
}

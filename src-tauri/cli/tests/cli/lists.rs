//! Lists as CSV, the record of actions, and counts of values.

use serde_json::{Value, json};

use crate::support::{Cli, problems};

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let record = |record: csv::Result<csv::StringRecord>| record.unwrap().iter().map(str::to_owned).collect();
    reader.records().map(record).collect()
}

#[test]
fn every_list_is_csv_when_asked_for() {
    let cli = Cli::filled(30);
    cli.ok(&["ExportSuspEvents", "--Name", "=1+1"]);
    cli.ok(&["exports", "profiles", "save", "=weekly"]);
    for list in [
        &["exports", "list"][..],
        &["exports", "profiles", "list"],
        &["audit", "list"],
        &["facets"],
        &["DescribeAllGroups"],
        &["DescribeGroupedContainerInstances", "--GroupField", "clusterId"],
    ] {
        let json = cli.json(list);
        let csv = rows(&cli.ok(&[list, &["--output", "csv"]].concat()));
        let listed = json.as_array().or_else(|| {
            let lists = json.as_object()?.values();
            lists
                .filter_map(Value::as_array)
                .find(|rows| rows.iter().any(Value::is_object))
        });
        // The record of actions holds the call for the JSON already.
        let further = usize::from(list[0] == "audit");
        assert_eq!(csv.len(), listed.unwrap().len() + 1 + further, "{list:?}");
        let first = listed.unwrap()[0].as_object().unwrap();
        assert!(first.keys().all(|name| csv[0].contains(name)), "{list:?}");
    }
    let profiles = rows(&cli.ok(&["exports", "profiles", "list", "--output", "csv"]));
    assert!(profiles[1].contains(&"'=weekly".to_owned()), "{profiles:?}");
    assert!(cli.json(&["accounts", "list"]).as_array().unwrap().is_empty());
    assert_eq!(cli.ok(&["accounts", "list", "--output", "csv"]).trim(), "");
}

#[test]
fn members_of_our_own_filters_may_be_numbered_like_those_of_the_api() {
    let cli = Cli::filled(40);
    let plain = cli.json(&["facets", "--not", "Dealed=Y"]);
    assert_eq!(cli.json(&["facets", "--not.1", "Dealed=Y"]), plain);
    let both = ["facets", "--not.1", "Dealed=Y", "--not.2", "Levels=remind"];
    assert_ne!(cli.json(&both), plain);
}

#[test]
fn the_record_of_actions_is_searched_and_limited() {
    let cli = Cli::filled(5);
    cli.ok(&["ExportSuspEvents"]);
    let found = cli.json(&["audit", "list", "--words", "exportsuspevents CLI", "--limit", "1"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(
        (&found[0]["action"], &found[0]["door"], &found[0]["allowed"]),
        (&json!("yundun-sas:ExportSuspEvents"), &json!("cli"), &json!(true))
    );
    assert_eq!(
        cli.json(&["audit", "list", "--until", "2001-01-01 00:00:00"]),
        json!([])
    );
    let (status, error) = cli.fails(&["audit", "list", "--since", "yesterday"]);
    assert_eq!((status, problems(&error)), (2, vec!["since"]));
}

#[test]
fn reading_the_record_needs_a_permission_of_its_own() {
    let cli = Cli::filled(5);
    let policy = json!({"Version": "1", "Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        {"Effect": "Deny", "Action": "alertbook:DescribeAudit", "Resource": "*"},
    ]});
    std::fs::write(cli.root().join("policy.json"), policy.to_string()).unwrap();
    let (status, error) = cli.fails(&["audit", "list"]);
    assert_eq!((status, &error["Code"]), (3, &json!("NoPermission")));
    assert_eq!(error["Action"], "alertbook:DescribeAudit");
    cli.ok(&["exports", "list"]);
}

#[test]
fn counts_of_values_agree_with_counts_of_events() {
    let cli = Cli::filled(300);
    let all = cli.json(&["facets"]);
    let of = |facets: &Value, facet: &str| -> Vec<(String, u64)> {
        let values = facets
            .as_array()
            .unwrap()
            .iter()
            .filter(|value| value["facet"] == facet);
        values
            .map(|value| {
                (
                    value["value"].as_str().unwrap().to_owned(),
                    value["events"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    for (facet, parameter) in [
        ("level", "Levels"),
        ("status", "Status"),
        ("dealed", "Dealed"),
        ("clusterId", "ClusterId"),
        ("assetType", "AssetsTypeList"),
        ("alarmEventType", "ParentEventTypes"),
    ] {
        for (value, events) in of(&all, facet).iter().filter(|(value, _)| !value.is_empty()) {
            let page = cli.json(&["DescribeSuspEvents", &["--", parameter].concat(), value]);
            assert_eq!(page["TotalCount"], json!(events), "{facet} {value}");
        }
        if facet != "assetType" {
            let sum: u64 = of(&all, facet).iter().map(|(_, events)| events).sum();
            assert_eq!(sum, 300, "{facet}");
        }
    }
    let serious = cli.json(&["facets", "--Levels", "serious"]);
    assert_eq!(of(&serious, "level").len(), 1);
    let (status, error) = cli.fails(&["facets", "--Dealed", "x"]);
    assert_eq!((status, problems(&error)), (2, vec!["Dealed"]));
}

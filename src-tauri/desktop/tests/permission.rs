//! The administrator's policy, through commands.

use std::fs;

use serde_json::json;

use crate::shell::{Shell, sample};

const DENY_EXPORT: &str = r#"{"Version":"1","Statement":[
    {"Effect":"Allow","Action":"*","Resource":"*"},
    {"Effect":"Deny","Action":"yundun-sas:ExportSuspEvents","Resource":"*"}]}"#;

#[test]
fn a_denied_export_is_no_permission_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("policy.json"), DENY_EXPORT).unwrap();
    let shell = Shell::on(folder.path());
    let error = shell
        .call("export_susp_events", json!({ "export": sample("export") }))
        .unwrap_err();
    assert_eq!(error["Code"], "NoPermission", "{error}");
    assert_eq!(error["Action"], "yundun-sas:ExportSuspEvents", "{error}");
    assert_eq!(shell.call("list_exports", json!({})).unwrap(), json!([]));
    assert_eq!(
        shell
            .call("count_events", json!({ "query": sample("query") }))
            .unwrap()["count"],
        0
    );
}

#[test]
fn a_policy_that_is_not_json_denies_everything() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("policy.json"), "hello").unwrap();
    let shell = Shell::on(folder.path());
    for (command, args) in [
        ("count_events", json!({ "query": sample("query") })),
        ("list_exports", json!({})),
        ("export_susp_events", json!({ "export": sample("export") })),
    ] {
        assert_eq!(
            shell.call(command, args).unwrap_err()["Code"],
            "NoPermission",
            "{command}"
        );
    }
}

#[test]
fn a_wrong_request_names_its_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::on(folder.path());
    let export = json!({ "request": { "Levels": "urgent", "Dealed": "maybe" }, "options": {} });
    let error = shell
        .call("export_susp_events", json!({ "export": export }))
        .unwrap_err();
    assert_eq!(error["Code"], "IllegalParam", "{error}");
    let named: Vec<_> = error["Problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| &problem["Parameter"])
        .collect();
    assert_eq!(named, ["Dealed", "Levels"]);
}

use std::path::PathBuf;

use alertbook_store::Store;
use alertbook_wire::{CountEvents, EventKey, ExportOptions, ListEvents, StartExport, WireError};

use crate::support::{Data, call, code, map, request};

const NOTHING: &str = r#"{"Version":"1","Statement":[]}"#;

fn denied<T: std::fmt::Debug>(answer: Result<T, WireError>, operation: &str) {
    let error = answer.unwrap_err();
    assert_eq!(error.code, "NoPermission");
    assert_eq!(error.action, Some(format!("yundun-sas:{operation}")));
    assert!(error.message.contains(operation), "{}", error.message);
}

#[test]
fn a_denied_operation_is_denied_in_every_call_and_recorded() {
    let data = Data::new();
    let engine = data.open_filled();
    let id = engine.run_export(&call(&[]), &mut |_| {}).unwrap().id;
    data.policy(NOTHING);
    let list = ListEvents {
        request: map(&[]),
        columns: vec!["id".to_owned()],
        sort: None,
        offset: 0,
        limit: 5,
    };
    let key = EventKey {
        id: "3".to_owned(),
        account: None,
    };
    denied(engine.list_events(&list), "DescribeSuspEvents");
    denied(
        engine.count_events(&CountEvents { request: map(&[]) }),
        "DescribeSuspEvents",
    );
    denied(engine.get_event(&key), "DescribeSuspEvents");
    denied(engine.get_store_choices(), "DescribeSuspEvents");
    denied(engine.describe_susp_events(&request(&[])), "DescribeSuspEvents");
    denied(engine.describe_all_groups(&request(&[])), "DescribeAllGroups");
    let clusters = request(&[("GroupField", "clusterId")]);
    denied(
        engine.describe_grouped_container_instances(&clusters),
        "DescribeGroupedContainerInstances",
    );
    denied(engine.run_export(&call(&[]), &mut |_| {}), "ExportSuspEvents");
    let start = StartExport {
        request: map(&[]),
        options: ExportOptions::default(),
    };
    denied(engine.export_susp_events(&start), "ExportSuspEvents");
    denied(engine.cancel_export(id), "ExportSuspEvents");
    denied(engine.remove_export(id), "ExportSuspEvents");
    denied(engine.list_exports(), "DescribeSuspEventExportInfo");
    denied(engine.get_export(id), "DescribeSuspEventExportInfo");
    denied(engine.export_path(id), "DescribeSuspEventExportInfo");
    denied(engine.open_export(id), "DescribeSuspEventExportInfo");
    denied(engine.reveal_export(id), "DescribeSuspEventExportInfo");
    let info = request(&[("ExportId", "1")]);
    denied(
        engine.describe_susp_event_export_info(&info),
        "DescribeSuspEventExportInfo",
    );
    let read = Store::open(&data.root().join("alerts.db"))
        .unwrap()
        .read()
        .unwrap();
    let audit = read.latest_audit(100).unwrap();
    assert_eq!(audit.iter().filter(|entry| !entry.allowed).count(), 17);
    assert_eq!(
        audit.iter().filter(|entry| entry.allowed).count(),
        1,
        "the export before the policy"
    );
    assert_eq!(read.exports().unwrap().len(), 1);
}

#[test]
fn what_a_policy_allows_goes_on() {
    let data = Data::new();
    let engine = data.open_filled();
    data.policy(
        r#"{"Version":"1","Statement":[
            {"Effect":"Allow","Action":["yundun-sas:Describe*","yundun-sas:ExportSuspEvents"],"Resource":"*"},
            {"Effect":"Deny","Action":"yundun-sas:DescribeAllGroups","Resource":"acs:yundun-sas:*:*:*"}]}"#,
    );
    engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    denied(engine.describe_all_groups(&request(&[])), "DescribeAllGroups");
    let info = engine.get_app_info().unwrap().policy;
    assert!(info.present && info.error.is_none());
    assert_eq!(info.denied, ["DescribeAllGroups"]);
}

#[test]
fn the_machines_policy_counts_as_well() {
    let data = Data::new();
    let place: PathBuf = data.beside("system.json");
    std::fs::write(&place, NOTHING).unwrap();
    let mut options = data.options();
    options.system_policy = Some(place);
    let engine = alertbook_engine::Engine::open(options).unwrap();
    denied(engine.list_exports(), "DescribeSuspEventExportInfo");
}

#[test]
fn a_policy_that_is_not_understood_denies_everything_and_says_why() {
    let data = Data::new();
    let engine = data.open_filled();
    for text in [
        "not JSON",
        "",
        r#"{"Version":"1","Statement":[{"Effect":"Allow","NotAction":"x","Resource":"*"}]}"#,
    ] {
        data.policy(text);
        let error = engine
            .count_events(&CountEvents { request: map(&[]) })
            .unwrap_err();
        assert_eq!(error.code, "NoPermission");
        assert!(error.message.contains("policy.json"), "{}", error.message);
        let info = engine.get_app_info().unwrap().policy;
        assert!(info.present && info.error.is_some());
        assert_eq!(info.denied.len(), 5);
    }
}

#[test]
fn a_wrong_request_is_told_before_a_missing_permission() {
    let data = Data::new();
    let engine = data.open_filled();
    data.policy(NOTHING);
    assert_eq!(
        code(engine.run_export(&call(&[("Levels", "high")]), &mut |_| {})),
        "IllegalParam"
    );
}

use std::path::PathBuf;

use alertbook_engine::DemoInto;
use alertbook_engine::{Door, Engine};
use alertbook_store::Store;
use alertbook_store::table::AuditEntry;
use alertbook_wire::{
    AskRelated, CountEvents, EventKey, EventRelation, ExportOptions, ListEvents, StartExport, WireError,
};

use crate::support::{Data, call, code, map, request};

const NOTHING: &str = r#"{"Version":"1","Statement":[]}"#;

fn denied<T: std::fmt::Debug>(answer: Result<T, WireError>, operation: &str) {
    let action = if operation.contains(':') {
        operation.to_owned()
    } else {
        format!("yundun-sas:{operation}")
    };
    let error = answer.unwrap_err();
    assert_eq!(error.code, "NoPermission");
    assert!(error.message.contains(&action), "{}", error.message);
    assert_eq!(error.action, Some(action));
}

fn audit(data: &Data) -> Vec<AuditEntry> {
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    store.read().unwrap().latest_audit(100).unwrap()
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
    let related = AskRelated {
        key,
        relation: EventRelation::Asset,
    };
    denied(engine.related_events(&related), "DescribeSuspEvents");
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
        profile: None,
    };
    denied(engine.export_susp_events(&start), "ExportSuspEvents");
    denied(engine.cancel_export(id), "ExportSuspEvents");
    denied(engine.remove_export(id), "alertbook:RemoveExport");
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
    let audit = audit(&data);
    assert_eq!(audit.iter().filter(|entry| !entry.allowed).count(), 18);
    let allowed: Vec<&str> = audit
        .iter()
        .filter(|entry| entry.allowed)
        .map(|entry| entry.action.as_str())
        .collect();
    assert_eq!(
        allowed,
        ["yundun-sas:ExportSuspEvents", "alertbook:Import"],
        "what was done before the policy"
    );
}

#[test]
fn a_denied_operation_of_our_own_changes_nothing_and_is_recorded() {
    let data = Data::new();
    let engine = data.open_filled();
    let settings = engine.get_settings().unwrap();
    data.policy(r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-sas:*","Resource":"*"}]}"#);
    let file = data.beside("answers.json");
    denied(
        engine.run_import(std::slice::from_ref(&file), &mut |_| {}),
        "alertbook:Import",
    );
    denied(engine.start_import(&[file]), "alertbook:Import");
    denied(
        engine.run_demo(5, DemoInto::EmptyStore, &mut |_| {}),
        "alertbook:Import",
    );
    denied(engine.fill_demo(5), "alertbook:Import");
    denied(engine.cancel_import(1), "alertbook:Import");
    denied(engine.list_imports(), "alertbook:DescribeImports");
    denied(engine.get_import(1), "alertbook:DescribeImports");
    denied(engine.reveal_rejects(1), "alertbook:DescribeImports");
    denied(engine.list_sync_rejects(1), "alertbook:DescribeSyncs");
    denied(engine.reveal_sync_rejects(1), "alertbook:DescribeSyncs");
    denied(engine.open_link("https://example.com"), "alertbook:OpenLink");
    denied(engine.save_settings(&settings), "alertbook:ChangeSettings");
    denied(engine.set_exports_folder(None), "alertbook:ChangeSettings");
    let refused: Vec<AuditEntry> = audit(&data).into_iter().filter(|entry| !entry.allowed).collect();
    assert_eq!(refused.len(), 13);
    assert!(refused.last().unwrap().request.contains("answers.json"));
    data.policy(r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#);
    assert_eq!(
        engine.list_imports().unwrap().len(),
        1,
        "nothing was imported since"
    );
    engine.save_settings(&settings).unwrap();
    assert_eq!(audit(&data)[0].action, "alertbook:ChangeSettings");
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
    assert_eq!(
        info.denied,
        [
            "yundun-sas:DescribeAllGroups",
            "alertbook:Import",
            "alertbook:DescribeImports",
            "alertbook:RemoveExport",
            "alertbook:Review",
            "alertbook:OpenLink",
            "alertbook:ChangeSettings",
            "alertbook:Sync",
            "alertbook:DescribeSyncs",
            "alertbook:ChangeAccounts",
            "alertbook:AskCloudExport",
            "alertbook:DescribeAudit",
            "alertbook:BackUp",
            "alertbook:Restore"
        ]
    );
}

#[test]
fn the_machines_policy_counts_as_well() {
    let data = Data::new();
    let place: PathBuf = data.beside("system.json");
    std::fs::write(&place, NOTHING).unwrap();
    let mut options = data.options();
    options.system_policy = Some(place);
    let engine = Engine::open(options).unwrap();
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
        assert_eq!(info.denied.len(), 18);
    }
}

#[test]
fn permission_is_judged_before_the_request_and_the_request_kept_as_given() {
    let data = Data::new();
    let engine = data.open_filled();
    data.policy(NOTHING);
    let wrong = request(&[("Levels", "high"), ("Nothing", "1")]);
    let listed = ListEvents {
        request: map(&[("Levels", "high")]),
        columns: vec!["no such".to_owned()],
        sort: None,
        offset: 0,
        limit: 5,
    };
    denied(
        engine.run_export(&call(&[("Levels", "high"), ("Nothing", "1")]), &mut |_| {}),
        "ExportSuspEvents",
    );
    denied(engine.describe_susp_events(&wrong), "DescribeSuspEvents");
    denied(engine.describe_all_groups(&wrong), "DescribeAllGroups");
    denied(
        engine.describe_grouped_container_instances(&wrong),
        "DescribeGroupedContainerInstances",
    );
    denied(
        engine.describe_susp_event_export_info(&wrong),
        "DescribeSuspEventExportInfo",
    );
    denied(engine.list_events(&listed), "DescribeSuspEvents");
    let refused: Vec<AuditEntry> = audit(&data).into_iter().filter(|entry| !entry.allowed).collect();
    assert_eq!(refused[0].request, r#"{"Levels":"high"}"#);
    for entry in &refused[1..] {
        assert_eq!(
            entry.request, r#"{"Levels":"high","Nothing":"1"}"#,
            "{}",
            entry.action
        );
    }
    assert_eq!(refused.len(), 6);
}

#[test]
fn a_wrong_request_that_is_permitted_is_wrong_and_did_nothing() {
    let data = Data::new();
    let engine = data.open_filled();
    let before = audit(&data).len();
    assert_eq!(
        code(engine.run_export(&call(&[("Levels", "high")]), &mut |_| {})),
        "IllegalParam"
    );
    assert_eq!(audit(&data).len(), before);
}

#[test]
fn reading_is_recorded_on_the_command_line_and_not_in_the_window() {
    let data = Data::new();
    let engine = data.open_filled();
    engine
        .describe_susp_events(&request(&[("Levels", "serious")]))
        .unwrap();
    let newest = audit(&data).remove(0);
    assert_eq!(
        (newest.action.as_str(), newest.door.as_str(), newest.allowed),
        ("yundun-sas:DescribeSuspEvents", "cli", true)
    );
    assert_eq!(newest.request, r#"{"Levels":"serious"}"#);
    let recorded = audit(&data).len();
    drop(engine);
    let mut options = data.options();
    options.door = Door::Window;
    let window = Engine::open(options).unwrap();
    window.count_events(&CountEvents { request: map(&[]) }).unwrap();
    assert_eq!(audit(&data).len(), recorded);
    window.set_exports_folder(None).unwrap();
    assert_eq!(audit(&data)[0].door, "window");
}

#[cfg(unix)]
#[test]
fn the_audit_names_the_systems_user_whatever_the_environment_says() {
    use std::os::unix::fs::MetadataExt;

    let data = Data::new();
    let engine = data.open_filled();
    engine.list_exports().unwrap();
    let user = std::fs::metadata(data.root()).unwrap().uid().to_string();
    assert!(audit(&data).iter().all(|entry| entry.who.starts_with(&user)));
}

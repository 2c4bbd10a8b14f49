//! What is asked of the cloud, by whom, and what it refuses.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use alertbook_cloud::{CredentialSource, Credentials, Error as CloudError, Sts};
use alertbook_store::table::ExportRow;
use alertbook_testkit::cloud::{ExportEnd, Fault, Faults, Key};
use alertbook_wire::StartCloudExport;

use super::bed::{Bed, StandardKey};
use crate::Engine;

#[test]
fn an_export_that_the_cloud_fails_leaves_no_file() {
    let bed = Bed::new(0, |options| options.export_end = ExportEnd::Failed);
    bed.failed(bed.ask(&[]), "cloud_export.failed");
    assert_eq!(bed.downloads(), 0);
}

#[test]
fn an_answer_that_is_lost_is_not_asked_for_again() {
    for fault in [Fault::Reset, Fault::Truncate, Fault::ServerError] {
        let bed = Bed::new(0, |options| options.faults = Faults::only(fault, 100));
        bed.failed(bed.ask(&[]), "cloud_export.unsure");
        assert_eq!(bed.calls("ExportSuspEvents"), 1, "{fault:?}");
    }
    // Refused before anything began: this may be asked again.
    let bed = Bed::new(0, |options| {
        options.faults = Faults {
            retry_after: Duration::ZERO,
            ..Faults::only(Fault::Throttle, 100)
        };
    });
    bed.ask(&[]).unwrap();
    assert!(bed.calls("ExportSuspEvents") > 1);
}

#[test]
fn a_missing_permission_names_the_action_also_in_the_record() {
    for operation in ["ExportSuspEvents", "DescribeSuspEventExportInfo"] {
        let bed = Bed::new(0, |options| {
            options.keys = vec![Key::standard().without(&[operation])];
        });
        let answer = bed.ask(&[]);
        let action = Some(["yundun-sas:", operation].concat());
        assert_eq!(answer.as_ref().unwrap_err().action, action);
        bed.failed(answer, "cloud.no_permission");
        let error = bed.engine.get_export(bed.row().id).unwrap().error.unwrap();
        assert_eq!(error.action, action);
        assert!(
            error
                .policy
                .unwrap()
                .contains("yundun-sas:DescribeSuspEventExportInfo")
        );
    }
}

#[test]
fn a_wrong_request_or_account_asks_nobody() {
    let bed = Bed::new(0, |_| {});
    let wrong = bed
        .ask(&[("sync", "new"), ("Levels", "huge"), ("Nmae", "x")])
        .unwrap_err();
    let mut names: Vec<_> = wrong
        .problems
        .iter()
        .map(|problem| problem.parameter.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        (wrong.code.as_str(), names),
        ("IllegalParam", vec!["Levels", "Nmae", "sync"])
    );
    let start = StartCloudExport {
        account: 99,
        request: alertbook_wire::ParameterMap::default(),
    };
    assert_eq!(
        bed.engine.ask_cloud_export(&start).unwrap_err().code,
        "account.not_found"
    );
    assert_eq!(bed.cloud.counters().calls, 0);
    assert!(bed.engine.list_exports().unwrap().is_empty());
}

#[test]
fn nobody_is_asked_offline() {
    let bed = Bed::new(0, |_| {});
    let settings = alertbook_wire::Settings {
        offline: true,
        ..alertbook_wire::Settings::default()
    };
    bed.engine.save_settings(&settings).unwrap();
    assert_eq!(bed.ask(&[]).unwrap_err().code, "cloud.offline");
    assert_eq!(bed.cloud.counters().calls, 0);
    assert!(bed.engine.list_exports().unwrap().is_empty());
}

#[test]
fn the_audit_holds_both_actions_with_the_request() {
    let bed = Bed::new(0, |_| {});
    bed.ask(&[("Dealed", "N")]).unwrap();
    let entries = bed
        .engine
        .shared
        .read(|connection| Ok(connection.latest_audit(2)?))
        .unwrap();
    let mut actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    actions.sort_unstable();
    assert_eq!(
        actions,
        ["alertbook:AskCloudExport", "yundun-sas:ExportSuspEvents"]
    );
    assert!(
        entries
            .iter()
            .all(|entry| entry.allowed && entry.request == r#"{"Dealed":"N"}"#)
    );
}

#[test]
fn both_actions_are_needed() {
    for denied in ["yundun-sas:ExportSuspEvents", "alertbook:AskCloudExport"] {
        let bed = Bed::new(0, |_| {});
        let policy = [
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":""#,
            denied,
            r#"","Resource":"*"}]}"#,
        ];
        std::fs::write(
            bed.folder.path().join("data").join("policy.json"),
            policy.concat(),
        )
        .unwrap();
        let error = bed.ask(&[]).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.action.as_deref()),
            ("NoPermission", Some(denied))
        );
        assert_eq!(bed.cloud.counters().calls, 0);
    }
}

#[test]
fn what_comes_while_the_cloud_writes_ends_the_waiting() {
    let cases = [
        (
            r#"{"Version":"1","settings":{"forbiddenFormats":["cloud"]}}"#,
            "NoPermission",
        ),
        (
            r#"{"Version":"1","settings":{"masking":"document"}}"#,
            "NoPermission",
        ),
        (
            r#"{"Version":"1","settings":{"exportsFolder":"~/elsewhere"}}"#,
            "NoPermission",
        ),
        (r#"{"Version":"1","settings":{"offline":true}}"#, "cloud.offline"),
        (r#"{"Version":"1","Statement":[]}"#, "NoPermission"),
        ("no policy", "cloud.offline"),
    ];
    for (policy, code) in cases {
        let bed = Bed::new(0, |_| {});
        let answer = bed.ask_then(&bed.client(), || {
            std::fs::write(bed.folder.path().join("data").join("policy.json"), policy).unwrap();
        });
        bed.failed(answer, code);
        assert_eq!(
            [bed.calls("DescribeSuspEventExportInfo"), bed.downloads()],
            [0, 0],
            "{policy}"
        );
    }
}

/// A key that is asked for before each call; at the first after the cloud took the request, a policy comes.
struct KeyOfALateMoment {
    engine: Engine,
    policy: PathBuf,
}

impl CredentialSource for KeyOfALateMoment {
    fn credentials(&self, sts: &Sts<'_>) -> Result<Credentials, CloudError> {
        let rows = self
            .engine
            .shared
            .read(|connection| Ok(connection.exports()?))
            .unwrap();
        let is_taken = |row: &ExportRow| row.cloud.as_ref().is_some_and(|cloud| cloud.cloud_id.is_some());
        if rows.iter().any(is_taken) {
            let text = r#"{"Version":"1","settings":{"forbiddenFormats":["cloud"]}}"#;
            std::fs::write(&self.policy, text).unwrap();
        }
        StandardKey.credentials(sts)
    }
}

#[test]
fn what_comes_with_the_clouds_last_answer_lets_its_file_not_be_fetched() {
    let bed = Bed::new(0, |options| options.export_polls = 0);
    let key = KeyOfALateMoment {
        engine: bed.engine.clone(),
        policy: bed.folder.path().join("data").join("policy.json"),
    };
    let answer = bed.ask_then(&bed.client_with(Arc::new(key)), || {});
    bed.failed(answer, "NoPermission");
    assert_eq!(
        [bed.calls("DescribeSuspEventExportInfo"), bed.downloads()],
        [1, 0]
    );
}

#[test]
fn a_policy_that_forbids_the_clouds_file_or_demands_masking_asks_nobody() {
    for settings in [r#"{"forbiddenFormats":["cloud"]}"#, r#"{"masking":"pseudonyms"}"#] {
        let bed = Bed::new(0, |_| {});
        let policy = [r#"{"Version":"1","settings":"#, settings, "}"].concat();
        std::fs::write(bed.folder.path().join("data").join("policy.json"), policy).unwrap();
        let error = bed.ask(&[]).unwrap_err();
        assert_eq!(error.code, "NoPermission");
        assert!(error.message.contains("policy.json"), "{}", error.message);
        assert_eq!(bed.cloud.counters().calls, 0);
    }
}

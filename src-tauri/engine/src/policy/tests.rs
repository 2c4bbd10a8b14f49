use std::path::PathBuf;

use alertbook_core::Language;
use alertbook_export::{FileFormat, Masking};
use alertbook_wire::PolicyPlace;

use super::action::{CLOUD, OWN};
use super::*;

const ALLOW_ALL: &str = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const DENY_EXPORT: &str = r#"{"Version":"1","Statement":[
    {"Effect":"Allow","Action":"*","Resource":"*"},
    {"Effect":"Deny","Action":"yundun-sas:ExportSuspEvents","Resource":"*"}]}"#;

#[test]
fn every_file_that_exists_must_allow() {
    let folder = tempfile::tempdir().unwrap();
    let (own, system) = (folder.path().join("own.json"), folder.path().join("system.json"));
    let policies = Policies::in_places(Some(system.clone()), Some(own.clone()));
    assert_eq!(policies.judge(Action::ExportSuspEvents), Verdict::Allowed);
    std::fs::write(&own, ALLOW_ALL).unwrap();
    assert_eq!(policies.judge(Action::ExportSuspEvents), Verdict::Allowed);
    std::fs::write(&system, DENY_EXPORT).unwrap();
    assert_eq!(policies.judge(Action::ExportSuspEvents), Verdict::Denied);
    assert_eq!(policies.judge(Action::DescribeSuspEvents), Verdict::Allowed);
}

#[test]
fn what_is_not_named_is_denied_our_own_operations_too() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("policy.json");
    let policies = Policies::in_places(None, Some(place.clone()));
    let check = |action: &str, resource: &str, expected: [usize; 2]| {
        let statement = [
            "{\"Effect\":\"Allow\",\"Action\":\"",
            action,
            "\",\"Resource\":\"",
            resource,
            "\"}",
        ];
        let text = ["{\"Version\":\"1\",\"Statement\":[", &statement.concat(), "]}"].concat();
        std::fs::write(&place, text).unwrap();
        let allowed = |service: &str| {
            let all = Action::ALL.iter().filter(|action| action.parts().0 == service);
            all.filter(|action| policies.judge(**action) == Verdict::Allowed)
                .count()
        };
        assert_eq!([allowed(CLOUD), allowed(OWN)], expected, "{action} {resource}");
    };
    check("*", "*", [5, 13]);
    check("yundun-sas:*", "*", [5, 0]);
    check("alertbook:*", "*", [0, 13]);
    check("alertbook:Import", "acs:alertbook:*:*:*", [0, 1]);
    check("*", "acs:yundun-sas:*:*:*", [5, 0]);
    check("*", "acs:alertbook:*", [0, 13]);
}

#[test]
fn a_file_that_is_no_policy_denies_and_names_itself() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("policy.json");
    let policies = Policies::in_places(None, Some(place.clone()));
    std::fs::write(&place, "hello").unwrap();
    let Verdict::Unusable(reason) = policies.judge(Action::DescribeAllGroups) else {
        panic!("must be unusable")
    };
    for language in [Language::Zh, Language::En] {
        assert!(reason.words(language).contains("policy.json"), "{reason:?}");
    }
    std::fs::remove_file(&place).unwrap();
    std::fs::create_dir(&place).unwrap();
    assert!(matches!(
        policies.judge(Action::DescribeAllGroups),
        Verdict::Unusable(_)
    ));
}

const MACHINE: &str = r#"{"Version":"1","settings":{"forbiddenFormats":["parquet","cloud"],"masking":"pseudonyms",
    "exportsFolder":"~/exports","offline":false,"update":"ask"}}"#;
const OWN_FILE: &str = r#"{"Version":"1","settings":{"forbiddenFormats":["csv","parquet"],"masking":"document",
    "exportsFolder":"~/own","proxy":"http://proxy.example:3128","offline":true,"update":"forbidden"}}"#;

#[test]
fn the_machines_file_wins_and_restrictions_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let (own, system) = (folder.path().join("own.json"), folder.path().join("system.json"));
    std::fs::write(&own, OWN_FILE).unwrap();
    std::fs::write(&system, MACHINE).unwrap();
    let all = Policies::in_places(Some(system), Some(own)).in_force();
    let forbidden: Vec<_> = all
        .forbidden
        .iter()
        .map(|forbidden| (forbidden.value, forbidden.by.place))
        .collect();
    assert_eq!(
        forbidden,
        [
            (ExportForm::File(FileFormat::Parquet), PolicyPlace::Machine),
            (ExportForm::Cloud, PolicyPlace::Machine),
            (ExportForm::File(FileFormat::Csv), PolicyPlace::DataFolder),
        ]
    );
    let masking = all.masking.as_ref().unwrap();
    assert_eq!(
        (masking.value, masking.by.place),
        (Masking::Pseudonyms, PolicyPlace::Machine)
    );
    let exports = all.exports_folder.as_ref().unwrap();
    assert!(exports.value.is_absolute() && exports.value.ends_with("exports"));
    assert_eq!(all.proxy.as_ref().unwrap().by.place, PolicyPlace::DataFolder);
    let offline = all.offline.as_ref().unwrap();
    assert_eq!((offline.value, offline.by.place), (true, PolicyPlace::DataFolder));
    assert!(all.update_refusal().is_some());
    assert!(
        all.refusal(ExportForm::File(FileFormat::Sqlite)).is_some(),
        "cannot be masked"
    );
    assert!(
        all.refusal(ExportForm::File(FileFormat::Ndjson)).is_none(),
        "can be masked"
    );
    assert!(all.ca_file.is_none());
}

#[test]
fn a_file_that_is_not_understood_sets_nothing_and_closes_the_way_to_the_cloud() {
    let folder = tempfile::tempdir().unwrap();
    let (own, system) = (folder.path().join("own.json"), folder.path().join("system.json"));
    std::fs::write(&system, MACHINE).unwrap();
    std::fs::write(&own, r#"{"Version":"1","settings":{"masking":"stars"}}"#).unwrap();
    let policies = Policies::in_places(Some(system), Some(own));
    let all = policies.in_force();
    assert!(all.offline.as_ref().unwrap().value && all.update_refusal().is_some());
    let Verdict::Unusable(reason) = policies.judge(Action::DescribeSuspEvents) else {
        panic!("must be unusable")
    };
    let words = reason.words(Language::En);
    for part in ["own.json", "settings.masking", "stars", "document, pseudonyms"] {
        assert!(words.contains(part), "{words}");
    }
    assert!(
        reason
            .words(Language::Zh)
            .contains("可用值：document、pseudonyms")
    );
}

#[test]
fn where_the_system_names_no_place_everything_is_denied() {
    let nowhere = PathBuf::from("%ProgramData%").join("policy.json");
    let policies = Policies::in_places(Some(nowhere), None);
    let Verdict::Unusable(reason) = policies.judge(Action::DescribeSuspEvents) else {
        panic!("must be unusable")
    };
    assert!(
        reason.words(Language::En).contains("does not say where"),
        "{reason:?}"
    );
    assert!(policies.in_force().offline_reason().is_some());
    let own = system_place();
    assert!(
        own.is_absolute() && own.ends_with("policy.json"),
        "{}",
        own.display()
    );
}

#[test]
fn a_policy_that_only_sets_things_allows_every_operation() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("policy.json");
    let policies = Policies::in_places(None, Some(place.clone()));
    std::fs::write(&place, r#"{"Version":"1","settings":{}}"#).unwrap();
    for action in Action::ALL {
        assert_eq!(policies.judge(action), Verdict::Allowed);
    }
    assert_eq!(policies.in_force(), InForce::default());
    std::fs::write(&place, r#"{"Version":"1","Statement":[],"settings":{}}"#).unwrap();
    assert_eq!(policies.judge(Action::Import), Verdict::Denied);
}

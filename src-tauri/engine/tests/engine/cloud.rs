//! Accounts and syncs as the window uses them, against the stand-in cloud.

use std::collections::BTreeMap;

use alertbook_testkit::cloud::Key;
use alertbook_wire::{
    AccountChange, CloudAccount, EventKey, NewCloudAccount, Settings, SyncExtent, SyncKind, SyncStatus,
};
use serde_json::json;

use crate::cloud_bed::{CloudBed, EVENTS, SECRET, session_account, synced};

fn change(account: &CloudAccount) -> AccountChange {
    serde_json::from_value(json!({
        "name": account.name, "key": null, "members": account.members, "language": "zh",
        "everyMinutes": 15, "rate": 0, "fullDays": 7,
    }))
    .unwrap()
}

#[test]
fn an_account_with_a_key_of_this_run_is_tried_added_synced_and_forgotten() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let test = engine
        .test_new_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    assert!(
        test.usable && test.operations.iter().all(|operation| operation.error.is_none()),
        "{test:?}"
    );
    let account = engine
        .add_cloud_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    assert_eq!((account.name.as_str(), account.key_missing), ("window", false));
    let first = synced(&engine, account.id);
    assert_eq!((first.status, first.kind), (SyncStatus::Finished, SyncKind::Full));
    assert_eq!(first.inserted, EVENTS);
    assert!(first.inserted_serious > 0 && first.inserted_serious < first.inserted);
    let [kept] = &engine.list_cloud_accounts().unwrap()[..] else {
        panic!("one account");
    };
    assert!(kept.synced_at.is_some() && kept.cloud_account == test.cloud_account);
    assert_eq!(kept.last_run.as_ref().map(|run| run.id), Some(first.id));
    assert_eq!(engine.list_sync_runs().unwrap().len(), 1);
    engine.shut_down();
    drop(engine);
    for entry in walkdir::WalkDir::new(bed.data.root()) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let bytes = std::fs::read(entry.path()).unwrap();
            let found = bytes
                .windows(SECRET.len())
                .any(|window| window == SECRET.as_bytes());
            assert!(!found, "{}", entry.path().display());
        }
    }
    // The key was this run's only.
    let again = bed.open();
    assert!(again.list_cloud_accounts().unwrap()[0].key_missing);
    assert_eq!(
        again.start_sync(account.id, SyncExtent::Due).unwrap_err().code,
        "credential.forgotten"
    );
    again.remove_cloud_account(account.id).unwrap();
    assert!(again.list_cloud_accounts().unwrap().is_empty());
    // The run keeps the name of what is gone.
    let [run] = &again.list_sync_runs().unwrap()[..] else {
        panic!("one run");
    };
    assert_eq!(run.account_name, "window");
}

#[test]
fn accounts_that_events_name_can_be_chosen_by_the_names_they_have_here() {
    let bed = CloudBed::with_members(1);
    let engine = bed.open();
    let account = engine
        .add_cloud_account(NewCloudAccount {
            members: "all".to_owned(),
            ..session_account(&bed.cloud.endpoint())
        })
        .unwrap();
    synced(&engine, account.id);
    let (own, member) = bed
        .cloud
        .tenant(|tenant| (tenant.own_account(), tenant.members()[0]));
    let choices = engine.get_store_choices().unwrap().accounts;
    let named: BTreeMap<_, _> = choices
        .iter()
        .map(|choice| (choice.value.clone(), choice.name.clone()))
        .collect();
    let expected = [(own, "window".to_owned()), (member, member.to_string())];
    assert_eq!(
        named,
        expected.map(|(number, name)| (number.to_string(), name)).into()
    );
    assert!(choices[0].events >= choices[1].events && choices[1].events > 0);
    for choice in &choices {
        let query = serde_json::from_value(json!({
            "request": { "ResourceDirectoryAccountId": choice.value }
        }));
        assert_eq!(engine.count_events(&query.unwrap()).unwrap().count, choice.events);
    }
}

#[test]
fn what_a_sync_changed_stands_in_the_events_history_in_words() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let account = engine
        .add_cloud_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    synced(&engine, account.id);
    bed.cloud.advance(1, 5);
    let second = synced(&engine, account.id);
    assert_eq!(second.kind, SyncKind::Recent);
    assert!(second.changed > 0 && second.inserted > 0, "{second:?}");
    let query = serde_json::from_value(json!({
        "request": { "sync": "changed" }, "columns": ["id"], "sort": null, "offset": 0, "limit": 10
    }));
    let page = engine.list_events(&query.unwrap()).unwrap();
    let key: EventKey = page.rows[0].key.clone();
    let detail = engine.get_event(&key).unwrap();
    assert!(detail.first_seen.is_some() && detail.gone.is_none());
    assert!(
        detail
            .history
            .iter()
            .all(|change| change.run == second.id && change.before != change.after)
    );
    assert!(!detail.history.is_empty(), "{detail:?}");
}

#[test]
fn a_missing_permission_is_named_with_the_smallest_policy() {
    let bed = CloudBed::with_key(Key::new("window", SECRET).without(&["DescribeContainerInstances"]));
    let engine = bed.open();
    let test = engine
        .test_new_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    assert!(!test.usable);
    let refused: Vec<_> = test
        .operations
        .iter()
        .filter_map(|operation| operation.error.as_ref())
        .collect();
    let [error] = refused[..] else {
        panic!("{test:?}");
    };
    assert_eq!(error.code, "cloud.no_permission");
    assert_eq!(
        error.action.as_deref(),
        Some("yundun-sas:DescribeContainerInstances")
    );
    assert!(
        error
            .policy
            .as_ref()
            .is_some_and(|policy| policy.contains("DescribeContainerInstances"))
    );
}

#[test]
fn offline_nothing_is_asked_of_the_cloud() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let account = engine
        .add_cloud_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    let offline = Settings {
        offline: true,
        ..Settings::default()
    };
    engine.save_settings(&offline).unwrap();
    for error in [
        engine.start_sync(account.id, SyncExtent::Due).map(drop),
        engine.test_cloud_account(account.id).map(drop),
        engine
            .test_new_account(session_account(&bed.cloud.endpoint()))
            .map(drop),
    ] {
        assert_eq!(error.unwrap_err().code, "cloud.offline");
    }
    assert!(bed.cloud.calls().is_empty());
}

#[test]
fn an_account_is_changed_and_wrong_changes_are_refused() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let account = engine
        .add_cloud_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    let changed = engine.change_cloud_account(account.id, change(&account)).unwrap();
    assert_eq!((changed.every_minutes, changed.rate), (15, 0));
    assert!(!changed.key_missing && changed.next_at.is_some());
    let wrong = AccountChange {
        every_minutes: 7,
        ..change(&account)
    };
    let error = engine.change_cloud_account(account.id, wrong).unwrap_err();
    assert_eq!((error.code.as_str(), error.problems.len()), ("IllegalParam", 1));
    let other = NewCloudAccount {
        name: "taken".to_owned(),
        ..session_account(&bed.cloud.endpoint())
    };
    engine.add_cloud_account(other).unwrap();
    let taken = AccountChange {
        name: "taken".to_owned(),
        key: Some(serde_json::from_value(json!({ "kind": "environment" })).unwrap()),
        ..change(&account)
    };
    let error = engine.change_cloud_account(account.id, taken).unwrap_err();
    assert_eq!(error.code, "account.exists");
    // A change that is refused leaves the key in use where it is.
    assert!(engine.test_cloud_account(account.id).unwrap().usable);
    let by_environment = serde_json::from_value(json!({ "kind": "environment" })).unwrap();
    let moved = AccountChange {
        key: Some(by_environment),
        ..change(&account)
    };
    engine.change_cloud_account(account.id, moved).unwrap();
    let named = NewCloudAccount {
        name: account.name.clone(),
        ..session_account(&bed.cloud.endpoint())
    };
    assert_eq!(
        engine.add_cloud_account(named).unwrap_err().code,
        "account.exists"
    );
    assert_eq!(
        engine
            .change_cloud_account(99, change(&account))
            .unwrap_err()
            .code,
        "account.not_found"
    );
}

#[test]
fn settings_of_the_connection_are_judged() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let refused = |settings: Settings| {
        let error = engine.save_settings(&settings).unwrap_err();
        assert!(!format!("{error:?}").contains("hunter2"));
        error.problems[0].parameter.clone()
    };
    let with_password = Settings {
        proxy: "http://user:hunter2@proxy:8080".to_owned(),
        ..Settings::default()
    };
    assert_eq!(refused(with_password), "proxy");
    let typed_file = Settings {
        ca_file: "/etc/passwd".to_owned(),
        ..Settings::default()
    };
    assert_eq!(refused(typed_file), "caFile");
    let not_pem = bed.data.beside("ca.pem");
    std::fs::write(&not_pem, "nothing").unwrap();
    assert_eq!(engine.set_ca_file(&not_pem).unwrap_err().code, "cloud.setup");
}

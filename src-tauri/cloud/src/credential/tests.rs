//! Profiles and roles, and that nothing shows a secret.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{
    CredentialError, Instead, KeychainSource, ProfileMode, ProfileSource, TypedSource, list_profiles,
};
use crate::operation::{AllGroupsQuery, AssumeRoleQuery, AssumedRole, CallerIdentityQuery, Identity};
use crate::tests::server::{Reply, Server, StepTime, key};
use crate::{Client, ClientOptions, Error, Stop};

const CANARY: &str = "canary-4f1d";

const CONFIG: &str = r#"{
  "current": "lasting",
  "profiles": [
    {"name": "lasting", "mode": "AK", "access_key_id": "a", "access_key_secret": "canary-4f1d", "region_id": "cn-hangzhou"},
    {"name": "short", "mode": "StsToken", "access_key_id": "b", "access_key_secret": "s", "sts_token": "canary-4f1d"},
    {"name": "role", "mode": "RamRoleArn", "access_key_id": "c", "access_key_secret": "s", "ram_role_arn": "acs:ram::1:role/r", "ram_session_name": "n", "expired_seconds": 1000},
    {"name": "half", "mode": "AK", "access_key_id": "d"},
    {"name": "machine", "mode": "EcsRamRole", "ram_role_name": "x"},
    {"name": "chain", "mode": "ChainableRamRoleArn"}
  ]
}"#;

fn config() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    std::fs::write(&path, CONFIG).unwrap();
    (folder, path)
}

fn client(server: &Server, time: &Arc<StepTime>, path: PathBuf, name: Option<&str>) -> Client {
    let source = Arc::new(ProfileSource::new(path, name.map(str::to_owned)));
    Client::new(ClientOptions {
        source,
        ..server.options(time)
    })
    .unwrap()
}

fn call(path: PathBuf, name: Option<&str>) -> Result<Server, Error> {
    let server = Server::new([Reply::ok("{}")]);
    client(&server, &Arc::default(), path, name).call(&AllGroupsQuery::default(), &Stop::new())?;
    Ok(server)
}

#[test]
fn profiles_are_listed_without_their_keys() {
    let (_folder, path) = config();
    let profiles = list_profiles(&path).unwrap();
    let names: Vec<_> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["lasting", "short", "role", "half", "machine", "chain"]);
    assert!(profiles[0].is_current && profiles[0].region == "cn-hangzhou");
    assert_eq!(profiles[2].mode, ProfileMode::RamRoleArn);
    let chain = ProfileMode::Unsupported {
        mode: "ChainableRamRoleArn".into(),
        instead: Instead::RoleProfile,
    };
    assert_eq!(profiles[5].mode, chain);
    assert!(!format!("{profiles:?}").contains(CANARY));
    assert!(list_profiles(&path.with_extension("none")).unwrap().is_empty());
}

#[test]
fn a_profile_is_used_by_name_or_as_the_current_one() {
    let (_folder, path) = config();
    let current = call(path.clone(), None).unwrap();
    assert!(
        current.seen()[0]
            .header("authorization")
            .contains("Credential=a,")
    );
    let short = call(path, Some("short")).unwrap();
    assert_eq!(short.seen()[0].header("x-acs-security-token"), CANARY);
}

#[test]
fn what_a_profile_lacks_is_named() {
    let (_folder, path) = config();
    let error = |name| call(path.clone(), Some(name)).err().unwrap();
    let half = error("half");
    let is_secret = matches!(
        half,
        Error::Credential(CredentialError::ProfileField {
            field: "access_key_secret",
            ..
        })
    );
    assert!(is_secret);
    let machine = error("machine").to_string();
    assert!(
        machine.contains("EcsRamRole") && machine.contains("StsToken"),
        "{machine}"
    );
    assert!(matches!(
        error("nobody"),
        Error::Credential(CredentialError::NoProfile { .. })
    ));
    std::fs::write(
        &path,
        format!(r#"{{"profiles": [{{"name": "a", "expired_seconds": "{CANARY}"}}]}}"#),
    )
    .unwrap();
    let broken = error("a");
    assert!(matches!(
        broken,
        Error::Credential(CredentialError::ConfigShape { .. })
    ));
    assert!(!format!("{broken} {broken:?}").contains(CANARY));
}

fn role_answer(id: &str, expiration: &str) -> Reply {
    Reply::ok(&format!(
        r#"{{"Credentials":{{"AccessKeyId":"{id}","AccessKeySecret":"s","SecurityToken":"t","Expiration":"{expiration}"}}}}"#
    ))
}

#[test]
fn a_role_is_taken_once_and_again_before_it_runs_out() {
    let (_folder, path) = config();
    let time = Arc::new(StepTime::default());
    let server = Server::new([
        role_answer("STS.1", "2026-11-22T03:20:45Z"),
        Reply::ok("{}"),
        Reply::ok("{}"),
        role_answer("STS.2", "2026-11-22T03:40:00Z"),
        Reply::ok("{}"),
    ]);
    let client = client(&server, &time, path, Some("role"));
    let ask = || client.call(&AllGroupsQuery::default(), &Stop::new()).unwrap();
    ask();
    time.pass(Duration::from_secs(800));
    ask();
    time.pass(Duration::from_secs(60));
    ask();
    let seen = server.seen();
    let actions: Vec<_> = seen.iter().map(|seen| seen.header("x-acs-action")).collect();
    let groups = "DescribeAllGroups";
    assert_eq!(actions, ["AssumeRole", groups, groups, "AssumeRole", groups]);
    assert!(
        seen[0]
            .line
            .contains("DurationSeconds=1000&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=n")
    );
    assert_eq!(seen[0].header("x-acs-version"), "2015-04-01");
    assert_eq!(seen[2].header("x-acs-accesskey-id"), "STS.1");
    assert_eq!(seen[4].header("x-acs-accesskey-id"), "STS.2");
}

#[test]
fn a_role_that_ran_out_before_its_time_is_taken_once_more_and_no_more() {
    let (_folder, path) = config();
    let expired = || Reply::refused(400, "InvalidSecurityToken.Expired");
    let server = Server::new([
        role_answer("STS.1", "2026-11-22T04:00:00Z"),
        expired(),
        role_answer("STS.2", "2026-11-22T04:00:00Z"),
        Reply::ok("{}"),
        expired(),
        role_answer("STS.3", "2026-11-22T04:00:00Z"),
        expired(),
    ]);
    let client = client(&server, &Arc::default(), path, Some("role"));
    let ask = || client.call(&AllGroupsQuery::default(), &Stop::new());
    ask().unwrap();
    let refused = ask().unwrap_err();
    assert_eq!(refused.refused().unwrap().kind, crate::Refusal::TokenExpired);
    assert_eq!(server.seen().len(), 7);
}

#[test]
fn a_temporary_key_that_ran_out_is_tried_once_unless_the_file_holds_another_by_then() {
    let (_folder, path) = config();
    let expired = || Reply::refused(400, "InvalidSecurityToken.Expired");
    let server = Server::new([expired()]);
    let asking = client(&server, &Arc::default(), path, Some("short"));
    assert!(asking.call(&AllGroupsQuery::default(), &Stop::new()).is_err());
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_role_that_is_refused_is_told_as_such() {
    let (_folder, path) = config();
    let server = Server::new([Reply::refused(403, "NoPermission")]);
    let error =
        client(&server, &Arc::default(), path, Some("role")).call(&AllGroupsQuery::default(), &Stop::new());
    assert_eq!(
        error.unwrap_err().refused().unwrap().action.as_deref(),
        Some("sts:AssumeRole")
    );
}

#[test]
fn the_caller_is_known_by_the_key() {
    let server = Server::new([Reply::ok(
        r#"{"AccountId":"1","Arn":"acs:ram::1:user/u","IdentityType":"RAMUser"}"#,
    )]);
    let answer = server
        .client(&Arc::default())
        .call(&CallerIdentityQuery, &Stop::new())
        .unwrap();
    assert_eq!(Identity::read(&answer).unwrap().account_id, "1");
}

#[test]
fn no_debug_and_no_error_shows_a_secret() {
    let time = Arc::new(StepTime::default());
    let message = format!(
        r#"{{"Code":"SignatureDoesNotMatch","Message":"key {CANARY} x; server string to sign is:{CANARY}"}}"#
    );
    let expiring = format!(
        r#"{{"Credentials":{{"AccessKeyId":"i","AccessKeySecret":"{CANARY}","SecurityToken":"{CANARY}","Expiration":"2026-11-22T03:20:45Z"}}}}"#
    );
    let server = Server::new([Reply::new(400, &[], &message), Reply::ok(&expiring)]);
    let mut secret = key(CANARY, Some(CANARY));
    secret.access_key_id = CANARY.into();
    let typed = TypedSource::new(secret.clone());
    let source = Arc::new(typed.clone());
    let proxied = ClientOptions {
        proxy: Some(CANARY.into()),
        ..server.options(&time)
    };
    let client = Client::new(ClientOptions {
        source,
        ..server.options(&time)
    })
    .unwrap();
    let error = client.call(&AllGroupsQuery::default(), &Stop::new()).unwrap_err();
    let query = AssumeRoleQuery {
        role_arn: "r".into(),
        session_name: "s".into(),
        seconds: 900,
        external_id: None,
    };
    let answer = client.call(&query, &Stop::new()).unwrap();
    let role = AssumedRole::read(&answer).unwrap();
    let keychain = KeychainSource::new("account".into());
    let shown = format!(
        "{secret:?} {typed:?} {proxied:?} {client:?} {error} {error:?} {answer:?} {role:?} {keychain:?}"
    );
    assert!(!shown.contains(CANARY), "{shown}");
    assert!(
        server.seen()[0].header("authorization").contains(CANARY),
        "the canary was there to be shown"
    );
}

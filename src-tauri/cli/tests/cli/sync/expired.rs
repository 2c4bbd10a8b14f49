//! Temporary keys that run out in the middle of a sync.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use alertbook_core::Language;
use alertbook_testkit::cloud::{Key, StandIn};
use serde_json::{Value, json};

use super::bed::{Bed, tenant};

const EVENTS: u64 = 2_500;

/// A cloud slow enough to be met in the middle, and one profile of the aliyun CLI.
fn bed(profile: impl FnOnce(&StandIn) -> Value) -> Bed {
    let bed = Bed::with(tenant(EVENTS, 0), |options| {
        options.latency = Duration::from_millis(40);
    });
    let profile = profile(&bed.cloud);
    write_profile(&bed, profile);
    bed
}

fn write_profile(bed: &Bed, mut profile: Value) {
    profile["name"] = "work".into();
    let config = json!({ "current": "work", "profiles": [profile] });
    std::fs::write(bed.cli.beside("config.json"), config.to_string()).unwrap();
}

fn sync_command(bed: &Bed) -> Command {
    let endpoint = bed.cloud.endpoint();
    let mut command = bed.command(&[
        "sync",
        "--profile",
        "work",
        "--endpoint",
        &endpoint,
        "--rate",
        "0",
        "--lang",
        "zh",
        "--progress",
        "always",
    ]);
    command
        .env_remove("ALIBABA_CLOUD_ACCESS_KEY_ID")
        .env_remove("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Syncs, and does something to the cloud once 500 events are here: whether it succeeded, its summary, and what stood on
/// standard error.
fn sync_meeting(bed: &Bed, act: impl FnOnce(&StandIn)) -> (bool, Value, String) {
    let mut child = sync_command(bed).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains(" 500 events") {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0, "it ended too early");
    }
    act(&bed.cloud);
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    let summary = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.success(), summary, rest)
}

fn temporary(cloud: &StandIn, id: &str, token: &str) -> Value {
    let (secret, expires) = ("temporary-secret", cloud.clock().now() + 3_600_000);
    let key = Key {
        token: Some((token.to_owned(), expires)),
        ..Key::new(id, secret)
    };
    cloud.keys(|keys| keys.add(key));
    json!({ "mode": "StsToken", "access_key_id": id, "access_key_secret": secret, "sts_token": token })
}

fn run_out(cloud: &StandIn, id: &str) {
    let now = cloud.clock().now();
    cloud.keys(|keys| {
        if let Some((_, expires)) = &mut keys.get_mut(id).unwrap().token {
            *expires = now;
        }
    });
}

#[test]
fn an_expired_token_ends_the_sync_and_a_renewed_profile_lets_the_next_one_go_on() {
    let bed = bed(|cloud| temporary(cloud, "STS.first", "token-one"));
    let (succeeded, summary, told) = sync_meeting(&bed, |cloud| run_out(cloud, "STS.first"));
    assert!(!succeeded);
    assert!(told.contains("cloud.token_expired"), "{told}");
    assert!(
        told.contains("aliyun CLI") && told.contains("同步会接着进行"),
        "{told}"
    );
    assert!(
        !told.contains("token-one") && !told.contains("temporary-secret"),
        "{told}"
    );
    let stored = summary["Inserted"].as_u64().unwrap();
    assert_eq!(summary["Status"], "failed");
    assert!((500..EVENTS).contains(&stored), "{summary}");
    let refused = bed
        .cloud
        .calls()
        .iter()
        .filter(|call| call.code == "InvalidSecurityToken.Expired")
        .count();
    assert!(
        (1..=4).contains(&refused),
        "{refused} calls were in flight at the most"
    );

    let renewed = temporary(&bed.cloud, "STS.second", "token-two");
    write_profile(&bed, renewed);
    let output = sync_command(&bed).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&summary["Id"], &summary["Starts"], &summary["Inserted"]),
        (&json!(1), &json!(2), &json!(EVENTS))
    );
    bed.assert_same(&[Language::Zh]);
}

#[test]
fn a_profile_renewed_in_time_is_taken_without_a_stop() {
    let bed = bed(|cloud| temporary(cloud, "STS.first", "token-one"));
    let file = bed.cli.beside("config.json");
    let renewed = temporary(&bed.cloud, "STS.second", "token-two").to_string();
    let config = format!(
        r#"{{"current":"work","profiles":[{{"name":"work",{}]}}"#,
        &renewed[1..]
    );
    let (succeeded, summary, told) = sync_meeting(&bed, |cloud| {
        // As the aliyun CLI does it: the whole file at once.
        let part = file.with_extension("part");
        std::fs::write(&part, config).unwrap();
        std::fs::rename(part, &file).unwrap();
        run_out(cloud, "STS.first");
    });
    assert!(succeeded, "{told}");
    assert_eq!(summary["Inserted"], EVENTS);
    bed.assert_same(&[Language::Zh]);
}

fn role(cloud: &StandIn) -> Value {
    json!({
        "mode": "RamRoleArn", "access_key_id": Key::ID, "access_key_secret": Key::SECRET,
        "ram_role_arn": cloud.role_arn(), "ram_session_name": "alertbook", "expired_seconds": 900,
    })
}

/// What becomes of a sync with a role of fifteen minutes when so much time goes by in its middle.
fn check_role(minutes: i64) {
    let bed = bed(role);
    let (succeeded, summary, told) = sync_meeting(&bed, |cloud| cloud.clock().shift(minutes * 60_000));
    assert!(succeeded, "{minutes}: {told}");
    assert_eq!(
        (&summary["Inserted"], &summary["Starts"]),
        (&json!(EVENTS), &json!(1)),
        "{minutes}"
    );
    let taken = bed.cloud.counters().actions["AssumeRole"];
    assert!(
        (2..=5).contains(&taken),
        "{minutes}: the role was taken {taken} times"
    );
    bed.assert_same(&[Language::Zh]);
}

#[test]
fn a_role_is_taken_anew_before_it_runs_out() {
    check_role(13);
}

#[test]
fn a_role_that_ran_out_unnoticed_is_taken_anew() {
    check_role(20);
}

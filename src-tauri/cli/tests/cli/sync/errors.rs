//! Keys that do not work, permissions that are missing, and that a secret is written nowhere.

use alertbook_testkit::cloud::Key;
use serde_json::json;

use super::bed::{Bed, fails, tenant};

fn sync_with(bed: &Bed, id: &str, secret: &str) -> (i32, serde_json::Value, serde_json::Value) {
    let endpoint = bed.cloud.endpoint();
    let arguments = [
        "sync",
        "--environment",
        "--endpoint",
        &endpoint,
        "--rate",
        "0",
        "--lang",
        "en",
    ];
    fails(&mut bed.command_with(id, secret, &arguments))
}

#[test]
fn each_wrong_key_has_a_code_and_words_of_its_own() {
    let bed = Bed::new(50);
    let (status, summary, error) = sync_with(&bed, Key::ID, "wrong");
    assert_eq!((status, &error["Code"]), (1, &json!("cloud.wrong_secret")));
    assert_eq!(
        (&summary["Status"], &summary["Inserted"]),
        (&json!("failed"), &json!(0))
    );
    let (status, _, error) = sync_with(&bed, "LTAIunknown", "x");
    assert_eq!((status, &error["Code"]), (1, &json!("cloud.no_such_key")));
    bed.cloud
        .keys(|keys| keys.get_mut(Key::ID).unwrap().active = false);
    let (status, _, error) = sync_with(&bed, Key::ID, Key::SECRET);
    assert_eq!((status, &error["Code"]), (1, &json!("cloud.key_disabled")));
    bed.cloud
        .keys(|keys| keys.get_mut(Key::ID).unwrap().active = true);
    let summary = bed.sync(&[]);
    assert_eq!(
        (&summary["Inserted"], &summary["Status"]),
        (&json!(50), &json!("finished"))
    );
}

#[test]
fn a_missing_permission_names_the_action_and_the_smallest_policy() {
    for gateway in [false, true] {
        let bed = Bed::with(tenant(50, 0), |options| {
            let mut key = Key::standard().without(&["DescribeSuspEvents"]);
            key.gateway_denial = gateway;
            options.keys = vec![key];
        });
        let (status, summary, error) = fails(&mut bed.sync_command(&[]));
        assert_eq!((status, &error["Code"]), (3, &json!("cloud.no_permission")));
        assert_eq!(error["Action"], "yundun-sas:DescribeSuspEvents");
        let policy: serde_json::Value = serde_json::from_str(error["policy"].as_str().unwrap()).unwrap();
        assert_eq!(
            policy["Statement"][0]["Action"],
            json!(["yundun-sas:DescribeSuspEvents"])
        );
        assert!(
            summary["Inventory"].as_u64().unwrap() > 0,
            "the lists were stored before: {summary}"
        );
        bed.cloud.keys(|keys| keys.add(Key::standard()));
        assert_eq!(bed.sync(&[])["Starts"], 2);
    }
}

#[test]
fn a_policy_of_this_machine_forbids_syncing() {
    let bed = Bed::new(10);
    bed.cli.ok(&["exports", "list"]);
    let policy = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-sas:*","Resource":"*"}]}"#;
    std::fs::write(bed.cli.root().join("policy.json"), policy).unwrap();
    let (status, summary, error) = fails(&mut bed.sync_command(&[]));
    assert_eq!(
        (status, &error["Code"], &error["Action"]),
        (3, &json!("NoPermission"), &json!("alertbook:Sync"))
    );
    assert!(summary.is_null());
    assert_eq!(bed.cloud.counters().calls, 0);
}

#[test]
fn a_cloud_that_is_gone_ends_the_sync_with_what_was_stored() {
    let bed = Bed::new(10);
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let endpoint = format!("http://{closed}");
    let (status, summary, error) =
        fails(&mut bed.command(&["sync", "--environment", "--endpoint", &endpoint]));
    assert_eq!((status, &error["Code"]), (1, &json!("cloud.unreachable")));
    assert_eq!(summary["Status"], "failed");
}

#[test]
fn accounts_are_added_tested_listed_and_removed() {
    let bed = Bed::new(20);
    let endpoint = bed.cloud.endpoint();
    let run = |arguments: &[&str]| bed.command(arguments).output().unwrap();
    let config = json!({"current": "work", "profiles": [{"name": "work", "mode": "AK",
        "access_key_id": Key::ID, "access_key_secret": Key::SECRET, "region_id": "cn-hangzhou"}]});
    std::fs::write(bed.cli.beside("config.json"), config.to_string()).unwrap();
    let add = [
        "accounts",
        "add",
        "--name",
        "main",
        "--profile",
        "work",
        "--endpoint",
        &endpoint,
        "--rate",
        "0",
    ];
    assert!(run(&add).status.success());
    let (status, _, error) = super::bed::parts(&run(&add));
    assert_eq!((status, &error["Code"]), (1, &json!("account.exists")));
    let tested: serde_json::Value =
        serde_json::from_slice(&run(&["accounts", "test", "main"]).stdout).unwrap();
    assert_eq!(
        (&tested["Usable"], tested["Operations"].as_array().unwrap().len()),
        (&json!(true), 5)
    );
    let synced = run(&["sync"]);
    let summary: serde_json::Value = serde_json::from_slice(&synced.stdout).unwrap();
    assert_eq!(
        (&summary["Account"], &summary["Inserted"]),
        (&json!("main"), &json!(20))
    );
    bed.cloud
        .keys(|keys| keys.add(Key::standard().without(&["DescribeContainerInstances"])));
    let denied = run(&["accounts", "test", "main"]);
    assert_eq!(denied.status.code(), Some(3));
    let listed = bed.cli.json(&["accounts", "list"]);
    assert_eq!(
        (
            &listed[0]["Credential"],
            &listed[0]["CredentialName"],
            &listed[0]["LastSync"]["Inserted"]
        ),
        (&json!("profile"), &json!("work"), &json!(20))
    );
    bed.cli.ok(&["accounts", "remove", "main"]);
    assert_eq!(bed.cli.json(&["accounts", "list"]), json!([]));
    let (status, error) = bed.cli.fails(&["accounts", "test", "main"]);
    assert_eq!((status, &error["Code"]), (1, &json!("account.not_found")));
}

#[test]
fn a_secret_is_written_nowhere() {
    const CANARY: &str = "canary-Zx81-secret-of-the-test";
    let bed = Bed::with(tenant(120, 0), |options| {
        options.keys = vec![Key::new("LTAIcanary", CANARY)];
    });
    let endpoint = bed.cloud.endpoint();
    let run = |secret: &str, arguments: &[&str]| {
        let output = bed
            .command_with("LTAIcanary", secret, arguments)
            .output()
            .unwrap();
        [output.stdout, output.stderr].concat()
    };
    let sync = [
        "sync",
        "--environment",
        "--endpoint",
        &endpoint,
        "--rate",
        "0",
        "--progress",
        "always",
    ];
    let wrong = [CANARY, "-wrong"].concat();
    let token = "canary-Zx81-token";
    let mut outputs = vec![
        run(CANARY, &sync),
        run(&wrong, &sync),
        run(CANARY, &["accounts", "list"]),
        run(CANARY, &["accounts", "test", "environment"]),
        run(&wrong, &["accounts", "test", "environment"]),
        run("", &sync),
    ];
    let with_token = bed
        .command_with("LTAIcanary", CANARY, &sync)
        .env("ALIBABA_CLOUD_SECURITY_TOKEN", token)
        .output()
        .unwrap();
    outputs.push([with_token.stdout, with_token.stderr].concat());
    assert!(bed.cloud.counters().calls > 10);
    let files = bed.written();
    assert!(
        files
            .iter()
            .any(|(name, bytes)| name.ends_with("alerts.db") && bytes.len() > 100_000)
    );
    assert!(files.iter().any(|(name, _)| name.contains("logs")));
    let shown = outputs.iter().map(|bytes| ("output".to_owned(), bytes.clone()));
    for (name, bytes) in files.into_iter().chain(shown) {
        let found = bytes.windows(11).any(|window| window == b"canary-Zx81");
        assert!(!found, "{name} holds the secret");
    }
}

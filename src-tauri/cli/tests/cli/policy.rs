//! Policies, looked at and obeyed by the real program.

use serde_json::{Value, json};

use crate::support::{Cli, problems};

/// What a setting of `policy show` is set to, and by whom.
fn setting<'a>(answer: &'a Value, name: &str) -> Vec<(&'a str, &'a str)> {
    let lines = answer["Settings"].as_array().unwrap().iter();
    lines
        .filter(|line| line["Setting"] == name)
        .map(|line| (line["Value"].as_str().unwrap(), line["SetBy"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_policy_is_checked_before_anybody_has_a_data_folder() {
    let cli = Cli::new();
    let file = cli.beside("policy.json");
    let given = ["policy", "check", file.to_str().unwrap()];
    let (status, error) = cli.fails(&given);
    assert_eq!((status, problems(&error)), (2, vec!["FILE"]));
    let policy = json!({
        "Version": "1",
        "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": "alertbook:Import", "Resource": "*"},
        ],
        "settings": {"forbiddenFormats": ["html"], "masking": "pseudonyms", "offline": true},
    });
    std::fs::write(&file, policy.to_string()).unwrap();
    let answer = cli.json(&given);
    assert_eq!(answer["Denied"], json!(["alertbook:Import"]));
    assert_eq!(answer["Files"][0]["State"], "understood");
    assert_eq!(
        setting(&answer, "forbiddenFormats"),
        [("html", "file"), ("sqlite", "file"), ("cloud", "file")]
    );
    assert_eq!(setting(&answer, "masking"), [("pseudonyms", "file")]);
    assert_eq!(setting(&answer, "proxy"), [("", "person")]);
    std::fs::write(
        &file,
        r#"{"Version":"1","settings":{"masking":"stars","ofline":true}}"#,
    )
    .unwrap();
    let (status, error) = cli.fails(&given);
    assert_eq!(status, 2);
    assert_eq!(problems(&error), ["FILE", "settings.masking", "settings.ofline"]);
    let allowed = error["Problems"][1]["Allowed"].as_str().unwrap();
    assert!(allowed.contains("document, pseudonyms"), "{allowed}");
    assert!(!cli.root().exists(), "no data folder was made");
}

#[test]
fn what_is_in_force_is_told_by_its_file_also_when_it_is_not_understood() {
    let cli = Cli::filled(5);
    let place = cli.root().join("policy.json");
    let answer = cli.json(&["policy", "show"]);
    assert_eq!(answer["Denied"], json!([]));
    assert_eq!(setting(&answer, "exportsFolder"), [("", "person")]);
    std::fs::write(&place, r#"{"Version":"1","settings":{"update":"forbidden"}}"#).unwrap();
    let answer = cli.json(&["policy", "show"]);
    assert_eq!(setting(&answer, "update"), [("forbidden", "dataFolder")]);
    let table = cli.ok(&["policy", "show", "--output", "table"]);
    assert!(
        table.contains("update") && table.contains("dataFolder"),
        "{table}"
    );
    std::fs::write(&place, "hello").unwrap();
    let answer = cli.json(&["policy", "show"]);
    assert_eq!(answer["Denied"].as_array().unwrap().len(), 18);
    let own = answer["Files"].as_array().unwrap().last().unwrap();
    assert_eq!(own["State"], "unusable");
    assert!(own["Reason"].as_str().unwrap().contains("policy.json"), "{own}");
    assert_eq!(cli.fails(&["policy", "check"]).0, 2);
}

#[test]
fn an_export_that_a_policy_forbids_is_not_permitted() {
    let cli = Cli::filled(5);
    std::fs::write(
        cli.root().join("policy.json"),
        r#"{"Version":"1","settings":{"forbiddenFormats":["csv"],"masking":"document","exportsFolder":"~/x"}}"#,
    )
    .unwrap();
    for arguments in [
        vec!["ExportSuspEvents"],
        vec!["ExportSuspEvents", "--format", "sqlite"],
        vec!["ExportSuspEvents", "--format", "html", "--out", "/"],
    ] {
        let (status, error) = cli.fails(&arguments);
        assert_eq!(
            (status, &error["Code"]),
            (3, &json!("NoPermission")),
            "{arguments:?}"
        );
        assert!(
            error["Message"].as_str().unwrap().contains("policy.json"),
            "{error}"
        );
    }
}

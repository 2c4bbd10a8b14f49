//! Own presets of columns on the command line.

use serde_json::json;

use crate::support::{Cli, problems};

fn head_of(cli: &Cli, export: &[&str]) -> String {
    let all = ["ExportSuspEvents", "--dialect", "data", "--language", "en"];
    let id = cli.json(&[&all[..], export].concat())["Id"].to_string();
    let path = cli.ok(&["exports", "path", &id]);
    let text = std::fs::read_to_string(path.trim_end()).unwrap();
    text.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn an_own_preset_stands_for_its_columns_on_the_command_line_and_in_profiles() {
    let cli = Cli::filled(5);
    let presets = ["exports", "presets"];
    assert_eq!(cli.json(&[&presets[..], &["list"]].concat()), json!([]));
    let save = ["exports", "presets", "save", "夜班", "--columns", "id,level"];
    let saved = cli.json(&save);
    assert_eq!(saved, json!({"name": "夜班", "columns": ["id", "level"]}));
    assert_eq!(cli.json(&["exports", "presets", "list"]), json!([saved]));
    let expected = head_of(&cli, &["--columns", "id,level"]);
    assert_eq!(head_of(&cli, &["--columns", "夜班"]), expected);
    cli.ok(&["exports", "profiles", "save", "weekly", "--columns", "夜班"]);
    cli.ok(&["exports", "presets", "rename", "夜班", "night"]);
    assert_eq!(
        cli.json(&["exports", "profiles", "show", "weekly"])["options"]["columns"],
        json!(["night"])
    );
    assert_eq!(head_of(&cli, &["--profile-name", "weekly"]), expected);
    assert_eq!(
        cli.json(&["exports", "presets", "remove", "night"]),
        json!({"Name": "night"})
    );
    assert_eq!(head_of(&cli, &["--profile-name", "weekly"]), expected);
    let listed = cli.json(&["exports", "list"]);
    assert_eq!(listed[0]["columns"], json!(["id", "level"]));
}

#[test]
fn a_wrong_name_lists_what_there_is_and_a_taken_one_is_refused() {
    let cli = Cli::filled(5);
    cli.ok(&["exports", "presets", "save", "night", "--columns", "full"]);
    let (status, error) = cli.fails(&["ExportSuspEvents", "--columns", "nihgt"]);
    assert_eq!((status, problems(&error)), (2, vec!["columns"]));
    let allowed = error["Problems"][0]["Allowed"].as_str().unwrap();
    assert!(
        ["id", "cloud", "triage", "full", "night"]
            .iter()
            .all(|name| allowed.contains(name)),
        "{allowed}"
    );
    for taken in ["id", "cloud", "Full"] {
        let (status, error) = cli.fails(&["exports", "presets", "save", taken, "--columns", "id"]);
        assert_eq!((status, problems(&error)), (2, vec!["name"]), "{taken}");
    }
    let (status, error) = cli.fails(&["exports", "presets", "save", "x"]);
    assert_eq!((status, &error["Code"]), (2, &json!("IllegalParam")));
    let (status, error) = cli.fails(&["exports", "presets", "remove", "x"]);
    assert_eq!((status, &error["Code"]), (1, &json!("preset.not_found")));
    assert_eq!(cli.json(&["exports", "presets", "list"])[0]["name"], "night");
}

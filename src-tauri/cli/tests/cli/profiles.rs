//! Export profiles on the command line.

use serde_json::json;

use crate::support::Cli;

#[test]
fn an_export_follows_a_profile_and_explicit_flags_win() {
    let cli = Cli::filled(20);
    let save = ["exports", "profiles", "save", "weekly"];
    let how = ["--dialect", "data", "--columns", "id,level", "--language", "en"];
    let saved = cli.json(&[&save[..], &how[..]].concat());
    assert_eq!(saved["options"]["columns"], json!(["id", "level"]));
    assert_eq!(cli.json(&["exports", "profiles", "list"]), json!([saved]));
    assert_eq!(cli.json(&["exports", "profiles", "show", "weekly"]), saved);
    let export = ["ExportSuspEvents", "--profile-name", "weekly", "--columns", "id"];
    let id = cli.json(&export)["Id"].to_string();
    let path = cli.ok(&["exports", "path", &id]);
    let text = std::fs::read_to_string(path.trim_end()).unwrap();
    assert_eq!(text.lines().next(), Some("ID"), "the dialect has no mark");
    assert_eq!(text.lines().count(), 21);
    let (status, error) = cli.fails(&["ExportSuspEvents", "--profile-name", "daily"]);
    assert_eq!((status, &error["Code"]), (1, &json!("profile.not_found")));
}

#[test]
fn a_profile_is_written_imported_and_removed() {
    let cli = Cli::new();
    let file = cli.beside("weekly.json");
    let file = file.to_str().unwrap();
    let wrong = cli.fails(&["exports", "profiles", "save", "weekly", "--format", "paper"]);
    assert_eq!((wrong.0, &wrong.1["Code"]), (2, &json!("IllegalParam")));
    let saved = cli.json(&["exports", "profiles", "save", "weekly", "--zone", "UTC"]);
    cli.ok(&["exports", "profiles", "write", "weekly", file]);
    assert_eq!(
        cli.json(&["exports", "profiles", "remove", "weekly"]),
        json!({"Name": "weekly"})
    );
    assert_eq!(cli.json(&["exports", "profiles", "import", file]), saved);
    let taken = cli.fails(&["exports", "profiles", "import", file]);
    assert_eq!(taken.1["Code"], "profile.exists");
    std::fs::write(file, "{}").unwrap();
    let bad = cli.fails(&["exports", "profiles", "import", file]);
    assert_eq!(bad.1["Code"], "profile.unreadable");
    assert!(bad.1["Message"].as_str().unwrap().contains("kind"), "{bad:?}");
}

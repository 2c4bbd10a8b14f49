//! `db backup`, `db restore`, `doctor`, and data beside the program.

use std::process::Command;

use serde_json::json;

use crate::support::{Cli, PROGRAM, failure, names_in};

#[test]
fn a_backup_is_restored_on_another_machine() {
    let cli = Cli::filled(200);
    let copy = cli.beside("copy.db");
    let copy = copy.to_str().unwrap();
    let answer = cli.json(&["db", "backup", copy]);
    let events = answer["Events"].as_u64().unwrap();
    assert!(events > 100, "{answer}");
    assert_eq!(cli.fails(&["db", "backup", copy]).1["Code"], "backup.exists");
    let other = Cli::new();
    let restored = other.json(&["db", "restore", copy]);
    assert_eq!(restored["Events"], json!(events));
    assert_eq!(other.json(&["db", "check"])["Sound"], true);
    assert!(
        cli.json(&["db", "backup"])["File"]
            .as_str()
            .unwrap()
            .contains("backups")
    );
}

#[test]
fn what_is_no_backup_makes_no_data_folder() {
    let cli = Cli::new();
    let file = cli.beside("letter.txt");
    std::fs::write(&file, "dear reader").unwrap();
    let (status, error) = cli.fails(&["db", "restore", file.to_str().unwrap()]);
    assert_eq!((status, &error["Code"]), (1, &json!("backup.not_a_backup")));
    assert!(!cli.root().exists());
}

#[test]
fn the_doctor_finds_a_damaged_store() {
    let cli = Cli::filled(200);
    let healthy = cli.json(&["doctor"]);
    assert_eq!(healthy["Healthy"], true, "{healthy}");
    assert!(cli.ok(&["doctor", "--output", "table"]).contains("[ ok ] store"));
    // The last page belongs to some table or index; its content is what `db check` and the doctor read.
    let database = cli.root().join("alerts.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let from = bytes.len() - 8192;
    bytes[from..].fill(0xff);
    std::fs::write(&database, bytes).unwrap();
    let output = cli.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    std::fs::write(
        &database,
        "no database at all, but longer than a header would be".repeat(9),
    )
    .unwrap();
    let output = cli.run(&["doctor", "--output", "table"]);
    assert_eq!(output.status.code(), Some(1));
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("[BAD ] store"), "{report}");
}

#[test]
fn a_marker_beside_the_program_keeps_the_data_there() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("alertbook");
    std::fs::copy(PROGRAM, &program).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command
            .env_remove("ALERTBOOK_DATA_DIR")
            .env("HOME", folder.path().join("home"))
            .args(arguments);
        command.output().unwrap()
    };
    assert!(run(&["--portable", "exports", "list"]).status.success());
    assert!(names_in(&folder.path().join("data")).contains(&"alerts.db".to_owned()));
    std::fs::remove_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("alertbook-portable"), "").unwrap();
    assert!(run(&["exports", "list"]).status.success());
    assert!(folder.path().join("data/alerts.db").exists());
    let both = run(&["--portable", "--data-dir", "x", "exports", "list"]);
    assert_eq!(failure(&both).0, 2);
}

#[test]
fn a_synchronised_folder_is_refused_by_its_name() {
    let cli = Cli::new();
    let synced = cli.beside("Dropbox");
    std::fs::create_dir(&synced).unwrap();
    let output = Command::new(PROGRAM)
        .arg("--data-dir")
        .arg(synced.join("data"))
        .args(["exports", "list"])
        .output()
        .unwrap();
    let (status, error) = failure(&output);
    assert_eq!((status, &error["Code"]), (1, &json!("data_folder.synced")));
    assert!(error["Message"].as_str().unwrap().contains("Dropbox"));
}

#[test]
fn a_data_folder_that_was_moved_by_hand_knows_its_files() {
    let cli = Cli::filled(50);
    cli.ok(&["ExportSuspEvents"]);
    let elsewhere = cli.beside("elsewhere");
    std::fs::rename(cli.root(), &elsewhere).unwrap();
    let output = Command::new(PROGRAM)
        .arg("--data-dir")
        .arg(&elsewhere)
        .args(["exports", "verify", "1"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

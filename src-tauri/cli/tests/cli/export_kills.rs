//! Exports whose process is killed while any part of any format is being written.

use std::path::Path;
use std::process::Stdio;

use alertbook_export::FileFormat;
use serde_json::{Value, json};

use crate::support::Cli;

/// How many kills; `make soak` asks for more.
const VARIABLE: &str = "ALERTBOOK_EXPORT_KILLS";
const KILLS: usize = 12;
const EVENTS: u32 = 3_000;

/// Bytes that stand in a folder, in whole files and parts.
fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|metadata| metadata.len())
        .sum()
}

/// Starts an export and kills it once so many bytes are written, or once it has ended.
fn killed_at(cli: &Cli, format: FileFormat, bytes: u64) {
    let folder = cli.root().join("exports");
    let before = bytes_in(&folder);
    let mut child = cli
        .command(&["ExportSuspEvents", "--format", format.name()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while bytes_in(&folder) < before + bytes && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().unwrap();
}

/// What is listed is whole, and nothing else stands in the folder.
fn assert_whole(cli: &Cli) -> usize {
    let records: Value = cli.json(&["exports", "list"]);
    let mut names = Vec::new();
    for record in records.as_array().unwrap() {
        let id = record["id"].to_string();
        if record["status"] == "success" {
            let verification = cli.json(&["exports", "verify", &id]);
            assert_eq!(verification["Sound"], true, "{verification}");
            let name = record["fileName"].as_str().unwrap();
            names.extend([name.to_owned(), [name, ".manifest.json"].concat()]);
        } else {
            assert_eq!(
                (&record["status"], &record["error"]["Code"]),
                (&json!("failed"), &json!("export.interrupted"))
            );
        }
    }
    let mut found = cli.exports();
    found.sort();
    names.sort();
    assert_eq!(found, names);
    let failed = records.as_array().unwrap().len() - names.len() / 2;
    for record in records.as_array().unwrap() {
        cli.ok(&["exports", "remove", &record["id"].to_string()]);
    }
    failed
}

#[test]
fn a_killed_export_of_any_format_leaves_nothing_that_is_not_whole() {
    let kills = std::env::var(VARIABLE).ok().and_then(|text| text.parse().ok());
    let kills = kills.unwrap_or(KILLS);
    let cli = Cli::filled(EVENTS);
    let mut rng = fastrand::Rng::with_seed(11);
    let mut interrupted = 0;
    let formats: Vec<(FileFormat, u64)> = FileFormat::ALL
        .into_iter()
        .map(|format| {
            cli.ok(&["ExportSuspEvents", "--format", format.name()]);
            let size = bytes_in(&cli.root().join("exports"));
            assert_eq!(assert_whole(&cli), 0);
            (format, size)
        })
        .collect();
    for (format, size) in formats.iter().cycle().take(kills) {
        killed_at(&cli, *format, rng.u64(0..*size));
        interrupted += assert_whole(&cli);
    }
    assert!(interrupted > 0, "every export ended before it was killed");
}

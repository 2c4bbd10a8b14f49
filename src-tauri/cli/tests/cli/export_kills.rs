//! Exports whose process is killed while any part of any format is being written.

use std::path::Path;
use std::process::Stdio;

use alertbook_export::FileFormat;
use serde_json::{Value, json};

use crate::support::Cli;

/// How many kills; `make soak` asks for more.
const VARIABLE: &str = "ALERTBOOK_EXPORT_KILLS";
const KILLS: usize = 16;
const EVENTS: u32 = 3_000;

/// Bytes that stand in a folder, in whole files and parts, and in folders of them.
fn bytes_in(folder: &Path) -> u64 {
    // A folder may go while it is looked at.
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let metadata = entry.metadata().ok()?;
            Some(if metadata.is_dir() {
                bytes_in(&entry.path())
            } else {
                metadata.len()
            })
        })
        .sum()
}

/// What tells one shape of a file from the next.
fn shapes() -> Vec<Vec<&'static str>> {
    let formats = FileFormat::ALL
        .into_iter()
        .map(|format| vec!["--format", format.name()]);
    let packed = formats.clone().map(|options| [options, vec!["--zip"]].concat());
    let folder = vec!["--format", "parquet", "--partition-by", "day"];
    formats.chain(packed).chain([folder]).collect()
}

fn exported<'a>(shape: &[&'a str]) -> Vec<&'a str> {
    [&["ExportSuspEvents"], shape].concat()
}

/// Starts an export and kills it once so many bytes are written, or once it has ended.
fn killed_at(cli: &Cli, shape: &[&str], bytes: u64) {
    let folder = cli.root().join("exports");
    let before = bytes_in(&folder);
    let mut child = cli
        .command(&exported(shape))
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
fn a_killed_export_of_any_shape_leaves_nothing_that_is_not_whole() {
    let kills = std::env::var(VARIABLE).ok().and_then(|text| text.parse().ok());
    let kills = kills.unwrap_or(KILLS);
    let cli = Cli::filled(EVENTS);
    let mut rng = fastrand::Rng::with_seed(11);
    let mut interrupted = 0;
    let shapes: Vec<(Vec<&str>, u64)> = shapes()
        .into_iter()
        .map(|shape| {
            cli.ok(&exported(&shape));
            let size = bytes_in(&cli.root().join("exports"));
            assert_eq!(assert_whole(&cli), 0);
            (shape, size)
        })
        .collect();
    for (shape, size) in shapes.iter().cycle().take(kills) {
        killed_at(&cli, shape, rng.u64(0..*size));
        interrupted += assert_whole(&cli);
    }
    assert!(interrupted > 0, "every export ended before it was killed");
}

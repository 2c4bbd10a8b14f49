//! Processes that die, are stopped, or work at the same time.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::support::{Cli, PROGRAM, failure, names_in};

const TRIES: usize = 20;

/// An export that has just begun: its record says so, and its first line of progress was read.
fn begun_export(cli: &Cli) -> (Child, BufReader<impl Read + use<>>) {
    let mut child = cli
        .command(&["ExportSuspEvents", "--columns", "all", "--progress", "always"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    assert!(line.starts_with("export "), "{line}");
    (child, lines)
}

/// The newest record, as another process reads it.
fn newest(cli: &Cli) -> Value {
    cli.json(&["exports", "list"])[0].clone()
}

#[test]
fn a_killed_export_leaves_no_file_and_its_record_says_so() {
    let cli = Cli::filled(2_000);
    let killed = (0..TRIES).any(|_| {
        let (mut child, _lines) = begun_export(&cli);
        child.kill().unwrap();
        child.wait().unwrap();
        let record = newest(&cli);
        if record["status"] == "success" {
            cli.ok(&["exports", "remove", &record["id"].to_string()]);
            return false;
        }
        assert_eq!(
            (&record["status"], &record["error"]["Code"]),
            (&json!("failed"), &json!("export.interrupted"))
        );
        true
    });
    assert!(killed, "the export always ended before the signal");
    assert!(cli.exports().is_empty());
}

#[test]
fn an_export_that_dies_in_the_middle_of_its_file_is_tidied_up() {
    let cli = Cli::filled(2_000);
    // The system kills the process when the file grows beyond half a megabyte.
    let status = Command::new("sh")
        .args([
            "-c",
            "ulimit -c 0; ulimit -f 1000; exec \"$0\" \"$@\"",
            PROGRAM,
            "--data-dir",
        ])
        .arg(cli.root())
        .args(["ExportSuspEvents", "--columns", "all"])
        .status()
        .unwrap();
    assert!(status.signal().is_some(), "{status}");
    let left = cli.exports();
    assert!(
        matches!(left.as_slice(), [part] if part.ends_with(".csv.part")),
        "{left:?}"
    );
    let record = newest(&cli);
    assert_eq!(
        (&record["status"], &record["error"]["Code"]),
        (&json!("failed"), &json!("export.interrupted"))
    );
    assert!(cli.exports().is_empty());
    assert!(names_in(&cli.root().join("owners")).is_empty());
    assert_eq!(cli.json(&["db", "check"])["Sound"], true);
}

/// Runs the program where no file can grow beyond half a megabyte: a disk that takes no more.
fn on_a_small_disk(cli: &Cli, arguments: &[&str]) -> (i32, Value) {
    let output = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 1000; exec \"$0\" \"$@\"",
            PROGRAM,
            "--data-dir",
        ])
        .arg(cli.root())
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    failure(&output)
}

#[test]
fn an_export_that_the_disk_refuses_leaves_no_file() {
    let cli = Cli::filled(2_000);
    let (status, error) = on_a_small_disk(&cli, &["ExportSuspEvents", "--columns", "all"]);
    assert_eq!((status, &error["Code"]), (1, &json!("export.disk_full")));
    assert!(cli.exports().is_empty());
    assert_eq!(newest(&cli)["status"], "failed");
    cli.ok(&["ExportSuspEvents", "--columns", "all"]);
    assert_eq!(cli.exports().len(), 2, "the file and its manifest");
}

#[test]
fn an_import_that_the_disk_refuses_leaves_a_sound_store() {
    let cli = Cli::new();
    let file = cli.beside("events.ndjson");
    let event =
        |id: u32| json!({"Id": id, "LastTimeStamp": id, "Name": format!("{id}"), "Desc": "x".repeat(500)});
    let lines: Vec<String> = (0..3_000).map(|id| event(id).to_string()).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let file = file.to_str().unwrap();
    let (status, error) = on_a_small_disk(&cli, &["import", file]);
    assert_eq!(status, 1, "{error}");
    assert_eq!(cli.json(&["db", "check"])["Sound"], true);
    assert_eq!(cli.json(&["import", file])["Rejected"], 0);
    let check = cli.json(&["db", "check"]);
    assert_eq!(
        (&check["Sound"], &check["Tables"]["event"]),
        (&json!(true), &json!(3_000))
    );
}

#[test]
fn an_interrupt_cancels_the_export() {
    let cli = Cli::filled(2_000);
    let cancelled = (0..TRIES).any(|_| {
        let (mut child, mut lines) = begun_export(&cli);
        kill_process(Pid::from_child(&child), Signal::INT).unwrap();
        let mut rest = String::new();
        lines.read_to_string(&mut rest).unwrap();
        let status = child.wait().unwrap();
        let record = newest(&cli);
        if status.success() {
            cli.ok(&["exports", "remove", &record["id"].to_string()]);
            return false;
        }
        assert_eq!(status.code(), Some(1), "{rest}");
        assert!(rest.contains("export.cancelled"), "{rest}");
        assert_eq!(record["status"], "cancelled");
        true
    });
    assert!(cancelled, "the export always ended before the signal");
    assert!(cli.exports().is_empty());
}

#[test]
fn several_processes_work_on_one_store() {
    let cli = Cli::filled(500);
    let spawn = |arguments: &[&str]| {
        cli.command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let children = [
        spawn(&["ExportSuspEvents"]),
        spawn(&["demo", "--force", "--events", "1500"]),
        spawn(&["ExportSuspEvents", "--columns", "all"]),
        spawn(&["ExportSuspEvents", "--Dealed", "N"]),
        spawn(&["DescribeSuspEvents"]),
    ];
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let records = cli.json(&["exports", "list"]);
    let records = records.as_array().unwrap();
    assert!(
        records
            .iter()
            .all(|record| record["status"] == "success" && record["matched"] == record["rows"])
    );
    assert_eq!(
        (records.len(), cli.exports().len()),
        (3, 6),
        "each with its manifest"
    );
    let check = cli.json(&["db", "check"]);
    assert_eq!(check["Sound"], true);
}

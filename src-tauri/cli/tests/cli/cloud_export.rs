//! The cloud's own export, asked for by the real program.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use alertbook_testkit::cloud::{Key, Options};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::support::failure;
use crate::sync::bed::{Bed, tenant};

fn bed(events: u64, set: impl FnOnce(&mut Options)) -> Bed {
    let bed = Bed::with(tenant(events, 0), |options| {
        options.export_polls = 0;
        set(options);
    });
    let endpoint = bed.cloud.endpoint();
    let add = [
        "accounts",
        "add",
        "--name",
        "main",
        "--environment",
        "--endpoint",
        &endpoint,
        "--rate",
        "0",
    ];
    assert!(bed.command(&add).output().unwrap().status.success());
    bed
}

fn ask(bed: &Bed, more: &[&str]) -> Command {
    bed.command(&[&["cloud-export", "--lang", "en"][..], more].concat())
}

fn answer(mut command: Command) -> Value {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "",
        "progress belongs to terminals"
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A request whose export the cloud works on, and the rest of what it tells.
fn working(bed: &Bed) -> (Child, BufReader<impl Read + use<>>) {
    let mut child = ask(bed, &["--progress", "always"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("the cloud works") {
        line.clear();
        assert_ne!(lines.read_line(&mut line).unwrap(), 0, "it ended before");
    }
    (child, lines)
}

fn newest(bed: &Bed) -> Value {
    bed.cli.json(&["exports", "list", "--lang", "en"])[0].clone()
}

#[test]
fn a_difference_goes_away_with_a_sync() {
    let bed = bed(150, |_| {});
    let told = answer(ask(
        &bed,
        &["--account", "main", "--Levels", "serious,suspicious"],
    ));
    let rows = told["CloudRows"].as_u64().unwrap();
    assert!(rows > 0, "{told}");
    assert_eq!((&told["FileRows"], &told["LocalRows"]), (&json!(rows), &json!(0)));
    assert_eq!(told["SyncFrom"], "2010-01-01 00:00:00");
    assert!(told["SyncTo"].is_string());
    bed.sync(&[]);
    let told = answer(ask(&bed, &["--Levels", "serious,suspicious"]));
    assert_eq!(
        (&told["CloudRows"], &told["FileRows"], &told["LocalRows"]),
        (&json!(rows), &json!(rows), &json!(rows))
    );
    assert!(
        told.get("SyncFrom").is_none() && told.get("SyncTo").is_none(),
        "{told}"
    );
    let file = bed.cli.ok(&["exports", "path", &told["Id"].to_string()]);
    assert!(file.trim_end().ends_with(told["FileName"].as_str().unwrap()));
    assert!(std::fs::read(file.trim_end()).unwrap().starts_with(b"PK"));
    let record = newest(&bed);
    assert_eq!(
        (&record["format"], &record["account"], &record["localRows"]),
        (&json!("cloud"), &json!("main"), &json!(rows))
    );
    // The signed link opens the file for anybody who has it.
    for (path, bytes) in bed.written() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("OSSAccessKeyId") && !text.contains(Key::SECRET),
            "{path}"
        );
    }
}

#[test]
fn a_killed_request_leaves_no_file_and_its_record_says_how_to_ask_again() {
    let bed = bed(20, |options| options.export_polls = u32::MAX);
    let (mut child, _lines) = working(&bed);
    child.kill().unwrap();
    child.wait().unwrap();
    let record = newest(&bed);
    assert_eq!(
        (&record["status"], &record["error"]["Code"]),
        (&json!("failed"), &json!("cloud_export.interrupted"))
    );
    assert!(
        record["error"]["Message"]
            .as_str()
            .unwrap()
            .contains("alertbook cloud-export")
    );
    assert!(bed.cli.exports().is_empty());
}

#[test]
fn an_interrupt_and_another_process_cancel_the_request() {
    let bed = bed(20, |options| options.export_polls = u32::MAX);
    let by_signal = |child: &Child| kill_process(Pid::from_child(child), Signal::INT).unwrap();
    let by_process = |_: &Child| {
        let id = newest(&bed)["id"].to_string();
        bed.cli.ok(&["exports", "cancel", &id]);
    };
    let ways: [&dyn Fn(&Child); 2] = [&by_signal, &by_process];
    for cancel in ways {
        let (mut child, mut lines) = working(&bed);
        cancel(&child);
        let mut rest = String::new();
        lines.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1), "{rest}");
        assert!(rest.contains("export.cancelled"), "{rest}");
        assert_eq!(newest(&bed)["status"], "cancelled");
    }
    assert!(bed.cli.exports().is_empty());
}

#[test]
fn a_missing_permission_names_the_action() {
    let bed = bed(20, |options| {
        options.keys = vec![Key::standard().without(&["ExportSuspEvents"])];
    });
    let (status, error) = failure(&ask(&bed, &[]).output().unwrap());
    assert_eq!((status, &error["Code"]), (3, &json!("cloud.no_permission")));
    assert_eq!(error["Action"], "yundun-sas:ExportSuspEvents");
}

#[test]
fn what_the_cloud_cannot_express_is_refused_before_it_is_asked() {
    let bed = bed(20, |_| {});
    let (status, error) = failure(&ask(&bed, &["--sync", "new"]).output().unwrap());
    assert_eq!(
        (status, &error["Code"], &error["Problems"][0]["Parameter"]),
        (2, &json!("IllegalParam"), &json!("sync"))
    );
    assert!(
        error["Message"]
            .as_str()
            .unwrap()
            .contains("the cloud cannot express"),
        "{error}"
    );
    let (status, error) = failure(&ask(&bed, &["--account", "nobody"]).output().unwrap());
    assert_eq!((status, &error["Code"]), (1, &json!("account.not_found")));
    let file = bed.cli.beside("request.json");
    std::fs::write(&file, r#"{"Levels":"huge","sync":"gone"}"#).unwrap();
    let (status, error) = failure(
        &ask(&bed, &["--request", file.to_str().unwrap()])
            .output()
            .unwrap(),
    );
    assert_eq!((status, error["Problems"].as_array().unwrap().len()), (2, 2));
    assert_eq!(bed.cloud.counters().calls, 0);
}

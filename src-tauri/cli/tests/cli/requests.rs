use std::ffi::OsString;
use std::io::Write;
use std::process::Stdio;

use crate::support::{Cli, failure, problems};

fn refused(cli: &Cli, arguments: &[&str], expected: &[&str]) {
    let all: Vec<&str> = ["ExportSuspEvents"].iter().chain(arguments).copied().collect();
    let (status, error) = cli.fails(&all);
    assert_eq!(
        (status, error["Code"].as_str()),
        (2, Some("IllegalParam")),
        "{arguments:?}"
    );
    assert_eq!(problems(&error), expected, "{arguments:?}: {error}");
    assert_eq!(error["RequestId"].as_str().map(str::len), Some(36));
}

fn refused_json(cli: &Cli, json: &[u8], expected: &[&str]) {
    let file = cli.beside("request.json");
    std::fs::write(&file, json).unwrap();
    refused(cli, &["--request", file.to_str().unwrap()], expected);
}

#[test]
fn wrong_requests_name_what_is_wrong_and_write_nothing() {
    let cli = Cli::new();
    refused(&cli, &["--Uuids", "x"], &["Uuids"]);
    refused(&cli, &["--levels", "x"], &["arguments"]);
    refused(&cli, &["--Levels", "high"], &["Levels"]);
    refused(
        &cli,
        &["--Levels", "high", "--Status", "10", "--Id=-1"],
        &["Levels", "Status", "Id"],
    );
    refused(&cli, &["--ContainerFieldName", "image"], &["ContainerFieldValue"]);
    refused(&cli, &["--ContainerFieldValue", "x"], &["ContainerFieldName"]);
    refused(
        &cli,
        &[
            "--TimeStart",
            "2026-01-02 00:00:00",
            "--TimeEnd",
            "2026-01-01 00:00:00",
        ],
        &["TimeEnd"],
    );
    refused(&cli, &["--TimeStart", "2026-02-30 00:00:00"], &["TimeStart"]);
    refused(&cli, &["--Name", "a", "--Name", "b"], &["Name"]);
    refused(&cli, &["--Name"], &["Name"]);
    refused(
        &cli,
        &["--dialect", "word", "--columns", "id,x", "--zone", "Moon"],
        &["dialect", "columns", "zone"],
    );
    refused(&cli, &["--PageSize", "0"], &["PageSize"]);
    refused(&cli, &["--AssetsTypeList.x", "ECS"], &["AssetsTypeList.x"]);
    assert!(cli.exports().is_empty());
    assert_eq!(cli.json(&["exports", "list"]), serde_json::json!([]));
}

#[test]
fn wrong_json_requests_are_told_by_parameter() {
    let cli = Cli::new();
    let ten_megabytes = [&b"{\"Name\":\""[..], &vec![b'x'; 10 << 20], b"\"}"].concat();
    refused_json(&cli, &ten_megabytes, &["Name"]);
    refused_json(&cli, br#"{"Name":"a\u0000b"}"#, &["Name"]);
    refused_json(&cli, b"{\"Name\":\"a\xff\",\"Remark\":\"fine\"}", &["Name"]);
    refused_json(&cli, br#"{"Id":1.5}"#, &["Id"]);
    refused_json(
        &cli,
        br#"{"Id":true,"Levels":["serious"],"GroupId":{}}"#,
        &["Id", "Levels", "GroupId"],
    );
    refused_json(&cli, br#"{"Name":"a","Name":"a"}"#, &["Name"]);
    refused_json(&cli, b"[]", &["--request"]);
    refused_json(&cli, b"nothing", &["--request"]);
    refused(&cli, &["--request", "/nowhere/at/all"], &["--request"]);
    let file = cli.beside("request.json");
    std::fs::write(&file, r#"{"Levels":"serious"}"#).unwrap();
    refused(
        &cli,
        &["--request", file.to_str().unwrap(), "--Levels", "serious"],
        &["Levels"],
    );
    assert!(cli.exports().is_empty());
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_text_is_told() {
    use std::os::unix::ffi::OsStringExt;
    let cli = Cli::new();
    let odd = OsString::from_vec(b"a\xffb".to_vec());
    let (status, error) = cli.fails(&[OsString::from("ExportSuspEvents"), OsString::from("--Name"), odd]);
    assert_eq!((status, problems(&error)), (2, vec!["Name"]));
}

#[test]
fn a_request_is_read_from_standard_input() {
    let cli = Cli::filled(50);
    let mut child = cli
        .command(&["ExportSuspEvents", "--request", "-", "--Dealed", "N"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"\xef\xbb\xbf{\"PageSize\": 3, \"OperateErrorCodeList\": []}")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["Id"], 1);
    assert_eq!(cli.json(&["exports", "list"])[0]["rows"], 3);
}

#[test]
fn parameters_belong_to_operations_only() {
    let cli = Cli::new();
    for command in [
        &["demo", "--Name", "x"][..],
        &["exports", "list", "--Lang", "zh"],
        &["db", "check", "--Id"],
    ] {
        let (status, error) = cli.fails(command);
        assert_eq!(
            (status, error["Code"].as_str()),
            (2, Some("IllegalParam")),
            "{command:?}"
        );
    }
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let cli = Cli::new();
    let message = |lang: &str| {
        let output = cli.run(&["--lang", lang, "exports", "path", "7"]);
        let (status, error) = failure(&output);
        assert_eq!((status, error["Code"].as_str()), (1, Some("export.not_found")));
        error["Message"].as_str().unwrap().to_owned()
    };
    assert_eq!(message("zh"), "没有这条导出记录。");
    assert_eq!(message("en"), "There is no such export.");
}

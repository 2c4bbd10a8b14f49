use std::io::Write;
use std::path::Path;
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
    refused(&cli, &["--levels", "x"], &["--levels"]);
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
    assert!(!cli.root().exists(), "a wrong request makes no data folder");
    let (status, error) = cli.fails(&["DescribeSuspEvents", "--SourceAliUids", "x"]);
    assert_eq!((status, problems(&error)), (2, vec!["SourceAliUids"]));
    assert!(!cli.root().exists());
    assert_eq!(cli.json(&["exports", "list"]), serde_json::json!([]));
}

#[test]
fn everything_wrong_is_told_together_with_and_without_a_store() {
    let new = Cli::new();
    for cli in [&new, &Cli::filled(10)] {
        refused(cli, &["--Levels", "bad", "--Name"], &["Name", "Levels"]);
        refused(
            cli,
            &["--Remark", "--Dealed=x", "--dialect", "word"],
            &["Remark", "Dealed", "dialect"],
        );
        refused(
            cli,
            &[
                "--request",
                "/nowhere/at/all",
                "--Levels",
                "bad",
                "--Name",
                "--zone",
                "Moon",
            ],
            &["--request", "Name", "Levels", "zone"],
        );
    }
    assert!(!new.root().exists());
    let cli = Cli::filled(10);
    let (_, error) = cli.fails(&[
        "DescribeGroupedContainerInstances",
        "--GroupField",
        "x",
        "--PageSize",
    ]);
    assert_eq!(problems(&error), ["PageSize", "GroupField"]);
}

#[test]
fn a_flag_is_never_taken_for_a_value() {
    let cli = Cli::filled(50);
    refused(&cli, &["--Remark", "--Dealed=N"], &["Remark"]);
    assert!(cli.exports().is_empty());
    cli.ok(&["ExportSuspEvents", "--Remark=--Dealed=N"]);
    let record = &cli.json(&["exports", "list"])[0];
    assert_eq!(record["request"], serde_json::json!({"Remark": "--Dealed=N"}));
}

#[test]
fn wrong_arguments_keep_their_reason_and_the_language_asked_for() {
    let cli = Cli::new();
    let told = |arguments: &[&str]| {
        let (status, error) = cli.fails(arguments);
        assert_eq!((status, error["Code"].as_str()), (2, Some("IllegalParam")));
        (
            error["Problems"][0]["Parameter"].as_str().unwrap().to_owned(),
            error["Problems"][0]["Allowed"].as_str().unwrap().to_owned(),
        )
    };
    let of = |name: &str, allowed: &str| (name.to_owned(), allowed.to_owned());
    assert_eq!(told(&["import"]), of("<PATH>...", "must be given"));
    assert_eq!(told(&["--lang", "zh", "import"]), of("<PATH>...", "必须给出"));
    assert_eq!(
        told(&["exports", "path", "x", "--lang=zh"]),
        of("<ID>", "可用值：alertbook --help")
    );
    let (_, error) = cli.fails(&["demo", "--events", "0"]);
    let given = error["Problems"][0]["Given"].as_str().unwrap();
    assert!(
        given.contains("--events <N>") && given.ends_with("100000000"),
        "{given}"
    );
}

#[test]
fn accounts_may_come_as_an_array_of_numbers() {
    let cli = Cli::new();
    let file = cli.beside("request.json");
    let page = cli.beside("page.json");
    std::fs::write(
        &page,
        r#"{"SuspEvents":[{"Id":1,"Level":"remind","SaleVersion":"1","SourceAliUid":9007199254740993},{"Id":2,"Level":"remind","SourceAliUid":7}]}"#,
    )
    .unwrap();
    cli.ok(&["import", page.to_str().unwrap()]);
    for (request, count) in [
        (r#"{"SourceAliUids":[9007199254740993]}"#, 1),
        (r#"{"SourceAliUids":[9007199254740993,"7"]}"#, 2),
        (r#"{"SourceAliUids":"7"}"#, 1),
        (r#"{"SourceAliUids":7}"#, 1),
    ] {
        std::fs::write(&file, request).unwrap();
        let answer = cli.json(&["DescribeSuspEvents", "--request", file.to_str().unwrap()]);
        assert_eq!(answer["TotalCount"], count, "{request}");
    }
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
    assert!(!cli.root().exists());
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_text_is_told() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let cli = Cli::new();
    let odd = OsString::from_vec(b"a\xffb".to_vec());
    let (status, error) = cli.fails(&[OsString::from("ExportSuspEvents"), OsString::from("--Name"), odd]);
    assert_eq!((status, problems(&error)), (2, vec!["Name"]));
    let allowed = error["Problems"][0]["Allowed"].as_str().unwrap();
    assert_eq!(allowed, "must be valid Unicode text (UTF-8)");
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

#[test]
fn the_value_of_an_unknown_parameter_is_not_told() {
    let cli = Cli::new();
    for operation in ["ExportSuspEvents", "DescribeAllGroups"] {
        let (_, error) = cli.fails(&[operation, "--AccessKeySecret", "canary"]);
        assert_eq!(problems(&error), ["AccessKeySecret"]);
        assert!(!error.to_string().contains("canary"), "{error}");
    }
}

#[test]
fn a_failure_names_its_file_without_words_of_another_language() {
    let told = |cli: &Cli, arguments: &[&str], named: &Path| {
        let (_, error) = cli.fails(&[&["--lang", "zh"], arguments].concat());
        let message = error["Message"].as_str().unwrap();
        assert!(
            message.ends_with(&format!("（{}）", named.display())),
            "{message}"
        );
    };
    let cli = Cli::new();
    let (letter, missing) = (cli.beside("letter"), cli.beside("missing"));
    std::fs::write(&letter, "a letter\n".repeat(600)).unwrap();
    told(&cli, &["import", missing.to_str().unwrap()], &missing);
    told(&cli, &["db", "restore", letter.to_str().unwrap()], &letter);
    let in_the_way = Cli::new();
    std::fs::write(in_the_way.root(), "").unwrap();
    told(&in_the_way, &["exports", "list"], &in_the_way.root());
}

use serde_json::json;

use crate::support::{Cli, PROGRAM};

#[test]
fn the_main_job_from_files_to_a_file() {
    let cli = Cli::new();
    let page = cli.beside("page.json");
    std::fs::write(
        &page,
        r#"{"SuspEvents":[{"Id":9007199254740993,"Name":"=1+1","Level":"serious","EventStatus":1,"LastTimeStamp":1795140000000},
                          {"Level":"serious"}]}"#,
    )
    .unwrap();
    let summary = cli.json(&["import", page.to_str().unwrap()]);
    assert_eq!(
        (&summary["Inserted"], &summary["Rejected"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(summary["Rejects"].as_array().unwrap().len(), 1);
    assert!(std::path::Path::new(summary["RejectsFile"].as_str().unwrap()).exists());
    let answer = cli.json(&[
        "ExportSuspEvents",
        "--Levels",
        "serious",
        "--dialect",
        "data",
        "--columns",
        "id,eventSubType",
    ]);
    let name = answer["FileName"].as_str().unwrap();
    assert!(
        name.starts_with("suspicious_event_2") && name.ends_with(".csv"),
        "{name}"
    );
    assert_eq!(answer["RequestId"].as_str().unwrap().len(), 36);
    let path = cli.ok(&["exports", "path", "1"]);
    let text = std::fs::read_to_string(path.trim_end()).unwrap();
    assert_eq!(text, "ID,告警名称\n9007199254740993,'=1+1\n");
    let info = cli.json(&["DescribeSuspEventExportInfo", "--ExportId", "1"]);
    assert_eq!(
        (info["ExportStatus"].as_str(), info["Type"].as_str()),
        (Some("success"), Some("suspiciousEvent"))
    );
    let events = cli.json(&["DescribeSuspEvents", "--Id", "9007199254740993"]);
    assert_eq!(
        (&events["TotalCount"], &events["SuspEvents"][0]["Id"]),
        (&json!(1), &json!(9_007_199_254_740_993_u64))
    );
    assert!(
        !cli.root().join("alerts.db-wal").exists(),
        "an ended process leaves a whole database file"
    );
    assert_eq!(cli.json(&["exports", "remove", "1"]), json!({"Id": 1}));
    assert!(cli.exports().is_empty());
    assert_eq!(cli.fails(&["exports", "path", "1"]).1["Code"], "export.not_found");
}

#[test]
fn standard_input_is_imported() {
    use std::io::Write;
    use std::process::Stdio;
    let cli = Cli::new();
    let mut child = cli
        .command(&["import", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"{\"Id\":1,\"Level\":\"remind\"}\n{\"Id\":2,\"Level\":\"remind\"}\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["Inserted"], 2);
}

#[test]
fn generated_events_can_be_looked_at_from_every_side() {
    let cli = Cli::filled(300);
    let check = cli.json(&["db", "check"]);
    assert_eq!(
        (&check["Sound"], &check["Tables"]["event"]),
        (&json!(true), &json!(300))
    );
    let page = cli.json(&[
        "DescribeSuspEvents",
        "--PageSize",
        "5",
        "--Dealed",
        "Y",
        "--SortType",
        "asc",
    ]);
    assert_eq!((&page["Count"], &page["PageSize"]), (&json!(5), &json!(5)));
    let groups = cli.json(&["DescribeAllGroups"]);
    assert!(groups["Count"].as_u64().unwrap() > 0);
    let clusters = cli.json(&["DescribeGroupedContainerInstances", "--GroupField", "clusterId"]);
    assert_eq!(clusters["PageInfo"]["PageSize"], 20);
    let table = cli.ok(&["--output", "table", "DescribeAllGroups"]);
    assert!(table.contains("GroupName") && !table.contains('{'), "{table}");
}

#[test]
fn why_records_were_rejected_is_told_in_the_language_asked_for() {
    let cli = Cli::new();
    let file = cli.beside("ids.ndjson");
    std::fs::write(&file, "{\"Id\":-3,\"Level\":\"x\"}\nnothing\n").unwrap();
    let file = file.to_str().unwrap();
    let told = |arguments: &[&str]| {
        let summary = cli.json(arguments);
        let words = |reject: &serde_json::Value| {
            let text = |name: &str| reject[name].as_str().unwrap().to_owned();
            [text("Position"), text("Reason")].join(": ")
        };
        let rejects = summary["Rejects"].as_array().unwrap();
        rejects.iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&["--lang", "zh", "import", file]),
        [
            "第 1 行，字节偏移 0，第 1 条记录: Id：应为告警 ID（0 到 9223372036854775807 的整数），实际为 -3",
            "第 2 行，字节偏移 22: 不是 JSON",
        ]
    );
    assert_eq!(
        told(&["--lang", "en", "import", file])[1],
        "line 2, byte 22: not JSON"
    );
    let table = cli.ok(&["--lang", "zh", "--output", "table", "import", file]);
    assert!(
        table.contains("第 2 行，字节偏移 22") && table.contains("不是 JSON"),
        "{table}"
    );
}

#[test]
fn generated_events_do_not_enter_among_others_unasked() {
    let cli = Cli::filled(20);
    for (lang, words) in [
        ("en", "The store holds events already."),
        ("zh", "数据库中已有告警"),
    ] {
        let (status, error) = cli.fails(&["--lang", lang, "demo", "--events", "30"]);
        assert_eq!((status, error["Code"].as_str()), (1, Some("demo.not_empty")));
        assert!(error["Message"].as_str().unwrap().starts_with(words), "{error}");
    }
    assert_eq!(cli.json(&["db", "check"])["Tables"]["event"], 20);
    cli.ok(&["demo", "--events", "30", "--force"]);
    assert!(cli.json(&["db", "check"])["Tables"]["event"].as_u64().unwrap() > 20);
}

#[test]
fn a_table_shows_control_characters_instead_of_obeying_them() {
    let cli = Cli::new();
    let page = cli.beside("page.json");
    std::fs::write(&page, "{\"SuspEvents\":[{\"Id\":1,\"Name\":\"\\u001b[31mred\"}]}").unwrap();
    cli.ok(&["import", page.to_str().unwrap()]);
    let table = cli.ok(&["--output", "table", "DescribeSuspEvents"]);
    assert!(
        table.contains("\\u{1b}[31mred") && !table.contains('\u{1b}'),
        "{table}"
    );
}

#[test]
fn json_shows_control_characters_instead_of_sending_them_to_the_terminal() {
    let cli = Cli::new();
    let page = cli.beside("page.json");
    let name = "\u{9b}31mred\u{7f}\u{202e}gpj.exe\u{200b}";
    let record = [r#"{"SuspEvents":[{"Id":1,"Name":""#, name, r#""}]}"#].concat();
    std::fs::write(&page, record).unwrap();
    cli.ok(&["import", page.to_str().unwrap()]);
    let text = cli.ok(&["DescribeSuspEvents"]);
    assert!(
        text.contains("\\u009b31mred\\u007f\\u202egpj.exe\\u200b"),
        "{text:?}"
    );
    assert!(!text.contains(['\u{9b}', '\u{7f}', '\u{202e}', '\u{200b}']));
    assert_eq!(cli.json(&["DescribeSuspEvents"])["SuspEvents"][0]["Name"], name);
}

#[test]
fn help_and_version_are_answers() {
    let cli = Cli::new();
    for arguments in [
        &["--help"][..],
        &["help", "ExportSuspEvents"],
        &["ExportSuspEvents", "--help"],
    ] {
        let help = cli.ok(arguments);
        assert!(help.contains("Usage"), "{help}");
    }
    let help = cli.ok(&["help", "ExportSuspEvents"]);
    for name in [
        "--OperateErrorCodeList.N",
        "--ResourceDirectoryAccountId",
        "--ContainerFieldName",
        "advance_mark_mis_info.System.Success",
    ] {
        assert!(help.contains(name), "{name}");
    }
    assert!(cli.ok(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
    assert!(!cli.root().exists(), "asking for help makes no data folder");
    let output = std::process::Command::new(PROGRAM).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_environment_names_the_data_folder_and_the_flag_wins() {
    let cli = Cli::new();
    let (variable, flag) = (cli.beside("variable"), cli.beside("flag"));
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(PROGRAM);
        command
            .env("ALERTBOOK_DATA_DIR", &variable)
            .args(arguments)
            .output()
            .unwrap()
    };
    assert!(
        run(&["--data-dir", flag.to_str().unwrap(), "exports", "list"])
            .status
            .success()
    );
    assert!(flag.join("alerts.db").exists() && !variable.exists());
    assert!(run(&["exports", "list"]).status.success());
    assert!(variable.join("alerts.db").exists());
}

//! Queries in their forms on the command line.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{Cli, PROGRAM, problems};

const HOSTILE: [&str; 5] = [
    "it's $(touch /tmp/x) `id`",
    "--Dealed=N",
    "a\nb\u{1b}[201~\u{3}",
    "*; rm -rf ~",
    "木马 \\ \" %s",
];

/// Runs a command as a person would who pastes it into a shell in which `alertbook` is this program.
fn pasted(cli: &Cli, command: &str) -> Value {
    let script = [
        "alertbook() { \"$PROGRAM\" --data-dir \"$DATA\" \"$@\"; }\n",
        command,
    ]
    .concat();
    let output = Command::new("sh")
        .args(["-c", &script])
        .env("PROGRAM", PROGRAM)
        .env("DATA", cli.root())
        .env("LANG", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_printed_command_exports_what_was_asked_for_in_a_real_shell() {
    let cli = Cli::filled(20);
    for value in HOSTILE {
        let name = ["--Name=", value].concat();
        let forms = cli.json(&["query", &name, "--Levels", "serious", "--sync", "new"]);
        let command = forms["alertbook"].as_str().unwrap();
        pasted(&cli, command);
        let record = &cli.json(&["exports", "list"])[0];
        let expected = json!({"Name": value, "Levels": "serious", "sync": "new"});
        assert_eq!(record["request"], expected, "{command}");
        let request: Value = serde_json::from_str(forms["request"].as_str().unwrap()).unwrap();
        assert_eq!(request, expected);
        assert_eq!(forms["inexpressible"][0]["parameter"], "sync");
    }
}

#[test]
fn a_query_for_people_stands_under_headings_in_their_language() {
    let cli = Cli::filled(20);
    let text = cli.ok(&["--output", "table", "--lang", "zh", "query", "--sync", "new"]);
    for part in [
        "ExportSuspEvents\n",
        "\n\naliyun\n",
        "云端无法表达\n  sync: ",
        "\n\nSQL\n  SELECT",
        "执行计划\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (status, error) = cli.fails(&["query", "--Levels", "high"]);
    assert_eq!((status, problems(&error)), (2, vec!["Levels"]));
}

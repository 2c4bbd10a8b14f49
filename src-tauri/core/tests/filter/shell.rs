//! Requests as commands: a real shell makes the same request of them, whatever the values are.

use std::process::Command;

use alertbook_core::filter::{
    ExportRequest, RawRequest, RawValue, aliyun_command, parse_export_request, shell_command, shell_words,
    take_apart,
};
use proptest::prelude::*;

fn request(texts: &[(&str, &str)]) -> ExportRequest {
    parse_export_request(&RawRequest::from_texts(texts.iter().copied())).unwrap()
}

/// The words that `sh` makes of a command, the program replaced by one that prints its arguments.
fn words_of_sh(command: &str, program: &str) -> Vec<String> {
    let script = command.replacen(program, "printf '%s\\0' \"\" ", 1);
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut words: Vec<String> = text.split_terminator('\0').map(str::to_owned).collect();
    assert_eq!(words.remove(0), "", "the format ends before the first word");
    words
}

/// What was asked for by a command's words, parameter by parameter.
fn asked(words: &[String]) -> Vec<(String, RawValue)> {
    let taken = take_apart(words.iter().map(Into::into).collect());
    taken.parameters
}

fn given(request: &ExportRequest, own_too: bool) -> Vec<(String, Vec<String>)> {
    let given = request.parsed.given();
    let told = given.filter(|(spec, _)| own_too || !spec.is_own());
    told.map(|(spec, members)| (spec.parameter.to_owned(), members.to_vec()))
        .collect()
}

/// Both commands lead to the request they were made from, through a real shell and through our own reading.
fn check(request: &ExportRequest) {
    for (command, program, own_too) in [
        (shell_command(&request.parsed), "alertbook ", true),
        (aliyun_command(&request.parsed), "aliyun sas ", false),
    ] {
        let words = words_of_sh(&command, program);
        let read = shell_words("text", &command).unwrap();
        assert_eq!(read[program.split_whitespace().count()..], words, "{command}");
        let raw = RawRequest {
            entries: asked(&words),
        };
        let again = parse_export_request(&raw).unwrap_or_else(|problems| panic!("{command}: {problems:?}"));
        assert_eq!(given(&again, true), given(request, own_too), "{command}");
    }
}

/// As the cloud's tool reads its arguments: every word that begins with a dash is a flag.
fn is_read_by_the_clouds_tool(command: &str) {
    let words = words_of_sh(command, "aliyun sas ");
    let mut words = words.iter().skip(1);
    while let Some(flag) = words.next() {
        assert!(flag.starts_with("--"), "{command}: {flag}");
        if !flag.contains('=') {
            let value = words.next().unwrap();
            assert!(!value.starts_with('-') && !value.is_empty(), "{command}: {value}");
        }
    }
}

const HOSTILE: [&str; 22] = [
    "it's $(touch /tmp/x) `id` \"$HOME\"",
    "'; rm -rf / #",
    "--Dealed=N",
    "--",
    "-1",
    "-x",
    "!!",
    "a\\",
    "\\'",
    "a\nb",
    "a\r\nb",
    "x\u{1b}[201~\u{3}\nid\n'",
    "-\u{1b}!%s\\n\"'",
    "%s%n",
    "*",
    "~",
    "{a..b}",
    "木马 é 🙂\u{202e}x",
    "a\u{200b}b",
    "# x",
    "a=b",
    "<>|&;()",
];

#[test]
fn a_shell_gives_the_same_request_again_for_hostile_values_too() {
    for value in HOSTILE {
        let texts = [
            ("Name", value),
            ("Remark", value),
            ("sync", "gone,new"),
            ("AssetsTypeList", "ECS,SLB"),
            ("Levels", "serious,remind"),
            ("ContainerFieldName", "namespace"),
            ("ContainerFieldValue", value),
        ];
        let request = request(&texts);
        check(&request);
        is_read_by_the_clouds_tool(&aliyun_command(&request.parsed));
    }
}

#[test]
fn a_terminal_finds_nothing_to_obey_in_a_command() {
    for value in HOSTILE {
        let request = request(&[("Name", value)]);
        for command in [shell_command(&request.parsed), aliyun_command(&request.parsed)] {
            assert!(!command.contains(alertbook_core::text::is_unseen), "{command:?}");
        }
    }
}

#[test]
fn the_clouds_command_leaves_out_what_only_this_program_understands() {
    let request = request(&[("sync", "new"), ("AssetsTypeList", "ECS,SLB"), ("Name", "-1")]);
    assert_eq!(
        aliyun_command(&request.parsed),
        "aliyun sas ExportSuspEvents --Name=-1 --AssetsTypeList.1 ECS --AssetsTypeList.2 SLB"
    );
    assert_eq!(
        shell_command(&request.parsed),
        "alertbook ExportSuspEvents --Name -1 --AssetsTypeList.1 ECS --AssetsTypeList.2 SLB --sync new"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_survives_the_way_through_a_shell(name in "[^\0]{1,24}", remark in "[-'\"\\\\$`!%#\n\t\u{1b}a ]{1,24}") {
        check(&request(&[("Name", &name), ("Remark", &remark)]));
    }
}

//! Front end, commands, permissions and capabilities name the same things.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::shell::{Shell, sample};

/// For programs that drive the window; the front end's capability leaves it out.
const DRIVEN: [&str; 5] = [
    "import_files",
    "save_list_to",
    "save_picture_to",
    "plan_data_move",
    "plan_restore_of",
];

/// Works also where the engine cannot open: that is when people need it.
const WITHOUT_ENGINE: [&str; 4] = ["open_guide", "list_checks", "run_check", "report_checks"];

/// A command of the front end and the names of its arguments.
struct Command {
    name: String,
    arguments: Vec<String>,
}

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = top().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The table of commands in the front end's one door.
fn front_end() -> Vec<Command> {
    let text = read("ui/src/backend.ts");
    let table = text
        .split_once("export interface Commands {\n")
        .unwrap()
        .1
        .split_once("\n}")
        .unwrap()
        .0;
    let commands: Vec<_> = table
        .lines()
        .filter(|line| !line.trim_start().starts_with("/**"))
        .map(command_of)
        .collect();
    assert!(commands.len() > 20, "the table was not read");
    commands
}

/// Reads `name: { args: { a: X; b: Y }; answer: Z };`.
fn command_of(line: &str) -> Command {
    let (name, rest) = line.trim().split_once(": { args: ").unwrap();
    let args = rest.split_once("; answer:").unwrap().0;
    let arguments = match args {
        "Nothing" => Vec::new(),
        "ById" => vec!["id".to_owned()],
        fields => fields
            .trim_matches(['{', '}', ' '])
            .split(';')
            .map(|field| field.split_once(':').unwrap().0.trim().to_owned())
            .collect(),
    };
    Command {
        name: name.to_owned(),
        arguments,
    }
}

fn permission_of(command: &str) -> String {
    format!("allow-{}", command.replace('_', "-"))
}

fn granted(capability: &str) -> BTreeSet<String> {
    let text = read(Path::new("src-tauri/desktop/capabilities").join(capability));
    let capability: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none(), "no other origin may call");
    capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_command_is_there_and_tells_why_the_engine_cannot_open() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let shell = Shell::on(&file);
    let given = |command: &&Command| {
        let name = command.name.as_str();
        !DRIVEN.contains(&name) && !WITHOUT_ENGINE.contains(&name)
    };
    for command in front_end().iter().filter(given) {
        let arguments = command.arguments.iter().map(|name| (name.clone(), sample(name)));
        let error = shell
            .call(&command.name, Value::Object(arguments.collect::<Map<_, _>>()))
            .unwrap_err();
        assert_eq!(
            error["Code"], "data_folder.not_a_folder",
            "{}: {error}",
            command.name
        );
        assert!(
            error["RequestId"].is_string() && error["retryable"].is_boolean(),
            "{error}"
        );
    }
}

#[test]
fn the_guide_opens_where_the_engine_cannot() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let shell = Shell::on(&file);
    let answer = shell.call("open_guide", serde_json::json!({ "guide": sample("guide") }));
    assert_eq!(answer.unwrap(), Value::Null);
}

#[test]
fn the_window_of_the_guide_can_call_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::in_window(folder.path(), "guide");
    let own = front_end();
    let names = own.iter().map(|command| command.name.as_str());
    for name in names.chain(["plugin:event|listen", "plugin:event|emit"]) {
        let arguments = own
            .iter()
            .filter(|command| command.name == name)
            .flat_map(|command| &command.arguments)
            .map(|argument| (argument.clone(), sample(argument)));
        let refusal = shell
            .call(name, Value::Object(arguments.collect::<Map<_, _>>()))
            .unwrap_err();
        assert!(refusal.to_string().contains("not allowed"), "{name}: {refusal}");
    }
}

#[test]
fn an_engine_that_could_not_open_is_tried_again() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("missing").join("data");
    let shell = Shell::on(&folder);
    let error = shell.call("get_settings", Value::Null).unwrap_err();
    assert_eq!(error["Code"], "data_folder.no_parent");
    fs::create_dir(parent.path().join("missing")).unwrap();
    assert_eq!(
        shell.call("get_settings", Value::Null).unwrap()["zone"],
        "Asia/Shanghai"
    );
}

#[test]
fn each_command_has_a_permission_and_the_window_has_all_of_them() {
    let names: BTreeSet<_> = front_end().into_iter().map(|command| command.name).collect();
    let text = read("src-tauri/desktop/permissions/commands.toml");
    for permission in text.split("[[permission]]").skip(1) {
        let name = permission
            .split("commands.allow = [\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert!(names.contains(name), "{name} is no command of the front end");
        assert!(
            permission.contains(&format!("identifier = \"{}\"", permission_of(name))),
            "{name}"
        );
    }
    assert_eq!(text.matches("[[permission]]").count(), names.len());
    let own = names
        .iter()
        .filter(|name| !DRIVEN.contains(&name.as_str()))
        .map(|name| permission_of(name));
    let hearing = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
    assert_eq!(granted("window.json"), own.chain(hearing).collect());
    assert_eq!(
        granted("automation.json"),
        DRIVEN.map(permission_of).into_iter().collect()
    );
}

#[test]
fn what_the_window_was_not_given_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::on(folder.path());
    let forbidden = [
        DRIVEN[0],
        DRIVEN[1],
        DRIVEN[2],
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:fs|read_file",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:resources|close",
    ];
    for command in forbidden {
        let refusal = shell
            .call(command, serde_json::json!({ "paths": [] }))
            .unwrap_err();
        let text = refusal.to_string();
        assert!(
            text.contains("not allowed") || text.contains("not found"),
            "{command}: {text}"
        );
    }
}

#[test]
fn the_window_is_configured_strictly() {
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let app = &config["app"];
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(
        app["security"]["csp"],
        "default-src 'self'; connect-src ipc: http://ipc.localhost; object-src 'none'; frame-src 'none'; \
         worker-src 'none'; base-uri 'none'; form-action 'none'"
    );
    assert_eq!(app["security"]["freezePrototype"], true);
    assert_eq!(app["security"]["capabilities"], serde_json::json!(["window"]));
}

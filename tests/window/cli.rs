//! The command line on a test's data folder.

use std::process::Command;

use serde_json::Value;

use crate::home::Home;
use crate::process::built;

fn command(home: &Home, arguments: &[&str]) -> Command {
    let mut command = Command::new(built("ALERTBOOK_CLI", "alertbook"));
    home.furnish(&mut command);
    command.arg("--data-dir").arg(home.data()).args(arguments);
    command
}

/// Runs a command that must succeed, and reads its answer.
pub(crate) fn ask(home: &Home, arguments: &[&str]) -> Value {
    let output = command(home, arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
}

/// A home whose store holds generated events.
pub(crate) fn demo_home(events: u32) -> Home {
    let home = Home::new();
    ask(&home, &["demo", "--events", &events.to_string()]);
    home
}

/// The ids that a request selects, in order, as the command line exports them.
pub(crate) fn exported_ids(home: &Home, parameters: &[&str]) -> Vec<String> {
    exported_cells(home, parameters, "id")
}

/// One column of what a request selects, in order. The column must hold no line breaks and no quotes.
pub(crate) fn exported_cells(home: &Home, parameters: &[&str], column: &str) -> Vec<String> {
    let folder = home.path("by-cli");
    std::fs::create_dir_all(&folder).unwrap();
    let own = [
        "--columns",
        column,
        "--dialect",
        "data",
        "--out",
        folder.to_str().unwrap(),
    ];
    let arguments: Vec<_> = ["ExportSuspEvents"]
        .iter()
        .chain(parameters)
        .chain(&own)
        .copied()
        .collect();
    let answer = ask(home, &arguments);
    let text = std::fs::read_to_string(folder.join(answer["FileName"].as_str().unwrap())).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

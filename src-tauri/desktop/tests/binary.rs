//! The built program itself.

use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_alertbook-desktop");

fn started(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// WebKit brings the system's SQLite along; a symbol of ours by the same name would take its place.
#[cfg(target_os = "linux")]
#[test]
fn no_symbol_of_sqlite_leaves_the_program() {
    let symbols = Command::new("nm")
        .args(["-D", "--defined-only", PROGRAM])
        .output()
        .unwrap();
    assert!(symbols.status.success(), "{}", text(&symbols.stderr));
    let sqlite: Vec<_> = text(&symbols.stdout)
        .lines()
        .filter(|line| line.contains("sqlite3"))
        .map(str::to_owned)
        .collect();
    assert_eq!(sqlite, [""; 0]);
}

#[test]
fn help_and_version_need_no_display() {
    let help = started(&["--help"]);
    assert!(help.status.success() && text(&help.stdout).contains("--data-dir"));
    let version = started(&["--version"]);
    assert_eq!(
        text(&version.stdout),
        format!("alertbook-desktop {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn the_manual_tells_every_option_and_variable_of_the_help() {
    let page = include_str!("../bundle/linux/alertbook-desktop.1").replace("\\-", "-");
    let help = text(&started(&["--help"]).stdout);
    let told: Vec<_> = help
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        .filter(|word| word.starts_with("--") || word.starts_with("ALERTBOOK_"))
        .collect();
    assert!(
        told.contains(&"--data-dir") && told.contains(&"ALERTBOOK_DATA_DIR"),
        "{told:?}"
    );
    for word in told {
        assert!(page.contains(word), "the manual does not tell {word}");
    }
}

#[test]
fn an_argument_that_means_nothing_is_named() {
    let refused = started(&["--colour"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).starts_with("not understood: --colour\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_program_says_so_and_makes_nothing() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("data");
    let refused = started(&["--data-dir", folder.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stderr).starts_with("There is no display"),
        "{}",
        text(&refused.stderr)
    );
    assert!(!folder.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_display_that_does_not_answer_is_told_the_same_way() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Command::new(PROGRAM)
        .args(["--data-dir", folder.path().to_str().unwrap()])
        .env("DISPLAY", "localhost:60000")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stderr).contains("The window cannot open"),
        "{}",
        text(&refused.stderr)
    );
}

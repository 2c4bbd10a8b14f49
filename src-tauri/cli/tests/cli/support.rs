//! Running the program on a data folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use std::ffi::OsStr;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_alertbook");

/// A data folder that goes away with the test.
pub(crate) struct Cli {
    folder: tempfile::TempDir,
}

impl Cli {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One with generated events.
    pub(crate) fn filled(events: u32) -> Self {
        let cli = Self::new();
        cli.ok(&["demo", "--events", &events.to_string()]);
        cli
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env_remove("ALERTBOOK_DATA_DIR")
            .env("LANG", "C")
            .env_remove("LC_ALL");
        command
            .arg("--data-dir")
            .arg(self.root())
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs what must succeed, and answers what it printed.
    pub(crate) fn ok<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.run(arguments);
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
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json<S: AsRef<OsStr>>(&self, arguments: &[S]) -> serde_json::Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Runs what must fail: its exit status and its error object.
    pub(crate) fn fails<S: AsRef<OsStr>>(&self, arguments: &[S]) -> (i32, serde_json::Value) {
        failure(&self.run(arguments))
    }

    pub(crate) fn exports(&self) -> Vec<String> {
        names_in(&self.root().join("exports"))
    }
}

pub(crate) fn failure(output: &Output) -> (i32, serde_json::Value) {
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "",
        "answers only on success"
    );
    let error = serde_json::from_slice(&output.stderr)
        .unwrap_or_else(|_| panic!("no error object: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), error)
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// The names of the wrong parameters of an error object.
pub(crate) fn problems(error: &serde_json::Value) -> Vec<&str> {
    let problems = error["Problems"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    problems
        .iter()
        .map(|problem| problem["Parameter"].as_str().unwrap())
        .collect()
}

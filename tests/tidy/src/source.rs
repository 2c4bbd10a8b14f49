//! The text files of the project.

use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// A text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the top level, with `/` between the parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Folders that hold what was built or fetched.
const NOT_OURS: &[&str] = &[
    ".git",
    ".venv",
    "bench-data",
    "dist",
    "dist-mock",
    "gen",
    "node_modules",
    "target",
];

/// Every text file below `top`, in order of path.
pub fn sources(top: &Path) -> Vec<Source> {
    let is_ours = |entry: &DirEntry| !NOT_OURS.iter().any(|name| entry.file_name() == *name);
    let entries = WalkDir::new(top)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_ours)
        .filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let text = std::fs::read_to_string(entry.path()).ok()?;
            let path = entry.path().strip_prefix(top).ok()?.to_str()?.replace('\\', "/");
            Some(Source { path, text })
        })
        .collect()
}

impl Source {
    /// A source made by hand, for trying a check.
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Whether the name ends in one of these.
    pub fn is(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.path.ends_with(extension))
    }

    /// Whether the whole file serves tests, examples or measurements.
    pub fn is_test(&self) -> bool {
        let folders = ["tests/", "benches/", "examples/", "testkit/"];
        let in_folder = folders
            .iter()
            .any(|folder| self.path.contains(&format!("/{folder}")) || self.path.starts_with(folder));
        in_folder || self.is(&["/tests.rs", "_tests.rs", ".test.ts"])
    }

    /// Whether its first line says that it was generated.
    pub fn is_generated(&self) -> bool {
        self.text
            .lines()
            .next()
            .is_some_and(|line| line.to_ascii_lowercase().contains("generated from"))
    }

    /// The numbered lines before the tests in the same file.
    pub fn body(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = if self.is_test() { "" } else { self.text.as_str() };
        (1..)
            .zip(lines.lines())
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }

    /// Says what is wrong in a line.
    pub fn finding(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_told_from_the_rest() {
        for path in [
            "tests/a.rs",
            "src-tauri/core/tests/a.rs",
            "src-tauri/x/src/y/tests.rs",
            "a/b_tests.rs",
            "ui/a.test.ts",
        ] {
            assert!(Source::new(path, "").is_test(), "{path}");
        }
        assert!(!Source::new("src-tauri/core/src/latest.rs", "").is_test());
    }

    #[test]
    fn the_body_ends_where_the_tests_begin() {
        let source = Source::new("src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {}\n");
        assert_eq!(source.body().collect::<Vec<_>>(), [(1, "fn a() {}")]);
    }

    #[test]
    fn folders_that_were_built_are_left_out() {
        let own = sources(Path::new(env!("CARGO_MANIFEST_DIR")));
        assert!(own.iter().any(|source| source.path == "src/source.rs"));
        assert!(own.iter().all(|source| !source.path.starts_with("target/")));
    }
}

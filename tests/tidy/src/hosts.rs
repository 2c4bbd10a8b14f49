//! Nothing in the project tells on which machine it was made.

use crate::Source;

/// Folders of one machine or one person, as they would stand in a path.
const FOLDERS: &[&str] = &["/root/", "/home/", "/Users/"];

/// The public registries; a lock file that names another one works only where that one is.
const REGISTRIES: &[(&str, &str, &str)] = &[
    (
        "ui/package-lock.json",
        "\"resolved\": \"",
        "https://registry.npmjs.org/",
    ),
    (
        "Cargo.lock",
        "source = \"",
        "registry+https://github.com/rust-lang/crates.io-index",
    ),
];

/// Findings in one file.
pub fn check(source: &Source) -> Vec<String> {
    if source.path == "tests/tidy/src/hosts.rs" {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        if FOLDERS.iter().any(|folder| names_folder(line, folder)) {
            findings.push(source.finding(number, "a path of one machine"));
        }
        for (file, before, registry) in REGISTRIES.iter().filter(|row| row.0 == source.path) {
            if line
                .split_once(before)
                .is_some_and(|(_, address)| !address.starts_with(registry))
            {
                findings
                    .push(source.finding(number, &format!("{file} names another registry than {registry}")));
            }
        }
    }
    findings
}

/// Whether the folder stands at the beginning of a path: `/home/x`, not `https://x/home/`.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~' | '}' | '$' | '*')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_one_machine_are_found() {
        for line in ["\"/home/someone/x\"", "see file:///root/.x", "(/Users/me/x)"] {
            let expected = usize::from(!line.contains("file:"));
            assert_eq!(check(&Source::new("docs/a.md", line)).len(), expected, "{line}");
        }
        assert!(
            check(&Source::new(
                "docs/a.md",
                "https://example.com/home/ and src/work/x and $HOME/x"
            ))
            .is_empty()
        );
    }

    #[test]
    fn other_registries_are_found() {
        let line = "\"resolved\": \"https://mirror.example.com/svelte.tgz\",";
        assert_eq!(check(&Source::new("ui/package-lock.json", line)).len(), 1);
        let line = "source = \"git+https://example.com/x\"";
        assert_eq!(check(&Source::new("Cargo.lock", line)).len(), 1);
        let line = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert!(check(&Source::new("Cargo.lock", line)).is_empty());
    }
}

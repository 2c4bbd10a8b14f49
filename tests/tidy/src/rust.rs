//! Words that do not belong into Rust code.

use crate::Source;

/// Nowhere, tests included: each hides work that is not done, or a race.
const NOWHERE: &[(&str, &str)] = &[
    ("todo!", "finish it or leave it out"),
    ("unimplemented!", "finish it or leave it out"),
    ("#[ignore", "a test that does not run proves nothing"),
    (
        "thread::sleep",
        "wait for the thing itself: a channel, a condition, a child",
    ),
];

/// Outside tests only.
const NOT_IN_PRODUCTION: &[(&str, &str)] = &[
    (".unwrap()", "an error is handed on, handled, or logged"),
    (".expect(", "an error is handed on, handled, or logged"),
];

/// Findings in one Rust file.
pub fn check(source: &Source) -> Vec<String> {
    // These files name the words to look for.
    if !source.is(&[".rs"]) || source.path.starts_with("tests/tidy/src/") {
        return Vec::new();
    }
    let everywhere = (1..)
        .zip(source.text.lines())
        .flat_map(|line| named(source, line, NOWHERE));
    let production = source
        .body()
        .flat_map(|line| named(source, line, NOT_IN_PRODUCTION));
    everywhere.chain(production).collect()
}

fn named(source: &Source, (number, line): (usize, &str), words: &[(&str, &str)]) -> Vec<String> {
    let code = line.trim_start();
    let found = words
        .iter()
        .filter(|(word, _)| !code.starts_with("//") && code.contains(word));
    found
        .map(|(word, reason)| source.finding(number, &format!("{word}: {reason}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_words_are_found() {
        for line in [
            "todo!()",
            "unimplemented!()",
            "#[ignore]",
            "std::thread::sleep(a)",
            "a.unwrap()",
            "a.expect(\"b\")",
        ] {
            assert_eq!(
                check(&Source::new("src-tauri/a/src/b.rs", line)).len(),
                1,
                "{line}"
            );
        }
    }

    #[test]
    fn tests_may_unwrap_but_not_sleep() {
        let text = "a.unwrap();\nthread::sleep(b);\n";
        assert_eq!(check(&Source::new("src-tauri/a/tests/b.rs", text)).len(), 1);
        let text = format!("fn a() {{}}\n#[cfg(test)]\n{text}");
        assert_eq!(check(&Source::new("src-tauri/a/src/b.rs", &text)).len(), 1);
    }

    #[test]
    fn comments_and_neighbouring_words_are_no_findings() {
        let text = "// never todo!\na.unwrap_or_default();\n/// `.unwrap()` is wrong\n";
        assert!(check(&Source::new("src-tauri/a/src/b.rs", text)).is_empty());
    }
}

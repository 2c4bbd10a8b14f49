//! How files are laid out: their size, and what belongs into `lib.rs` and `mod.rs`.

use crate::Source;

/// A file longer than this is two files.
const MOST_LINES: usize = 600;
/// Lines of a function that may stand in `lib.rs` or `mod.rs`.
const MOST_BODY_LINES: usize = 4;

/// A source file that is too long, tests and generated files aside.
pub fn check_size(source: &Source) -> Vec<String> {
    if !source.is(&[".rs", ".ts", ".svelte", ".css"]) || source.is_generated() {
        return Vec::new();
    }
    let lines = source.body().count();
    if lines <= MOST_LINES {
        return Vec::new();
    }
    vec![source.finding(
        lines,
        &format!("{lines} lines; at {MOST_LINES} a file is two files"),
    )]
}

/// Functions with a body of their own in `lib.rs` or `mod.rs`, which hold declarations and docs.
pub fn check_declarations(source: &Source) -> Vec<String> {
    if !source.is(&["/lib.rs", "/mod.rs"]) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in source.body() {
        match &open {
            Some((start, end)) if line == end => {
                if number - start - 1 > MOST_BODY_LINES {
                    findings.push(
                        source.finding(*start, "a function this long belongs into a module of its own"),
                    );
                }
                open = None;
            }
            None if opens_function(line) => {
                let indent = line.len() - line.trim_start().len();
                open = Some((number, format!("{}}}", " ".repeat(indent))));
            }
            _ => {}
        }
    }
    findings
}

fn opens_function(line: &str) -> bool {
    let code = line.trim_start();
    line.ends_with('{') && (code.starts_with("fn ") || code.contains(" fn ")) && !code.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found_unless_it_is_tests_or_generated() {
        let long = "let a = 1;\n".repeat(601);
        assert_eq!(check_size(&Source::new("ui/src/a.ts", &long)).len(), 1);
        assert_eq!(check_size(&Source::new("src-tauri/a/src/b.rs", &long)).len(), 1);
        assert!(check_size(&Source::new("docs/a.md", &long)).is_empty());
        assert!(check_size(&Source::new("src-tauri/a/tests/b.rs", &long)).is_empty());
        assert!(
            check_size(&Source::new(
                "ui/src/a.ts",
                &format!("// Generated from x\n{long}")
            ))
            .is_empty()
        );
        let with_tests = format!("fn a() {{}}\n#[cfg(test)]\n{long}");
        assert!(check_size(&Source::new("src-tauri/a/src/b.rs", &with_tests)).is_empty());
    }

    #[test]
    fn a_long_function_in_a_declaration_file_is_found() {
        let long = "pub mod a;\n\nimpl A {\n    pub fn b() {\n        1;\n        2;\n        3;\n        4;\n        5;\n    }\n}\n";
        assert_eq!(
            check_declarations(&Source::new("src-tauri/a/src/lib.rs", long)).len(),
            1
        );
        assert!(check_declarations(&Source::new("src-tauri/a/src/b.rs", long)).is_empty());
        let short = "pub mod a;\nfn b() {\n    a::c();\n}\n";
        assert!(check_declarations(&Source::new("src-tauri/a/src/x/mod.rs", short)).is_empty());
    }
}

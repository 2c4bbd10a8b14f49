//! The front end shows attackers' text and has one door to the program.

use crate::Source;

const DOOR: &str = "ui/src/backend.ts";
const HTML: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "{@html",
];
const UNFINISHED: &[&str] = &[
    "it.skip(",
    "test.skip(",
    "describe.skip(",
    "it.only(",
    "test.only(",
    "describe.only(",
    ".todo(",
];

/// Findings in one file below `ui`.
pub fn check(source: &Source) -> Vec<String> {
    if !source.path.starts_with("ui/") || !source.is(&[".ts", ".svelte", ".js", ".html"]) {
        return Vec::new();
    }
    let is_ours = source.path.starts_with("ui/src/");
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        for word in HTML.iter().filter(|word| is_ours && line.contains(*word)) {
            findings.push(source.finding(
                number,
                &format!("{word}: text from alerts goes into text nodes only"),
            ));
        }
        for word in UNFINISHED.iter().filter(|word| line.contains(*word)) {
            findings.push(source.finding(
                number,
                &format!("{word}: a test that does not run proves nothing"),
            ));
        }
        if is_ours && source.path != DOOR && line.contains("@tauri-apps") {
            findings.push(source.finding(number, &format!("only {DOOR} knows Tauri")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_from_text_is_found() {
        assert_eq!(
            check(&Source::new("ui/src/a.svelte", "{@html event.desc}")).len(),
            1
        );
        assert_eq!(
            check(&Source::new("ui/src/a.ts", "node.innerHTML = text;")).len(),
            1
        );
    }

    #[test]
    fn a_second_door_to_the_program_is_found() {
        let line = "import { invoke } from '@tauri-apps/api/core';";
        assert_eq!(check(&Source::new("ui/src/events/a.ts", line)).len(), 1);
        assert!(check(&Source::new(DOOR, line)).is_empty());
        assert!(check(&Source::new("ui/tests/a.test.ts", line)).is_empty());
    }

    #[test]
    fn a_test_that_does_not_run_is_found() {
        assert_eq!(
            check(&Source::new("ui/tests/a.test.ts", "it.skip('works', () => {})")).len(),
            1
        );
    }
}

//! The report that a person copies into a message to somebody who helps.

use alertbook_wire::{Check, CheckState};
use chrono::DateTime;

/// The checks as plain text. Paths of the person's own folder begin with `~`, so that no name is told.
pub(super) fn report_of(checks: &[Check], at: i64) -> String {
    let mut lines = vec![
        format!(
            "Alertbook {} · {} {} · SQLite {}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            alertbook_store::sqlite_version(),
        ),
        DateTime::from_timestamp_millis(at)
            .unwrap_or_default()
            .to_rfc3339(),
        String::new(),
    ];
    for check in checks {
        lines.push(format!(
            "[{}] {}: {}",
            mark(check.state),
            check.id,
            without_names(&check.text)
        ));
        if let Some(advice) = &check.advice {
            lines.push(format!("       {advice}"));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

const fn mark(state: CheckState) -> &'static str {
    match state {
        CheckState::Good => " ok ",
        CheckState::Warning => "warn",
        CheckState::Bad => "BAD ",
        CheckState::Skipped => " -- ",
    }
}

/// The text with the person's own folder told as `~`.
pub(super) fn without_names(text: &str) -> String {
    let home = dirs::home_dir();
    match home
        .as_deref()
        .and_then(|home| home.to_str())
        .filter(|home| home.len() > 1)
    {
        Some(home) => without_home(text, home),
        None => text.to_owned(),
    }
}

/// Only where the folder's name ends there: another's may begin with it.
fn without_home(text: &str, home: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(home) {
        shown.push_str(before);
        let goes_on = |next: char| next.is_alphanumeric() || matches!(next, '-' | '_' | '.');
        shown.push_str(if after.starts_with(goes_on) { home } else { "~" });
        rest = after;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_was_found_and_not_who_somebody_is() {
        let home = dirs::home_dir().unwrap().display().to_string();
        let check = Check {
            id: "folder".to_owned(),
            title: "Data folder".to_owned(),
            state: CheckState::Warning,
            text: [&home, "/alertbook can be read by others"].concat(),
            advice: Some("chmod 700".to_owned()),
        };
        let report = report_of(&[check], 0);
        assert!(report.contains("[warn] folder: ~/alertbook can be read by others\n       chmod 700\n"));
        assert!(report.contains("1970-01-01T00:00:00"));
        assert!(home == "/" || !report.contains(&home));
    }

    #[test]
    fn a_folder_whose_name_goes_on_is_somebody_elses() {
        let check = |text, expected: &str| assert_eq!(without_home(text, "/people/al"), expected);
        check("/people/al/data and /people/al", "~/data and ~");
        check("/people/alice/data", "/people/alice/data");
        check("/people/al-2 /people/al：x", "/people/al-2 ~：x");
    }
}

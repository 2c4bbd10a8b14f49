//! The only place that prints. A reader that went away is no error.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this module is the program's door to the terminal"
)]

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};

use alertbook_core::text::is_unseen;
use alertbook_wire::WireError;
use serde::Serialize;
use serde_json::Value;

use crate::{csv, table};

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the API answers.
    Json,
    /// For people.
    Table,
    /// For spreadsheets and scripts.
    Csv,
}

/// Prints an answer.
pub(crate) fn answer(answer: &impl Serialize, form: Form) {
    let text = match form {
        Form::Json => json(answer),
        Form::Table => table::of(&serde_json::to_value(answer).unwrap_or(Value::Null)),
        Form::Csv => csv::of(
            &serde_json::to_value(answer).unwrap_or(Value::Null),
            std::io::stdout().is_terminal(),
        ),
    };
    line(&text);
}

/// Prints a line of text as it is.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush());
}

/// Prints text as it is on standard error.
pub(crate) fn aside(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints the error object of a failed command.
pub(crate) fn error(error: &WireError) {
    aside(&[&json(error), "\n"].concat());
}

/// JSON that no terminal obeys: what would be obeyed instead of seen is escaped, which leaves the value the same.
///
/// The finished text is gone through rather than the strings on their way into it, because stored records come as
/// JSON already. Only strings can hold such a character: serde writes no other, and a record without it was parsed.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unseen(c) && !matches!(c, '\n' | '\r' | '\t') {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing into a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use serde_json::value::RawValue;

    const HOSTILE: &str = "\u{9b}31m\u{7f}\u{85}\u{202e}\u{200b}\u{feff}\u{e0041}\u{1b}[2J\\\"";

    #[test]
    fn json_shows_what_a_terminal_would_obey_and_means_the_same() {
        let value = json!({ HOSTILE: [HOSTILE, "木马 é 🙂\n"] });
        let text = super::json(&value);
        assert!(text.contains("\\u009b31m\\u007f\\u0085\\u202e\\u200b\\ufeff\\udb40\\udc41\\u001b[2J"));
        assert!(text.contains("木马 é 🙂"));
        assert!(
            !text.chars().any(|c| super::is_unseen(c) && c != '\n'),
            "{text:?}"
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }

    #[test]
    fn stored_records_are_no_exception() {
        let record = RawValue::from_string("{\"a\": \"\u{9b}2J\"}".to_owned()).unwrap();
        assert_eq!(super::json(&record), "{\"a\": \"\\u009b2J\"}");
    }
}

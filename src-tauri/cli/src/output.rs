//! The only place that prints. A reader that went away is no error.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this module is the program's door to the terminal"
)]

use std::io::Write;

use alertbook_wire::WireError;
use serde::Serialize;
use serde_json::Value;

use crate::table;

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the API answers.
    Json,
    /// For people.
    Table,
}

/// Prints an answer.
pub(crate) fn answer(answer: &impl Serialize, form: Form) {
    let text = match form {
        Form::Json => serde_json::to_string_pretty(answer).unwrap_or_default(),
        Form::Table => table::of(&serde_json::to_value(answer).unwrap_or(Value::Null)),
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
    let text = serde_json::to_string_pretty(error).unwrap_or_default();
    aside(&[&text, "\n"].concat());
}

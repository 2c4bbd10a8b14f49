//! Wrong arguments of our own, told like wrong parameters: which one, what was given, what would be right.

use std::ffi::OsString;

use alertbook_core::Language;
use alertbook_core::filter::{Expectation, Problem};
use alertbook_core::text::shown;
use alertbook_engine::system_language;
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The longest reason in the parser's own words, in characters.
const LONGEST: usize = 400;

/// What the parser refuses.
pub(crate) fn problems(error: &clap::Error, definition: &Command, arguments: &[OsString]) -> Vec<Problem> {
    let names = strings(error, ContextKind::InvalidArg);
    let name = names.first().map_or("", String::as_str);
    let given = first(error, ContextKind::InvalidValue);
    let words = strings(error, ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::MissingRequiredArgument if !names.is_empty() => {
            let missing = |name: &String| Problem::new(name, "", Expectation::Required);
            names.iter().map(missing).collect()
        }
        ErrorKind::UnknownArgument if !name.is_empty() => {
            vec![Problem::new(name, "", Expectation::KnownParameter(None))]
        }
        ErrorKind::InvalidValue if given.is_empty() && !name.is_empty() => {
            vec![Problem::new(name, "", Expectation::Value)]
        }
        ErrorKind::InvalidValue if !words.is_empty() => {
            vec![Problem::new(name, &given, Expectation::Words(words))]
        }
        ErrorKind::ArgumentConflict if !name.is_empty() => {
            vec![Problem::new(name, "", Expectation::Once)]
        }
        ErrorKind::MissingSubcommand => vec![Problem::new("command", "", Expectation::Required)],
        ErrorKind::InvalidSubcommand => {
            let given = first(error, ContextKind::InvalidSubcommand);
            let commands = Expectation::Words(commands_at(definition, arguments, &given));
            vec![Problem::new("command", &given, commands)]
        }
        _ => vec![in_the_parsers_words(error, name)],
    }
}

/// The language asked for, where the arguments as a whole could not be understood; otherwise the system's.
pub(crate) fn language_in(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let mut found = None;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        found = value.and_then(Language::from_word).or(found);
    }
    found.unwrap_or_else(system_language)
}

/// The commands that might stand in the place of an unknown one.
fn commands_at(definition: &Command, arguments: &[OsString], unknown: &str) -> Vec<String> {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let mut here = definition;
    while let Some(word) = words.next()
        && word != unknown
    {
        let long = word.strip_prefix("--");
        let mut options = definition.get_arguments().chain(here.get_arguments());
        if long.is_some()
            && options.any(|option| option.get_long() == long && option.get_action().takes_values())
        {
            // Its value may be spelt as a command is.
            words.next();
        } else {
            here = here.find_subcommand(word).unwrap_or(here);
        }
    }
    let shown = here.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

fn help() -> Expectation {
    Expectation::Words(vec!["alertbook --help".to_owned()])
}

/// The whole reason as one line, without the usage that follows it.
fn in_the_parsers_words(error: &clap::Error, name: &str) -> Problem {
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let reason = text.split("\n\n").next().unwrap_or_default();
    let reason: Vec<&str> = reason.split_whitespace().collect();
    let name = if name.is_empty() { "arguments" } else { name };
    Problem {
        given: shown(&reason.join(" "), LONGEST),
        ..Problem::new(name, "", help())
    }
}

fn first(error: &clap::Error, kind: ContextKind) -> String {
    strings(error, kind).into_iter().next().unwrap_or_default()
}

fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::definition;

    fn check(arguments: &[&str], expected: &[(&str, &str, Expectation)]) {
        let all: Vec<OsString> = ["alertbook"]
            .iter()
            .chain(arguments)
            .map(OsString::from)
            .collect();
        let error = definition().try_get_matches_from(&all).unwrap_err();
        let expected: Vec<Problem> = expected
            .iter()
            .map(|(name, given, expected)| Problem::new(name, given, expected.clone()))
            .collect();
        assert_eq!(problems(&error, &definition(), &all), expected, "{arguments:?}");
    }

    #[test]
    fn each_mistake_is_told_by_its_argument() {
        check(&["import"], &[("<PATH>...", "", Expectation::Required)]);
        check(&["exports", "path"], &[("<ID>", "", Expectation::Required)]);
        check(
            &["ExportSuspEvents", "--levels", "x"],
            &[("--levels", "", Expectation::KnownParameter(None))],
        );
        let words = Expectation::Words(vec!["zh".to_owned(), "en".to_owned()]);
        check(&["--lang", "fr", "demo"], &[("--lang <WORD>", "fr", words)]);
        check(
            &["ExportSuspEvents", "--out"],
            &[("--out <DIR>", "", Expectation::Value)],
        );
        check(
            &["ExportSuspEvents", "--out", "a", "--out", "b"],
            &[("--out <DIR>", "", Expectation::Once)],
        );
        let commands = |definition: &Command| {
            let names = definition
                .get_subcommands()
                .map(|command| command.get_name().to_owned());
            Expectation::Words(names.collect())
        };
        let of_db = commands(definition().find_subcommand("db").unwrap());
        for before in [
            &[][..],
            &["--quiet"],
            &["--data-dir", "exports"],
            &["--data-dir=import"],
        ] {
            let all = [before, &["db", "chekc"]].concat();
            check(&all, &[("command", "chekc", of_db.clone())]);
            let all = [before, &["exprot"]].concat();
            check(&all, &[("command", "exprot", commands(&definition()))]);
        }
        check(&["--lang", "zh"], &[("command", "", Expectation::Required)]);
    }

    #[test]
    fn other_reasons_keep_all_their_words() {
        let error = definition()
            .try_get_matches_from([
                "alertbook",
                "demo",
                "--events",
                "\u{1b}[2Jmany-many-many-many-many-many-many",
            ])
            .unwrap_err();
        let [problem] = problems(&error, &definition(), &[]).try_into().unwrap();
        assert!(problem.given.contains("\\u{1b}[2Jmany") && problem.given.contains("invalid digit"));
        assert!(!problem.given.contains("help"), "{}", problem.given);
    }

    #[test]
    fn the_language_is_read_from_arguments_that_are_wrong() {
        let read =
            |arguments: &[&str]| language_in(&arguments.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(read(&["import", "--lang", "zh"]), Language::Zh);
        assert_eq!(read(&["--lang=en", "--lang", "nonsense"]), Language::En);
        assert_eq!(read(&["import", "--language=zh"]), system_language());
    }
}

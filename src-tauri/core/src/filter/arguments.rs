//! Telling parameters of requests from our own flags: the API's begin with a capital letter, those of our own filters
//! stand in the table of filters; flags do neither.

use std::ffi::OsString;

use super::raw::{Oddity, RawValue};
use super::spec::EXPORT_SUSP_EVENTS;

/// Arguments taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Parameters of the API in the order given, nothing judged yet.
    pub parameters: Vec<(String, RawValue)>,
    /// Everything else.
    pub own: Vec<OsString>,
}

/// Takes arguments apart. After `--` nothing is a parameter.
///
/// A parameter that ends the line or stands before another flag has no value, which is told where it is judged. A
/// value that looks like a flag is written `--Name=--value`: taking it from the next place would swallow a condition.
pub fn take_apart(arguments: Vec<OsString>) -> Arguments {
    let mut taken = Arguments::default();
    let mut arguments = arguments.into_iter().peekable();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            taken.own.push(argument);
            taken.own.extend(arguments);
            break;
        }
        match parameter_name(&argument) {
            None => taken.own.push(argument),
            Some((name, Some(value))) => taken.parameters.push((name, value)),
            Some((name, None)) => {
                let value = arguments.next_if(|next| !looks_like_a_flag(next));
                taken
                    .parameters
                    .push((name, value.map_or_else(no_value, raw_value)));
            }
        }
    }
    taken
}

/// `--` and a letter. `-1` and `--` alone are values.
fn looks_like_a_flag(argument: &OsString) -> bool {
    let name = argument.as_encoded_bytes().strip_prefix(b"--");
    name.and_then(<[u8]>::first).is_some_and(u8::is_ascii_alphabetic)
}

/// The name of `--Name` or `--Name=value`, with the value of the latter.
fn parameter_name(argument: &OsString) -> Option<(String, Option<RawValue>)> {
    let bytes = argument.as_encoded_bytes();
    let name = bytes.strip_prefix(b"--")?;
    if !name.first()?.is_ascii_uppercase() && !is_own_filter(name) {
        return None;
    }
    let readable = argument.to_str();
    let text = argument.to_string_lossy();
    let rest = text.strip_prefix("--")?;
    Some(match rest.split_once('=') {
        None => (rest.to_owned(), None),
        Some((name, value)) => {
            let value = if readable.is_some() {
                RawValue::Text(value.to_owned())
            } else {
                unreadable(value)
            };
            (name.to_owned(), Some(value))
        }
    })
}

/// Also with the number of a member, as in `--not.1`.
fn is_own_filter(name: &[u8]) -> bool {
    let name = name
        .split(|byte| matches!(byte, b'=' | b'.'))
        .next()
        .unwrap_or_default();
    EXPORT_SUSP_EVENTS
        .iter()
        .any(|spec| spec.is_own() && spec.parameter.as_bytes() == name)
}

fn raw_value(value: OsString) -> RawValue {
    value
        .into_string()
        .map_or_else(|value| unreadable(&value.to_string_lossy()), RawValue::Text)
}

fn unreadable(shown: &str) -> RawValue {
    RawValue::Other {
        oddity: Oddity::NotText,
        text: shown.to_owned(),
    }
}

const fn no_value() -> RawValue {
    RawValue::Other {
        oddity: Oddity::NoValue,
        text: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], parameters: &[(&str, &str)], own: &[&str]) {
        let taken = take_apart(arguments.iter().map(OsString::from).collect());
        let expected: Vec<(String, RawValue)> = parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), RawValue::Text((*value).to_owned())))
            .collect();
        assert_eq!(taken.parameters, expected);
        assert_eq!(taken.own, own);
    }

    #[test]
    fn capitals_are_the_apis() {
        check(
            &[
                "ExportSuspEvents",
                "--Levels",
                "serious",
                "--out",
                "x",
                "--AssetsTypeList.1=ECS",
                "--Name",
                "-1",
            ],
            &[("Levels", "serious"), ("AssetsTypeList.1", "ECS"), ("Name", "-1")],
            &["ExportSuspEvents", "--out", "x"],
        );
        check(
            &["--Name=a=b", "--Remark="],
            &[("Name", "a=b"), ("Remark", "")],
            &[],
        );
        check(
            &["import", "--", "--Name", "x"],
            &[],
            &["import", "--", "--Name", "x"],
        );
    }

    #[test]
    fn filters_of_our_own_are_parameters_too() {
        check(
            &["ExportSuspEvents", "--sync", "new", "--syncs", "x"],
            &[("sync", "new")],
            &["ExportSuspEvents", "--syncs", "x"],
        );
        check(&["--sync=gone,new", "sync"], &[("sync", "gone,new")], &["sync"]);
        check(
            &["--not.1", "Levels=serious", "--not.2=Remark=a", "--nots.1", "x"],
            &[("not.1", "Levels=serious"), ("not.2", "Remark=a")],
            &["--nots.1", "x"],
        );
    }

    #[test]
    fn a_flag_is_no_value() {
        let apart = |arguments: &[&str]| take_apart(arguments.iter().map(OsString::from).collect());
        let taken = apart(&["--Remark", "--Dealed=N", "--Name", "--out", "x", "--Levels"]);
        let text = |text: &str| RawValue::Text(text.to_owned());
        assert_eq!(
            taken.parameters,
            [
                ("Remark".to_owned(), no_value()),
                ("Dealed".to_owned(), text("N")),
                ("Name".to_owned(), no_value()),
                ("Levels".to_owned(), no_value()),
            ]
        );
        assert_eq!(taken.own, ["--out", "x"]);
        check(
            &["--Remark=--x", "--Name", "--", "--Id", "-1", "--From", "--1"],
            &[("Remark", "--x"), ("Name", "--"), ("Id", "-1"), ("From", "--1")],
            &[],
        );
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_text_are_told() {
        use std::os::unix::ffi::OsStringExt;
        let taken = take_apart(vec!["--Name".into(), OsString::from_vec(b"a\xff".to_vec())]);
        assert!(matches!(taken.parameters.first(), Some((name, RawValue::Other { .. })) if name == "Name"));
        let taken = take_apart(vec![OsString::from_vec(b"--Name=a\xff".to_vec())]);
        assert!(matches!(taken.parameters.first(), Some((name, RawValue::Other { .. })) if name == "Name"));
    }
}

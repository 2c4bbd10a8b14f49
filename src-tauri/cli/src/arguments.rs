//! Telling the API's parameters from our own flags: theirs begin with a capital letter, ours never do.

use std::ffi::OsString;

use alertbook_core::filter::RawValue;

/// Arguments taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Parameters of the API in the order given, nothing judged yet.
    pub(crate) parameters: Vec<(String, RawValue)>,
    /// Parameters that came last and without a value.
    pub(crate) valueless: Vec<String>,
    /// Everything else.
    pub(crate) own: Vec<OsString>,
}

/// Takes arguments apart. After `--` nothing is a parameter.
pub(crate) fn take_apart(arguments: Vec<OsString>) -> Arguments {
    let mut taken = Arguments::default();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            taken.own.push(argument);
            taken.own.extend(arguments);
            break;
        }
        match parameter_name(&argument) {
            None => taken.own.push(argument),
            Some((name, Some(value))) => taken.parameters.push((name, value)),
            Some((name, None)) => match arguments.next() {
                Some(value) => taken.parameters.push((name, raw_value(value))),
                None => taken.valueless.push(name),
            },
        }
    }
    taken
}

/// The name of `--Name` or `--Name=value`, with the value of the latter.
fn parameter_name(argument: &OsString) -> Option<(String, Option<RawValue>)> {
    let bytes = argument.as_encoded_bytes();
    let capital = bytes.strip_prefix(b"--")?.first()?.is_ascii_uppercase();
    if !capital {
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

fn raw_value(value: OsString) -> RawValue {
    value
        .into_string()
        .map_or_else(|value| unreadable(&value.to_string_lossy()), RawValue::Text)
}

fn unreadable(shown: &str) -> RawValue {
    RawValue::Other {
        shape: "text that is not UTF-8",
        text: shown.to_owned(),
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
    fn a_parameter_without_a_value_is_kept_apart() {
        let taken = take_apart(vec!["--Levels".into()]);
        assert_eq!(taken.valueless, ["Levels"]);
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

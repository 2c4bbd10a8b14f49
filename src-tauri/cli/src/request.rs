//! The request of an operation: parameters of the command line and of a JSON object, together.

use std::io::Read;
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::filter::{Arguments, Expectation, Oddity, Problem, RawRequest, RawValue};
use alertbook_wire::read_request_json;

use crate::failure::Failure;

/// The longest request that is read: longer than any that could be acceptable.
const LONGEST: u64 = 64 << 20;

/// A request put together. A parameter given in both places stands twice in it, which is a problem of its own.
pub(crate) struct Gathered {
    /// What could be read.
    pub(crate) request: RawRequest,
    /// Why the file could not be.
    pub(crate) unread: Option<Problem>,
}

/// Puts a request together.
pub(crate) fn gather(arguments: &Arguments, file: Option<&Path>) -> Gathered {
    let mut request = RawRequest {
        entries: arguments.parameters.clone(),
    };
    let unread = file.and_then(|file| match entries_of(file) {
        Ok(entries) => {
            request.entries.extend(entries);
            None
        }
        Err(reason) => Some(unread(file, &reason)),
    });
    Gathered { request, unread }
}

/// Problems with an `ExportSuspEvents` or a `DescribeSuspEvents` are the core's; of the small operations only the
/// engine knows the parameters, so until it is open no more than a missing value can be told.
pub(crate) fn missing_values(request: &RawRequest) -> Vec<Problem> {
    let is_missing = |value: &RawValue| {
        matches!(
            value,
            RawValue::Other {
                oddity: Oddity::NoValue,
                ..
            }
        )
    };
    request
        .entries
        .iter()
        .filter(|(_, value)| is_missing(value))
        .map(|(name, value)| Problem::with_value(name, value, Expectation::Scalar))
        .collect()
}

/// For commands of our own, which have no parameters of the API.
pub(crate) fn none(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let problems: Vec<Problem> = arguments
        .parameters
        .iter()
        .map(|(name, _)| Problem::new(name, "", Expectation::KnownParameter(None)))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::illegal(problems, language))
    }
}

fn entries_of(file: &Path) -> Result<Vec<(String, RawValue)>, String> {
    let bytes = read(file).map_err(|error| error.to_string())?;
    Ok(read_request_json(&bytes)?.entries)
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().take(LONGEST + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(file)?
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LONGEST {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn unread(file: &Path, reason: &str) -> Problem {
    let given = [&file.display().to_string(), ": ", reason].concat();
    let expected = Expectation::Words(vec![r#"{"Name":"value"}"#.to_owned()]);
    Problem::new("--request", &given, expected)
}

//! The request of an operation: parameters of the command line and of a JSON object, together.

use std::io::Read;
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::filter::{Expectation, Problem, RawRequest};
use alertbook_wire::read_request_json;

use crate::arguments::Arguments;
use crate::failure::Failure;

/// The longest request that is read: longer than any that could be acceptable.
const LONGEST: u64 = 64 << 20;

/// Puts a request together. A parameter given in both places stands twice in it, which is a problem of its own.
pub(crate) fn of(
    arguments: &Arguments,
    file: Option<&Path>,
    language: Language,
) -> Result<RawRequest, Failure> {
    if !arguments.valueless.is_empty() {
        let problem = |name: &String| Problem::new(name, "", Expectation::Scalar);
        return Err(Failure::illegal(
            arguments.valueless.iter().map(problem).collect(),
            language,
        ));
    }
    let mut request = RawRequest {
        entries: arguments.parameters.clone(),
    };
    if let Some(file) = file {
        let bytes = read(file).map_err(|error| refused(file, &error.to_string(), language))?;
        let given = read_request_json(&bytes).map_err(|reason| refused(file, &reason, language))?;
        request.entries.extend(given.entries);
    }
    Ok(request)
}

/// For commands of our own, which have no parameters of the API.
pub(crate) fn none(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let names = arguments
        .parameters
        .iter()
        .map(|(name, _)| name)
        .chain(&arguments.valueless);
    let problems: Vec<Problem> = names
        .map(|name| Problem::new(name, "", Expectation::KnownParameter(None)))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::illegal(problems, language))
    }
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

fn refused(file: &Path, reason: &str, language: Language) -> Failure {
    let given = [&file.display().to_string(), ": ", reason].concat();
    let expected = Expectation::Words(vec![r#"{"Name":"value"}"#.to_owned()]);
    Failure::one("--request", &given, expected, language)
}

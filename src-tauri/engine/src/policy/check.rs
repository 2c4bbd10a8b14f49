//! Looking at policies without a store: an administrator asks before there is one, or when it does not open.

use std::path::Path;

use alertbook_core::Language;
use alertbook_core::filter::{Expectation, FileExpectation, Problem};
use alertbook_core::text::shown;
use alertbook_wire::{PolicyAnswer, PolicyPlace};

use super::document::Document;
use super::told::policy_answer;
use super::{Policies, is_placed, read_bytes};
use crate::engine::EngineOptions;
use crate::error::Error;
use crate::request_id::new_request_id;

/// The longest path that is told whole, in characters.
const LONGEST: usize = 400;

/// What a policy file would do, or everything that is wrong with it. None means the files that are in force here.
pub fn check_policy(options: &EngineOptions, file: Option<&Path>, language: Language) -> Checked {
    let policies = match file {
        Some(file) => Policies::of_places(vec![(PolicyPlace::Given, file.to_owned())]),
        None => options.policies(),
    };
    let problems: Vec<Problem> = policies
        .places()
        .flat_map(|(place, path)| problems_of(place, path))
        .collect();
    if problems.is_empty() {
        return Ok(policy_answer(&policies, language));
    }
    Err(Error::IllegalParam(problems).to_wire(language, &new_request_id()))
}

/// What the policies of this machine and of the data folder do, whether they are understood or not.
pub fn policy_in_force(options: &EngineOptions, language: Language) -> PolicyAnswer {
    policy_answer(&options.policies(), language)
}

/// The answer of a check.
type Checked = crate::engine::Answer<PolicyAnswer>;

/// The problems of a file, its own name first: the others name its members only.
fn problems_of(place: PolicyPlace, path: &Path) -> Vec<Problem> {
    let named = |expected: FileExpectation| Problem {
        given: shown(&path.display().to_string(), LONGEST),
        ..Problem::new("FILE", "", Expectation::OfFile(expected))
    };
    if !is_placed(place, path) {
        return vec![named(FileExpectation::Placed)];
    }
    let bytes = match read_bytes(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) if place != PolicyPlace::Given => return Vec::new(),
        Ok(None) => return vec![named(FileExpectation::Existing)],
        Err(error) => {
            return vec![named(FileExpectation::Readable(error.to_string()))];
        }
    };
    match Document::parse(&bytes) {
        Ok(_) => Vec::new(),
        Err(problems) => std::iter::once(named(FileExpectation::Understood))
            .chain(problems)
            .collect(),
    }
}

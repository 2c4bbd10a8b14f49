//! One policy file: statements of the RAM policy language, and what it sets. A file that is not understood in full is not
//! used at all, and everything that is wrong with it is told at once.

use alertbook_core::filter::{Expectation, FileExpectation, Problem};

use super::action::Action;
use super::json::Json;
use super::members::{Members, Problems};
use super::rules::{Rules, SETTINGS, rules};
use super::statement::{Statement, allows, statements};

const SCHEMA: &str = "$schema";
const VERSION: &str = "Version";
const STATEMENT: &str = "Statement";
const MEMBERS: [&str; 4] = [SCHEMA, VERSION, STATEMENT, SETTINGS];

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// None where the policy only sets things: it allows every operation.
    statements: Option<Vec<Statement>>,
    /// What it sets.
    pub(super) rules: Rules,
}

impl Document {
    /// Reads a policy, or everything that is wrong with it.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let json = Json::parse(bytes).map_err(|error| {
            let expected = Expectation::OfFile(FileExpectation::Json(error.to_string()));
            vec![Problem::new("policy", "", expected)]
        })?;
        let mut problems = Problems::new();
        let read = Members::of("", json, &mut problems).map(|members| read(members, &mut problems));
        match read {
            Some(document) if problems.is_empty() => Ok(document),
            _ => Err(problems),
        }
    }

    /// Whether an operation is allowed.
    pub(crate) fn allows(&self, action: Action) -> bool {
        let statements = self.statements.as_deref();
        statements.is_none_or(|statements| allows(statements, &action.name(), &action.resource()))
    }
}

fn read(mut members: Members, problems: &mut Problems) -> Document {
    let required = |name: &str, problems: &mut Problems| {
        problems.push(Problem::new(name, "", Expectation::Required));
    };
    if let Some(json) = members.take(SCHEMA, problems)
        && !matches!(json, Json::Text(_))
    {
        members.refuse(SCHEMA, &json, Expectation::Unicode, problems);
    }
    let before = problems.len();
    if members.take_word(VERSION, &[("1", ())], problems).is_none() && problems.len() == before {
        required(VERSION, problems);
    }
    let statement = members.take(STATEMENT, problems);
    let settings = members.take(SETTINGS, problems);
    if statement.is_none() && settings.is_none() {
        required(STATEMENT, problems);
    }
    let document = Document {
        statements: statement.map(|json| statements(json, problems)),
        rules: settings.map(|json| rules(json, problems)).unwrap_or_default(),
    };
    members.end(&MEMBERS, problems);
    document
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;

//! Between what crosses the edge and what the core judges.

use alertbook_core::Language as CoreLanguage;
use alertbook_core::filter::{ParsedRequest, Problem as CoreProblem, RawRequest, RawValue};

use crate::{Language, ParameterMap, ParameterValue, Problem};

impl ParameterMap {
    /// The request for the core to judge.
    pub fn to_raw(&self) -> RawRequest {
        let entries = self
            .0
            .iter()
            .map(|(name, value)| (name.clone(), value.to_raw()))
            .collect();
        RawRequest { entries }
    }

    /// An accepted request in its plainest form: one text per parameter, lists where the API takes arrays.
    pub fn of_parsed(parsed: &ParsedRequest) -> Self {
        let value = |name: &str, members: &[String]| {
            if name.ends_with("List") {
                ParameterValue::List(members.iter().cloned().map(Some).collect())
            } else {
                ParameterValue::Text(members.join(","))
            }
        };
        Self(
            parsed
                .given()
                .map(|(name, members)| (name.to_owned(), value(name, members)))
                .collect(),
        )
    }
}

impl ParameterValue {
    fn to_raw(&self) -> RawValue {
        match self {
            Self::Null => RawValue::Null,
            Self::Text(text) => RawValue::Text(text.clone()),
            Self::List(members) => RawValue::List(
                members
                    .iter()
                    .map(|member| member.clone().map_or(RawValue::Null, RawValue::Text))
                    .collect(),
            ),
        }
    }
}

impl Problem {
    /// A problem in a person's language.
    pub fn of(problem: &CoreProblem, language: CoreLanguage) -> Self {
        Self {
            parameter: problem.parameter.clone(),
            given: problem.given.clone(),
            allowed: problem.expected.words(language),
        }
    }
}

impl From<CoreLanguage> for Language {
    fn from(language: CoreLanguage) -> Self {
        match language {
            CoreLanguage::Zh => Self::Zh,
            CoreLanguage::En => Self::En,
        }
    }
}

impl From<Language> for CoreLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

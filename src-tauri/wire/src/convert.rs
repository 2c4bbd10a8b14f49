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
        let value = |is_array: bool, members: &[String]| {
            if is_array {
                ParameterValue::List(members.iter().cloned().map(Some).collect())
            } else {
                ParameterValue::Text(members.join(","))
            }
        };
        Self(
            parsed
                .given()
                .map(|(spec, members)| (spec.parameter.to_owned(), value(spec.is_array(), members)))
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

#[cfg(test)]
mod tests {
    use alertbook_core::filter::{EXPORT_SUSP_EVENTS, parse_export_request};

    use super::*;

    #[test]
    fn an_accepted_request_keeps_the_shapes_of_the_table() {
        for spec in EXPORT_SUSP_EVENTS {
            let pair = [("ContainerFieldName", "image"), ("ContainerFieldValue", "x")];
            let given = (spec.parameter, spec.example);
            let texts = pair.into_iter().filter(|(name, _)| *name != spec.parameter);
            let request = RawRequest::from_texts(texts.chain([given]));
            let map = ParameterMap::of_parsed(&parse_export_request(&request).unwrap().parsed);
            let value = map.0.get(spec.parameter).unwrap();
            assert_eq!(
                matches!(value, ParameterValue::List(_)),
                spec.is_array(),
                "{}",
                spec.parameter
            );
            parse_export_request(&map.to_raw()).unwrap();
        }
    }
}

//! Parameters of the small operations, judged by the same general rules as those of the large ones: known names, once
//! each, text or whole numbers, blanks count as not given, every problem at once.

use alertbook_core::filter::{COMMON_NAMES, Expectation, MAX_VALUE_BYTES, Problem, RawRequest, RawValue};

use crate::error::{Error, Result};

/// The given parameters of one request.
pub(super) struct Parameters {
    given: Vec<(&'static str, String)>,
    problems: Vec<Problem>,
}

impl Parameters {
    /// Gathers the parameters of an operation that knows only `names`.
    pub(super) fn gather(request: &RawRequest, names: &[&'static str]) -> Self {
        let mut gathered = Self {
            given: Vec::new(),
            problems: Vec::new(),
        };
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in &request.entries {
            let known = names.iter().find(|known| **known == name.as_str());
            if seen.contains(&name.as_str()) {
                gathered
                    .problems
                    .push(Problem::with_value(name, value, Expectation::Once));
            } else if let Some(known) = known {
                gathered.take(known, value);
            } else if !COMMON_NAMES.contains(&name.as_str()) {
                let alike = names
                    .iter()
                    .find(|known| known.eq_ignore_ascii_case(name))
                    .copied();
                let unknown = Expectation::KnownParameter(alike);
                gathered.problems.push(Problem::new(name, "", unknown));
            }
            seen.push(name);
        }
        gathered
    }

    fn take(&mut self, name: &'static str, value: &RawValue) {
        let expected = match value {
            RawValue::Null => return,
            RawValue::List(items) if items.is_empty() => return,
            RawValue::Text(text) | RawValue::Integer(text) => {
                let trimmed = text.trim();
                if text.len() > MAX_VALUE_BYTES {
                    Expectation::Shorter
                } else if text.contains('\0') {
                    Expectation::NoNul
                } else {
                    if !trimmed.is_empty() {
                        self.given.push((name, trimmed.to_owned()));
                    }
                    return;
                }
            }
            RawValue::List(_) | RawValue::Other { .. } => Expectation::Scalar,
        };
        self.problems.push(Problem::with_value(name, value, expected));
    }

    /// A parameter's text, when given.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.given
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, text)| text.as_str())
    }

    /// A problem with a parameter.
    pub(super) fn refuse(&mut self, name: &str, expected: Expectation) {
        let given = self.text(name).unwrap_or_default().to_owned();
        self.problems.push(Problem::new(name, &given, expected));
    }

    /// A parameter that must be there, unless what was given is refused already.
    pub(super) fn require(&mut self, name: &str) {
        let refused = self.problems.iter().any(|problem| problem.parameter == name);
        if self.text(name).is_none() && !refused {
            self.refuse(name, Expectation::Required);
        }
    }

    /// ASCII digits within a range.
    pub(super) fn number(&mut self, name: &str, min: i64, max: i64) -> Option<i64> {
        let text = self.text(name)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits
            .then(|| text.parse::<i64>().ok())
            .flatten()
            .filter(|number| (min..=max).contains(number));
        if number.is_none() {
            self.refuse(name, Expectation::Number { min, max });
        }
        number
    }

    /// One word of a closed list, ASCII case ignored.
    pub(super) fn word(&mut self, name: &str, words: &[&'static str]) -> Option<&'static str> {
        let text = self.text(name)?;
        let word = words.iter().find(|word| word.eq_ignore_ascii_case(text)).copied();
        if word.is_none() {
            self.refuse(
                name,
                Expectation::Words(words.iter().map(|word| (*word).to_owned()).collect()),
            );
        }
        word
    }

    /// Goes on only without a problem.
    pub(super) fn judged(self) -> Result<()> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(Error::IllegalParam(self.problems))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_reported_at_once() {
        let request = RawRequest {
            entries: vec![
                ("ExportId".to_owned(), RawValue::Text("x1".to_owned())),
                ("exportid".to_owned(), RawValue::Text("1".to_owned())),
                ("Action".to_owned(), RawValue::Text("x".to_owned())),
                ("Lang".to_owned(), RawValue::Text("a\0".to_owned())),
            ],
        };
        let mut parameters = Parameters::gather(&request, &["ExportId", "Lang"]);
        assert_eq!(parameters.number("ExportId", 1, 9), None);
        parameters.require("ExportId");
        let Err(Error::IllegalParam(problems)) = parameters.judged() else {
            panic!("must be refused")
        };
        let names: Vec<&str> = problems
            .iter()
            .map(|problem| problem.parameter.as_str())
            .collect();
        assert_eq!(names, ["exportid", "Lang", "ExportId"]);
    }
}

//! Pasted text as a request: the JSON object of one, or the command line that asks it. Text is only read; nothing of it
//! is run, opened or looked up.

use std::ffi::OsString;

use alertbook_core::filter::{
    Arguments, EXPORT_SUSP_EVENTS, Expectation, MAX_VALUE_BYTES, Problem, RawRequest, parse_export_request,
    shell_words, take_apart,
};
use alertbook_wire::{ParameterMap, Problem as WireProblem, ReadRequest, read_request_json};

use crate::engine::{Answer, Engine};

/// What problems with the text as a whole are told of.
const TEXT: &str = "text";
/// The operation that is read.
const OPERATION: &str = "ExportSuspEvents";
/// Commands of this program that take the same parameters.
const OWN_OPERATIONS: [&str; 3] = [OPERATION, "facets", "query"];
/// The language of this program's messages, which is no parameter although one is spelt alike.
const MESSAGE_LANGUAGE: &str = "--lang";
/// Options that name where a part of the request stands.
const ELSEWHERE: [&str; 2] = ["--request", "--view"];

impl Engine {
    /// Reads a request out of pasted text.
    pub fn read_request(&self, text: &str) -> Answer<ReadRequest> {
        self.answer(|_| {
            let language = self.shared.language();
            let told = |problem: &Problem| WireProblem::of(problem, language);
            Ok(match read(text) {
                Ok((request, left_aside)) => ReadRequest {
                    request: Some(request),
                    problems: Vec::new(),
                    left_aside,
                },
                Err(problems) => ReadRequest {
                    request: None,
                    problems: problems.iter().map(told).collect(),
                    left_aside: Vec::new(),
                },
            })
        })
    }
}

fn read(text: &str) -> Result<(ParameterMap, Vec<String>), Vec<Problem>> {
    if text.len() > MAX_VALUE_BYTES {
        return Err(vec![Problem::new(TEXT, text, Expectation::Shorter)]);
    }
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    let unreadable = || vec![Problem::new(TEXT, trimmed, Expectation::PastedRequest)];
    if trimmed.starts_with('{') {
        let request = read_request_json(trimmed.as_bytes()).map_err(|reason| {
            let given = [&reason, ": ", trimmed].concat();
            vec![Problem::new(TEXT, &given, Expectation::PastedRequest)]
        })?;
        return Ok((judged(&request)?, Vec::new()));
    }
    let words = shell_words(TEXT, trimmed).map_err(|problem| vec![problem])?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(unreadable());
    };
    let leading: &[&str] = match program_name(program) {
        "aliyun" => &["sas", OPERATION],
        "alertbook" => &[OPERATION],
        _ => return Err(unreadable()),
    };
    let Arguments { parameters, own } = take_apart(arguments.iter().map(OsString::from).collect());
    let (left_aside, mut problems) = judged_options(&own, leading);
    let request = RawRequest { entries: parameters };
    match judged(&request) {
        Ok(request) if problems.is_empty() => Ok((request, left_aside)),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            Err(problems)
        }
    }
}

fn judged(request: &RawRequest) -> Result<ParameterMap, Vec<Problem>> {
    parse_export_request(request).map(|accepted| ParameterMap::of_parsed(&accepted.parsed))
}

/// The program's name without its folder and ending.
fn program_name(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".exe").unwrap_or(name)
}

/// Whether a word stands for a leading one.
fn stands_for(word: &str, leading: &str, last: bool) -> bool {
    word == leading || (last && leading == OPERATION && OWN_OPERATIONS.contains(&word))
}

/// What is left of a command line without its parameters: the leading words in their order, and options, which are left
/// aside. An option may be a switch, so a leading word is never taken for its value.
fn judged_options(own: &[OsString], leading: &[&str]) -> (Vec<String>, Vec<Problem>) {
    let own_operation = leading.len() == 1;
    let mut leading = leading.iter().copied().peekable();
    let mut left_aside: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    let mut follows_option = false;
    for word in own.iter().filter_map(|word| word.to_str()) {
        let is_leading = leading
            .next_if(|wanted| stands_for(word, wanted, own_operation))
            .is_some();
        if is_leading {
            follows_option = false;
        } else if word.starts_with('-') && word != "--" {
            let name = word.split('=').next().unwrap_or(word);
            if ELSEWHERE.contains(&name) {
                problems.push(Problem::new(name, word, Expectation::InTheText));
            } else if let Some(parameter) = parameter_alike(name).filter(|_| name != MESSAGE_LANGUAGE) {
                problems.push(Problem::new(
                    name,
                    "",
                    Expectation::KnownParameter(Some(parameter)),
                ));
            } else {
                left_aside.push(name.to_owned());
            }
            follows_option = !word.contains('=');
        } else if follows_option {
            follows_option = false;
        } else if let Some(wanted) = leading.peek() {
            let allowed = vec![(*wanted).to_owned()];
            problems.push(Problem::new("operation", word, Expectation::Words(allowed)));
            leading.next();
        } else {
            problems.push(Problem::new(TEXT, word, Expectation::WordOfAParameter));
        }
    }
    for wanted in leading {
        let allowed = vec![wanted.to_owned()];
        problems.push(Problem::new("operation", "", Expectation::Words(allowed)));
    }
    (left_aside, problems)
}

/// A parameter that an option differs from in nothing but the case of its letters: leaving that aside would widen what is
/// asked for.
fn parameter_alike(option: &str) -> Option<&'static str> {
    let name = option.trim_start_matches('-');
    let name = name.split('.').next().unwrap_or(name);
    let letters = |text: &str| text.replace('-', "").to_ascii_lowercase();
    let mut known = EXPORT_SUSP_EVENTS.iter().map(|spec| spec.parameter);
    known.find(|parameter| letters(parameter) == letters(name))
}

#[cfg(test)]
mod tests {
    use alertbook_wire::ParameterValue;

    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], left_aside: &[&str]) {
        let (request, left) = read(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let shown = |value: &ParameterValue| match value {
            ParameterValue::Text(text) => text.clone(),
            ParameterValue::List(members) => members.iter().flatten().cloned().collect::<Vec<_>>().join(","),
            ParameterValue::Null => String::new(),
        };
        let request: Vec<(&str, String)> = request
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), shown(value)))
            .collect();
        let expected: Vec<(&str, String)> = expected
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        assert_eq!(request, expected, "{text}");
        assert_eq!(left, left_aside, "{text}");
    }

    fn refused(text: &str, expected: &[(&str, &str, Expectation)]) {
        let expected: Vec<Problem> = expected
            .iter()
            .map(|(name, given, expected)| Problem::new(name, given, expected.clone()))
            .collect();
        assert_eq!(read(text).unwrap_err(), expected, "{text}");
    }

    #[test]
    fn a_request_is_read_from_json_and_from_both_commands() {
        let levels = [("Levels", "serious")];
        check(
            "\u{feff} {\"Levels\": \"serious\", \"Action\": \"ExportSuspEvents\"}\n",
            &levels,
            &[],
        );
        check("alertbook ExportSuspEvents --Levels serious", &levels, &[]);
        check("$ ./bin/alertbook.exe query --Levels=serious", &levels, &[]);
        check("{}", &[], &[]);
        check("alertbook --lang zh --quiet facets", &[], &["--lang", "--quiet"]);
        check(
            "aliyun --profile work sas ExportSuspEvents \\\n  --region cn-shanghai --AssetsTypeList.1 ECS \\\n  --AssetsTypeList.2 SLB --Remark 'a b'",
            &[("AssetsTypeList", "ECS,SLB"), ("Remark", "a b")],
            &["--profile", "--region"],
        );
        check(
            "alertbook --data-dir=/x ExportSuspEvents --format csv --zip --sync new --Dealed n",
            &[("Dealed", "n"), ("sync", "new")],
            &["--data-dir", "--format", "--zip"],
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told_together() {
        refused(
            "alertbook DescribeSuspEvents --Levels high lost --Name",
            &[
                (
                    "operation",
                    "DescribeSuspEvents",
                    Expectation::Words(vec![OPERATION.to_owned()]),
                ),
                (TEXT, "lost", Expectation::WordOfAParameter),
                ("Name", "", Expectation::Value),
                (
                    "Levels",
                    "high",
                    Expectation::Words(vec![
                        "serious".to_owned(),
                        "suspicious".to_owned(),
                        "remind".to_owned(),
                    ]),
                ),
            ],
        );
        refused(
            "alertbook ExportSuspEvents --levels serious --request r.json --view=night",
            &[
                ("--levels", "", Expectation::KnownParameter(Some("Levels"))),
                ("--request", "--request", Expectation::InTheText),
                ("--view", "--view=night", Expectation::InTheText),
            ],
        );
        refused(
            "aliyun sas",
            &[("operation", "", Expectation::Words(vec![OPERATION.to_owned()]))],
        );
        refused(
            "{\"Uuids\": 1}",
            &[("Uuids", "", Expectation::KnownParameter(Some("Uuid")))],
        );
    }

    #[test]
    fn text_that_is_no_request_is_told_as_that_and_a_shells_signs_are_not_obeyed() {
        for text in ["", "  ", "select * from event", "curl x", "[1]"] {
            refused(text, &[(TEXT, text.trim(), Expectation::PastedRequest)]);
        }
        refused(
            "alertbook ExportSuspEvents --Name \"$(id)\"",
            &[(TEXT, "$(id)\"", Expectation::PlainWords)],
        );
        assert_eq!(
            read("{\"Levels\": }").unwrap_err()[0].expected,
            Expectation::PastedRequest
        );
        let long = ["{", &" ".repeat(MAX_VALUE_BYTES)].concat();
        assert_eq!(read(&long).unwrap_err()[0].expected, Expectation::Shorter);
    }
}

//! Statements of the RAM policy language, as far as they can mean something here. What cannot be refused to be understood
//! must not be half understood: every other key makes the whole policy unusable.

use alertbook_core::filter::{Expectation, FileExpectation, Problem};

use super::json::Json;
use super::members::{Members, Problems};
use super::pattern::matches;

const MEMBERS: [&str; 3] = ["Effect", "Action", "Resource"];

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    effect: Effect,
    actions: Vec<String>,
    resources: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Allow,
    Deny,
}

/// Whether an action on a resource is allowed: some statement allows it and none denies it.
pub(super) fn allows(statements: &[Statement], action: &str, resource: &str) -> bool {
    let says = |effect: Effect| {
        statements.iter().any(|statement| {
            let any = |patterns: &[String], text| patterns.iter().any(|pattern| matches(pattern, text));
            statement.effect == effect
                && any(&statement.actions, action)
                && any(&statement.resources, resource)
        })
    };
    says(Effect::Allow) && !says(Effect::Deny)
}

/// The statements of a policy.
pub(super) fn statements(json: Json, problems: &mut Problems) -> Vec<Statement> {
    let Json::List(list) = json else {
        problems.push(Problem::new(
            "Statement",
            &json.shown(),
            Expectation::OfFile(FileExpectation::Objects),
        ));
        return Vec::new();
    };
    let read = |(number, json): (usize, Json)| {
        let place = ["Statement.", &number.to_string()].concat();
        statement(Members::of(&place, json, problems)?, problems)
    };
    (1..).zip(list).filter_map(read).collect()
}

fn statement(mut members: Members, problems: &mut Problems) -> Option<Statement> {
    let effects = [("Allow", Effect::Allow), ("Deny", Effect::Deny)];
    let before = problems.len();
    let effect = members.take_word("Effect", &effects, problems);
    let actions = patterns(&mut members, "Action", problems);
    let resources = patterns(&mut members, "Resource", problems);
    if problems.len() == before {
        let given = [effect.is_some(), actions.is_some(), resources.is_some()];
        for (name, _) in MEMBERS.iter().zip(given).filter(|(_, given)| !given) {
            problems.push(Problem::new(&members.place_of(name), "", Expectation::Required));
        }
    }
    members.end(&MEMBERS, problems);
    Some(Statement {
        effect: effect?,
        actions: actions?,
        resources: resources?,
    })
}

/// One pattern or a list of them.
fn patterns(members: &mut Members, name: &str, problems: &mut Problems) -> Option<Vec<String>> {
    let text = |json: &Json| match json {
        Json::Text(text) => Some(text.clone()),
        _ => None,
    };
    let json = members.take(name, problems)?;
    let found = match &json {
        Json::List(list) => list.iter().map(text).collect(),
        one => text(one).map(|text| vec![text]),
    };
    if found.is_none() {
        members.refuse(name, &json, Expectation::Texts, problems);
    }
    found
}

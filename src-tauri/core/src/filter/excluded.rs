//! The members of `not`: each is a parameter with its value, judged as if it stood in the request by itself.

use super::condition::Condition;
use super::given::Given;
use super::problem::Expectation;
use super::read::{Effect, Read};
use super::spec::{DESCRIBE_SUSP_EVENTS, EXPORT_SUSP_EVENTS, FilterSpec};

pub(super) fn none_of_export(given: &Given) -> Read {
    none_of(given, EXPORT_SUSP_EVENTS)
}

pub(super) fn none_of_describe(given: &Given) -> Read {
    none_of(given, DESCRIBE_SUSP_EVENTS)
}

fn none_of(given: &Given, table: &'static [FilterSpec]) -> Read {
    let read = |member: &String| term(member, table).map(|(_, condition)| condition);
    let conditions = given.members.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Effect::Where(Condition::NoneOf(conditions)))
}

/// What one member means: the parameter as it was given, and its condition.
pub(super) fn term(member: &str, table: &'static [FilterSpec]) -> Result<(Given, Condition), Expectation> {
    let (name, value) = member.split_once('=').ok_or(Expectation::Term)?;
    let name = name.trim();
    let spec = table
        .iter()
        .find(|spec| spec.parameter == name)
        .ok_or(Expectation::Term)?;
    let within = |expected| Expectation::Within(spec.parameter, Box::new(expected));
    let given = Given::of_text(spec, value).map_err(within)?;
    let given = given.ok_or_else(|| within(Expectation::Value))?;
    match (spec.read)(&given).map_err(within)? {
        // What is left out of what is left out would be back again, which nobody would read so.
        Effect::Where(Condition::NoneOf(_)) => Err(Expectation::Term),
        Effect::Where(condition) => Ok((given, condition)),
        _ => Err(Expectation::Term),
    }
}

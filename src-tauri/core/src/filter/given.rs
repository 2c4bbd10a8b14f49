//! Gathering what was given for each parameter of a table: right names, right shapes, blanks dropped.

use super::problem::{Expectation, MAX_VALUE_BYTES, Problem};
use super::raw::{RawRequest, RawValue};
use super::spec::{FilterSpec, Shape};
use crate::text::split_list;

/// Names every RPC call may carry; they say nothing about events.
pub const COMMON_NAMES: [&str; 12] = [
    "Action",
    "Version",
    "Format",
    "RegionId",
    "AccessKeyId",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "SignatureType",
    "Timestamp",
    "SecurityToken",
];

/// What was given for one parameter: at least one member, none blank. A scalar has exactly one, trimmed.
pub(super) struct Given {
    pub(super) spec: &'static FilterSpec,
    pub(super) members: Vec<String>,
}

impl Given {
    /// A scalar's text.
    pub(super) fn text(&self) -> &str {
        self.members.first().map_or("", String::as_str)
    }

    /// The members joined again, for messages.
    pub(super) fn shown(&self) -> String {
        self.members.join(",")
    }
}

/// Sorts a request's entries by parameter, in the table's order.
pub(super) fn gather(
    request: &RawRequest,
    table: &'static [FilterSpec],
    problems: &mut Vec<Problem>,
) -> Vec<Given> {
    let mut gathered: Vec<Given> = table
        .iter()
        .map(|spec| Given {
            spec,
            members: Vec::new(),
        })
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in &request.entries {
        if seen.contains(&name.as_str()) {
            problems.push(Problem::with_value(name, value, Expectation::Once));
            continue;
        }
        seen.push(name);
        if COMMON_NAMES.contains(&name.as_str()) {
            continue;
        }
        let Some((given, is_member)) = find(&mut gathered, name) else {
            // Whatever it is of, nobody asked for it: its value could be a key.
            problems.push(Problem::new(
                name,
                "",
                Expectation::KnownParameter(alike(table, name)),
            ));
            continue;
        };
        match given.spec.shape.members_of(value, is_member) {
            Ok(taken) => given.members.extend(taken),
            Err(expected) => problems.push(Problem::with_value(name, value, expected)),
        }
    }
    gathered.retain(|given| !given.members.is_empty());
    gathered
}

impl Shape {
    fn members_of(self, value: &RawValue, is_member: bool) -> Result<Vec<String>, Expectation> {
        match self {
            Self::Text => scalar(value).map(|text| text.into_iter().collect()),
            Self::List => scalar(value).map(|text| text.iter().flat_map(|text| members(text)).collect()),
            Self::Texts => texts(value, is_member, members),
            Self::WholeTexts => texts(value, is_member, whole),
            Self::Numbers => numbers(value),
        }
    }
}

impl Given {
    /// A parameter as one text gives it. None when that says nothing.
    pub(super) fn of_text(spec: &'static FilterSpec, text: &str) -> Result<Option<Self>, Expectation> {
        let members = spec.shape.members_of(&RawValue::Text(text.to_owned()), false)?;
        Ok((!members.is_empty()).then_some(Self { spec, members }))
    }
}

/// The parameter a name means, and whether the name is that of a single member (`Name.1`).
fn find<'g>(gathered: &'g mut [Given], name: &str) -> Option<(&'g mut Given, bool)> {
    let position = gathered.iter().position(|given| {
        let rest = name.strip_prefix(given.spec.parameter);
        rest == Some("") || (given.spec.is_array() && rest.is_some_and(is_member_suffix))
    })?;
    let given = gathered.get_mut(position)?;
    let is_member = given.spec.parameter != name;
    Some((given, is_member))
}

/// `.1`, `.2`, … as the API numbers them.
fn is_member_suffix(suffix: &str) -> bool {
    suffix.strip_prefix('.').is_some_and(|digits| {
        !digits.starts_with('0') && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// A parameter whose name differs only in case, or by an ending.
fn alike(table: &'static [FilterSpec], name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let lower = lower.split('.').next().unwrap_or_default();
    let singular = lower.trim_end_matches('s');
    table
        .iter()
        .map(|spec| spec.parameter)
        .find(|parameter| parameter.to_ascii_lowercase().trim_end_matches('s') == singular)
}

fn members(text: &str) -> Vec<String> {
    split_list(text).map(str::to_owned).collect()
}

fn whole(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() {
        Vec::new()
    } else {
        vec![text.to_owned()]
    }
}

fn checked(text: &str) -> Result<&str, Expectation> {
    if text.len() > MAX_VALUE_BYTES {
        return Err(Expectation::Shorter);
    }
    if text.contains('\0') {
        return Err(Expectation::NoNul);
    }
    Ok(text)
}

/// A member that counts as not given.
fn is_blank(member: &RawValue) -> bool {
    match member {
        RawValue::Null => true,
        RawValue::Text(text) => text.len() <= MAX_VALUE_BYTES && text.trim().is_empty(),
        _ => false,
    }
}

fn scalar(value: &RawValue) -> Result<Option<String>, Expectation> {
    match value {
        RawValue::Null => Ok(None),
        RawValue::List(items) if items.iter().all(is_blank) => Ok(None),
        RawValue::Text(text) | RawValue::Integer(text) => {
            let text = checked(text)?.trim();
            Ok((!text.is_empty()).then(|| text.to_owned()))
        }
        RawValue::List(_) | RawValue::Other { .. } => Err(Expectation::Scalar),
    }
}

fn texts(
    value: &RawValue,
    is_member: bool,
    split: fn(&str) -> Vec<String>,
) -> Result<Vec<String>, Expectation> {
    match value {
        RawValue::Null => Ok(Vec::new()),
        RawValue::Text(text) => Ok(split(checked(text)?)),
        RawValue::List(items) if items.iter().all(is_blank) => Ok(Vec::new()),
        RawValue::List(items) if !is_member => {
            let mut all = Vec::new();
            for item in items {
                match item {
                    RawValue::Null => {}
                    RawValue::Text(text) => all.extend(split(checked(text)?)),
                    _ => return Err(Expectation::Texts),
                }
            }
            Ok(all)
        }
        _ => Err(Expectation::Texts),
    }
}

fn numbers(value: &RawValue) -> Result<Vec<String>, Expectation> {
    let RawValue::List(items) = value else {
        let text = scalar(value).map_err(|expected| match expected {
            Expectation::Scalar => Expectation::Numbers,
            other => other,
        })?;
        return Ok(text.iter().flat_map(|text| members(text)).collect());
    };
    let mut all = Vec::new();
    for item in items {
        match item {
            RawValue::Null => {}
            RawValue::Text(text) | RawValue::Integer(text) => all.extend(members(checked(text)?)),
            RawValue::List(_) | RawValue::Other { .. } => return Err(Expectation::Numbers),
        }
    }
    Ok(all)
}

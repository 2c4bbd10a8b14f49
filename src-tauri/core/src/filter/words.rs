//! A request in words: chips and the sentence of an export record.

use super::assemble::ParsedRequest;
use super::condition::Condition;
use super::excluded::term;
use super::read::Effect;
use super::spec::{EXPORT_SUSP_EVENTS, FilterSpec};
use crate::Language;
use crate::text::shown;
use crate::vocabulary::{Status, asset_kind_words, support_code_words};

/// Names of what requests refer to by id.
pub trait Names {
    /// An asset group's name.
    fn group(&self, id: i64) -> Option<String>;
    /// A cluster's name.
    fn cluster(&self, id: &str) -> Option<String>;
}

/// Knows no names.
pub struct NoNames;

impl Names for NoNames {
    fn group(&self, _: i64) -> Option<String> {
        None
    }

    fn cluster(&self, _: &str) -> Option<String> {
        None
    }
}

/// One active parameter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The parameters that belong to it.
    pub parameters: Vec<&'static str>,
    /// Its title.
    pub title: &'static str,
    /// Its value.
    pub words: String,
    /// Which member of the parameter it is, where each member is a condition of its own.
    pub member: Option<String>,
}

const SHOWN_CHARACTERS: usize = 80;
/// Up to so many single events are named one by one.
const NAMED_EVENTS: usize = 3;
const CONTAINER_PAIR: [&str; 2] = ["ContainerFieldName", "ContainerFieldValue"];

impl ParsedRequest {
    /// The parameters that narrow the selection, in words.
    pub fn parts(&self, language: Language, names: &dyn Names) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (spec, members, effect) in &self.parts {
            if let Effect::Where(Condition::NoneOf(conditions)) = effect {
                parts.extend(excluded_parts((spec, members), conditions, language, names));
                continue;
            }
            let Some(words) = effect_words(effect, members, language, names) else {
                continue;
            };
            if let (Effect::ContainerValue(_), Some(key)) = (effect, parts.last_mut()) {
                key.parameters = CONTAINER_PAIR.to_vec();
                key.words = [key.words.as_str(), " = ", &words].concat();
                continue;
            }
            parts.push(Part {
                parameters: vec![spec.parameter],
                title: spec.title.get(language),
                words,
                member: None,
            });
        }
        parts
    }

    /// The parameters that a condition of this request comes from.
    pub fn parameters_of(&self, condition: &Condition) -> Vec<&'static str> {
        let named = |is_source: &dyn Fn(&Effect) -> bool| -> Vec<&'static str> {
            let sources = self.parts.iter().filter(|(_, _, effect)| is_source(effect));
            sources.map(|(spec, _, _)| spec.parameter).collect()
        };
        let own = named(&|effect| matches!(effect, Effect::Where(own) if own == condition));
        if !own.is_empty() {
            return own;
        }
        named(&|effect| match condition {
            Condition::LastTime { .. } => matches!(effect, Effect::TimeStart(_) | Effect::TimeEnd(_)),
            Condition::OperateTime { .. } => {
                matches!(effect, Effect::OperateTimeStart(_) | Effect::OperateTimeEnd(_))
            }
            Condition::Container { .. } => {
                matches!(effect, Effect::ContainerKey(_) | Effect::ContainerValue(_))
            }
            _ => false,
        })
    }

    /// Parameters and their members, for showing the request again.
    pub fn given(&self) -> impl Iterator<Item = (&'static FilterSpec, &[String])> {
        self.parts
            .iter()
            .map(|(spec, members, _)| (*spec, members.as_slice()))
    }
}

/// One part for each condition that is left out, in the words that it would have by itself.
fn excluded_parts(
    (spec, members): (&FilterSpec, &[String]),
    conditions: &[Condition],
    language: Language,
    names: &dyn Names,
) -> Vec<Part> {
    let part = |(member, condition): (&String, &Condition)| {
        let (given, _) = term(member, EXPORT_SUSP_EVENTS).ok()?;
        let words = condition_words(condition, &given.members, language, names);
        Some(Part {
            parameters: vec![spec.parameter],
            title: spec.title.get(language),
            words: [given.spec.title.get(language), " = ", &words].concat(),
            member: Some(member.clone()),
        })
    };
    members.iter().zip(conditions).filter_map(part).collect()
}

fn effect_words(
    effect: &Effect,
    members: &[String],
    language: Language,
    names: &dyn Names,
) -> Option<String> {
    let words = match effect {
        Effect::Nothing | Effect::Language(_) | Effect::SortByLastTime(_) | Effect::Ascending(_) => {
            return None;
        }
        Effect::ContainerKey(field) => field.title().get(language).to_owned(),
        Effect::Where(condition) => condition_words(condition, members, language, names),
        _ => shown(&joined(members, language), SHOWN_CHARACTERS),
    };
    Some(words)
}

fn condition_words(
    condition: &Condition,
    members: &[String],
    language: Language,
    names: &dyn Names,
) -> String {
    let list = |words: Vec<String>| joined(&words, language);
    match condition {
        Condition::Dealed(dealed) => dealed.title().get(language).to_owned(),
        Condition::Levels(levels) => list(
            levels
                .iter()
                .map(|level| level.title().get(language).to_owned())
                .collect(),
        ),
        Condition::Types(types) => list(
            types
                .iter()
                .map(|kind| kind.title().get(language).to_owned())
                .collect(),
        ),
        Condition::Statuses(values) => list(
            values
                .iter()
                .map(|value| status_words(*value, language))
                .collect(),
        ),
        Condition::Codes(codes) => list(codes.iter().map(|code| code.title(language)).collect()),
        Condition::AssetKinds(kinds) => list(
            kinds
                .iter()
                .map(|kind| asset_kind_words(kind, language))
                .collect(),
        ),
        Condition::SupportCodes(codes) => list(
            codes
                .iter()
                .map(|code| support_code_words(code, language).to_owned())
                .collect(),
        ),
        Condition::Sync(marks) => list(
            marks
                .iter()
                .map(|mark| mark.title().get(language).to_owned())
                .collect(),
        ),
        Condition::HandledWithin(classes) => list(
            classes
                .iter()
                .map(|class| class.title().get(language).to_owned())
                .collect(),
        ),
        Condition::Reviewed(mark) => mark.title().get(language).to_owned(),
        Condition::Verdicts(verdicts) => list(
            verdicts
                .iter()
                .map(|verdict| verdict.title().get(language).to_owned())
                .collect(),
        ),
        Condition::Events(events) if events.len() > NAMED_EVENTS => {
            let count = events.len().to_string();
            match language {
                Language::Zh => [count.as_str(), " 条告警"].concat(),
                Language::En => [count.as_str(), " events"].concat(),
            }
        }
        Condition::Target(target) => target.title().get(language).to_owned(),
        Condition::Groups(ids) => list(ids.iter().map(|id| group_words(*id, names)).collect()),
        Condition::Clusters(ids) => list(ids.iter().map(|id| cluster_words(id, names)).collect()),
        Condition::Container { value, .. } => cluster_words(value, names),
        _ => shown(&joined(members, language), SHOWN_CHARACTERS),
    }
}

fn group_words(id: i64, names: &dyn Names) -> String {
    names
        .group(id)
        .map_or_else(|| id.to_string(), |name| shown(&name, SHOWN_CHARACTERS))
}

/// A container field's value is shown as it is, unless it is a cluster with a name.
fn cluster_words(id: &str, names: &dyn Names) -> String {
    shown(
        &names.cluster(id).unwrap_or_else(|| id.to_owned()),
        SHOWN_CHARACTERS,
    )
}

fn status_words(value: i64, language: Language) -> String {
    Status::from_value(value).map_or_else(
        || value.to_string(),
        |status| status.title.get(language).to_owned(),
    )
}

fn joined(words: &[String], language: Language) -> String {
    words.join(match language {
        Language::Zh => "、",
        Language::En => ", ",
    })
}

/// The whole request as one sentence.
pub fn sentence(parts: &[Part], language: Language) -> String {
    let (colon, between, all) = match language {
        Language::Zh => ("：", "；", "全部告警"),
        Language::En => (": ", "; ", "All alerts"),
    };
    if parts.is_empty() {
        return all.to_owned();
    }
    parts
        .iter()
        .map(|part| [part.title, colon, &part.words].concat())
        .collect::<Vec<_>>()
        .join(between)
}

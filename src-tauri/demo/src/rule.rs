//! The rules that raise alerts: 23 types, about 250 names.
//!
//! Owns the names as data, one file per family. A rule has one level; how often it fires falls off with its place in
//! its type, so a few names make up most of the alerts, as in a real tenant.

mod application;
mod host;
mod malware;
mod network;

pub(crate) use Level::{Remind, Serious, Suspicious};

use crate::choice::at;
use crate::language::Language;

/// How urgent an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Serious,
    Suspicious,
    Remind,
}

impl Level {
    /// The level with its share of all alerts, in percent.
    pub(crate) const SHARES: [(Level, u32); 3] = [(Serious, 9), (Suspicious, 38), (Remind, 53)];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Serious => "serious",
            Suspicious => "suspicious",
            Remind => "remind",
        }
    }
}

/// What an alert is about; decides its details, description and tactics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Process,
    File,
    Malware,
    Login,
    Network,
    Web,
    Cloud,
    Cluster,
}

/// One alert name.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) level: Level,
    /// Blank for the rules that the product knows by their text only.
    pub(crate) code: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Rule {
    pub(crate) fn name(&self, language: Language) -> &'static str {
        language.of((self.zh, self.en))
    }
}

const fn rule(level: Level, code: &'static str, zh: &'static str, en: &'static str) -> Rule {
    Rule { level, code, zh, en }
}

/// One of the 23 alert types.
#[derive(Debug)]
pub(crate) struct AlertType {
    /// Chinese spellings, the usual one first.
    zh: &'static [&'static str],
    /// English spellings, the usual one first.
    en: &'static [&'static str],
    pub(crate) kind: Kind,
    weight: u32,
    rules: &'static [Rule],
}

impl AlertType {
    pub(crate) fn spellings(&self, language: Language) -> &'static [&'static str] {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// All types, family by family.
pub(crate) fn types() -> impl Iterator<Item = &'static AlertType> {
    [host::TYPES, malware::TYPES, network::TYPES, application::TYPES]
        .into_iter()
        .flatten()
}

/// The rules of one level with the sum of the weights up to and including each.
#[derive(Debug)]
pub(crate) struct RuleTable {
    rows: Vec<(u32, &'static AlertType, &'static Rule)>,
    total: u32,
}

impl RuleTable {
    pub(crate) fn new(level: Level) -> Self {
        let mut rows = Vec::new();
        let mut total = 0;
        for alert_type in types() {
            for (rule, place) in alert_type
                .rules
                .iter()
                .zip(1..)
                .filter(|(rule, _)| rule.level == level)
            {
                total += alert_type.weight * 100 / place;
                rows.push((total, alert_type, rule));
            }
        }
        Self { rows, total }
    }

    pub(crate) fn draw(&self, rng: &mut fastrand::Rng) -> (&'static AlertType, &'static Rule) {
        let mark = rng.u32(..self.total);
        let place = self.rows.partition_point(|(sum, ..)| *sum <= mark);
        let (_, alert_type, rule) = at(&self.rows, place);
        (alert_type, rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn there_are_23_types_and_some_250_different_names() {
        assert_eq!(types().count(), 23);
        for language in [Language::Chinese, Language::English] {
            let names: HashSet<_> = types()
                .flat_map(|t| {
                    t.rules
                        .iter()
                        .map(move |r| (t.spellings(language)[0], r.name(language)))
                })
                .collect();
            let rules = types().map(|t| t.rules.len()).sum::<usize>();
            assert_eq!(names.len(), rules, "{language:?} names repeat");
            assert!((240..=260).contains(&rules), "{rules}");
        }
    }

    #[test]
    fn codes_are_never_shared_by_two_rules() {
        let mut seen = HashSet::new();
        for code in types()
            .flat_map(|t| t.rules)
            .map(|r| r.code)
            .filter(|code| !code.is_empty())
        {
            assert!(seen.insert(code), "{code}");
        }
    }
}

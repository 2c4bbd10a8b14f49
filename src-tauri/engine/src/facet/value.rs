//! Values of facets with their names, out of tallies.

use std::collections::HashMap;

use alertbook_core::vocabulary::{
    AlertType, CONTAINER_KIND, Dealed, IMAGE_KIND, Level, OperateCode, Status, asset_kind_words,
};
use alertbook_core::{Bilingual, Language};
use alertbook_store::{EventTallies, FacetIndex, ValueCounts};
use alertbook_wire::FacetValue;

use super::kind::Facet;
use crate::describe::StoredNames;

/// What stands for everything that has no value, or one that no filter can name.
pub(crate) const NO_VALUE: Bilingual = Bilingual::new("未提供或未知", "None or unknown");

/// What names are taken from.
pub(super) struct Naming<'a> {
    pub(super) language: Language,
    pub(super) index: &'a FacetIndex,
    pub(super) names: &'a StoredNames,
    /// Names of accounts by their numbers.
    pub(super) accounts: &'a HashMap<i64, String>,
}

/// Numbers of events by value; the blank value is that of events without one.
pub(super) type Counts = HashMap<String, u64>;

impl Naming<'_> {
    /// The values of a facet that tallies tell, by how many events have each. Kinds of assets and reviews need more than that.
    pub(super) fn count(&self, facet: Facet, tallies: &EventTallies) -> Counts {
        match facet {
            Facet::Level => by_value(&tallies.levels, |key| {
                Some(Level::from_key(key)?.word().to_owned())
            }),
            Facet::Dealed => by_value(&tallies.statuses, |status| {
                Some(Dealed::of_status(status).word().to_owned())
            }),
            Facet::Status => by_value(&tallies.statuses, |status| {
                Some(Status::from_value(status)?.value.to_string())
            }),
            Facet::OperateCode => by_value(&tallies.codes, |key| Some(OperateCode::from_key(key)?.word())),
            Facet::Account => by_value(&tallies.accounts, |account| Some(account.to_string())),
            Facet::AlertType => self.by_alerts(tallies, |alert| {
                let kind = alert.type_key.and_then(AlertType::from_key);
                vec![kind.map_or_else(String::new, |kind| kind.title().zh.to_owned())]
            }),
            Facet::Tactic => self.by_alerts(tallies, |alert| {
                let mut tactics: Vec<String> = alert.tactics.split(',').map(str::to_owned).collect();
                tactics.sort_unstable();
                tactics.dedup();
                tactics
            }),
            Facet::SubType => self.by_sub_types(tallies),
            Facet::Group => {
                let mut counts = Counts::new();
                for target in &self.index.targets {
                    let events = at(&tallies.targets, target.id);
                    // Most filters reach few assets, and a number becomes text for each.
                    if events > 0 {
                        let group = target.group.map_or_else(String::new, |group| group.to_string());
                        add(&mut counts, &group, events);
                    }
                }
                counts
            }
            Facet::Cluster => {
                let mut counts = Counts::new();
                for workload in &self.index.workloads {
                    for cluster in &workload.clusters {
                        add(&mut counts, cluster, at(&tallies.workloads, workload.id));
                    }
                }
                counts
            }
            Facet::AssetKind => self.by_assets(tallies),
            Facet::Reviewed => Counts::new(),
        }
    }

    fn by_alerts(
        &self,
        tallies: &EventTallies,
        values: impl Fn(&alertbook_store::AlertFacet) -> Vec<String>,
    ) -> Counts {
        let mut counts = Counts::new();
        for alert in &self.index.alerts {
            let events = at(&tallies.alerts, alert.id);
            if events > 0 {
                for value in values(alert) {
                    add(&mut counts, &value, events);
                }
            }
        }
        counts
    }

    /// A filter finds a subtype in either language, so each is counted among the alerts that have it in any; shown are those
    /// of the person's language.
    fn by_sub_types(&self, tallies: &EventTallies) -> Counts {
        let mut counts = Counts::new();
        let mut shown = Counts::new();
        for alert in &self.index.alerts {
            let events = at(&tallies.alerts, alert.id);
            if events == 0 {
                continue;
            }
            let [zh, en] = &alert.sub_types;
            let (own, other) = match self.language {
                Language::Zh => (zh, en),
                Language::En => (en, zh),
            };
            add(&mut counts, own, events);
            if other != own {
                add(&mut counts, other, events);
            }
            add(&mut shown, if own.is_empty() { other } else { own }, 1);
        }
        counts.retain(|value, _| shown.contains_key(value));
        counts
    }

    /// Kinds of the inventory and those that events have by themselves. An event that has one twice is counted twice here.
    fn by_assets(&self, tallies: &EventTallies) -> Counts {
        let mut counts = Counts::new();
        for target in &self.index.targets {
            if !target.kind.is_empty() {
                add(&mut counts, &target.kind, at(&tallies.targets, target.id));
            }
        }
        for workload in &self.index.workloads {
            let events = at(&tallies.workloads, workload.id);
            if workload.is_container {
                add(&mut counts, CONTAINER_KIND, events);
            } else if workload.is_image {
                add(&mut counts, IMAGE_KIND, events);
            }
        }
        counts
    }

    /// The values with their names, those of most events first; what has no value comes last.
    pub(super) fn named(&self, facet: Facet, counts: Counts) -> Vec<FacetValue> {
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .filter(|(_, events)| *events > 0)
            .map(|(value, events)| FacetValue {
                facet: facet.name().to_owned(),
                name: self.name(facet, &value),
                value,
                events,
            })
            .collect();
        let last = |value: &FacetValue| value.value.is_empty();
        values.sort_by(|one, other| {
            last(one)
                .cmp(&last(other))
                .then_with(|| other.events.cmp(&one.events))
                .then_with(|| one.value.cmp(&other.value))
        });
        values
    }

    fn name(&self, facet: Facet, value: &str) -> String {
        let language = self.language;
        if value.is_empty() {
            return NO_VALUE.get(language).to_owned();
        }
        let title = |title: Option<Bilingual>| title.map(|title| title.get(language).to_owned());
        let number = || value.parse::<i64>().ok();
        let found = match facet {
            Facet::Level => title(Level::from_word(value).map(Level::title)),
            Facet::Dealed => title(Dealed::from_word(value).map(Dealed::title)),
            Facet::Status => title(number().and_then(Status::from_value).map(|status| status.title)),
            Facet::AlertType => title(AlertType::recognise(value).map(AlertType::title)),
            Facet::OperateCode => OperateCode::recognise(value).map(|code| code.title(language)),
            Facet::AssetKind => Some(asset_kind_words(value, language)),
            Facet::Group => number().and_then(|id| alertbook_core::filter::Names::group(self.names, id)),
            Facet::Cluster => self.names.cluster_name(value).map(str::to_owned),
            Facet::Account => number().and_then(|id| self.accounts.get(&id).cloned()),
            Facet::Reviewed => title(
                alertbook_core::vocabulary::Reviewed::ALL
                    .into_iter()
                    .find(|mark| mark.word() == value)
                    .map(alertbook_core::vocabulary::Reviewed::title),
            ),
            Facet::SubType | Facet::Tactic => None,
        };
        found.unwrap_or_else(|| value.to_owned())
    }
}

fn by_value(tallied: &ValueCounts, value: impl Fn(i64) -> Option<String>) -> Counts {
    let mut counts = Counts::new();
    for (key, events) in tallied {
        add(&mut counts, &key.and_then(&value).unwrap_or_default(), *events);
    }
    counts
}

fn add(counts: &mut Counts, value: &str, events: u64) {
    if let Some(count) = counts.get_mut(value) {
        *count += events;
    } else if events > 0 {
        counts.insert(value.to_owned(), events);
    }
}

/// The events of a row.
pub(super) fn at(counts: &[u64], row: i64) -> u64 {
    let place = usize::try_from(row).ok();
    place
        .and_then(|place| counts.get(place))
        .copied()
        .unwrap_or_default()
}

/// How many events there are, by what was tallied of their levels.
pub(super) fn total(tallies: &EventTallies) -> u64 {
    tallies.levels.values().sum()
}

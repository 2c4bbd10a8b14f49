//! Events by type.

use std::cmp::Reverse;
use std::collections::HashMap;

use alertbook_core::Language;
use alertbook_core::column::Column;
use alertbook_core::vocabulary::AlertType;
use alertbook_store::{FacetIndex, OverviewTallies};
use alertbook_wire::FacetValue;

use crate::facet::NO_VALUE;

/// The types that events have, those of most events first; that of events without a known one comes last.
pub(super) fn types(tallies: &OverviewTallies, index: &FacetIndex, language: Language) -> Vec<FacetValue> {
    let mut counts: HashMap<Option<i64>, u64> = HashMap::new();
    for alert in &index.alerts {
        let place = usize::try_from(alert.id).ok();
        let events = place.and_then(|place| tallies.alerts.get(place));
        if let Some(events) = events.filter(|events| **events > 0) {
            let known = alert.type_key.filter(|key| AlertType::from_key(*key).is_some());
            *counts.entry(known).or_default() += events;
        }
    }
    let mut types: Vec<FacetValue> = counts
        .into_iter()
        .map(|(key, events)| {
            let title = key.and_then(AlertType::from_key).map(AlertType::title);
            FacetValue {
                facet: Column::AlertType.spec().name.to_owned(),
                value: title.map_or("", |title| title.zh).to_owned(),
                name: title.unwrap_or(NO_VALUE).get(language).to_owned(),
                events,
            }
        })
        .collect();
    types.sort_by(|one, other| {
        let order = |own: &FacetValue| (own.value.is_empty(), Reverse(own.events));
        order(one)
            .cmp(&order(other))
            .then_with(|| one.value.cmp(&other.value))
    });
    types
}

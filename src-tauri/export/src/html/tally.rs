//! What the charts count, gathered from the rows that are written: so the numbers are theirs, also of one page of a
//! request, and no second reading has to agree. Memory grows with the days, types and assets, not with the rows.

use std::collections::{BTreeMap, HashMap};

use alertbook_core::column::{EventRow, Word};
use alertbook_core::vocabulary::Level;

/// Levels as the charts tell them apart: the three, and any other word or none.
pub(super) const LEVELS: usize = 4;
/// Counts by level.
pub(super) type ByLevel = [u64; LEVELS];

/// The counts of some rows.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) levels: ByLevel,
    /// By date in the zone of the page; blank for events without a time.
    pub(super) days: BTreeMap<String, ByLevel>,
    pub(super) types: HashMap<String, u64>,
    pub(super) assets: HashMap<String, u64>,
}

/// Where a level stands in [`ByLevel`].
pub(super) fn level_place(event: &EventRow<'_>) -> usize {
    match event.level {
        Some(Word::Known(Level::Serious)) => 0,
        Some(Word::Known(Level::Suspicious)) => 1,
        Some(Word::Known(Level::Remind)) => 2,
        Some(Word::Unknown(_)) | None => LEVELS - 1,
    }
}

impl Tally {
    /// Counts an event.
    pub(super) fn add(&mut self, level: usize, (day, alert_type, asset): (&str, &str, &str)) {
        bump(&mut self.levels, level, 1);
        match self.days.get_mut(day) {
            Some(counts) => bump(counts, level, 1),
            None => bump(self.days.entry(day.to_owned()).or_default(), level, 1),
        }
        count(&mut self.types, alert_type);
        count(&mut self.assets, asset);
    }

    /// Adds the counts of other rows.
    pub(super) fn merge(&mut self, other: &mut Self) {
        add_levels(&mut self.levels, &other.levels);
        for (day, counts) in std::mem::take(&mut other.days) {
            add_levels(self.days.entry(day).or_default(), &counts);
        }
        for (held, more) in [
            (&mut self.types, &mut other.types),
            (&mut self.assets, &mut other.assets),
        ] {
            for (name, events) in more.drain() {
                *held.entry(name).or_default() += events;
            }
        }
        other.levels = ByLevel::default();
    }
}

/// The ten with the most events; of equal ones the first by name.
pub(super) fn top(counts: &HashMap<String, u64>) -> Vec<(&str, u64)> {
    let mut all: Vec<(&str, u64)> = counts
        .iter()
        .map(|(name, events)| (name.as_str(), *events))
        .collect();
    all.sort_by(|(one, fewer), (other, more)| more.cmp(fewer).then_with(|| one.cmp(other)));
    all.truncate(10);
    all
}

pub(super) fn add_levels(held: &mut ByLevel, more: &ByLevel) {
    for (level, events) in more.iter().enumerate() {
        bump(held, level, *events);
    }
}

fn bump(counts: &mut ByLevel, level: usize, events: u64) {
    if let Some(count) = counts.get_mut(level) {
        *count += events;
    }
}

fn count(counts: &mut HashMap<String, u64>, name: &str) {
    match counts.get_mut(name) {
        Some(events) => *events += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}

//! Numbers of events by what they say of themselves and by what they point to.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::columnar::{Field, FieldSet};
use crate::event::GREATEST_KEY;

/// What the tally of words has a column for.
pub(super) const WORDS: FieldSet = FieldSet::of(&[
    Field::Account,
    Field::Level,
    Field::Status,
    Field::Code,
    Field::Alert,
]);

/// Numbers of events by a number that they have; None stands for those without one.
pub type ValueCounts = HashMap<Option<i64>, u64, RandomState>;

/// Numbers of events. What was not asked for is empty.
#[derive(Clone, Debug, Default)]
pub struct EventTallies {
    /// By account.
    pub accounts: ValueCounts,
    /// By level's key.
    pub levels: ValueCounts,
    /// By status.
    pub statuses: ValueCounts,
    /// By result code's key.
    pub codes: ValueCounts,
    /// By `alert_id`.
    pub alerts: Vec<u64>,
    /// By `target_id`.
    pub targets: Vec<u64>,
    /// By `workload_id`.
    pub workloads: Vec<u64>,
}

/// Where the events of one column are counted.
pub(super) enum Counts<'a> {
    Values(&'a mut ValueCounts),
    Rows(&'a mut Vec<u64>),
}

impl EventTallies {
    /// Adds those of other events.
    pub fn add(&mut self, other: &Self) {
        for (own, others) in [
            (&mut self.accounts, &other.accounts),
            (&mut self.levels, &other.levels),
            (&mut self.statuses, &other.statuses),
            (&mut self.codes, &other.codes),
        ] {
            for (value, events) in others {
                *own.entry(*value).or_default() += events;
            }
        }
        add_all(&mut self.alerts, &other.alerts);
        add_all(&mut self.targets, &other.targets);
        add_all(&mut self.workloads, &other.workloads);
    }

    /// Those of a column; None of columns that nothing is counted by.
    pub(super) const fn of(&mut self, field: Field) -> Option<Counts<'_>> {
        Some(match field {
            Field::Account => Counts::Values(&mut self.accounts),
            Field::Level => Counts::Values(&mut self.levels),
            Field::Status => Counts::Values(&mut self.statuses),
            Field::Code => Counts::Values(&mut self.codes),
            Field::Alert => Counts::Rows(&mut self.alerts),
            Field::Target => Counts::Rows(&mut self.targets),
            Field::Workload => Counts::Rows(&mut self.workloads),
            Field::LastTime | Field::SortTs | Field::Id => return None,
        })
    }

    /// Counts events with a value of a column.
    pub(super) fn count(&mut self, field: Field, value: Option<i64>, events: u64) {
        match self.of(field) {
            Some(Counts::Values(counts)) => *counts.entry(value).or_default() += events,
            Some(Counts::Rows(counts)) => count(counts, value.unwrap_or_default(), events),
            None => {}
        }
    }
}

fn add_all(own: &mut Vec<u64>, others: &[u64]) {
    if own.len() < others.len() {
        own.resize(others.len(), 0);
    }
    for (own, other) in own.iter_mut().zip(others) {
        *own += other;
    }
}

/// Adds to the number of a row; rows are numbered from 1 without large gaps.
pub(super) fn count(counts: &mut Vec<u64>, row: i64, events: u64) {
    let Some(place) = usize::try_from(row).ok().filter(|row| *row <= GREATEST_KEY) else {
        return;
    };
    if place >= counts.len() {
        counts.resize(place + 1, 0);
    }
    if let Some(count) = counts.get_mut(place) {
        *count += events;
    }
}

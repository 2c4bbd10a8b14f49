//! Numbers of events by what they point to.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// What is tallied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TallyWanted {
    /// Accounts, levels, statuses, result codes and alerts.
    pub words: bool,
    /// Affected assets.
    pub targets: bool,
    /// Containers and clusters.
    pub workloads: bool,
}

impl TallyWanted {
    /// Whether nothing is.
    pub const fn is_nothing(self) -> bool {
        !(self.words || self.targets || self.workloads)
    }
}

/// What an event says of itself in numbers; None where it says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordKeys {
    /// The account.
    pub account: Option<i64>,
    /// The level's key.
    pub level: Option<i64>,
    /// The status.
    pub status: Option<i64>,
    /// The result code's key.
    pub code: Option<i64>,
}

/// Numbers of events.
#[derive(Clone, Debug, Default)]
pub struct EventTallies {
    /// By account, level, status and code.
    pub words: HashMap<WordKeys, u64, RandomState>,
    /// By `alert_id`.
    pub alerts: Vec<u64>,
    /// By `target_id`.
    pub targets: Vec<u64>,
    /// By `workload_id`.
    pub workloads: Vec<u64>,
}

impl EventTallies {
    /// Adds those of other events.
    pub fn add(&mut self, other: &Self) {
        for (keys, events) in &other.words {
            *self.words.entry(*keys).or_default() += events;
        }
        add_all(&mut self.alerts, &other.alerts);
        add_all(&mut self.targets, &other.targets);
        add_all(&mut self.workloads, &other.workloads);
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
    let Ok(place) = usize::try_from(row) else { return };
    if place >= counts.len() {
        counts.resize(place + 1, 0);
    }
    if let Some(count) = counts.get_mut(place) {
        *count += events;
    }
}

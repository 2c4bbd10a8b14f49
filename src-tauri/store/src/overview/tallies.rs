//! The numbers of an overview, and how those of several readers become one.

use alertbook_core::vocabulary::{Dealed, HandleTime, Level};

/// Events of a stretch of time, or of all times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StretchTally {
    /// By level, in the order of [`Level::ALL`]; the last are of other levels or none.
    pub levels: [u64; 4],
    /// Handled, pending, and those that tell no status.
    pub handling: [u64; 3],
}

impl StretchTally {
    /// How many events.
    pub fn events(&self) -> u64 {
        self.levels.iter().sum()
    }

    pub(super) fn take_in(&mut self, level: Option<i64>, dealed: Option<Dealed>) {
        let level = level.and_then(Level::from_key);
        let level = level.and_then(|level| Level::ALL.iter().position(|known| *known == level));
        let dealed = match dealed {
            Some(Dealed::Yes) => 0,
            Some(Dealed::No) => 1,
            None => 2,
        };
        raise(&mut self.levels, level.unwrap_or(Level::ALL.len()), 1);
        raise(&mut self.handling, dealed, 1);
    }

    fn add(&mut self, other: &Self) {
        add_all(&mut self.levels, &other.levels);
        add_all(&mut self.handling, &other.handling);
    }
}

/// Numbers of events.
#[derive(Clone, Debug, Default)]
pub struct OverviewTallies {
    /// Of all events.
    pub all: StretchTally,
    /// Of each stretch of time.
    pub stretches: Vec<StretchTally>,
    /// By `alert_id`.
    pub alerts: Vec<u64>,
    /// By `target_id`: all, and those that are pending.
    pub targets: Vec<[u64; 2]>,
    /// Handled events by how long that took, in the order of [`HandleTime::ALL`].
    pub classes: [u64; HandleTime::ALL.len()],
    /// Of each handled event that took any time the seconds it took, in no order.
    pub seconds: Vec<u32>,
}

impl OverviewTallies {
    /// Nothing yet, of so many stretches.
    pub fn of_stretches(stretches: usize) -> Self {
        Self {
            stretches: vec![StretchTally::default(); stretches],
            ..Self::default()
        }
    }

    /// Adds those of other events of the same stretches.
    pub fn add(&mut self, other: Self) {
        self.all.add(&other.all);
        for (own, other) in self.stretches.iter_mut().zip(&other.stretches) {
            own.add(other);
        }
        grow(&mut self.alerts, other.alerts.len());
        add_all(&mut self.alerts, &other.alerts);
        grow(&mut self.targets, other.targets.len());
        for (own, other) in self.targets.iter_mut().zip(&other.targets) {
            add_all(own, other);
        }
        add_all(&mut self.classes, &other.classes);
        self.seconds.extend(other.seconds);
    }

    pub(super) fn take_in_alert(&mut self, alert: i64) {
        let Ok(place) = usize::try_from(alert) else { return };
        grow(&mut self.alerts, place + 1);
        raise(&mut self.alerts, place, 1);
    }

    pub(super) fn take_in_target(&mut self, target: i64, pending: bool) {
        let Ok(place) = usize::try_from(target) else {
            return;
        };
        grow(&mut self.targets, place + 1);
        if let Some(counts) = self.targets.get_mut(place) {
            raise(counts, 0, 1);
            raise(counts, 1, u64::from(pending));
        }
    }

    pub(super) fn take_in_handling(&mut self, milliseconds: Option<i64>) {
        let class = HandleTime::of(milliseconds);
        raise(&mut self.classes, class.place(), 1);
        if let Some(took) = milliseconds.filter(|took| *took >= 0) {
            self.seconds.push(u32::try_from(took / 1000).unwrap_or(u32::MAX));
        }
    }
}

/// Rows are numbered from 1 without large gaps.
fn grow<T: Clone + Default>(counts: &mut Vec<T>, length: usize) {
    if counts.len() < length {
        counts.resize(length, T::default());
    }
}

fn raise(counts: &mut [u64], place: usize, by: u64) {
    if let Some(count) = counts.get_mut(place) {
        *count += by;
    }
}

fn add_all(own: &mut [u64], others: &[u64]) {
    for (own, other) in own.iter_mut().zip(others) {
        *own += other;
    }
}

//! Counts kept beside the events: how many share an account, name, level, status and code, fall into an hour, name a target or a
//! workload. Changes are gathered in memory and written once per transaction.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rusqlite::Connection;

use crate::Result;
use crate::error::Context;

/// An hour.
pub(crate) const HOUR_MILLISECONDS: i64 = 3_600_000;

/// The hour of a `sort_ts`.
pub(crate) const fn hour_of(sort_ts: i64) -> i64 {
    sort_ts.div_euclid(HOUR_MILLISECONDS)
}

/// What an event is counted by. Absent level, status and code count as [`ABSENT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) account: i64,
    pub(crate) alert_id: i64,
    pub(crate) level: Option<i64>,
    pub(crate) status: Option<i64>,
    pub(crate) code: Option<i64>,
    pub(crate) target_id: i64,
    pub(crate) workload_id: Option<i64>,
    pub(crate) sort_ts: i64,
}

/// Stands in the tally for what is absent.
pub(crate) const ABSENT: i64 = i64::MIN;

/// Gathered changes.
#[derive(Default)]
pub(crate) struct TallyChanges {
    words: HashMap<[i64; 5], i64, RandomState>,
    hours: HashMap<i64, i64, RandomState>,
    targets: HashMap<i64, i64, RandomState>,
    workloads: HashMap<i64, i64, RandomState>,
}

impl TallyChanges {
    pub(crate) fn add(&mut self, counted: Counted) {
        self.change(counted, 1);
    }

    pub(crate) fn remove(&mut self, counted: Counted) {
        self.change(counted, -1);
    }

    fn change(&mut self, counted: Counted, by: i64) {
        let word = |key: Option<i64>| key.unwrap_or(ABSENT);
        let key = [
            counted.account,
            counted.alert_id,
            word(counted.level),
            word(counted.status),
            word(counted.code),
        ];
        *self.words.entry(key).or_default() += by;
        *self.hours.entry(hour_of(counted.sort_ts)).or_default() += by;
        *self.targets.entry(counted.target_id).or_default() += by;
        if let Some(workload) = counted.workload_id {
            *self.workloads.entry(workload).or_default() += by;
        }
    }

    /// Writes what was gathered.
    pub(crate) fn write(self, connection: &Connection) -> Result<()> {
        self.write_all(connection).during("writing tallies")
    }

    fn write_all(self, connection: &Connection) -> rusqlite::Result<()> {
        let mut words = connection.prepare_cached(
            "INSERT INTO tally (account, alert_id, level, status, code, events) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (account, alert_id, level, status, code) DO UPDATE SET events = events + excluded.events",
        )?;
        for ([account, alert, level, status, code], by) in in_order(self.words) {
            words.execute([account, alert, level, status, code, by])?;
        }
        let mut hours = connection.prepare_cached(
            "INSERT INTO tally_hour (hour, events) VALUES (?1, ?2)
             ON CONFLICT (hour) DO UPDATE SET events = events + excluded.events",
        )?;
        for (hour, by) in in_order(self.hours) {
            hours.execute([hour, by])?;
        }
        let mut targets =
            connection.prepare_cached("UPDATE target SET events = events + ?2 WHERE target_id = ?1")?;
        for (target, by) in in_order(self.targets) {
            targets.execute([target, by])?;
        }
        let mut workloads =
            connection.prepare_cached("UPDATE workload SET events = events + ?2 WHERE workload_id = ?1")?;
        for (workload, by) in in_order(self.workloads) {
            workloads.execute([workload, by])?;
        }
        Ok(())
    }
}

/// What changed, in the order of the keys: the same changes make the same pages.
fn in_order<K: Ord>(changes: HashMap<K, i64, RandomState>) -> Vec<(K, i64)> {
    let mut changes: Vec<_> = changes.into_iter().filter(|(_, by)| *by != 0).collect();
    changes.sort_unstable();
    changes
}

//! Events counted by stretches of time and by level.

use std::collections::HashMap;

use alertbook_core::filter::EventFilter;
use foldhash::fast::RandomState;
use rusqlite::{Connection, params_from_iter};

use super::column::{ColumnPart, column_parts};
use super::row::number;
use super::stretch::Stretch;
use crate::columnar::{Field, FieldSet, NONE, each_block};
use crate::error::Context;
use crate::filter::{Plan, Sieve};
use crate::sql::Sql;
use crate::{Result, Snapshot};

const OPERATION: &str = "counting events over time";

/// Numbers of events by level's key, or by None where there is no level.
pub type LevelCounts = HashMap<Option<i64>, u64, RandomState>;

/// The times of a filter's events, ready to be read by several readers of one state.
pub struct EventTimes {
    plan: Plan,
    /// None where the events are few.
    sieve: Option<Sieve>,
    parts: Vec<Option<ColumnPart>>,
}

impl EventTimes {
    /// The parts.
    pub fn parts(&self) -> &[Option<ColumnPart>] {
        &self.parts
    }
}

impl Snapshot<'_> {
    /// Prepares reading the times of a filter's events by so many readers.
    pub fn prepare_times(&self, filter: &EventFilter, readers: usize) -> Result<EventTimes> {
        let plan = Plan::of(self.connection, filter)?;
        if plan.finds_few() {
            return Ok(EventTimes {
                plan,
                sieve: None,
                parts: vec![None],
            });
        }
        Ok(EventTimes {
            sieve: Some(Sieve::of(self.connection, [&plan])?),
            plan,
            parts: column_parts(self.connection, readers)?
                .into_iter()
                .map(Some)
                .collect(),
        })
    }

    /// The first and the last `LastTime` of the events of a part, in seconds.
    pub fn span_of_times(&self, times: &EventTimes, part: Option<ColumnPart>) -> Result<Option<(i64, i64)>> {
        let mut span: Option<(i64, i64)> = None;
        each_time(self.connection, times, part, |time, _| {
            let (first, last) = span.unwrap_or((time, time));
            span = Some((first.min(time), last.max(time)));
        })?;
        Ok(span)
    }

    /// Counts the events of a part between edges by level: stretch number n is from edge n up to, and without, edge n + 1.
    /// Edges are seconds and ascend. What lies before the first or at or after the last edge is not counted.
    pub fn tally_times(
        &self,
        times: &EventTimes,
        edges: &[i64],
        part: Option<ColumnPart>,
    ) -> Result<Vec<LevelCounts>> {
        let mut counts = vec![LevelCounts::default(); edges.len().saturating_sub(1)];
        let mut stretch = Stretch::none();
        each_time(self.connection, times, part, |time, level| {
            if !stretch.holds(time) {
                stretch = Stretch::find(edges, time);
            }
            if let Some(levels) = stretch.place.and_then(|place| counts.get_mut(place)) {
                *levels.entry(level).or_default() += 1;
            }
        })?;
        Ok(counts)
    }
}

/// Hands over the `LastTime` and the level of each event that has a time.
fn each_time(
    connection: &Connection,
    times: &EventTimes,
    part: Option<ColumnPart>,
    mut take: impl FnMut(i64, Option<i64>),
) -> Result<()> {
    let (Some(sieve), Some(part)) = (&times.sieve, part) else {
        let sql = Sql::lit("SELECT last_time, level").sql(times.plan.source());
        let mut statement = connection.prepare_cached(sql.text()).during(OPERATION)?;
        let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
        while let Some(row) = rows.next().during(OPERATION)? {
            if let Some(time) = number(row, 0)? {
                take(time, number(row, 1)?);
            }
        }
        return Ok(());
    };
    let fields = sieve.fields().and(FieldSet::of(&[Field::LastTime, Field::Level]));
    each_block(connection, fields, part.0, |block| {
        let masks = sieve.sift(block)?;
        let Some(mask) = masks.first().filter(|mask| !mask.is_empty()) else {
            return Ok(());
        };
        let times = block.values(Field::LastTime)?.to_vec();
        let levels = block.values(Field::Level)?;
        mask.each_row(|row| {
            if let (Some(time), Some(level)) = (times.get(row), levels.get(row))
                && *time != NONE
            {
                take(*time, (*level != NONE).then_some(*level));
            }
        });
        Ok(())
    })
}

//! Reading a filter's events in the default order: from when to when, and parted among several readers.

use alertbook_core::filter::EventFilter;
use rusqlite::params_from_iter;

use super::row::number;
use crate::error::Context;
use crate::event::ranges;
use crate::filter::Plan;
use crate::sql::Sql;
use crate::{Result, Snapshot};

const OPERATION: &str = "reading events over time";
/// Fewer events are counted sooner by one reader than parted among several.
const WORTH_PARTING: u64 = 50_000;

/// A part of the default order: `LastTimeStamp` in milliseconds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// Not before.
    pub from: i64,
    /// Not after.
    pub to: i64,
}

impl Snapshot<'_> {
    /// The parts of a filter's events that so many readers can read side by side; none where one reader is as fast.
    pub fn parts_of_events(&self, filter: &EventFilter, readers: u64) -> Result<Vec<TimeRange>> {
        let plan = Plan::of(self.connection, filter)?;
        if plan.is_selective() || plan.at_most < WORTH_PARTING || readers < 2 {
            return Ok(Vec::new());
        }
        let parts = ranges(self.connection, self.total_events()?.div_ceil(readers))?;
        Ok(parts
            .into_iter()
            .map(|(from, to)| TimeRange { from, to })
            .collect())
    }

    /// The first and the last `LastTime` of a filter's events, in seconds.
    pub fn span_of_events(&self, filter: &EventFilter) -> Result<Option<(i64, i64)>> {
        let plan = Plan::of(self.connection, filter)?;
        if plan.is_impossible() {
            return Ok(None);
        }
        let at_end = |order: &'static str| {
            let sql = Sql::lit("SELECT last_time, NULL")
                .sql(plan.source())
                .then(" AND last_time IS NOT NULL")
                .then(order);
            self.span(&sql)
        };
        // Where LastTime is another second than LastTimeStamp the default order does not tell the ends; such events are few.
        let skewed = Sql::lit("SELECT min(last_time), max(last_time) FROM event INDEXED BY event_skew")
            .then(" WHERE (last_time IS NOT sort_ts / 1000 OR sort_ts < 0) AND ")
            .sql(plan.predicate());
        let ends = [
            at_end(" ORDER BY sort_ts, id LIMIT 1")?,
            at_end(" ORDER BY sort_ts DESC, id DESC LIMIT 1")?,
            self.span(&skewed)?,
        ];
        let known = || ends.iter().flatten().flatten().copied();
        Ok(known().min().zip(known().max()))
    }

    /// The two numbers of a query's first row.
    fn span(&self, sql: &Sql) -> Result<[Option<i64>; 2]> {
        let mut statement = self.connection.prepare_cached(sql.text()).during(OPERATION)?;
        let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
        match rows.next().during(OPERATION)? {
            Some(row) => Ok([number(row, 0)?, number(row, 1)?]),
            None => Ok([None, None]),
        }
    }
}

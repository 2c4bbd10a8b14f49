//! Time ranges. Filters go by `LastTime`, the order by `LastTimeStamp`; the two agree but for a few events, and the
//! store knows by how much those differ. So a range of the one is also a range of the other, and the index that gives
//! the order finds it.

use rusqlite::Connection;

use super::arm::{Arm, Place, Test};
use super::size;
use crate::Result;
use crate::error::Context;
use crate::event::{HOUR_MILLISECONDS, hour_of};
use crate::sql::{Sql, all};

/// How far `LastTime` and `LastTimeStamp` lie apart, in milliseconds: the least and greatest of
/// `LastTime * 1000 - LastTimeStamp`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Skew {
    least: f64,
    greatest: f64,
}

impl Skew {
    /// Without any, `LastTime` is `LastTimeStamp` cut to its second.
    const AGREEING_LEAST: f64 = -999.0;
    const AGREEING_GREATEST: f64 = 0.0;

    pub(super) fn read(connection: &Connection) -> Result<Self> {
        // Each end by a query of its own, so that the index answers without being read through. An overflow, which an
        // absent LastTimeStamp brings, is a float in SQLite.
        let end = |sql: &'static str| {
            connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.query_row([], |row| row.get::<_, Option<f64>>(0)))
                .during("reading the skew of times")
        };
        let least = end(
            "SELECT CAST(min(last_time * 1000 - sort_ts) AS REAL) FROM event INDEXED BY event_skew
             WHERE last_time IS NOT sort_ts / 1000 OR sort_ts < 0",
        )?;
        let greatest = end(
            "SELECT CAST(max(last_time * 1000 - sort_ts) AS REAL) FROM event INDEXED BY event_skew
             WHERE last_time IS NOT sort_ts / 1000 OR sort_ts < 0",
        )?;
        Ok(Self {
            least: least.unwrap_or_default().min(Self::AGREEING_LEAST),
            greatest: greatest.unwrap_or_default().max(Self::AGREEING_GREATEST),
        })
    }

    /// The bounds of `LastTimeStamp` that a range of `LastTime` implies.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float cast saturates, which is the bound wanted"
    )]
    #[expect(
        clippy::cast_precision_loss,
        reason = "rounded by less than the second added for it"
    )]
    pub(super) fn bounds(self, from: Option<i64>, to: Option<i64>) -> (Option<i64>, Option<i64>) {
        let milliseconds = |seconds: i64| seconds as f64 * 1000.0;
        let lower = from.map(|from| (milliseconds(from) - self.greatest - 1000.0) as i64);
        let upper = to.map(|to| (milliseconds(to) - self.least + 1000.0) as i64);
        (lower, upper)
    }
}

/// The test of a time range.
pub(super) fn test(from: Option<i64>, to: Option<i64>, skew: Skew) -> Test {
    let (lower, upper) = skew.bounds(from, to);
    let parts = [
        from.map(|from| Sql::lit("last_time >= ").bind(from)),
        to.map(|to| Sql::lit("last_time <= ").bind(to)),
        lower.map(|lower| Sql::lit("sort_ts >= ").bind(lower)),
        upper.map(|upper| Sql::lit("sort_ts <= ").bind(upper)),
    ];
    let mut arm = Arm::own(Place::Time, all(parts.into_iter().flatten()));
    arm.between = Some((from, to));
    Test::one(arm)
}

/// How many events a time range alone selects: those whose `LastTimeStamp` lies in it, by whole hours and the ends of the
/// first and the last; less those of them whose `LastTime` is another second, and with those it brings in instead.
pub(super) fn count(connection: &Connection, from: Option<i64>, to: Option<i64>) -> Result<u64> {
    let lower = from.map_or(0, |from| from.saturating_mul(1000)).max(0);
    let upper = to.map_or(i64::MAX, |to| to.saturating_mul(1000).saturating_add(999));
    let skewed = "SELECT count(*) FROM event INDEXED BY event_skew
         WHERE (last_time IS NOT sort_ts / 1000 OR sort_ts < 0) AND ";
    let stamped_inside = Sql::lit(skewed)
        .then("sort_ts BETWEEN ")
        .bind(lower)
        .then(" AND ")
        .bind(upper);
    let inside = Sql::lit(skewed)
        .then("last_time BETWEEN ")
        .bind(from.unwrap_or(i64::MIN))
        .then(" AND ")
        .bind(to.unwrap_or(i64::MAX));
    let all = stamped(connection, lower, upper)?;
    Ok(all - size::number(connection, &stamped_inside)? + size::number(connection, &inside)?)
}

/// How many events have their `LastTimeStamp` between two moments, both included.
fn stamped(connection: &Connection, lower: i64, upper: i64) -> Result<u64> {
    let (first, last) = (hour_of(lower), hour_of(upper));
    let range = |lower: i64, upper: i64| {
        let sql =
            Sql::lit("SELECT count(*) FROM event INDEXED BY event_order WHERE sort_ts BETWEEN ").bind(lower);
        size::number(connection, &sql.then(" AND ").bind(upper))
    };
    if last - first < 2 {
        return range(lower, upper);
    }
    let start_of = |hour: i64| hour.saturating_mul(HOUR_MILLISECONDS);
    let whole = size::in_hours(connection, first + 1, last - 1)?;
    Ok(whole + range(lower, start_of(first + 1) - 1)? + range(start_of(last), upper)?)
}

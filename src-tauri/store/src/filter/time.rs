//! Time ranges. Filters go by `LastTime`, the order by `LastTimeStamp`; the two agree but for a few events, and the
//! store knows by how much those differ. So a range of the one is also a range of the other, and the index that gives
//! the order finds it.

use rusqlite::Connection;

use super::arm::{Arm, Place, Test};
use crate::error::Context;
use crate::sql::{all, Sql};
use crate::Result;

/// How far `LastTime` and `LastTimeStamp` lie apart, in milliseconds: the least and greatest of
/// `LastTime * 1000 - LastTimeStamp`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Skew {
    least: f64,
    greatest: f64,
    /// Whether every event's two times name the same second.
    pub(super) is_none: bool,
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
             WHERE last_time <> sort_ts / 1000",
        )?;
        let greatest = end(
            "SELECT CAST(max(last_time * 1000 - sort_ts) AS REAL) FROM event INDEXED BY event_skew
             WHERE last_time <> sort_ts / 1000",
        )?;
        Ok(Self {
            least: least.unwrap_or_default().min(Self::AGREEING_LEAST),
            greatest: greatest.unwrap_or_default().max(Self::AGREEING_GREATEST),
            is_none: least.is_none(),
        })
    }

    /// The bounds of `LastTimeStamp` that a range of `LastTime` implies.
    #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates, which is the bound wanted")]
    #[allow(clippy::cast_precision_loss, reason = "rounded by less than the second added for it")]
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
    Test::one(Arm::own(Place::Time, all(parts.into_iter().flatten())))
}

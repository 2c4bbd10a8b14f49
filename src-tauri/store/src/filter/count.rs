//! Counting: by tallies where they can tell, else by reading the narrowest index that can, or the columns.

use std::cmp::Reverse;
use std::slice;

use rusqlite::Connection;

use super::arm::{Arm, Place, Test};
use super::query::Plan;
use super::sieve::Sieve;
use super::size::{number, total};
use crate::Result;
use crate::columnar::{Mask, block_ranges, each_block};
use crate::sql::{Sql, all, any};

impl Plan {
    /// How many events match, exactly.
    pub(crate) fn count(&self, connection: &Connection) -> Result<u64> {
        if self.tests.is_empty() {
            return total(connection);
        }
        if let Some((from, to)) = self.only_time {
            return super::time::count(connection, from, to);
        }
        if self.is_impossible() {
            return Ok(0);
        }
        let places = || self.tests.iter().flat_map(|test| &test.arms).map(|arm| arm.place);
        if places().all(Place::is_tallied) {
            return number(
                connection,
                &Sql::lit("SELECT coalesce(sum(events), 0) FROM tally WHERE ").sql(self.predicate()),
            );
        }
        if let [Test { arms, excludes }] = self.tests.as_slice()
            && arms.iter().all(|arm| arm.place.is_counted())
        {
            let either = count_either(connection, arms.clone())?;
            return if *excludes {
                Ok(total(connection)?.saturating_sub(either))
            } else {
                Ok(either)
            };
        }
        if places().all(|place| place == Place::Target) {
            return number(
                connection,
                &Sql::lit("SELECT coalesce(sum(events), 0) FROM target WHERE ").sql(self.inner()),
            );
        }
        // Events without a workload stand in no row of it, and are among those that an exclusion keeps.
        if places().all(|place| place == Place::Workload) && !self.tests.iter().any(|test| test.excludes) {
            return number(
                connection,
                &Sql::lit("SELECT coalesce(sum(events), 0) FROM workload WHERE ").sql(self.inner()),
            );
        }
        if self.reads_columns() {
            return self.count_columns(connection);
        }
        self.count_rows(connection)
    }

    /// How many events match, read from their columns.
    fn count_columns(&self, connection: &Connection) -> Result<u64> {
        let sieve = Sieve::of(connection, slice::from_ref(self))?;
        let mut count = 0;
        for range in block_ranges(connection, 1)? {
            each_block(connection, sieve.fields(), range, |block| {
                count += sieve.sift(block)?.iter().map(Mask::count).sum::<u64>();
                Ok(())
            })?;
        }
        Ok(count)
    }

    /// How many events match, read from the events themselves and not from any tally.
    pub(crate) fn count_rows(&self, connection: &Connection) -> Result<u64> {
        if self.tests.is_empty() {
            return number(connection, &Sql::lit("SELECT count(*) FROM event"));
        }
        number(connection, &Sql::lit("SELECT count(*)").sql(self.source()))
    }

    /// The filter on the one table that all its arms are about.
    pub(crate) fn inner(&self) -> Sql {
        all(self.tests.iter().map(Test::inner))
    }
}

/// How many events match one arm or another: all of the largest arm, which the tallies tell, and of each other arm those
/// that no arm before it has.
fn count_either(connection: &Connection, mut arms: Vec<Arm>) -> Result<u64> {
    arms.sort_by_key(|arm| Reverse(arm.matches));
    let mut count = 0;
    for (place, arm) in arms.iter().enumerate() {
        let before = arms.iter().take(place).map(|arm| arm.predicate.clone());
        count += if place == 0 {
            arm.matches
        } else {
            let others = Sql::lit("SELECT count(*) FROM ")
                .then(arm.place.source())
                .then(" WHERE ")
                .sql(arm.direct())
                .then(" AND (")
                .sql(any(before))
                .then(") IS NOT TRUE");
            number(connection, &others)?
        };
    }
    Ok(count)
}

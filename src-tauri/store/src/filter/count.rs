//! Counting: by tallies where they can tell, else by reading the narrowest index that can.

use rusqlite::Connection;

use super::arm::{Place, Test};
use super::query::Plan;
use super::size::{number, total};
use crate::Result;
use crate::sql::{Sql, all};

impl Plan {
    /// How many events match, exactly.
    pub(crate) fn count(&self, connection: &Connection) -> Result<u64> {
        if self.tests.is_empty() {
            return total(connection);
        }
        if let Some((from, to)) = self.only_time {
            return super::time::count(connection, from, to);
        }
        if self.tests.iter().any(|test| test.arms.is_empty()) {
            return Ok(0);
        }
        let places = || self.tests.iter().flat_map(|test| &test.arms).map(|arm| arm.place);
        if places().all(Place::is_tallied) {
            return number(
                connection,
                &Sql::lit("SELECT coalesce(sum(events), 0) FROM tally WHERE ").sql(self.predicate()),
            );
        }
        if places().all(|place| place == Place::Target) {
            return number(
                connection,
                &Sql::lit("SELECT coalesce(sum(events), 0) FROM target WHERE ").sql(self.inner()),
            );
        }
        if places().all(|place| place == Place::Workload) {
            return number(
                connection,
                &Sql::lit("SELECT coalesce(sum(events), 0) FROM workload WHERE ").sql(self.inner()),
            );
        }
        self.count_rows(connection)
    }

    /// How many events match, read from the events themselves and not from any tally.
    pub(crate) fn count_rows(&self, connection: &Connection) -> Result<u64> {
        if self.tests.is_empty() {
            return number(connection, &Sql::lit("SELECT count(*) FROM event"));
        }
        number(connection, &Sql::lit("SELECT count(*)").sql(self.source()))
    }

    fn inner(&self) -> Sql {
        let inner = |test: &Test| crate::sql::any(test.arms.iter().filter_map(|arm| arm.inner.clone()));
        all(self.tests.iter().map(inner))
    }
}

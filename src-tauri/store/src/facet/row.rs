//! Tallies counted on the events themselves.

use alertbook_core::filter::EventFilter;
use rusqlite::{Row, params_from_iter};

use super::tallies::{EventTallies, TallyWanted, WordKeys, count};
use super::time::TimeRange;
use crate::error::Context;
use crate::event::NO_ACCOUNT;
use crate::filter::Plan;
use crate::sql::Sql;
use crate::{Result, Snapshot};

const OPERATION: &str = "counting facets";

impl Snapshot<'_> {
    /// Tallies the events of a filter, or those of them that lie in a part.
    pub fn tally_rows(
        &self,
        filter: &EventFilter,
        wanted: TallyWanted,
        part: Option<TimeRange>,
    ) -> Result<EventTallies> {
        let plan = Plan::of(self.connection, filter)?;
        // Only what is wanted is taken out of each row, which is most of the work.
        let selected = match (wanted.words, wanted.targets || wanted.workloads) {
            (true, true) => "SELECT target_id, workload_id, account, level, status, code, alert_id",
            (true, false) => "SELECT NULL, NULL, account, level, status, code, alert_id",
            (false, _) => "SELECT target_id, workload_id",
        };
        let sql = within(Sql::lit(selected).sql(plan.source()), part);
        let mut statement = self.connection.prepare_cached(sql.text()).during(OPERATION)?;
        let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
        let mut tallies = EventTallies::default();
        while let Some(row) = rows.next().during(OPERATION)? {
            if wanted.targets
                && let Some(target) = number(row, 0)?
            {
                count(&mut tallies.targets, target, 1);
            }
            if wanted.workloads
                && let Some(workload) = number(row, 1)?
            {
                count(&mut tallies.workloads, workload, 1);
            }
            if wanted.words {
                let keys = WordKeys {
                    account: number(row, 2)?.filter(|account| *account != NO_ACCOUNT),
                    level: number(row, 3)?,
                    status: number(row, 4)?,
                    code: number(row, 5)?,
                };
                *tallies.words.entry(keys).or_default() += 1;
                count(&mut tallies.alerts, number(row, 6)?.unwrap_or_default(), 1);
            }
        }
        Ok(tallies)
    }
}

/// A query narrowed to a part of the default order.
pub(crate) fn within(query: Sql, part: Option<TimeRange>) -> Sql {
    match part {
        None => query,
        Some(TimeRange { from, to }) => query
            .then(" AND sort_ts >= ")
            .bind(from)
            .then(" AND sort_ts <= ")
            .bind(to),
    }
}

pub(crate) fn number(row: &Row<'_>, column: usize) -> Result<Option<i64>> {
    let value = row.get_ref(column).during(OPERATION)?;
    value
        .as_i64_or_null()
        .map_err(rusqlite::Error::from)
        .during(OPERATION)
}

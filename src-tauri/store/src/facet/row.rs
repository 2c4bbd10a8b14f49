//! Tallies counted on the events themselves: where an index finds the few that there are.

use rusqlite::{Connection, Row, params_from_iter};

use super::tallies::EventTallies;
use super::time::TimeRange;
use crate::Result;
use crate::columnar::{Field, FieldSet};
use crate::error::Context;
use crate::event::NO_ACCOUNT;
use crate::filter::Plan;
use crate::sql::Sql;

const OPERATION: &str = "counting facets";

/// The columns in the order in which they are selected.
const SELECTED: [Field; 7] = [
    Field::Account,
    Field::Level,
    Field::Status,
    Field::Code,
    Field::Alert,
    Field::Target,
    Field::Workload,
];

/// Tallies the events of a filter by some columns.
pub(super) fn tally_rows(connection: &Connection, plan: &Plan, wanted: FieldSet) -> Result<EventTallies> {
    let sql =
        Sql::lit("SELECT account, level, status, code, alert_id, target_id, workload_id").sql(plan.source());
    let mut statement = connection.prepare_cached(sql.text()).during(OPERATION)?;
    let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
    let mut tallies = EventTallies::default();
    while let Some(row) = rows.next().during(OPERATION)? {
        for (place, field) in SELECTED.into_iter().enumerate() {
            if wanted.has(field) {
                tallies.count(field, told(field, number(row, place)?), 1);
            }
        }
    }
    Ok(tallies)
}

/// A stored value, None where it stands for an absent one.
pub(super) fn told(field: Field, value: Option<i64>) -> Option<i64> {
    value.filter(|value| field != Field::Account || *value != NO_ACCOUNT)
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

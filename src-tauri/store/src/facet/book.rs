//! What the small tables tell without any event being read.

use rusqlite::{Connection, params_from_iter};

use super::row::told;
use super::tallies::{EventTallies, WORDS, count};
use crate::Result;
use crate::columnar::{Field, FieldSet};
use crate::error::Context;
use crate::event::ABSENT;
use crate::filter::{Place, Plan};
use crate::sql::Sql;

const OPERATION: &str = "counting facets";

/// The columns of the tally in the order in which they are selected.
const SELECTED: [Field; 5] = [
    Field::Account,
    Field::Level,
    Field::Status,
    Field::Code,
    Field::Alert,
];

/// What of the wanted is known at once, and what is left to be counted.
pub(super) fn tally_books(
    connection: &Connection,
    plan: &Plan,
    wanted: FieldSet,
) -> Result<(EventTallies, FieldSet)> {
    let mut tallies = EventTallies::default();
    if plan.is_impossible() {
        return Ok((tallies, FieldSet::default()));
    }
    let mut left = wanted;
    if wanted.has_any(WORDS) && plan.is_all(Place::is_tallied) {
        read_words(connection, plan, &mut tallies)?;
        left = left.without(WORDS);
    }
    if wanted.has(Field::Target) && plan.is_all(|place| place == Place::Target) {
        let sql = Sql::lit("SELECT target_id, events FROM target WHERE events > 0 AND ");
        tallies.targets = read_rows(connection, &sql.sql(plan.inner()))?;
        left = left.without(FieldSet::of(&[Field::Target]));
    }
    // Events without a workload stand in no row of it, and are among those that an exclusion keeps.
    if wanted.has(Field::Workload) && plan.is_all(|place| place == Place::Workload) && !plan.excludes() {
        let sql = Sql::lit("SELECT workload_id, events FROM workload WHERE events > 0 AND ");
        tallies.workloads = read_rows(connection, &sql.sql(plan.inner()))?;
        left = left.without(FieldSet::of(&[Field::Workload]));
    }
    Ok((tallies, left))
}

fn read_words(connection: &Connection, plan: &Plan, tallies: &mut EventTallies) -> Result<()> {
    let sql =
        Sql::lit("SELECT account, level, status, code, alert_id, events FROM tally WHERE events > 0 AND ")
            .sql(plan.predicate());
    let mut statement = connection.prepare_cached(sql.text()).during(OPERATION)?;
    let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
    while let Some(row) = rows.next().during(OPERATION)? {
        let number = |column: usize| row.get::<_, i64>(column).during(OPERATION);
        let events = number(SELECTED.len())?.cast_unsigned();
        for (place, field) in SELECTED.into_iter().enumerate() {
            let value = Some(number(place)?).filter(|value| *value != ABSENT);
            tallies.count(field, told(field, value), events);
        }
    }
    Ok(())
}

fn read_rows(connection: &Connection, sql: &Sql) -> Result<Vec<u64>> {
    let mut counts = Vec::new();
    let mut statement = connection.prepare_cached(sql.text()).during(OPERATION)?;
    let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
    while let Some(row) = rows.next().during(OPERATION)? {
        let events: i64 = row.get(1).during(OPERATION)?;
        count(&mut counts, row.get(0).during(OPERATION)?, events.cast_unsigned());
    }
    Ok(counts)
}

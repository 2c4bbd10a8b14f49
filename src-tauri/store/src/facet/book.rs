//! What the small tables tell without any event being read.

use alertbook_core::filter::EventFilter;
use rusqlite::{Connection, params_from_iter};

use super::tallies::{EventTallies, TallyWanted, WordKeys, count};
use crate::error::Context;
use crate::event::{ABSENT, NO_ACCOUNT};
use crate::filter::{Place, Plan};
use crate::sql::Sql;
use crate::{Result, Snapshot};

const OPERATION: &str = "counting facets";

impl Snapshot<'_> {
    /// What of the wanted is known at once, and what is left to be counted on the rows.
    pub fn tally_books(
        &self,
        filter: &EventFilter,
        wanted: TallyWanted,
    ) -> Result<(EventTallies, TallyWanted)> {
        let connection = self.connection;
        let plan = Plan::of(connection, filter)?;
        let mut tallies = EventTallies::default();
        let mut left = wanted;
        if wanted.words && plan.is_all(Place::is_tallied) {
            read_words(connection, &plan, &mut tallies)?;
            left.words = false;
        }
        if wanted.targets && plan.is_all(|place| place == Place::Target) {
            let sql = Sql::lit("SELECT target_id, events FROM target WHERE events > 0 AND ");
            tallies.targets = read_rows(connection, &sql.sql(plan.inner()))?;
            left.targets = false;
        }
        if wanted.workloads && plan.is_all(|place| place == Place::Workload) && !plan.excludes() {
            let sql = Sql::lit("SELECT workload_id, events FROM workload WHERE events > 0 AND ");
            tallies.workloads = read_rows(connection, &sql.sql(plan.inner()))?;
            left.workloads = false;
        }
        Ok((tallies, left))
    }
}

fn read_words(connection: &Connection, plan: &Plan, tallies: &mut EventTallies) -> Result<()> {
    let sql =
        Sql::lit("SELECT account, level, status, code, alert_id, events FROM tally WHERE events > 0 AND ")
            .sql(plan.predicate());
    let mut statement = connection.prepare_cached(sql.text()).during(OPERATION)?;
    let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
    let told = |key: i64| (key != ABSENT).then_some(key);
    while let Some(row) = rows.next().during(OPERATION)? {
        let number = |column: usize| row.get::<_, i64>(column).during(OPERATION);
        let events = number(5)?.cast_unsigned();
        let keys = WordKeys {
            account: Some(number(0)?).filter(|account| *account != NO_ACCOUNT),
            level: told(number(1)?),
            status: told(number(2)?),
            code: told(number(3)?),
        };
        *tallies.words.entry(keys).or_default() += events;
        count(&mut tallies.alerts, number(4)?, events);
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

//! How many events an arm selects, asked of the small tables.

use std::sync::Arc;

use rusqlite::{Connection, params_from_iter};

use super::arm::{Arm, Place};
use super::keys::Keys;
use crate::Result;
use crate::error::Context;
use crate::event::hour_of;
use crate::search::ROWS_OF_A_BLOCK;
use crate::sql::Sql;

/// Runs a query that gives one number.
pub(super) fn number(connection: &Connection, sql: &Sql) -> Result<u64> {
    connection
        .prepare_cached(sql.text())
        .and_then(|mut statement| {
            statement.query_row(params_from_iter(sql.binds()), |row| row.get::<_, i64>(0))
        })
        .during("counting events")
        .map(i64::cast_unsigned)
}

/// All events.
pub(super) fn total(connection: &Connection) -> Result<u64> {
    number(
        connection,
        &Sql::lit("SELECT coalesce(sum(events), 0) FROM tally_hour"),
    )
}

/// How many events fall into the hours from one to another, both included.
pub(super) fn in_hours(connection: &Connection, from: i64, to: i64) -> Result<u64> {
    let sql = Sql::lit("SELECT coalesce(sum(events), 0) FROM tally_hour WHERE hour BETWEEN ").bind(from);
    number(connection, &sql.then(" AND ").bind(to))
}

/// Finds out how many events an arm selects: exact for what is tallied, an upper bound for the rest.
pub(super) fn measure(connection: &Connection, arm: &mut Arm, total: u64) -> Result<()> {
    let keyed =
        |keys: &'static str, inner: &Sql| Keys::with_sum(connection, &Sql::lit(keys).sql(inner.clone()));
    let found = match (arm.place, &arm.inner) {
        (Place::Target, Some(inner)) => Some(keyed(
            "SELECT target_id, events FROM target WHERE events > 0 AND ",
            inner,
        )?),
        (Place::Workload, Some(inner)) => Some(keyed(
            "SELECT workload_id, events FROM workload WHERE events > 0 AND ",
            inner,
        )?),
        _ => None,
    };
    if let Some((keys, matches)) = found {
        (arm.keys, arm.matches) = (Some(Arc::new(keys)), matches);
    } else {
        arm.matches = of_arm(connection, arm, total)?;
    }
    Ok(())
}

fn of_arm(connection: &Connection, arm: &Arm, total: u64) -> Result<u64> {
    match (arm.place, &arm.inner) {
        (Place::Notes, Some(inner)) => number(
            connection,
            &Sql::lit("SELECT count(*) FROM event INDEXED BY event_notes WHERE ").sql(inner.clone()),
        ),
        (Place::Sighting, Some(inner)) => number(
            connection,
            &Sql::lit("SELECT count(*) FROM sighting WHERE ").sql(inner.clone()),
        ),
        (Place::Texts, Some(inner)) => {
            let blocks = number(
                connection,
                &Sql::lit("SELECT count(*) FROM text_block WHERE ").sql(inner.clone()),
            )?;
            Ok(blocks.saturating_mul(ROWS_OF_A_BLOCK).min(total))
        }
        (Place::Review, Some(inner)) => marked(connection, inner),
        (Place::Unmarked, Some(inner)) => Ok(total.saturating_sub(marked(connection, inner)?)),
        // An event has as many rows as tags.
        (Place::Tag, Some(inner)) => number(
            connection,
            &Sql::lit("SELECT count(DISTINCT event_row) FROM review_tag WHERE ").sql(inner.clone()),
        ),
        (Place::OwnNote, Some(inner)) => number(
            connection,
            &Sql::lit("SELECT count(DISTINCT event_row) FROM review_note WHERE ").sql(inner.clone()),
        ),
        (Place::Id | Place::Unique, _) => {
            let sql = Sql::lit("SELECT count(*) FROM ").then(arm.place.source());
            number(connection, &sql.then(" WHERE ").sql(arm.predicate.clone()))
        }
        (place, _) if place.is_tallied() => {
            let sql =
                Sql::lit("SELECT coalesce(sum(events), 0) FROM tally WHERE ").sql(arm.predicate.clone());
            number(connection, &sql)
        }
        _ => Ok(total),
    }
}

fn marked(connection: &Connection, inner: &Sql) -> Result<u64> {
    number(
        connection,
        &Sql::lit("SELECT count(*) FROM review WHERE ").sql(inner.clone()),
    )
}

/// How many events may fall between two moments of `LastTimeStamp`, by whole hours.
pub(super) fn between(connection: &Connection, lower: Option<i64>, upper: Option<i64>) -> Result<u64> {
    in_hours(
        connection,
        lower.map_or(i64::MIN, hour_of),
        upper.map_or(i64::MAX, hour_of),
    )
}

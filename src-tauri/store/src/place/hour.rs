//! All events in the default order.

use rusqlite::Connection;

use crate::Result;
use crate::error::Context;
use crate::event::{EventOrder, HOUR_MILLISECONDS};
use crate::sql::Sql;

/// The query for some rows of all events; None behind the last one.
pub(crate) fn query(connection: &Connection, offset: u64, limit: u64) -> Result<Option<Sql>> {
    let operation = "finding a place";
    let mut statement = connection
        .prepare_cached("SELECT hour, events FROM tally_hour WHERE events > 0 ORDER BY hour DESC")
        .during(operation)?;
    let mut hours = statement.query([]).during(operation)?;
    let (mut to, mut before) = (i64::MAX, 0_u64);
    while let Some(row) = hours.next().during(operation)? {
        let hour: i64 = row.get(0).during(operation)?;
        let events = row.get::<_, i64>(1).during(operation)?.unsigned_abs();
        if before + events > offset {
            return Ok(Some(from(to, offset - before, limit)));
        }
        before += events;
        to = hour.saturating_mul(HOUR_MILLISECONDS).saturating_sub(1);
    }
    Ok(None)
}

fn from(to: i64, offset: u64, limit: u64) -> Sql {
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Sql::lit("SELECT event_row FROM event INDEXED BY event_order WHERE sort_ts <= ")
        .bind(to)
        .then(EventOrder::Newest.order_by())
        .then(" LIMIT ")
        .bind(signed(limit))
        .then(" OFFSET ")
        .bind(signed(offset))
}

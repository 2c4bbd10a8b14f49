//! The revision: a number that every change of events raises.

use rusqlite::Connection;

use crate::Result;
use crate::error::Context;

/// The number of the last change of events or of what they are joined with.
pub(crate) fn read_revision(connection: &Connection) -> Result<u64> {
    connection
        .prepare_cached("SELECT number FROM revision")
        .and_then(|mut statement| statement.query_row([], |row| row.get::<_, i64>(0)))
        .during("reading the revision")
        .map(i64::cast_unsigned)
}

/// Notes that events, or what is known of them, changed.
pub(crate) fn raise_revision(connection: &Connection) -> Result<()> {
    connection
        .prepare_cached("UPDATE revision SET number = number + 1")
        .and_then(|mut statement| statement.execute([]))
        .during("raising the revision")
        .map(|_| ())
}

//! Holding the columns against the events.

use rusqlite::Connection;

use super::block::{Block, block_ranges, each_block};
use super::columns::{Columns, rows_of};
use super::writer::has_columns;
use super::{Field, FieldSet};
use crate::Result;
use crate::error::Context;

const OPERATION: &str = "checking the columns";

/// Whether the columns tell what the events tell, and of no others.
pub(crate) fn columns_agree(connection: &Connection) -> Result<bool> {
    if !has_columns(connection)? {
        // Those of a slice are made when it is opened as a store.
        return Ok(true);
    }
    let mut events = connection.prepare(Field::SELECT).during(OPERATION)?;
    let (mut agree, mut held) = (true, 0);
    for part in block_ranges(connection, 1)? {
        each_block(connection, FieldSet::of(&Field::ALL), part, |block| {
            held += block.events()?.count();
            let mut columns = Columns::empty();
            columns.read(&mut events, block.number(), rows_of(block.number()))?;
            agree &= are_those(block, &columns)?;
            Ok(())
        })?;
    }
    let all: i64 = connection
        .query_row("SELECT count(*) FROM event", [], |row| row.get(0))
        .during(OPERATION)?;
    Ok(agree && all.cast_unsigned() == held)
}

fn are_those(block: &mut Block, columns: &Columns) -> Result<bool> {
    for (field, column) in columns.each() {
        if block.values(field)? != column.as_slice() {
            return Ok(false);
        }
    }
    Ok(true)
}

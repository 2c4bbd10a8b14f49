//! Keeping the columns: rows that came or changed are put into their blocks.

use std::collections::BTreeMap;

use foldhash::HashSet;
use rusqlite::{CachedStatement, Connection, OptionalExtension, TransactionBehavior, params};

use super::block::damaged;
use super::columns::{Columns, rows_of};
use super::packing::{Packed, pack};
use super::{Field, SHIFT};
use crate::error::Context;
use crate::{Error, Result};

const OPERATION: &str = "writing columns";
/// When fewer than one in so many rows changed, they are read one by one.
const SPARSE: usize = 8;

/// Rows that came or changed in a transaction, by block.
#[derive(Default)]
pub(crate) struct ColumnBlocks(BTreeMap<i64, HashSet<i64>>);

impl ColumnBlocks {
    /// A row came or changed.
    pub(crate) fn touch(&mut self, event_row: i64) {
        self.0.entry(event_row >> SHIFT).or_default().insert(event_row);
    }

    /// Writes the blocks of the touched rows.
    pub(crate) fn write(self, connection: &Connection) -> Result<()> {
        let mut writer = Writer::new(connection)?;
        self.0.into_iter().try_for_each(|(block, rows)| {
            let mut rows: Vec<i64> = rows.into_iter().collect();
            rows.sort_unstable();
            writer.update(block, &rows)
        })
    }
}

const CREATE: &str = "CREATE TABLE column_block (place INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT";

/// Makes the columns where a store has none.
pub(crate) fn make_columns(connection: &mut Connection) -> Result<()> {
    let operation = "making the columns";
    if has_columns(connection)? {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .during(operation)?;
    // Another process may have made them while this one waited for its turn.
    if !has_columns(&transaction)? {
        transaction.execute_batch(CREATE).during(operation)?;
        write_all(&transaction)?;
    }
    transaction.commit().during(operation)
}

/// Whether the store has them.
pub(super) fn has_columns(connection: &Connection) -> Result<bool> {
    connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'column_block')",
            [],
            |row| row.get(0),
        )
        .during("looking for the columns")
}

fn write_all(connection: &Connection) -> Result<()> {
    let mut writer = Writer::new(connection)?;
    refuse_odd_rows(connection)?;
    let mut after = 0;
    let mut next = connection
        .prepare_cached("SELECT event_row FROM event WHERE event_row >= ?1 ORDER BY event_row LIMIT 1")
        .during(OPERATION)?;
    while let Some(row) = next
        .query_row([after], |row| row.get::<_, i64>(0))
        .optional()
        .during(OPERATION)?
    {
        let block = row >> SHIFT;
        writer.make(block)?;
        after = (block + 1) << SHIFT;
    }
    Ok(())
}

/// Rows get numbers from 1 on. Others were put there by another program, and would have no block of their own.
fn refuse_odd_rows(connection: &Connection) -> Result<()> {
    let odd: bool = connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM event WHERE event_row < 0 OR event_row > 1 << 58)",
            [],
            |row| row.get(0),
        )
        .during(OPERATION)?;
    if odd {
        return Err(Error::Damaged {
            operation: OPERATION,
            detail: "an event has a row number that no event gets".to_owned(),
        });
    }
    Ok(())
}

struct Writer<'conn> {
    events: CachedStatement<'conn>,
    read: CachedStatement<'conn>,
    replace: CachedStatement<'conn>,
    columns: Columns,
}

impl<'conn> Writer<'conn> {
    fn new(connection: &'conn Connection) -> Result<Self> {
        let prepare = |sql| connection.prepare_cached(sql).during(OPERATION);
        Ok(Self {
            events: prepare(Field::SELECT)?,
            read: prepare("SELECT body FROM column_block WHERE place = ?1")?,
            replace: prepare("INSERT OR REPLACE INTO column_block (place, body) VALUES (?1, ?2)")?,
            columns: Columns::empty(),
        })
    }

    /// Writes a block of which nothing is known.
    fn make(&mut self, block: i64) -> Result<()> {
        self.columns.clear();
        self.columns.read(&mut self.events, block, rows_of(block))?;
        self.store(block)
    }

    /// Writes a block of which some rows came or changed; they ascend.
    fn update(&mut self, block: i64, rows: &[i64]) -> Result<()> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(());
        };
        self.load(block)?;
        if rows.len() * SPARSE < usize::try_from(last - first).unwrap_or(usize::MAX) {
            for row in rows {
                self.columns.read(&mut self.events, block, (*row, *row))?;
            }
        } else {
            self.columns.read(&mut self.events, block, (*first, *last))?;
        }
        self.store(block)
    }

    /// Takes what is kept of a block; nothing of one that is new.
    fn load(&mut self, block: i64) -> Result<()> {
        self.columns.clear();
        for (field, column) in self.columns.each_mut() {
            let body: Option<Vec<u8>> = self
                .read
                .query_row([field.rowid(block)], |row| row.get(0))
                .optional()
                .during(OPERATION)?;
            let Some(body) = body else { return Ok(()) };
            let packed = Packed::read(&body).ok_or_else(damaged)?;
            packed.unpack(column);
        }
        Ok(())
    }

    fn store(&mut self, block: i64) -> Result<()> {
        for (field, column) in self.columns.each() {
            self.replace
                .execute(params![field.rowid(block), pack(column)])
                .during(OPERATION)?;
        }
        Ok(())
    }
}

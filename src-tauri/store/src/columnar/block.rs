//! Reading blocks, one after the other.

use rusqlite::{Connection, OptionalExtension};

use super::field::block_of;
use super::packing::Packed;
use super::{Field, FieldSet, Mask, SHIFT};
use crate::error::Context;
use crate::{Error, Result};

const OPERATION: &str = "reading columns";

/// A column that every event has a value in.
const EVERY: Field = Field::Alert;
/// What [`Block::events`] reads.
pub(crate) const EVENTS: FieldSet = FieldSet::of(&[EVERY]);

/// Some blocks side by side: the first and the last.
pub(crate) type BlockRange = (i64, i64);

/// All blocks, parted among so many readers.
pub(crate) fn block_ranges(connection: &Connection, readers: usize) -> Result<Vec<BlockRange>> {
    let end = |sql: &'static str| {
        connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                let ends = [EVERY.rowid(0), EVERY.rowid(block_of(-1))];
                statement.query_row(ends, |row| row.get(0)).optional()
            })
            .during(OPERATION)
            .map(|rowid| rowid.map(block_of))
    };
    let first = end("SELECT place FROM column_block WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT 1")?;
    let last =
        end("SELECT place FROM column_block WHERE place BETWEEN ?1 AND ?2 ORDER BY place DESC LIMIT 1")?;
    let (Some(first), Some(last)) = (first, last) else {
        return Ok(Vec::new());
    };
    let length = (last - first) / i64::try_from(readers.max(1)).unwrap_or(i64::MAX) + 1;
    let mut ranges = Vec::new();
    let mut from = first;
    while from <= last {
        ranges.push((from, last.min(from + length - 1)));
        from += length;
    }
    Ok(ranges)
}

/// One block: its columns, as far as they were asked for.
#[derive(Default)]
pub(crate) struct Block {
    number: i64,
    columns: [Column; Field::ALL.len()],
}

#[derive(Default)]
struct Column {
    packed: Vec<u8>,
    /// Its values, once they were asked for.
    values: Vec<i64>,
    is_unpacked: bool,
}

impl Block {
    /// Its place among all blocks.
    pub(crate) const fn number(&self) -> i64 {
        self.number
    }

    /// The number of its first row.
    pub(crate) const fn first_row(&self) -> i64 {
        self.number << SHIFT
    }

    /// The values of a column that was asked for.
    pub(crate) fn values(&mut self, field: Field) -> Result<&[i64]> {
        let column = self.columns.get_mut(field.place()).ok_or_else(damaged)?;
        if !column.is_unpacked {
            let packed = Packed::read(&column.packed).ok_or_else(damaged)?;
            packed.unpack(&mut column.values);
            column.is_unpacked = true;
        }
        Ok(&column.values)
    }

    /// The rows whose value in a column holds.
    pub(crate) fn mask(&self, field: Field, holds: impl Fn(i64) -> bool) -> Result<Mask> {
        Ok(self.packed(field)?.mask(holds))
    }

    /// Hands over which values of a column some rows have, and how many of the rows: a value may come more than once.
    pub(crate) fn tally(&self, field: Field, mask: &Mask, take: impl FnMut(i64, u64)) -> Result<()> {
        self.packed(field)?.tally(mask, take);
        Ok(())
    }

    /// The rows that are events.
    pub(crate) fn events(&self) -> Result<Mask> {
        self.mask(EVERY, |_| true)
    }

    fn packed(&self, field: Field) -> Result<Packed<'_>> {
        let column = self.columns.get(field.place()).ok_or_else(damaged)?;
        Packed::read(&column.packed).ok_or_else(damaged)
    }

    fn load(&mut self, field: Field, packed: &[u8]) {
        if let Some(column) = self.columns.get_mut(field.place()) {
            column.packed.clear();
            column.packed.extend_from_slice(packed);
            column.is_unpacked = false;
        }
    }
}

pub(super) fn damaged() -> Error {
    Error::Damaged {
        operation: OPERATION,
        detail: "a packed column cannot be unpacked".to_owned(),
    }
}

/// Hands over each block that has events, with some of its columns.
pub(crate) fn each_block(
    connection: &Connection,
    fields: FieldSet,
    (first, last): BlockRange,
    mut take: impl FnMut(&mut Block) -> Result<()>,
) -> Result<()> {
    let fields = if fields.is_empty() { EVENTS } else { fields };
    let sql = "SELECT place, body FROM column_block WHERE place BETWEEN ?1 AND ?2 ORDER BY place";
    let mut statements = Vec::new();
    for field in fields.iter() {
        statements.push((field, connection.prepare_cached(sql).during(OPERATION)?));
    }
    let mut cursors = Vec::with_capacity(statements.len());
    for (field, statement) in &mut statements {
        let rows = statement.query([field.rowid(first), field.rowid(last)]);
        cursors.push((*field, rows.during(OPERATION)?));
    }
    let mut block = Block::default();
    loop {
        let mut number = None;
        for (place, (field, rows)) in cursors.iter_mut().enumerate() {
            let row = rows.next().during(OPERATION)?;
            let own = match row {
                None => None,
                Some(row) => {
                    let body = row.get_ref(1).during(OPERATION)?.as_blob();
                    block.load(*field, body.map_err(rusqlite::Error::from).during(OPERATION)?);
                    Some(block_of(row.get(0).during(OPERATION)?))
                }
            };
            if place > 0 && own != number {
                return Err(Error::Damaged {
                    operation: OPERATION,
                    detail: "a block lacks a column".to_owned(),
                });
            }
            number = own;
        }
        let Some(number) = number else { return Ok(()) };
        block.number = number;
        take(&mut block)?;
    }
}

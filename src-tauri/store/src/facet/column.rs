//! Tallies counted on columns: several filters in one reading.

use rusqlite::Connection;

use super::row::told;
use super::tallies::{Counts, EventTallies, count};
use crate::Result;
use crate::columnar::{Block, BlockRange, FieldSet, Mask, NONE, block_ranges, each_block};
use crate::filter::Sieve;

/// Blocks of columns for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnPart(pub(super) BlockRange);

/// All columns, parted among so many readers.
pub(super) fn column_parts(connection: &Connection, readers: usize) -> Result<Vec<ColumnPart>> {
    let ranges = block_ranges(connection, readers)?;
    Ok(ranges.into_iter().map(ColumnPart).collect())
}

/// Tallies the events of each filter of a sieve by the columns wanted of it.
pub(super) fn tally_columns(
    connection: &Connection,
    sieve: &Sieve,
    wanted: &[FieldSet],
    part: ColumnPart,
) -> Result<Vec<EventTallies>> {
    let mut tallies = vec![EventTallies::default(); wanted.len()];
    let fields = wanted.iter().fold(sieve.fields(), |all, own| all.and(*own));
    each_block(connection, fields, part.0, |block| {
        let masks = sieve.sift(block)?;
        for ((mask, wanted), own) in masks.iter().zip(wanted).zip(&mut tallies) {
            if !mask.is_empty() {
                take_in(own, block, mask, *wanted)?;
            }
        }
        Ok(())
    })?;
    Ok(tallies)
}

fn take_in(tallies: &mut EventTallies, block: &Block, mask: &Mask, wanted: FieldSet) -> Result<()> {
    for field in wanted.iter() {
        match tallies.of(field) {
            Some(Counts::Rows(counts)) => {
                block.tally(field, mask, |row, events| count(counts, row, events))?;
            }
            Some(Counts::Values(counts)) => block.tally(field, mask, |value, events| {
                let value = (value != NONE).then_some(value);
                *counts.entry(told(field, value)).or_default() += events;
            })?,
            None => {}
        }
    }
    Ok(())
}

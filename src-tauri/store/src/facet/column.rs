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

fn take_in(tallies: &mut EventTallies, block: &mut Block, mask: &Mask, wanted: FieldSet) -> Result<()> {
    for field in wanted.iter() {
        let values = block.values(field)?;
        match tallies.of(field) {
            Some(Counts::Rows(counts)) => mask.each_value(&values.all, |row| count(counts, row, 1)),
            Some(Counts::Values(counts)) if values.are_near() => {
                let mut near = [0_u64; 256];
                let mut absent = 0;
                mask.each_value(&values.all, |value| {
                    let distance = usize::try_from(value.wrapping_sub(values.least)).ok();
                    match distance.and_then(|place| near.get_mut(place)) {
                        Some(count) if value != NONE => *count += 1,
                        _ => absent += 1,
                    }
                });
                let present = (0..)
                    .zip(near)
                    .map(|(distance, events)| (Some(values.least.wrapping_add(distance)), events));
                for (value, events) in present.chain([(None, absent)]) {
                    if events > 0 {
                        *counts.entry(told(field, value)).or_default() += events;
                    }
                }
            }
            Some(Counts::Values(counts)) => mask.each_value(&values.all, |value| {
                let value = (value != NONE).then_some(value);
                *counts.entry(told(field, value)).or_default() += 1;
            }),
            None => {}
        }
    }
    Ok(())
}

//! Tallies counted on columns: several filters in one reading.

use super::row::told;
use super::tallies::{Counts, EventTallies, count};
use super::time::{LevelCounts, Stretch};
use crate::columnar::{Block, BlockRange, Field, FieldSet, Mask, NONE, block_ranges, each_block};
use crate::filter::Sieve;
use crate::{Result, Snapshot};

/// Blocks of columns for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnPart(BlockRange);

impl Snapshot<'_> {
    /// All columns, parted among so many readers.
    pub fn column_parts(&self, readers: usize) -> Result<Vec<ColumnPart>> {
        let ranges = block_ranges(self.connection, readers)?;
        Ok(ranges.into_iter().map(ColumnPart).collect())
    }

    /// Tallies the events of each filter of a sieve by the columns wanted of it.
    pub fn tally_columns(
        &self,
        sieve: &Sieve,
        wanted: &[FieldSet],
        part: ColumnPart,
    ) -> Result<Vec<EventTallies>> {
        let mut tallies = vec![EventTallies::default(); wanted.len()];
        let fields = wanted.iter().fold(sieve.fields(), |all, own| all.and(*own));
        each_block(self.connection, fields, part.0, |block| {
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

    /// The first and the last `LastTime` of the events of a sieve's first filter, in seconds.
    pub fn span_of_columns(&self, sieve: &Sieve, part: ColumnPart) -> Result<Option<(i64, i64)>> {
        let mut span: Option<(i64, i64)> = None;
        let fields = sieve.fields().and(FieldSet::of(&[Field::LastTime]));
        each_block(self.connection, fields, part.0, |block| {
            let masks = sieve.sift(block)?;
            if let Some(mask) = masks.first().filter(|mask| !mask.is_empty()) {
                mask.each_value(&block.values(Field::LastTime)?.all, |time| {
                    if time != NONE {
                        let (first, last) = span.unwrap_or((time, time));
                        span = Some((first.min(time), last.max(time)));
                    }
                });
            }
            Ok(())
        })?;
        Ok(span)
    }

    /// Counts the events of a sieve's first filter between edges by level: see [`Snapshot::tally_times`].
    pub fn tally_column_times(
        &self,
        sieve: &Sieve,
        edges: &[i64],
        part: ColumnPart,
    ) -> Result<Vec<LevelCounts>> {
        let mut counts = vec![LevelCounts::default(); edges.len().saturating_sub(1)];
        let mut stretch = Stretch::none();
        let fields = sieve.fields().and(FieldSet::of(&[Field::LastTime, Field::Level]));
        each_block(self.connection, fields, part.0, |block| {
            let masks = sieve.sift(block)?;
            let Some(mask) = masks.first().filter(|mask| !mask.is_empty()) else {
                return Ok(());
            };
            let times = block.values(Field::LastTime)?.all.clone();
            let levels = &block.values(Field::Level)?.all;
            mask.each_row(|row| {
                let (Some(time), Some(level)) = (times.get(row), levels.get(row)) else {
                    return;
                };
                if *time == NONE {
                    return;
                }
                if !stretch.holds(*time) {
                    stretch = Stretch::find(edges, *time);
                }
                if let Some(levels) = stretch.place.and_then(|place| counts.get_mut(place)) {
                    *levels.entry((*level != NONE).then_some(*level)).or_default() += 1;
                }
            });
            Ok(())
        })?;
        Ok(counts)
    }
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

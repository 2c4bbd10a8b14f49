//! Matches by stretches of time: the stretch that holds a place is put in order, and no other.

use std::cmp::Reverse;

use rusqlite::Connection;

use crate::Result;
use crate::columnar::{Field, FieldSet, Mask, NONE, each_block};
use crate::event::ranges;
use crate::facet::Stretch;

/// Into so many stretches time is cut, each of about as many events.
const STRETCHES: u64 = 256;

/// Where stretches begin: in ascending order, the first one before everything.
pub(super) fn edges(connection: &Connection, total: u64) -> Result<Vec<i64>> {
    let ranges = ranges(connection, total / STRETCHES + 1)?;
    Ok(ranges.into_iter().rev().map(|(from, _)| from).collect())
}

/// The matches of a block: which, and between which moments they lie.
pub(super) struct Matches {
    pub(super) block: i64,
    pub(super) mask: Mask,
    first: i64,
    last: i64,
}

impl Matches {
    /// Those of a block, which are not none.
    pub(super) fn of(block: i64, mask: Mask, moments: &[i64]) -> Self {
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        mask.each_value(moments, |moment| {
            first = first.min(moment);
            last = last.max(moment);
        });
        Self {
            block,
            mask,
            first,
            last,
        }
    }

    fn meets(&self, (from, to): (i64, i64)) -> bool {
        self.last >= from && self.first <= to
    }
}

/// How many matches each stretch has.
pub(super) struct Counted {
    counts: Vec<u64>,
    stretch: Stretch,
}

impl Counted {
    pub(super) fn none(edges: &[i64]) -> Self {
        Self {
            counts: vec![0; edges.len()],
            stretch: Stretch::none(),
        }
    }

    pub(super) fn take_in(&mut self, edges: &[i64], moments: &[i64], mask: &Mask) {
        mask.each_value(moments, |moment| {
            if !self.stretch.holds(moment) {
                self.stretch = Stretch::find(edges, moment);
            }
            // No edge follows the last stretch.
            let place = self.stretch.place.unwrap_or(edges.len().saturating_sub(1));
            if let Some(count) = self.counts.get_mut(place) {
                *count += 1;
            }
        });
    }

    /// The moments between which some places of the list lie, and how many come before those moments. None behind the end.
    pub(super) fn find(&self, edges: &[i64], offset: u64, limit: u64) -> Option<((i64, i64), u64)> {
        let end = offset.saturating_add(limit);
        let (mut before, mut passed) = (0, 0);
        let mut found: Option<(i64, i64)> = None;
        for (place, count) in self.counts.iter().enumerate().rev() {
            if before + count <= offset {
                passed += count;
            } else if before < end {
                let from = edges.get(place).copied().unwrap_or(i64::MIN);
                let to = edges.get(place + 1).map_or(i64::MAX, |next| next - 1);
                found = Some((from, found.map_or(to, |(_, to)| to)));
            }
            before += count;
        }
        found.map(|found| (found, passed))
    }
}

/// What rows go by within a group, and the row: ties in time go by the id, and where accounts have the same, by the account.
pub(super) type Placed = (Reverse<i64>, Reverse<i64>, i64, i64);

/// Hands over the matches between two moments, each with its key in a column.
pub(super) fn each_match(
    connection: &Connection,
    matches: &[Matches],
    between: (i64, i64),
    field: Field,
    mut take: impl FnMut(i64, Placed),
) -> Result<()> {
    let fields = FieldSet::of(&[Field::SortTs, Field::Id, Field::Account, field]);
    for own in matches.iter().filter(|own| own.meets(between)) {
        each_block(connection, fields, (own.block, own.block), |block| {
            let moments = block.values(Field::SortTs)?.to_vec();
            let ids = block.values(Field::Id)?.to_vec();
            let accounts = block.values(Field::Account)?.to_vec();
            let first_row = block.first_row();
            let keys = block.values(field)?;
            own.mask.each_row(|row| {
                let at = |values: &[i64]| values.get(row).copied().unwrap_or(NONE);
                let moment = at(&moments);
                if between.0 <= moment && moment <= between.1 {
                    let number = first_row + i64::try_from(row).unwrap_or_default();
                    take(
                        at(keys),
                        (Reverse(moment), Reverse(at(&ids)), at(&accounts), number),
                    );
                }
            });
            Ok(())
        })?;
    }
    Ok(())
}

//! Rows at a place of the default order, found without passing all that come before.
//!
//! How many events each hour has is known, so all events are entered at the hour that holds the place. Those of a filter
//! are counted by stretches of time first, on the columns; only the stretch that holds the place is put in order.

use std::cmp::Reverse;
use std::slice;

use rusqlite::Connection;

use super::order::EventOrder;
use super::slices::ranges;
use super::tally::HOUR_MILLISECONDS;
use crate::Result;
use crate::columnar::{Field, FieldSet, Mask, NONE, block_ranges, each_block};
use crate::error::Context;
use crate::facet::Stretch;
use crate::filter::{Plan, Sieve};
use crate::sql::Sql;

/// Into so many stretches time is cut, each of about as many events.
const STRETCHES: u64 = 256;

/// The query for rows of all events.
pub(super) fn query(connection: &Connection, offset: u64, limit: u64) -> Result<Sql> {
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
            break;
        }
        before += events;
        to = hour.saturating_mul(HOUR_MILLISECONDS).saturating_sub(1);
    }
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Ok(
        Sql::lit("SELECT event_row FROM event INDEXED BY event_order WHERE sort_ts <= ")
            .bind(to)
            .then(EventOrder::Newest.order_by())
            .then(" LIMIT ")
            .bind(signed(limit))
            .then(" OFFSET ")
            .bind(signed(offset - before)),
    )
}

/// The matches of a block: which, and between which moments they lie.
struct Matches {
    block: i64,
    mask: Mask,
    first: i64,
    last: i64,
}

/// Matches counted by stretches of time, which ascend.
struct Counted {
    matches: Vec<Matches>,
    edges: Vec<i64>,
    counts: Vec<u64>,
}

/// Rows of a filter's events.
pub(super) fn select(connection: &Connection, plan: &Plan, offset: u64, limit: u64) -> Result<Vec<i64>> {
    let counted = count(connection, plan)?;
    let end = offset.saturating_add(limit);
    let (mut before, mut passed) = (0, 0);
    let mut wanted: Option<(i64, i64)> = None;
    for (place, count) in counted.counts.iter().enumerate().rev() {
        if before < end && before + count > offset && *count > 0 {
            let edge = |place: usize| counted.edges.get(place).copied();
            let from = edge(place).unwrap_or(i64::MIN);
            let to = edge(place + 1).map_or(i64::MAX, |next| next - 1);
            wanted = Some((from, wanted.map_or(to, |(_, to)| to)));
        } else if before + count <= offset {
            passed += count;
        }
        before += count;
    }
    let Some((from, to)) = wanted else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for matches in &counted.matches {
        if matches.last >= from && matches.first <= to {
            gather(connection, matches, (from, to), &mut found)?;
        }
    }
    found.sort_unstable();
    let rows = found
        .into_iter()
        .skip(usize::try_from(offset - passed).unwrap_or(usize::MAX));
    Ok(rows
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|(.., row)| row)
        .collect())
}

fn count(connection: &Connection, plan: &Plan) -> Result<Counted> {
    let sieve = Sieve::of(connection, slice::from_ref(plan))?;
    let mut edges: Vec<i64> = ranges(connection, plan.total() / STRETCHES + 1)?
        .into_iter()
        .map(|(from, _)| from)
        .collect();
    edges.reverse();
    let mut counted = Counted {
        matches: Vec::new(),
        counts: vec![0; edges.len()],
        edges,
    };
    let fields = sieve.fields().and(FieldSet::of(&[Field::SortTs]));
    let mut stretch = Stretch::none();
    for range in block_ranges(connection, 1)? {
        each_block(connection, fields, range, |block| {
            let Some(mask) = sieve.sift(block)?.pop().filter(|mask| !mask.is_empty()) else {
                return Ok(());
            };
            let (mut first, mut last) = (i64::MAX, i64::MIN);
            mask.each_value(&block.values(Field::SortTs)?.all, |moment| {
                first = first.min(moment);
                last = last.max(moment);
                if !stretch.holds(moment) {
                    stretch = Stretch::find(&counted.edges, moment);
                }
                // No edge follows the last stretch.
                let place = stretch.place.unwrap_or(counted.edges.len() - 1);
                if let Some(count) = counted.counts.get_mut(place) {
                    *count += 1;
                }
            });
            counted.matches.push(Matches {
                block: block.number(),
                mask,
                first,
                last,
            });
            Ok(())
        })?;
    }
    Ok(counted)
}

/// What rows go by, and the row: ties in time go by the id, and where accounts have the same, by the account.
type Placed = (Reverse<i64>, Reverse<i64>, i64, i64);

fn gather(
    connection: &Connection,
    matches: &Matches,
    (from, to): (i64, i64),
    found: &mut Vec<Placed>,
) -> Result<()> {
    let fields = FieldSet::of(&[Field::SortTs, Field::Id]);
    each_block(connection, fields, (matches.block, matches.block), |block| {
        let moments = block.values(Field::SortTs)?.all.clone();
        let ids = block.values(Field::Id)?.all.clone();
        let first_row = block.first_row();
        let accounts = &block.values(Field::Account)?.all;
        matches.mask.each_row(|row| {
            let at = |values: &[i64]| values.get(row).copied().unwrap_or(NONE);
            let moment = at(&moments);
            if from <= moment && moment <= to {
                let row = first_row + i64::try_from(row).unwrap_or_default();
                found.push((Reverse(moment), Reverse(at(&ids)), at(accounts), row));
            }
        });
        Ok(())
    })
}

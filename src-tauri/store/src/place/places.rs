//! A filter's events in an order.

use std::slice;
use std::sync::{Mutex, PoisonError};

use alertbook_core::filter::EventFilter;
use foldhash::HashMap;
use rusqlite::Connection;

use super::grouping::{EventGroup, Grouping};
use super::stretch::{Counted, Matches, Placed, each_match, edges};
use crate::columnar::{Field, FieldSet, Mask, block_ranges, each_block};
use crate::event::EventOrder;
use crate::filter::{Plan, Sieve};
use crate::{Result, Snapshot};

/// So many events are put in order at once; of a larger group only a stretch.
const AT_ONCE: u64 = 50_000;
const EVER: (i64, i64) = (i64::MIN, i64::MAX);

/// Which events a filter selects, and where each group of them begins: a bit an event.
pub struct EventPlaces {
    matches: Vec<Matches>,
    edges: Vec<i64>,
    all: Counted,
    grouping: Option<Grouping>,
    /// The large group that was looked into last.
    looked_into: Mutex<Option<(usize, Counted)>>,
}

/// Some places of a group.
struct Part {
    group: usize,
    events: u64,
    offset: u64,
    limit: u64,
}

impl Snapshot<'_> {
    /// Finds out where the events of a filter are in an order; None of an order that only sorting gives.
    pub fn place_events(&self, filter: &EventFilter, order: EventOrder) -> Result<Option<EventPlaces>> {
        let plan = Plan::of(self.connection, filter)?;
        EventPlaces::of(self.connection, &plan, order)
    }

    /// Some rows of a list whose places are known, in this very state of the store.
    pub fn rows_at(&self, places: &EventPlaces, offset: u64, limit: u64) -> Result<Vec<i64>> {
        places.rows(self.connection, offset, limit)
    }
}

impl EventPlaces {
    pub(crate) fn of(connection: &Connection, plan: &Plan, order: EventOrder) -> Result<Option<Self>> {
        let grouping = Grouping::of(connection, order)?;
        if grouping.is_none() && !order.is_newest() {
            return Ok(None);
        }
        let edges = edges(connection, plan.total())?;
        let mut places = Self {
            matches: Vec::new(),
            all: Counted::none(&edges),
            edges,
            grouping,
            looked_into: Mutex::new(None),
        };
        let sieve = Sieve::of(connection, slice::from_ref(plan))?;
        let field = places.grouping.as_ref().map(|grouping| grouping.field);
        let wanted = [Field::SortTs, field.unwrap_or(Field::SortTs)];
        let mut keys: HashMap<i64, u64> = HashMap::default();
        for range in block_ranges(connection, 1)? {
            each_block(
                connection,
                sieve.fields().and(FieldSet::of(&wanted)),
                range,
                |block| {
                    let Some(mask) = sieve.sift(block)?.pop().filter(|mask| !mask.is_empty()) else {
                        return Ok(());
                    };
                    if let Some(field) = field {
                        block.tally(field, &mask, |key, events| {
                            *keys.entry(key).or_default() += events;
                        })?;
                    }
                    let number = block.number();
                    let moments = block.values(Field::SortTs)?;
                    if field.is_none() {
                        places.all.take_in(&places.edges, moments, &mask);
                    }
                    places.matches.push(Matches::of(number, mask, moments));
                    Ok(())
                },
            )?;
        }
        if let Some(grouping) = &mut places.grouping {
            grouping.order(&keys, order);
        }
        Ok(Some(places))
    }

    /// The groups in order, those that have any events; none of an order that makes no groups.
    pub fn groups(&self) -> impl Iterator<Item = &EventGroup> {
        let groups = self.grouping.iter().flat_map(|grouping| &grouping.groups);
        groups.filter(|group| group.events > 0)
    }

    pub(crate) fn rows(&self, connection: &Connection, offset: u64, limit: u64) -> Result<Vec<i64>> {
        let Some(grouping) = &self.grouping else {
            return self.rows_between(connection, &self.all, None, (offset, limit));
        };
        let mut rows = Vec::new();
        let mut together: Vec<Part> = Vec::new();
        for part in parts(&grouping.groups, offset, limit) {
            if part.events <= AT_ONCE {
                together.push(part);
                continue;
            }
            rows.extend(self.rows_of_small(connection, grouping, &together)?);
            together.clear();
            rows.extend(self.rows_of_large(connection, grouping, &part)?);
        }
        rows.extend(self.rows_of_small(connection, grouping, &together)?);
        Ok(rows)
    }

    /// Places of small groups side by side.
    fn rows_of_small(
        &self,
        connection: &Connection,
        grouping: &Grouping,
        parts: &[Part],
    ) -> Result<Vec<i64>> {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return Ok(Vec::new());
        };
        let mut found: Vec<Vec<Placed>> = vec![Vec::new(); last.group - first.group + 1];
        each_match(connection, &self.matches, EVER, grouping.field, |key, placed| {
            if let Some(group) = grouping.group_of(key)
                && (first.group..=last.group).contains(&group)
                && let Some(found) = found.get_mut(group - first.group)
            {
                found.push(placed);
            }
        })?;
        let rows = parts.iter().map(|part| {
            let found = found.get_mut(part.group - first.group);
            in_order(
                found.map(std::mem::take).unwrap_or_default(),
                part.offset,
                part.limit,
            )
        });
        Ok(rows.flatten().collect())
    }

    /// Places of one large group.
    fn rows_of_large(&self, connection: &Connection, grouping: &Grouping, part: &Part) -> Result<Vec<i64>> {
        let mut held = self.looked_into.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = match held.take() {
            Some((group, counted)) if group == part.group => counted,
            _ => self.count_group(connection, grouping, part.group)?,
        };
        let places = (part.offset, part.limit);
        let rows = self.rows_between(connection, &counted, Some((grouping, part.group)), places);
        *held = Some((part.group, counted));
        rows
    }

    fn count_group(&self, connection: &Connection, grouping: &Grouping, group: usize) -> Result<Counted> {
        let mut counted = Counted::none(&self.edges);
        let fields = FieldSet::of(&[Field::SortTs, grouping.field]);
        for own in &self.matches {
            each_block(connection, fields, (own.block, own.block), |block| {
                let keys = block.values(grouping.field)?;
                let mut mask = Mask::of(keys.iter().map(|key| grouping.group_of(*key) == Some(group)));
                mask.and(&own.mask);
                counted.take_in(&self.edges, block.values(Field::SortTs)?, &mask);
                Ok(())
            })?;
        }
        Ok(counted)
    }

    /// Places of all matches, or of those of one group, counted by stretches.
    fn rows_between(
        &self,
        connection: &Connection,
        counted: &Counted,
        group: Option<(&Grouping, usize)>,
        (offset, limit): (u64, u64),
    ) -> Result<Vec<i64>> {
        let Some((between, passed)) = counted.find(&self.edges, offset, limit) else {
            return Ok(Vec::new());
        };
        let field = group.map_or(Field::Account, |(grouping, _)| grouping.field);
        let mut found = Vec::new();
        each_match(connection, &self.matches, between, field, |key, placed| {
            if group.is_none_or(|(grouping, wanted)| grouping.group_of(key) == Some(wanted)) {
                found.push(placed);
            }
        })?;
        Ok(in_order(found, offset - passed, limit).collect())
    }
}

/// Which places of which groups some places of the whole list are.
fn parts(groups: &[EventGroup], offset: u64, limit: u64) -> Vec<Part> {
    let end = offset.saturating_add(limit);
    let mut before = 0;
    let mut parts = Vec::new();
    for (group, EventGroup { events, .. }) in groups.iter().enumerate() {
        let (from, to) = (offset.max(before), end.min(before + events));
        if from < to {
            parts.push(Part {
                group,
                events: *events,
                offset: from - before,
                limit: to - from,
            });
        } else if before >= end {
            break;
        }
        before += events;
    }
    parts
}

fn in_order(mut found: Vec<Placed>, offset: u64, limit: u64) -> impl Iterator<Item = i64> {
    found.sort_unstable();
    let length = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let rows = found.into_iter().map(|(.., row)| row);
    rows.skip(length(offset)).take(length(limit))
}

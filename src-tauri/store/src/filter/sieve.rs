//! Filters on columns: which rows of a block pass.
//!
//! What an arm asks of the small tables is asked once, as SQL, and becomes a set of keys; what it asks of tables beside the
//! events, or of texts, becomes a list of rows. Combining them is left: that is done a block at a time.

use std::sync::Arc;

use foldhash::HashSet;
use rusqlite::Connection;

use super::arm::{Arm, Place, Test};
use super::keys::{Keys, numbers};
use super::query::Plan;
use crate::Result;
use crate::columnar::{Block, Field, FieldSet, Mask, NONE};
use crate::event::ABSENT;
use crate::sql::Sql;

/// Some filters, ready to be asked of blocks. What several of them test is tested once.
pub(crate) struct Sieve {
    tests: Vec<Sifted>,
    /// Of each filter the places of its tests; None of one that nothing passes.
    filters: Vec<Option<Vec<usize>>>,
}

/// A test with the keys it was translated from.
struct Sifted {
    test: Test,
    arms: Vec<Holds>,
}

/// What an arm says of a row.
enum Holds {
    /// It points to one of these.
    Pointed(Field, Arc<Keys>),
    /// It has one of these values.
    Valued(Field, HashSet<i64>),
    /// Its `LastTime` lies between, both included.
    Between(Option<i64>, Option<i64>),
    /// It is one of these, which ascend.
    Among(Vec<i64>),
    /// It is none of these, which ascend.
    NotAmong(Vec<i64>),
}

impl Sieve {
    pub(crate) fn of<'p>(connection: &Connection, plans: impl IntoIterator<Item = &'p Plan>) -> Result<Self> {
        let mut sieve = Self {
            tests: Vec::new(),
            filters: Vec::new(),
        };
        for plan in plans {
            if plan.is_impossible() {
                sieve.filters.push(None);
                continue;
            }
            let mut places = Vec::with_capacity(plan.tests.len());
            for test in &plan.tests {
                places.push(sieve.place_of(connection, test)?);
            }
            sieve.filters.push(Some(places));
        }
        Ok(sieve)
    }

    fn place_of(&mut self, connection: &Connection, test: &Test) -> Result<usize> {
        if let Some(place) = self.tests.iter().position(|known| known.test == *test) {
            return Ok(place);
        }
        self.tests.push(Sifted {
            test: test.clone(),
            arms: test
                .arms
                .iter()
                .map(|arm| Holds::of(connection, arm))
                .collect::<Result<_>>()?,
        });
        Ok(self.tests.len() - 1)
    }

    /// The columns it looks at.
    pub(crate) fn fields(&self) -> FieldSet {
        let arms = self.tests.iter().flat_map(|test| &test.arms);
        arms.fold(FieldSet::default(), |fields, arm| fields.and(arm.fields()))
    }

    /// Of each filter the rows that pass.
    pub(crate) fn sift(&self, block: &mut Block) -> Result<Vec<Mask>> {
        let events = block.events()?;
        let mut tested = Vec::with_capacity(self.tests.len());
        for test in &self.tests {
            tested.push(test.sift(block)?);
        }
        let masks = self.filters.iter().map(|places| {
            let Some(places) = places else {
                return Mask::NOTHING;
            };
            let mut mask = events.clone();
            for test in places.iter().filter_map(|place| tested.get(*place)) {
                mask.and(test);
            }
            mask
        });
        Ok(masks.collect())
    }
}

impl Sifted {
    fn sift(&self, block: &mut Block) -> Result<Mask> {
        let mut any = Mask::NOTHING;
        for arm in &self.arms {
            any.or(&arm.sift(block)?);
        }
        if !self.test.excludes {
            return Ok(any);
        }
        let mut others = block.events()?;
        others.without(&any);
        Ok(others)
    }
}

impl Holds {
    fn of(connection: &Connection, arm: &Arm) -> Result<Self> {
        let pointed = |field, keys: &'static str, inner: &Sql| {
            let known = arm.keys.clone();
            let keys = known.map_or_else(
                || {
                    Ok(Arc::new(Keys::of(
                        connection,
                        &Sql::lit(keys).sql(inner.clone()),
                    )?))
                },
                Ok,
            );
            Ok(Self::Pointed(field, keys?))
        };
        // The tally has every value that an event has, and the columns of the same names.
        let valued = |field, values: &'static str| {
            let found = numbers(connection, &Sql::lit(values).sql(arm.predicate.clone()))?;
            let known = found.into_iter().filter(|value| *value != ABSENT);
            Ok(Self::Valued(field, known.collect()))
        };
        match (arm.place, &arm.inner) {
            (Place::Account, _) => valued(Field::Account, "SELECT DISTINCT account FROM tally WHERE "),
            (Place::Level, _) => valued(Field::Level, "SELECT DISTINCT level FROM tally WHERE "),
            (Place::Status, _) => valued(Field::Status, "SELECT DISTINCT status FROM tally WHERE "),
            (Place::Code, _) => valued(Field::Code, "SELECT DISTINCT code FROM tally WHERE "),
            (Place::Alert, Some(inner)) => pointed(Field::Alert, "SELECT alert_id FROM alert WHERE ", inner),
            (Place::Target, Some(inner)) => {
                pointed(Field::Target, "SELECT target_id FROM target WHERE ", inner)
            }
            (Place::Workload, Some(inner)) => {
                pointed(Field::Workload, "SELECT workload_id FROM workload WHERE ", inner)
            }
            (Place::Unmarked, Some(marked)) => {
                let sql = Sql::lit("SELECT event_row FROM review WHERE ").sql(marked.clone());
                Ok(Self::NotAmong(rows(connection, &sql)?))
            }
            _ => Self::looked_up(connection, arm),
        }
    }

    fn looked_up(connection: &Connection, arm: &Arm) -> Result<Self> {
        if let Some((from, to)) = arm.between {
            return Ok(Self::Between(from, to));
        }
        let found = Sql::lit("SELECT event_row FROM ").then(arm.place.source());
        Ok(Self::Among(rows(
            connection,
            &found.then(" WHERE ").sql(arm.direct()),
        )?))
    }

    const fn fields(&self) -> FieldSet {
        match self {
            Self::Pointed(field, _) | Self::Valued(field, _) => FieldSet::of(&[*field]),
            Self::Between(..) => FieldSet::of(&[Field::LastTime]),
            Self::Among(_) | Self::NotAmong(_) => FieldSet::of(&[]),
        }
    }

    fn sift(&self, block: &mut Block) -> Result<Mask> {
        Ok(match self {
            Self::Pointed(field, keys) => Mask::of(&block.values(*field)?.all, |key| keys.has(key)),
            Self::Valued(field, wanted) => {
                let values = block.values(*field)?;
                if values.are_near() {
                    // Few values are possible: each is looked up once, and not each row's.
                    let near: Vec<bool> = (0..=u8::MAX)
                        .map(|distance| wanted.contains(&values.least.wrapping_add(distance.into())))
                        .collect();
                    let least = values.least;
                    Mask::of(&values.all, |value| {
                        let distance = usize::try_from(value.wrapping_sub(least)).ok();
                        value != NONE && distance.and_then(|place| near.get(place)) == Some(&true)
                    })
                } else {
                    Mask::of(&values.all, |value| wanted.contains(&value))
                }
            }
            Self::Between(from, to) => {
                let (from, to) = (from.unwrap_or(NONE + 1), to.unwrap_or(i64::MAX));
                Mask::of(&block.values(Field::LastTime)?.all, |time| {
                    from <= time && time <= to
                })
            }
            Self::Among(rows) => among(rows, block),
            Self::NotAmong(rows) => {
                let mut others = block.events()?;
                others.without(&among(rows, block));
                others
            }
        })
    }
}

/// Those of some ascending rows that are in a block.
fn among(rows: &[i64], block: &Block) -> Mask {
    let mut mask = Mask::NOTHING;
    let first = block.first_row();
    let start = rows.partition_point(|row| *row < first);
    for row in rows.get(start..).unwrap_or_default() {
        match usize::try_from(row - first) {
            Ok(place) if place < Mask::ROWS => mask.insert(place),
            _ => break,
        }
    }
    mask
}

fn rows(connection: &Connection, sql: &Sql) -> Result<Vec<i64>> {
    let mut rows = numbers(connection, sql)?;
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

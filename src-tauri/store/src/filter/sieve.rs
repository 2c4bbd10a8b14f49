//! Filters on columns: which rows of a block pass.
//!
//! What an arm asks of the small tables is asked once, as SQL, and becomes a set of keys; what it asks of tables beside the
//! events, or of texts, becomes a list of rows. Combining them is left: that is done a block at a time.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rusqlite::Connection;

use super::arm::{Arm, Place, Test};
use super::keys::{Keys, each_number};
use super::query::Plan;
use crate::Result;
use crate::columnar::{Block, EVENTS, Field, FieldSet, Mask, place_of};
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
    /// It is one of these.
    Among(Rows),
    /// It is none of these.
    NotAmong(Rows),
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
        let fields = arms.fold(FieldSet::default(), |fields, arm| fields.and(arm.fields()));
        let needs_events =
            self.filters.iter().flatten().any(Vec::is_empty) || self.tests.iter().any(Sifted::needs_events);
        if needs_events { fields.and(EVENTS) } else { fields }
    }

    /// Of each filter the rows that pass.
    pub(crate) fn sift(&self, block: &Block) -> Result<Vec<Mask>> {
        let tested: Vec<Mask> = self
            .tests
            .iter()
            .map(|test| test.sift(block))
            .collect::<Result<_>>()?;
        let mut masks = Vec::with_capacity(self.filters.len());
        for places in &self.filters {
            let Some(places) = places else {
                masks.push(Mask::NOTHING);
                continue;
            };
            let mut tests = places.iter().filter_map(|place| tested.get(*place));
            // What passes a test is an event.
            let mut mask = match tests.next() {
                Some(first) => first.clone(),
                None => block.events()?,
            };
            tests.for_each(|test| mask.and(test));
            masks.push(mask);
        }
        Ok(masks)
    }
}

impl Sifted {
    fn needs_events(&self) -> bool {
        self.test.excludes || self.arms.iter().any(|arm| matches!(arm, Holds::NotAmong(_)))
    }

    fn sift(&self, block: &Block) -> Result<Mask> {
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
            let mut known = HashSet::default();
            each_number(
                connection,
                &Sql::lit(values).sql(arm.predicate.clone()),
                |value| {
                    if value != ABSENT {
                        known.insert(value);
                    }
                },
            )?;
            Ok(Self::Valued(field, known))
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
                Ok(Self::NotAmong(Rows::read(connection, &sql)?))
            }
            _ => Self::looked_up(connection, arm),
        }
    }

    fn looked_up(connection: &Connection, arm: &Arm) -> Result<Self> {
        if let Some((from, to)) = arm.between {
            return Ok(Self::Between(from, to));
        }
        let found = Sql::lit("SELECT event_row FROM ").then(arm.place.source());
        let sql = found.then(" WHERE ").sql(arm.direct());
        Ok(Self::Among(Rows::read(connection, &sql)?))
    }

    const fn fields(&self) -> FieldSet {
        match self {
            Self::Pointed(field, _) | Self::Valued(field, _) => FieldSet::of(&[*field]),
            Self::Between(..) => FieldSet::of(&[Field::LastTime]),
            Self::Among(_) | Self::NotAmong(_) => FieldSet::of(&[]),
        }
    }

    fn sift(&self, block: &Block) -> Result<Mask> {
        match self {
            Self::Pointed(field, keys) => block.mask(*field, |key| keys.has(key)),
            Self::Valued(field, wanted) => block.mask(*field, |value| wanted.contains(&value)),
            Self::Between(from, to) => {
                let (from, to) = (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX));
                block.mask(Field::LastTime, |time| from <= time && time <= to)
            }
            Self::Among(rows) => Ok(rows.of(block)),
            Self::NotAmong(rows) => {
                let mut others = block.events()?;
                others.without(&rows.of(block));
                Ok(others)
            }
        }
    }
}

/// Rows by the block that they are in: a bit an event, however many they are.
#[derive(Default)]
struct Rows(HashMap<i64, Mask>);

impl Rows {
    /// The rows that a query gives.
    fn read(connection: &Connection, sql: &Sql) -> Result<Self> {
        let mut rows = Self::default();
        each_number(connection, sql, |row| {
            let (block, place) = place_of(row);
            rows.0.entry(block).or_insert(Mask::NOTHING).insert(place);
        })?;
        Ok(rows)
    }

    fn of(&self, block: &Block) -> Mask {
        self.0.get(&block.number()).cloned().unwrap_or(Mask::NOTHING)
    }
}

//! Which events, in which order: the translated filter, and how it is best read.

use alertbook_core::filter::{Condition, EventFilter};
use rusqlite::Connection;

use super::arm::{Arm, Place, Test};
use super::{size, time, translate};
use crate::Result;
use crate::sql::{Sql, all, any};

/// Below this share of all events an index and a sort beat reading the order and skipping what does not match.
const SELECTIVE_SHARE: u64 = 10;
/// Below this share of all events looking each up beats reading the columns of all.
const FEW_SHARE: u64 = 200;
/// So many are few in any store.
const FEW: u64 = 1_000;

/// Where a query starts.
#[derive(Clone, Debug, PartialEq)]
enum Start {
    /// In the default order, testing every event (of the time range, if there is one).
    Order,
    /// From the matches of one test, found by index and to be sorted.
    Test(usize),
}

/// A filter ready to be asked in one snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(super) tests: Vec<Test>,
    start: Start,
    /// An upper bound of the matches.
    pub(crate) at_most: u64,
    /// All events.
    total: u64,
    /// The time range, if the filter is nothing else.
    pub(super) only_time: Option<(Option<i64>, Option<i64>)>,
}

/// Makes plans of filters that have conditions in common: each is translated once.
pub(crate) struct Planner<'conn> {
    connection: &'conn Connection,
    total: u64,
    skew: time::Skew,
    known: Vec<(Condition, Test, u64)>,
}

impl<'conn> Planner<'conn> {
    pub(crate) fn new(connection: &'conn Connection) -> Result<Self> {
        Ok(Self {
            connection,
            total: size::total(connection)?,
            skew: time::Skew::read(connection)?,
            known: Vec::new(),
        })
    }

    /// Translates a filter against the state of a snapshot. Arms that can match nothing are left out.
    pub(crate) fn plan(&mut self, filter: &EventFilter) -> Result<Plan> {
        let total = self.total;
        let only_time = match filter.conditions.as_slice() {
            [Condition::LastTime { from, to }] => Some((*from, *to)),
            _ => None,
        };
        let mut plan = Plan {
            tests: Vec::new(),
            start: Start::Order,
            at_most: total,
            total,
            only_time,
        };
        let mut least = total / SELECTIVE_SHARE;
        for condition in &filter.conditions {
            let (test, matches) = self.test(condition)?;
            if matches!(condition, Condition::LastTime { .. }) {
                least = least.min(matches / SELECTIVE_SHARE);
            }
            plan.at_most = plan.at_most.min(matches);
            let is_found = !test.excludes && test.arms.iter().all(|arm| arm.place.is_findable());
            plan.tests.push(test);
            if is_found && matches <= least {
                least = matches;
                plan.start = Start::Test(plan.tests.len() - 1);
            }
        }
        Ok(plan)
    }

    /// A condition's test, and how many events satisfy it at most.
    fn test(&mut self, condition: &Condition) -> Result<(Test, u64)> {
        if let Some((_, test, matches)) = self.known.iter().find(|(known, ..)| known == condition) {
            return Ok((test.clone(), *matches));
        }
        let (test, matches) = match condition {
            Condition::LastTime { from, to } => {
                let (lower, upper) = self.skew.bounds(*from, *to);
                let matches = size::between(self.connection, lower, upper)?;
                (time::test(*from, *to, self.skew), matches)
            }
            other => self.measured(translate::test(other))?,
        };
        self.known.push((condition.clone(), test.clone(), matches));
        Ok((test, matches))
    }

    fn measured(&self, mut test: Test) -> Result<(Test, u64)> {
        for arm in &mut test.arms {
            size::measure(self.connection, arm, self.total)?;
        }
        test.arms.retain(|arm| arm.matches > 0);
        let matches = test
            .arms
            .iter()
            .fold(0, |sum: u64, arm| sum.saturating_add(arm.matches));
        let at_most = if test.excludes {
            self.total
        } else {
            matches.min(self.total)
        };
        Ok((test, at_most))
    }
}

impl Plan {
    /// Translates one filter.
    pub(crate) fn of(connection: &Connection, filter: &EventFilter) -> Result<Self> {
        Planner::new(connection)?.plan(filter)
    }

    /// Whether the matches are few and found by an index, so that they come unordered.
    pub(crate) const fn is_selective(&self) -> bool {
        matches!(self.start, Start::Test(_))
    }

    /// Whether an index finds the matches, and they are so few that looking each up beats reading columns.
    pub(crate) fn finds_few(&self) -> bool {
        self.is_impossible() || (self.is_selective() && self.at_most <= FEW.max(self.total / FEW_SHARE))
    }

    /// Whether reading the columns of all events beats looking events up. What is not in the columns has to be looked up
    /// anyway, and then it is best tested together with the rest.
    pub(crate) fn reads_columns(&self) -> bool {
        let is_apart = |arm: &Arm| matches!(arm.place, Place::Texts | Place::Anything);
        !self.finds_few() && !self.tests.iter().flat_map(|test| &test.arms).any(is_apart)
    }

    /// All events of the store.
    pub(crate) const fn total(&self) -> u64 {
        self.total
    }

    /// How many things it tests.
    pub(crate) const fn tests(&self) -> usize {
        self.tests.len()
    }

    /// Whether everything it tests is at places of some kind; true of a filter that tests nothing.
    pub(crate) fn is_all(&self, wanted: impl Fn(Place) -> bool) -> bool {
        self.tests.iter().flat_map(|test| &test.arms).all(|arm| wanted(arm.place))
            // A test that nothing can satisfy has no place to tell.
            && !self.is_impossible()
    }

    /// Whether it is known that nothing matches.
    pub(crate) fn is_impossible(&self) -> bool {
        self.tests
            .iter()
            .any(|test| test.arms.is_empty() && !test.excludes)
    }

    /// Whether it leaves events out.
    pub(crate) fn excludes(&self) -> bool {
        self.tests.iter().any(|test| test.excludes)
    }

    /// The places, among the filter's conditions, of those that are tested on each row that is come upon: all but the one
    /// whose matches an index finds.
    pub(crate) fn tested(&self) -> Vec<usize> {
        let all = 0..self.tests.len();
        all.filter(|place| self.start != Start::Test(*place)).collect()
    }

    /// The filter as one predicate on `event`.
    pub(crate) fn predicate(&self) -> Sql {
        all(self.tests.iter().map(Test::predicate))
    }

    /// `FROM … WHERE …` for the first few events of the default order. Where one test is all there is and many events
    /// match it, they are soon found.
    pub(crate) fn source_of_few(&self) -> Sql {
        match (&self.start, self.tests.as_slice()) {
            (Start::Order, [only]) => Sql::lit(" FROM event INDEXED BY event_order WHERE ").sql(only.probe()),
            _ => self.source(),
        }
    }

    /// `FROM … WHERE …` in the way chosen.
    pub(crate) fn source(&self) -> Sql {
        let Start::Test(position) = self.start else {
            return Sql::lit(" FROM event INDEXED BY event_order WHERE ").sql(self.predicate());
        };
        let others = self
            .tests
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != position);
        // For few events no set is made of what they may point to.
        let others = all(others.map(|(_, test)| {
            if self.finds_few() {
                test.probe()
            } else {
                test.predicate()
            }
        }));
        match self.tests.get(position).map(|test| test.arms.as_slice()) {
            Some([only]) => Sql::lit(" FROM ")
                .then(only.place.source())
                .then(" WHERE ")
                .sql(only.direct())
                .then(" AND ")
                .sql(others),
            Some(arms) => {
                let mut found: Option<Sql> = None;
                for arm in arms {
                    let select = Sql::lit("SELECT event_row FROM ")
                        .then(arm.place.source())
                        .then(" WHERE ")
                        .sql(arm.direct());
                    found = Some(match found {
                        None => select,
                        Some(so_far) => so_far.then(" UNION ").sql(select),
                    });
                }
                let found = found.unwrap_or_else(|| Sql::lit("SELECT 0 WHERE 0"));
                Sql::lit(" FROM event WHERE event_row IN (")
                    .sql(found)
                    .then(") AND ")
                    .sql(others)
            }
            None => Sql::lit(" FROM event WHERE ").sql(any([])),
        }
    }
}

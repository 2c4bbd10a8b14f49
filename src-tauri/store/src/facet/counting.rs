//! Counting the events of several filters: what each is counted by, and how that is found out soonest.

use alertbook_core::filter::EventFilter;

use super::book::tally_books;
use super::column::{ColumnPart, column_parts, tally_columns};
use super::row::tally_rows;
use super::tallies::EventTallies;
use crate::columnar::FieldSet;
use crate::filter::{Plan, Planner, Sieve};
use crate::{Result, Snapshot};

/// What is counted: the events of which filter, and by which columns.
pub type CountJob = (EventFilter, FieldSet);

/// Some counting, ready to be done by several readers of one state.
pub struct Counting {
    /// What the small tables told.
    known: Vec<EventTallies>,
    /// Jobs whose events are few, and by what they are still to be counted.
    few: Vec<(usize, Plan, FieldSet)>,
    /// Jobs whose events are many. They are read together: their filters are those of the sieve.
    many: Vec<usize>,
    wanted: Vec<FieldSet>,
    sieve: Sieve,
    parts: Vec<ColumnPart>,
}

/// A part of the counting, for one reader.
#[derive(Clone, Copy, Debug)]
pub enum CountTask {
    /// The events of one job, looked up.
    Few(usize),
    /// Part of the columns, for all jobs whose events are many.
    Many(ColumnPart),
}

impl Snapshot<'_> {
    /// Prepares the counting of some jobs by so many readers.
    pub fn prepare_counting(&self, jobs: &[CountJob], readers: usize) -> Result<Counting> {
        let mut planner = Planner::new(self.connection)?;
        let (mut known, mut few) = (Vec::with_capacity(jobs.len()), Vec::new());
        let (mut many, mut plans, mut many_wanted) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (filter, wanted)) in jobs.iter().enumerate() {
            let plan = planner.plan(filter)?;
            let (told, left) = tally_books(self.connection, &plan, *wanted)?;
            known.push(told);
            if left.is_empty() {
                continue;
            }
            if plan.finds_few() {
                few.push((place, plan, left));
            } else {
                many.push(place);
                plans.push(plan);
                many_wanted.push(left);
            }
        }
        Ok(Counting {
            known,
            few,
            sieve: Sieve::of(self.connection, &plans)?,
            parts: if many.is_empty() {
                Vec::new()
            } else {
                column_parts(self.connection, readers)?
            },
            many,
            wanted: many_wanted,
        })
    }

    /// Does a part of a counting: of which jobs how many events were found.
    pub fn count_part(&self, counting: &Counting, task: CountTask) -> Result<Vec<(usize, EventTallies)>> {
        match task {
            CountTask::Few(number) => match counting.few.get(number) {
                Some((place, plan, wanted)) => {
                    Ok(vec![(*place, tally_rows(self.connection, plan, *wanted)?)])
                }
                None => Ok(Vec::new()),
            },
            CountTask::Many(part) => {
                let counted = tally_columns(self.connection, &counting.sieve, &counting.wanted, part)?;
                Ok(counting.many.iter().copied().zip(counted).collect())
            }
        }
    }
}

impl Counting {
    /// The parts.
    pub fn tasks(&self) -> Vec<CountTask> {
        let few = (0..self.few.len()).map(CountTask::Few);
        few.chain(self.parts.iter().copied().map(CountTask::Many))
            .collect()
    }

    /// The tallies of each job, when all parts are done.
    pub fn finish(self, counted: impl IntoIterator<Item = (usize, EventTallies)>) -> Vec<EventTallies> {
        let mut tallies = self.known;
        for (place, counted) in counted {
            if let Some(own) = tallies.get_mut(place) {
                own.add(&counted);
            }
        }
        tallies
    }
}

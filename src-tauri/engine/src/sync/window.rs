//! Reading a window until it is proven, or until reading it again brings nothing more.

use std::collections::{BTreeMap, HashSet};

use alertbook_store::table::{
    ListedPage, NewWindow, WindowRow, WindowState, end_window_in, insert_window_in, move_sync_in,
};

use super::ahead::Plan;
use super::pass::{OpenWindow, Seen};
use super::pool::Pool;
use super::run::Run;
use super::section::Section;
use super::times::MOST;
use crate::error::Result;

/// Readings that bring nothing new are repeated so often, where the count still tells that something is missing.
const MOST_IN_VAIN: u32 = 3;
/// And never more than so many in all.
const MOST_PASSES: i64 = 10;

/// What became of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// It was read to its end; so many different events.
    Done(i64),
    /// It holds so many that it must be split.
    TooMany(i64),
}

/// A window's readings so far.
#[derive(Default)]
struct Readings {
    union: HashSet<i64>,
    rejected: i64,
    in_vain: u32,
    passes: i64,
}

impl Readings {
    /// Takes a reading in, and tells whether another one is needed.
    fn add(&mut self, seen: &Seen) -> bool {
        let before = self.union.len();
        self.union.extend(&seen.events);
        self.rejected = self.rejected.max(seen.rejected);
        self.passes += 1;
        if self.passes > 1 && self.union.len() == before {
            self.in_vain += 1;
        } else {
            self.in_vain = 0;
        }
        if seen.is_proven() || self.passes >= MOST_PASSES {
            return false;
        }
        // A count that says less than was found, of a list that repeats nothing, is wrong or is being overtaken.
        let is_short = seen.last_total.is_some_and(|total| total > self.found());
        let most = if is_short || !seen.repeats_nothing() {
            MOST_IN_VAIN
        } else {
            1
        };
        self.in_vain < most
    }

    fn found(&self) -> i64 {
        i64::try_from(self.union.len()).unwrap_or(i64::MAX) + self.rejected
    }

    /// What the last reading cannot explain.
    fn unexplained(&self, seen: &Seen) -> i64 {
        if seen.is_proven() {
            return 0;
        }
        // What moved away meanwhile was found too many, and that is no loss.
        seen.last_total
            .map_or(0, |total| total - seen.found().max(self.found().min(total)))
    }
}

impl Run<'_> {
    /// Reads a window. `whole` reads it however much it holds.
    pub(super) fn read_window(
        &mut self,
        pool: &Pool,
        window: &OpenWindow,
        pages: Vec<ListedPage>,
        whole: bool,
    ) -> Result<Read> {
        self.window = Some(window.range);
        let mut readings = Readings::default();
        let mut known = by_pass(pages);
        loop {
            let pass = readings.passes + 1;
            let pages = known.remove(&pass).unwrap_or_default();
            let mut seen = Seen::default();
            let (total, is_full) = self.first_page(pool, window, (pass, &pages), &mut seen)?;
            let expected = total.unwrap_or_default();
            if !whole && is_full && expected > MOST.cast_signed() {
                self.end_window(window, WindowState::Split, &seen, &readings)?;
                return Ok(Read::TooMany(expected));
            }
            if is_full {
                self.other_pages(pool, window, (pass, &pages), &mut seen)?;
            }
            if !readings.add(&seen) {
                self.end_window(window, WindowState::Done, &seen, &readings)?;
                return Ok(Read::Done(readings.found()));
            }
        }
    }

    /// A window that was not begun before.
    pub(super) fn open_window(
        &self,
        section: Section,
        (from, to): (Option<i64>, Option<i64>),
        plan: Option<Plan>,
    ) -> Result<OpenWindow> {
        let new = NewWindow {
            run: self.task.run,
            section: section.number(),
            from,
            to,
        };
        Ok(OpenWindow {
            id: self.shared.write(|tx| insert_window_in(tx, &new))?,
            section,
            range: (from, to),
            plan,
        })
    }

    fn end_window(
        &mut self,
        window: &OpenWindow,
        state: WindowState,
        seen: &Seen,
        readings: &Readings,
    ) -> Result<()> {
        let (from, to) = window.range;
        let row = WindowRow {
            id: window.id,
            window: NewWindow {
                run: self.task.run,
                section: window.section.number(),
                from,
                to,
            },
            state,
            total: seen.last_total,
            listed: readings.found(),
            unexplained: if state == WindowState::Done {
                readings.unexplained(seen)
            } else {
                0
            },
        };
        self.count_calls();
        let mut counts = self.counts.clone();
        counts.windows += i64::from(state == WindowState::Done);
        let (run, now) = (self.task.run, self.shared.clock.now());
        let goes_on = self.shared.write(|tx| {
            end_window_in(tx, &row, readings.passes)?;
            move_sync_in(tx, run, &counts, now)
        })?;
        self.counts = counts;
        if row.unexplained != 0 {
            tracing::warn!(
                run,
                window = window.id,
                missing = row.unexplained,
                "a count is not explained"
            );
        }
        self.go_on(goes_on)
    }
}

/// The pages of each reading, as they were kept by a process that died.
fn by_pass(pages: Vec<ListedPage>) -> BTreeMap<i64, BTreeMap<i64, ListedPage>> {
    let mut passes: BTreeMap<i64, BTreeMap<i64, ListedPage>> = BTreeMap::new();
    for page in pages {
        passes.entry(page.pass).or_default().insert(page.page, page);
    }
    passes
}

//! Which window comes next, and asking for its first page while the last pages of this one are still on their way.

use super::pass::OpenWindow;
use super::pool::{Fetched, Job, Place, Pool};
use super::run::Run;
use super::section::Section;
use super::times::Density;
use crate::error::Result;

/// Where a section stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front {
    /// Everything before this second was read.
    pub(super) at: i64,
    /// Before this second there is probably nothing.
    pub(super) empty_until: i64,
    pub(super) density: Density,
}

/// A window to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    at: i64,
    /// Where events are expected.
    start: i64,
    end: i64,
    to: Option<i64>,
    is_last: bool,
    /// Where the section ends.
    most: i64,
    density: Density,
}

impl Front {
    /// The next window of a section that goes up to now, or to where it ends.
    pub(super) fn plan(self, now: i64, until: Option<i64>) -> Plan {
        let start = self.at.max(self.empty_until);
        let most = until.unwrap_or(now);
        let end = self.density.end(start, most);
        Plan {
            at: self.at,
            start,
            end: end.unwrap_or(most).max(start),
            to: end.or(until),
            is_last: end.is_none(),
            most,
            density: self.density,
        }
    }
}

impl Plan {
    /// Its range of time.
    pub(super) const fn range(&self) -> (Option<i64>, Option<i64>) {
        (Some(self.at), self.to)
    }

    /// Whether it is read however much it holds: a second cannot be split.
    pub(super) const fn is_indivisible(&self) -> bool {
        self.end <= self.at + 1 && !self.is_last || self.most <= self.at
    }

    const fn length(&self) -> i64 {
        self.end - self.start
    }

    /// Where the section stands after it, when it held so many events. None at the end of the section.
    pub(super) fn after(&self, found: i64) -> Option<Front> {
        (!self.is_last).then(|| Front {
            at: self.end,
            empty_until: self.end,
            density: self.density.after(self.length(), found),
        })
    }

    /// Where the section stands when it holds too many events for one window.
    pub(super) fn shorter(&self, total: i64) -> Front {
        let is_surprise = self.length() <= 1;
        let start = if is_surprise { self.at } else { self.start };
        Front {
            at: self.at,
            // Something lies where nothing was expected.
            empty_until: start,
            density: Density::even(start, self.end, total),
        }
    }
}

/// The first page of the window after the one being read, once it was asked for.
pub(super) struct Ahead {
    plan: Plan,
    fetched: Option<Fetched>,
}

impl Run<'_> {
    /// The window to read next: the one whose first page was asked for, where there is one.
    pub(super) fn next_plan(&self, front: Front, section: Section) -> Plan {
        match &self.ahead {
            Some(ahead) if ahead.plan.at == front.at => ahead.plan,
            _ => front.plan(self.server_now(), section.until),
        }
    }

    /// Asks for the first page of the next window. This one holds so many events as far as is known.
    pub(super) fn look_ahead(&mut self, pool: &Pool, window: &OpenWindow, total: i64) {
        let front = window.plan.and_then(|plan| plan.after(total));
        let (None, Some(front)) = (&self.ahead, front) else {
            return;
        };
        let plan = front.plan(self.server_now(), window.section.until);
        pool.submit(Job {
            place: Place::Ahead,
            request: self.page_request(window.section, plan.range(), 1),
        });
        self.ahead = Some(Ahead { plan, fetched: None });
    }

    /// Keeps what was asked for ahead until its window is read.
    pub(super) fn keep_ahead(&mut self, fetched: Fetched) {
        if let Some(ahead) = &mut self.ahead {
            ahead.fetched = Some(fetched);
        }
    }

    /// The first page of a window, where it was asked for ahead.
    pub(super) fn take_ahead(&mut self, pool: &Pool, window: &OpenWindow) -> Result<Option<Fetched>> {
        let Some(ahead) = self.ahead.take_if(|ahead| window.plan == Some(ahead.plan)) else {
            return Ok(None);
        };
        match ahead.fetched {
            Some(fetched) => Ok(Some(fetched)),
            // Nothing else is on its way when a window begins.
            None => self.arrival(pool).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(at: i64, empty_until: i64) -> Front {
        Front {
            at,
            empty_until,
            density: Density::even(0, 20_000, 30_000),
        }
    }

    #[test]
    fn windows_follow_one_another_up_to_now() {
        let first = front(0, 0).plan(1_500, None);
        assert_eq!(first.range(), (Some(0), Some(1_000)));
        let second = first.after(1_500).unwrap().plan(1_500, None);
        assert_eq!(second.range(), (Some(1_000), None), "the rest");
        assert!(second.after(7).is_none(), "nothing comes after it");
    }

    #[test]
    fn a_range_is_read_to_its_end_and_no_further() {
        let first = front(0, 0).plan(90_000, Some(1_500));
        assert_eq!(first.range(), (Some(0), Some(1_000)));
        let last = first.after(1_500).unwrap().plan(90_000, Some(1_500));
        assert_eq!(last.range(), (Some(1_000), Some(1_500)));
        assert!(last.after(7).is_none());
        let second = front(5, 5).plan(90_000, Some(5));
        assert_eq!(second.range(), (Some(5), Some(5)));
        assert!(second.is_indivisible() && second.after(1).is_none());
    }

    #[test]
    fn what_is_probably_empty_belongs_to_the_first_window() {
        assert_eq!(
            front(0, 50_000).plan(90_000, None).range(),
            (Some(0), Some(51_000))
        );
    }

    #[test]
    fn a_window_that_holds_too_many_is_cut_where_its_events_are_expected() {
        let plan = front(0, 50_000).plan(90_000, None);
        assert_eq!(
            plan.shorter(3_000).plan(90_000, None).range(),
            (Some(0), Some(50_500))
        );
        let second = Plan {
            start: 51_000,
            ..plan
        };
        let cut = second.shorter(3_000);
        assert_eq!(cut.empty_until, 0, "more lies where nothing was expected");
    }

    #[test]
    fn a_second_is_read_whole() {
        let dense = Front {
            density: Density::even(0, 1, 90_000),
            ..front(5, 5)
        };
        assert!(dense.plan(100, None).is_indivisible());
        assert!(!front(5, 5).plan(10_000, None).is_indivisible());
    }
}

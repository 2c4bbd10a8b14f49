//! Reading a window's pages once, and telling whether that was all of it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use alertbook_cloud::Request;
use alertbook_store::table::ListedPage;

use super::ahead::Plan;
use super::pool::{IN_HAND, Job, Page, Place, Pool};
use super::run::Run;
use super::section::Section;
use super::times::PAGE;
use super::write::{PageOf, Stored};
use crate::error::Result;

/// A full page has so many records.
const FULL: i64 = PAGE.cast_signed();
/// So many pages more than the cloud's count says are read before its lists count as endless.
const BEYOND: i64 = 50;

/// A window that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenWindow {
    pub(super) id: i64,
    pub(super) section: Section,
    pub(super) range: (Option<i64>, Option<i64>),
    /// How it was planned; none of a whole section tried at once and of one taken up again.
    pub(super) plan: Option<Plan>,
}

/// What reading a window once found.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// The rows of different events.
    pub(super) events: HashSet<i64>,
    records: i64,
    pub(super) rejected: i64,
    totals: BTreeSet<Option<i64>>,
    pub(super) last_total: Option<i64>,
}

impl Seen {
    fn add(&mut self, stored: &Stored, total: Option<i64>) {
        self.events.extend(&stored.events);
        self.records += stored.records();
        self.rejected += stored.rejected;
        self.totals.insert(total);
        self.last_total = total;
    }

    /// Different records.
    pub(super) fn found(&self) -> i64 {
        i64::try_from(self.events.len()).unwrap_or(i64::MAX) + self.rejected
    }

    /// Whether nothing was there twice, as it is when records move to later pages and others fall between two pages.
    pub(super) fn repeats_nothing(&self) -> bool {
        self.records == self.found()
    }

    /// Whether the list stood still while it was read and held what the cloud counts; without a count, only the former.
    pub(super) fn is_proven(&self) -> bool {
        let counted = self.last_total.is_none_or(|total| total == self.found());
        counted && self.totals.len() <= 1 && self.repeats_nothing()
    }
}

impl Run<'_> {
    /// Reads the first page of a window, unless it was read before: the cloud's count, and whether the page is full.
    pub(super) fn first_page(
        &mut self,
        pool: &Pool,
        window: &OpenWindow,
        (pass, known): (i64, &BTreeMap<i64, ListedPage>),
        seen: &mut Seen,
    ) -> Result<(Option<i64>, bool)> {
        if let Some(page) = known.get(&1) {
            seen.add(&stored(page), page.total);
            return Ok((page.total, page.records >= FULL));
        }
        let (asked, page) = match self.take_ahead(pool, window)? {
            Some(fetched) => (fetched.asked, fetched.page?),
            None => self.ask(pool, self.page_request(window.section, window.range, 1))?,
        };
        let total = page.total;
        let stored = self.store_page(window, page, asked, (pass, 1))?;
        seen.add(&stored, total);
        Ok((total, stored.records() >= FULL))
    }

    /// Reads the other pages, several at once, up to the first that is not full.
    pub(super) fn other_pages(
        &mut self,
        pool: &Pool,
        window: &OpenWindow,
        (pass, known): (i64, &BTreeMap<i64, ListedPage>),
        seen: &mut Seen,
    ) -> Result<()> {
        let counted = seen.last_total.unwrap_or_default().div_euclid(FULL)
            + i64::from(seen.last_total.unwrap_or_default().rem_euclid(FULL) > 0);
        let (mut next, mut in_flight, mut ended) = (2, 0_usize, false);
        loop {
            while !ended
                && in_flight < IN_HAND
                && next <= counted + BEYOND
                && (next <= counted || in_flight == 0)
            {
                if let Some(page) = known.get(&next) {
                    seen.add(&stored(page), page.total);
                    ended = page.records < FULL;
                } else {
                    let page = u32::try_from(next).unwrap_or(u32::MAX);
                    pool.submit(Job {
                        place: Place::Page { pass, page: next },
                        request: self.page_request(window.section, window.range, page),
                    });
                    in_flight += 1;
                }
                next += 1;
            }
            if in_flight == 0 {
                return Ok(());
            }
            if next > counted && in_flight < IN_HAND {
                self.look_ahead(pool, window, seen.last_total.unwrap_or_default());
            }
            let fetched = self.wait(pool)?;
            in_flight -= 1;
            let Place::Page { pass, page: number } = fetched.place else {
                continue;
            };
            let page = fetched.page?;
            let total = page.total;
            let stored = self.store_page(window, page, fetched.asked, (pass, number))?;
            seen.add(&stored, total);
            ended |= stored.records() < FULL;
        }
    }

    pub(super) fn page_request(
        &self,
        section: Section,
        range: (Option<i64>, Option<i64>),
        page: u32,
    ) -> Request {
        Request::from(&section.query(range, self.task.scope, page))
    }

    fn store_page(
        &mut self,
        window: &OpenWindow,
        page: Page,
        asked: i64,
        (pass, number): (i64, i64),
    ) -> Result<Stored> {
        let of = PageOf {
            window: window.id,
            pass,
            page: number,
            total: page.total,
        };
        self.store(page.outcomes, asked, Some(of))
    }
}

fn stored(page: &ListedPage) -> Stored {
    Stored {
        events: page.events.clone(),
        rejected: page.rejected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(pages: &[(&[i64], Option<i64>)]) -> Seen {
        let mut seen = Seen::default();
        for (events, total) in pages {
            let stored = Stored {
                events: events.to_vec(),
                rejected: 0,
            };
            seen.add(&stored, *total);
        }
        seen
    }

    #[test]
    fn a_window_is_proven_by_a_list_that_stands_still_and_a_count_that_fits() {
        assert!(seen(&[(&[1, 2], Some(3)), (&[3], Some(3))]).is_proven());
        assert!(seen(&[(&[1, 2], None), (&[3], None)]).is_proven());
        assert!(
            !seen(&[(&[1, 2], Some(3)), (&[2, 3], Some(3))]).is_proven(),
            "one moved"
        );
        assert!(
            !seen(&[(&[1, 2], Some(3)), (&[3], Some(4))]).is_proven(),
            "the count moved"
        );
        assert!(
            !seen(&[(&[1, 2], Some(4)), (&[3], Some(4))]).is_proven(),
            "one is missing"
        );
        assert!(seen(&[(&[], Some(0))]).is_proven());
    }
}

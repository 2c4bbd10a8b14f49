//! Reading a section: one window after the other, from the oldest to the newest, going on where the run stopped.

use alertbook_store::table::WindowState;
use serde::Deserialize;

use super::ahead::{Front, Plan};
use super::pass::OpenWindow;
use super::pool::{Page, Pool};
use super::run::Run;
use super::section::{By, Section};
use super::times::{Density, PAGE};
use super::window::Read;
use crate::error::Result;

/// The time that an event's record tells.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Occurred {
    last_time_stamp: Option<i64>,
}

impl Run<'_> {
    /// Reads a section to its end.
    pub(super) fn read_section(&mut self, pool: &Pool, section: Section) -> Result<()> {
        let run = self.task.run;
        let last = self
            .shared
            .read(|connection| Ok(connection.last_window(run, section.number())?))?;
        let mut front = match last {
            None => match self.read_at_once(pool, section)? {
                None => return Ok(()),
                Some(front) => front,
            },
            Some(row) if row.state == WindowState::Open => {
                let window = OpenWindow {
                    id: row.id,
                    section,
                    range: (row.window.from, row.window.to),
                    plan: None,
                };
                let pages = self
                    .shared
                    .read(|connection| Ok(connection.listed_pages(row.id)?))?;
                let read = self.read_window(pool, &window, pages, false)?;
                let at = match read {
                    Read::Done(_) => match row.window.to {
                        Some(to) if row.window.to != section.until => to,
                        _ => return Ok(()),
                    },
                    Read::TooMany(_) => row.window.from.unwrap_or(section.from),
                };
                self.front_at(at)
            }
            Some(row) => match row.window.to {
                Some(to) if row.window.to != section.until => self.front_at(to),
                _ => return Ok(()),
            },
        };
        loop {
            let plan = self.next_plan(front, section);
            match self.read_planned(pool, section, plan)? {
                Some(next) => front = next,
                None => return Ok(()),
            }
        }
    }

    /// Tries a whole section as one window. Of one that holds too much, tells how its events lie.
    fn read_at_once(&mut self, pool: &Pool, section: Section) -> Result<Option<Front>> {
        // Everything means everything: also what has no time, or one that nobody expects.
        let from = (section.by != By::Everything).then_some(section.from);
        let window = self.open_window(section, (from, section.until), None)?;
        let total = match self.read_window(pool, &window, Vec::new(), false)? {
            Read::Done(found) => {
                self.estimate_by(section, found);
                return Ok(None);
            }
            Read::TooMany(total) => total,
        };
        self.estimate_by(section, total);
        let empty_until = match section.by {
            By::Everything => self.read_the_last_pages(pool, section, total)?,
            By::Occurrence | By::Handling => section.from,
        };
        let end = section.until.unwrap_or_else(|| self.server_now());
        let end = end.max(empty_until + 1);
        Ok(Some(Front {
            at: section.from,
            empty_until,
            density: Density::even(empty_until, end, total),
        }))
    }

    /// Reads the list of everything from its end, where events stand that no window can hold: without a time, or from
    /// before the beginning. Answers when the first of the others occurred.
    fn read_the_last_pages(&mut self, pool: &Pool, section: Section, total: i64) -> Result<i64> {
        let last = u32::try_from(total.cast_unsigned().div_ceil(PAGE)).unwrap_or(u32::MAX);
        for number in (1..=last).rev() {
            let (asked, page) = self.ask(pool, self.page_request(section, (None, None), number))?;
            let oldest = oldest(&page);
            self.store(page.outcomes, asked, None)?;
            if let Some(oldest) = oldest.filter(|oldest| *oldest >= section.from) {
                return Ok(oldest);
            }
        }
        Ok(section.from)
    }

    /// Reads a window as it was planned, or finds it too long. None at the end of the section.
    fn read_planned(&mut self, pool: &Pool, section: Section, plan: Plan) -> Result<Option<Front>> {
        let window = self.open_window(section, plan.range(), Some(plan))?;
        let read = self.read_window(pool, &window, Vec::new(), plan.is_indivisible())?;
        Ok(match read {
            Read::Done(found) => plan.after(found),
            Read::TooMany(total) => Some(plan.shorter(total)),
        })
    }

    /// Where a run that was taken up again goes on.
    fn front_at(&self, at: i64) -> Front {
        let left = self
            .counts
            .expected
            .map_or(0, |expected| expected - self.counts.listed);
        Front {
            at,
            empty_until: at,
            density: Density::even(at, self.server_now().max(at + 1), left.max(1)),
        }
    }

    /// What the estimate goes by.
    fn estimate_by(&mut self, section: Section, total: i64) {
        if section.by == By::Everything || self.counts.expected.is_none() {
            let languages = i64::try_from(self.task.languages.len()).unwrap_or(1);
            self.counts.expected = Some(total.saturating_mul(languages));
        }
    }
}

/// The oldest time on a page, in seconds; none where it is blank or one of its events tells no time.
fn oldest(page: &Page) -> Option<i64> {
    let read = page.answer.page().ok()?;
    let times = read.records.iter().map(|record| {
        let record: Occurred = serde_json::from_str(record.get()).ok()?;
        record.last_time_stamp
    });
    // Nothing is less than anything.
    times
        .min()
        .flatten()
        .map(|milliseconds| milliseconds.div_euclid(1000))
}

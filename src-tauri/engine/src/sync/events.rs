//! Reading a section: one window after the other, from the oldest to the newest, going on where the run stopped.

use alertbook_cloud::Request;
use alertbook_store::table::WindowState;
use serde::Deserialize;

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

/// Where a section stands.
#[derive(Clone, Copy)]
struct Front {
    /// Everything before this second was read.
    at: i64,
    /// Before this second there is probably nothing.
    empty_until: i64,
    density: Density,
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
                };
                let pages = self
                    .shared
                    .read(|connection| Ok(connection.listed_pages(row.id)?))?;
                let read = self.read_window(pool, &window, pages, false)?;
                let at = match read {
                    Read::Done(_) => match row.window.to {
                        None => return Ok(()),
                        Some(to) => to,
                    },
                    Read::TooMany(_) => row.window.from.unwrap_or(section.from),
                };
                self.front_at(at)
            }
            Some(row) => match row.window.to {
                None => return Ok(()),
                Some(to) => self.front_at(to),
            },
        };
        while let Some(next) = self.read_next(pool, section, front)? {
            front = next;
        }
        Ok(())
    }

    /// Tries a whole section as one window. Of one that holds too much, tells how its events lie.
    fn read_at_once(&mut self, pool: &Pool, section: Section) -> Result<Option<Front>> {
        // Everything means everything: also what has no time, or one that nobody expects.
        let from = (section.by != By::Everything).then_some(section.from);
        let window = self.open_window(section, (from, None))?;
        let total = match self.read_window(pool, &window, Vec::new(), false)? {
            Read::Done(found) => {
                self.estimate_by(section, found);
                return Ok(None);
            }
            Read::TooMany(total) => total,
        };
        self.estimate_by(section, total);
        let mut empty_until = section.from;
        if section.by == By::Everything {
            let last = u32::try_from(total.cast_unsigned().div_ceil(PAGE)).unwrap_or(u32::MAX);
            let query = section.query((from, None), self.task.scope, last);
            let (asked, page) = self.ask(pool, Request::from(&query))?;
            empty_until = oldest(&page).unwrap_or(section.from).max(section.from);
            self.store(page.outcomes, asked, None)?;
        }
        let now = self.server_now().max(empty_until + 1);
        Ok(Some(Front {
            at: section.from,
            empty_until,
            density: Density::even(empty_until, now, total),
        }))
    }

    /// Reads the next window, or finds it too long. None at the end of the section.
    fn read_next(&mut self, pool: &Pool, section: Section, front: Front) -> Result<Option<Front>> {
        let now = self.server_now();
        let start = front.at.max(front.empty_until);
        let to = front.density.end(start, now);
        let end = to.unwrap_or(now).max(start);
        let length = end - start;
        // A second cannot be split.
        let whole = end <= front.at + 1 && to.is_some() || now <= front.at;
        let window = self.open_window(section, (Some(front.at), to))?;
        Ok(match self.read_window(pool, &window, Vec::new(), whole)? {
            Read::Done(found) => to.map(|to| Front {
                at: to,
                empty_until: to,
                density: front.density.after(length, found),
            }),
            // Something lies where nothing was expected.
            Read::TooMany(total) if length <= 1 => Some(Front {
                at: front.at,
                empty_until: front.at,
                density: Density::even(front.at, end, total),
            }),
            Read::TooMany(total) => Some(Front {
                density: Density::even(start, end, total),
                ..front
            }),
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

/// The oldest time on a page, in seconds.
fn oldest(page: &Page) -> Option<i64> {
    let read = page.answer.page().ok()?;
    let times = read.records.iter().filter_map(|record| {
        let record: Occurred = serde_json::from_str(record.get()).ok()?;
        record.last_time_stamp
    });
    times.min().map(|milliseconds| milliseconds.div_euclid(1000))
}

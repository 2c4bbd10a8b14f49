//! After a full reading: whether all windows together held as many events as the cloud counts in all.

use alertbook_store::table::{NewWindow, WindowRow, WindowState, end_window_in, insert_window_in};

use super::pool::Pool;
use super::run::Run;
use super::section::Section;
use crate::error::Result;

impl Run<'_> {
    /// What the cloud counts in all. Asked before what is recent is read, so that later arrivals only add to what is found.
    pub(super) fn ask_total(&mut self, pool: &Pool, section: Section) -> Result<Option<i64>> {
        let (asked, page) = self.ask(pool, self.page_request(section, (None, None), 1))?;
        let total = page.total;
        self.store(page.outcomes, asked, None)?;
        Ok(total)
    }

    /// Compares that with what the run met. A difference is asked about once more before it is told.
    pub(super) fn compare_total(&mut self, pool: &Pool, section: Section, counted: i64) -> Result<()> {
        let run = self.task.run;
        let met = self
            .shared
            .read(|connection| Ok(connection.events_listed_by(run)?))?;
        let found = met + self.counts.rejected;
        if counted <= found {
            return Ok(());
        }
        let again = self.ask_total(pool, section)?;
        let total = again.map_or(counted, |again| again.min(counted));
        let met = self
            .shared
            .read(|connection| Ok(connection.events_listed_by(run)?))?;
        let found = met + self.counts.rejected;
        if total <= found {
            return Ok(());
        }
        tracing::warn!(
            run,
            missing = total - found,
            "the count of everything is not explained"
        );
        let window = NewWindow {
            run,
            section: section.number(),
            from: None,
            to: None,
        };
        self.shared.write(|tx| {
            let row = WindowRow {
                id: insert_window_in(tx, &window)?,
                window,
                state: WindowState::Done,
                total: Some(total),
                listed: found,
                unexplained: total - found,
            };
            end_window_in(tx, &row, 1)
        })
    }
}

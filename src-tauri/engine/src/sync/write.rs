//! Writing a page: its records, that it was read, and how far the run is, in one short transaction.

use alertbook_store::table::ListedPage;
use alertbook_store::{Applied, EventBatch, ListedBy};

use super::run::Run;
use crate::error::{Error, Result};
use crate::import::Outcome;

/// Which page of a window records stand on.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageOf {
    pub(super) window: i64,
    pub(super) pass: i64,
    pub(super) page: i64,
    pub(super) total: Option<i64>,
}

/// What a page held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stored {
    /// The rows of its events.
    pub(super) events: Vec<i64>,
    /// Records that were kept aside.
    pub(super) rejected: i64,
}

impl Stored {
    pub(super) fn records(&self) -> i64 {
        i64::try_from(self.events.len()).unwrap_or(i64::MAX) + self.rejected
    }
}

impl Run<'_> {
    /// Stores records asked for at a moment; those of a window with the page they stand on.
    pub(super) fn store(&mut self, outcomes: Vec<Outcome>, asked: i64, of: Option<PageOf>) -> Result<Stored> {
        self.count_calls();
        let shared = self.shared;
        let by = ListedBy {
            run: self.task.run,
            account: self.task.account,
            asked,
            now: shared.clock.now(),
            is_translation: self.is_translation,
        };
        let mut counts = self.counts.clone();
        let mut stored = Stored::default();
        let mut writer = shared.store.write();
        let mut batch = writer.event_batch()?;
        for outcome in outcomes {
            match outcome {
                Outcome::Ready(record) => {
                    let listed = batch.apply_listed(&record, &by)?;
                    let Some(event_row) = listed.event_row else {
                        counts.inventory += i64::from(listed.applied != Applied::Unchanged);
                        continue;
                    };
                    stored.events.push(event_row);
                    counts.listed += 1;
                    let is_new = listed.applied == Applied::Inserted;
                    counts.inserted += i64::from(is_new);
                    counts.inserted_serious += i64::from(is_new && listed.is_serious);
                    counts.changed += i64::from(listed.is_changed);
                    counts.returned += i64::from(listed.is_back);
                }
                Outcome::Partial(..) => return Err(Error::Defect("a page of the cloud held rows of a file")),
                Outcome::Rejected(reject) => {
                    self.rejects.add(reject)?;
                    stored.rejected += 1;
                }
                Outcome::Failed(error) => return Err(error.into()),
            }
        }
        counts.rejected += stored.rejected;
        if stored.rejected > 0 {
            self.rejects.flush()?;
            counts.rejects_file = Some(self.rejects.path().display().to_string());
        }
        counts.pages += 1;
        if let Some(of) = of {
            keep(&batch, of, &stored)?;
        }
        let goes_on = batch.move_sync(self.task.run, &counts, by.now)?;
        batch.commit()?;
        drop(writer);
        // Only what is stored counts.
        self.counts = counts;
        shared.pulse.poke();
        self.tell();
        self.go_on(goes_on)?;
        Ok(stored)
    }
}

fn keep(batch: &EventBatch<'_>, of: PageOf, stored: &Stored) -> Result<()> {
    let page = ListedPage {
        window: of.window,
        pass: of.pass,
        page: of.page,
        total: of.total,
        records: stored.records(),
        rejected: stored.rejected,
        events: stored.events.clone(),
    };
    batch.keep_page(&page).map_err(Error::Store)
}

//! A run at work: what its parts share, waiting for answers, and telling how far it is.

use std::time::Instant;

use alertbook_cloud::{Client, Request, Scope, Stop};
use alertbook_core::Language;
use alertbook_store::table::{SyncCounts, SyncKind, move_sync_in};

use super::ahead::Ahead;
use super::pool::{Arrival, Fetched, Job, Page, Place, Pool};
use super::progress::{SyncStep, wait_of};
use super::section::{By, sections};
use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::import::RejectSink;
use crate::jobs::Ticket;

/// Ticks between two looks at whether another process asked to stop.
const TICKS_BETWEEN_LOOKS: u32 = 5;

/// What a run has to do.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) run: i64,
    pub(super) account: i64,
    pub(super) kind: SyncKind,
    pub(super) scope: Scope,
    pub(super) languages: Vec<Language>,
    /// The account's number in the cloud.
    pub(super) cloud_account: Option<i64>,
    /// From when on a recent run looks, and a full one looks again; UTC milliseconds of the cloud.
    pub(super) since: i64,
    /// The only range of time to read, in seconds.
    pub(super) range: Option<(i64, i64)>,
    pub(super) lists_done: bool,
}

/// See the module.
pub(super) struct Run<'a> {
    pub(super) shared: &'a Shared,
    pub(super) ticket: &'a Ticket,
    pub(super) client: &'a Client,
    pub(super) stop: Stop,
    pub(super) task: Task,
    pub(super) counts: SyncCounts,
    /// What was counted before this process took the run up.
    pub(super) before: SyncCounts,
    pub(super) begun: Instant,
    pub(super) rejects: RejectSink,
    pub(super) window: Option<(Option<i64>, Option<i64>)>,
    pub(super) ahead: Option<Ahead>,
    /// Whether a second language is being read, for its words alone.
    pub(super) is_translation: bool,
    pub(super) ticks: u32,
    pub(super) observer: &'a mut (dyn FnMut(SyncStep) + Send),
}

impl Run<'_> {
    /// Reads everything the task asks for.
    pub(super) fn work(&mut self, pool: &Pool, groups: Page) -> Result<()> {
        if !self.task.lists_done {
            self.read_lists(pool, groups)?;
        }
        let mut total = None;
        for section in sections(&self.task) {
            self.is_translation = self.task.languages.first() != Some(&section.language);
            self.read_section(pool, section)?;
            if section.by == By::Everything && !self.is_translation {
                total = self.ask_total(pool, section)?.map(|total| (section, total));
            }
        }
        if let Some((section, total)) = total {
            self.compare_total(pool, section, total)?;
        }
        self.is_translation = false;
        self.window = None;
        if self.task.kind == SyncKind::Full || self.task.range.is_some() {
            self.mark_gone(pool)?;
        }
        Ok(())
    }

    /// The cloud's time, in seconds.
    pub(super) fn server_now(&self) -> i64 {
        self.client.server_now().timestamp()
    }

    /// Asks for one thing and waits for it.
    pub(super) fn ask(&mut self, pool: &Pool, request: Request) -> Result<(i64, Page)> {
        pool.submit(Job {
            place: Place::Alone,
            request,
        });
        let fetched = self.wait(pool)?;
        Ok((fetched.asked, fetched.page?))
    }

    /// Waits for the next answer to anything but what was asked ahead.
    pub(super) fn wait(&mut self, pool: &Pool) -> Result<Fetched> {
        loop {
            let fetched = self.arrival(pool)?;
            if fetched.place != Place::Ahead {
                return Ok(fetched);
            }
            self.keep_ahead(fetched);
        }
    }

    /// Waits for the next answer, tells meanwhile how far the run is, and ends when somebody wishes to stop.
    pub(super) fn arrival(&mut self, pool: &Pool) -> Result<Fetched> {
        loop {
            if self.ticket.cancel().is_cancelled() {
                return Err(Error::SyncCancelled);
            }
            match pool.next()? {
                Arrival::Fetched(fetched) => return Ok(fetched),
                Arrival::Tick => {
                    self.tell();
                    self.ticks += 1;
                    if self.ticks.is_multiple_of(TICKS_BETWEEN_LOOKS) {
                        self.keep_counts()?;
                    }
                }
            }
        }
    }

    /// Writes down how far the run is; another process may have asked it to stop.
    pub(super) fn keep_counts(&mut self) -> Result<()> {
        self.count_calls();
        if self.shared.preferences()?.settings.offline {
            return Err(self.shared.offline_error());
        }
        let now = self.shared.clock.now();
        let (run, counts) = (self.task.run, &self.counts);
        let goes_on = self.shared.write(|tx| move_sync_in(tx, run, counts, now))?;
        self.go_on(goes_on)
    }

    pub(super) fn go_on(&self, goes_on: bool) -> Result<()> {
        if goes_on && !self.ticket.cancel().is_cancelled() {
            Ok(())
        } else {
            Err(Error::SyncCancelled)
        }
    }

    /// Brings the counts of calls up to date.
    pub(super) fn count_calls(&mut self) {
        let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let client = self.client.counters();
        let milliseconds = |time: std::time::Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.counts.calls = self.before.calls + signed(client.calls);
        self.counts.retries = self.before.retries + signed(client.retries);
        self.counts.waited = self.before.waited + milliseconds(client.for_server);
        self.counts.worked = self.before.worked + milliseconds(self.begun.elapsed());
        let difference = self.client.clock_difference();
        self.counts.clock_difference = difference.map(|difference| difference.num_milliseconds());
    }

    /// Tells how far the run is.
    pub(super) fn tell(&mut self) {
        self.count_calls();
        let unsigned = |number: i64| u64::try_from(number).unwrap_or_default();
        let counts = &self.counts;
        let own = unsigned(counts.listed - self.before.listed);
        let elapsed = unsigned(counts.worked - self.before.worked);
        let step = SyncStep {
            id: self.task.run,
            window: self.window,
            pages: unsigned(counts.pages),
            events: unsigned(counts.listed),
            expected: counts.expected.map(unsigned),
            inserted: unsigned(counts.inserted),
            changed: unsigned(counts.changed),
            calls: unsigned(counts.calls),
            retries: unsigned(counts.retries),
            wait: wait_of(self.client),
            ..SyncStep::default()
        };
        (self.observer)(step.with_pace(own, elapsed));
    }
}

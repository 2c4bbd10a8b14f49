//! After a full reading, or that of a range: events that no list held. Each is asked for by its id before it is marked; none is deleted.

use alertbook_cloud::operation::SuspEventsQuery;
use alertbook_cloud::{Request, Scope};
use alertbook_store::table::{Missing, mark_gone_in, move_sync_in};

use super::pool::{Fetched, IN_HAND, Job, Place, Pool};
use super::run::Run;
use crate::error::Result;

impl Run<'_> {
    /// Marks what is gone.
    pub(super) fn mark_gone(&mut self, pool: &Pool) -> Result<()> {
        let accounts = self.accounts_read()?;
        let (run, range) = ((self.task.account, self.task.run), self.task.range);
        let missing = self
            .shared
            .read(|connection| Ok(connection.missing_events(run, &accounts, range)?))?;
        let mut waiting = missing.iter().enumerate();
        let mut in_flight = 0;
        loop {
            while in_flight < IN_HAND
                && let Some((place, event)) = waiting.next()
            {
                pool.submit(Job {
                    place: Place::Event(place),
                    request: self.request_of(event),
                });
                in_flight += 1;
            }
            if in_flight == 0 {
                return Ok(());
            }
            let fetched = self.wait(pool)?;
            in_flight -= 1;
            self.judge_missing(fetched, &missing)?;
        }
    }

    /// The cloud's accounts of which the run read everything.
    fn accounts_read(&self) -> Result<Vec<i64>> {
        let own: Vec<i64> = self.task.cloud_account.into_iter().collect();
        if self.task.scope != Scope::AllMembers && !own.is_empty() {
            return Ok(own);
        }
        let account = self.task.account;
        let seen = self
            .shared
            .read(|connection| Ok(connection.seen_accounts(account)?))?;
        Ok(seen.into_iter().chain(own).collect())
    }

    fn request_of(&self, event: &Missing) -> Request {
        Request::from(&SuspEventsQuery {
            id: Some(event.id),
            scope: self.task.scope,
            lang: self.task.languages.first().copied().unwrap_or_default(),
            ..SuspEventsQuery::default()
        })
    }

    fn judge_missing(&mut self, fetched: Fetched, missing: &[Missing]) -> Result<()> {
        let page = fetched.page?;
        let Place::Event(place) = fetched.place else {
            return Ok(());
        };
        let Some(event) = missing.get(place) else {
            return Ok(());
        };
        let stored = self.store(page.outcomes, fetched.asked, None)?;
        if stored.events.contains(&event.event_row) {
            return Ok(());
        }
        self.count_calls();
        let mut counts = self.counts.clone();
        counts.gone += 1;
        let (account, run, now) = (self.task.account, self.task.run, self.shared.clock.now());
        let goes_on = self.shared.write(|tx| {
            mark_gone_in(tx, (account, run), event.event_row, now)?;
            move_sync_in(tx, run, &counts, now)
        })?;
        self.counts = counts;
        self.go_on(goes_on)
    }
}

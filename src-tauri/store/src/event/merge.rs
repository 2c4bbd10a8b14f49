//! What to do with a copy of an event that the store already holds.
//!
//! The newest copy is the event's state, and where it is held in both languages, both copies tell that same state. So
//! nothing outdated is ever found or shown, and the order in which copies arrive makes no difference, except between
//! copies of one language and one age, where the later one wins.

use std::cmp::Ordering;

use alertbook_core::Language;
use alertbook_core::model::{AlertNames, Event, EventVersion};
use alertbook_core::vocabulary::Dealed;
use rusqlite::{CachedStatement, Connection, Row};

use super::batch::{EventMark, NO_ACCOUNT, NO_TIMESTAMP};
use super::tally::Counted;
use crate::Result;
use crate::error::Context;
use crate::prepare::PreparedEvent;

/// Where a copy belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nowhere: it is held already, or something newer is.
    Keep,
    /// It is a new state, and all that was held is outdated.
    NewState,
    /// It tells the state held, in the same language, in other words.
    Correction,
    /// It tells the state held, in the other language.
    OtherLanguage,
}

/// The stored state of an event.
pub(super) struct Stored {
    pub(super) event_row: i64,
    pub(super) account: i64,
    pub(super) raw_id: i64,
    pub(super) other_raw_id: Option<i64>,
    pub(super) counted: Counted,
    pub(super) language: Language,
    pub(super) version: EventVersion,
    pub(super) digest: i64,
    /// Whether it was read from less than the cloud's record.
    is_partial: bool,
}

/// Stands in `touched_ts` of an event that was read from less than the cloud's record: any copy of its state replaces it.
pub(super) const PARTIAL: i64 = i64::MIN;

/// Every column that [`Stored::read`] reads, of the events of one id.
pub(super) const STORED_BY_ID: &str = "
    SELECT event_row, account, language, sort_ts, touched_ts, level, status, code, alert_id, target_id, workload_id,
           raw_id, other_raw_id, digest, last_time, operate_ts
    FROM event JOIN event_raw USING (raw_id)
    WHERE id = ?1";

impl Stored {
    /// Finds the event of an id and account. A record that names no account is the one stored event of its id; one that
    /// does is also the event stored without.
    pub(super) fn find(
        by_id: &mut CachedStatement<'_>,
        id: i64,
        account: Option<i64>,
    ) -> Result<Option<Self>> {
        let mut candidates: Vec<Self> = by_id
            .query_map([id], Self::read)
            .and_then(Iterator::collect)
            .during("looking an event up")?;
        let position = match account {
            Some(account) => candidates
                .iter()
                .position(|stored| stored.account == account)
                .or_else(|| candidates.iter().position(|stored| stored.account == NO_ACCOUNT)),
            None if candidates.len() == 1 => Some(0),
            None => candidates.iter().position(|stored| stored.account == NO_ACCOUNT),
        };
        Ok(position.map(|position| candidates.swap_remove(position)))
    }

    /// Finds the event of an id and of exactly this account, or of none.
    pub(super) fn find_exact(
        by_id: &mut CachedStatement<'_>,
        id: i64,
        account: Option<i64>,
    ) -> Result<Option<Self>> {
        let mut candidates = by_id.query_map([id], Self::read).during("looking an event up")?;
        let account = account.unwrap_or(NO_ACCOUNT);
        candidates
            .find(|stored| stored.as_ref().map_or(true, |stored| stored.account == account))
            .transpose()
            .during("looking an event up")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let sort_ts: i64 = row.get(3)?;
        let status: Option<i64> = row.get(6)?;
        let handled = status.is_some_and(|status| Dealed::of_status(status) == Dealed::Yes);
        let last_time: Option<i64> = row.get(14)?;
        let last = match sort_ts {
            NO_TIMESTAMP => last_time.map(|seconds| seconds.saturating_mul(1000)),
            timestamp => Some(timestamp),
        };
        let touched: Option<i64> = row.get(4)?;
        let is_partial = touched == Some(PARTIAL);
        // When it was noted is not known of such an event; when it was handled is.
        let touched = if is_partial { row.get(15)? } else { touched };
        Ok(Self {
            event_row: row.get(0)?,
            account: row.get(1)?,
            language: super::language_of(row.get(2)?),
            version: EventVersion::new(last, touched, handled),
            is_partial,
            counted: Counted {
                account: row.get(1)?,
                alert_id: row.get(8)?,
                level: row.get(5)?,
                status,
                code: row.get(7)?,
                target_id: row.get(9)?,
                workload_id: row.get(10)?,
                sort_ts,
            },
            raw_id: row.get(11)?,
            other_raw_id: row.get(12)?,
            digest: row.get(13)?,
        })
    }

    /// Where a copy belongs; `event` is the copy's, in the language it counts as.
    pub(super) fn place(&self, event: &Event, copy: &PreparedEvent, connection: &Connection) -> Result<Slot> {
        Ok(match event.version().cmp(&self.version) {
            Ordering::Less => Slot::Keep,
            Ordering::Greater => Slot::NewState,
            Ordering::Equal if self.is_partial => Slot::NewState,
            Ordering::Equal if event.language == self.language && copy.digest == self.digest => Slot::Keep,
            Ordering::Equal if event.language == self.language => Slot::Correction,
            Ordering::Equal => match self.other_raw_id {
                Some(other) if digest_of(connection, other)? == copy.digest => Slot::Keep,
                _ => Slot::OtherLanguage,
            },
        })
    }

    /// The names stored for it.
    pub(super) fn names(&self, connection: &Connection) -> Result<AlertNames> {
        super::read_names(connection, self.counted.alert_id)
    }
}

/// Whether an event of an id and account is stored, or was at the mark under the id with an account that may be the same.
pub(super) fn is_known(
    by_id: &mut CachedStatement<'_>,
    (id, account): (i64, Option<i64>),
    mark: EventMark,
) -> Result<bool> {
    let mut candidates = by_id
        .query_map([id], Stored::read)
        .during("looking an event up")?;
    let own = account.unwrap_or(NO_ACCOUNT);
    let is_it = |stored: &Stored| {
        let may_be = account.is_none() || stored.account == NO_ACCOUNT;
        stored.account == own || (may_be && stored.event_row <= mark.0)
    };
    candidates
        .find_map(|stored| match stored {
            Ok(stored) => is_it(&stored).then_some(Ok(true)),
            Err(error) => Some(Err(error)),
        })
        .unwrap_or(Ok(false))
        .during("looking an event up")
}

fn digest_of(connection: &Connection, raw_id: i64) -> Result<i64> {
    connection
        .prepare_cached("SELECT digest FROM event_raw WHERE raw_id = ?1")
        .and_then(|mut statement| statement.query_row([raw_id], |row| row.get(0)))
        .during("reading a record")
}

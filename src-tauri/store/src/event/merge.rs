//! What to do with a copy of an event that the store already holds.
//!
//! In each language the newest copy is kept, and the event's state is the newest of both: so the order in which copies
//! arrive makes no difference, except between copies of one language and one age, where the later one wins.

use alertbook_core::Language;
use alertbook_core::model::{AlertNames, EventVersion};
use alertbook_core::record::{Record, RecordKind};
use alertbook_core::vocabulary::Dealed;
use rusqlite::{Connection, Row};

use super::batch::{NO_ACCOUNT, NO_TIMESTAMP};
use super::compression::RecordDecompressor;
use super::tally::Counted;
use crate::Result;
use crate::error::Context;
use crate::prepare::PreparedEvent;

/// Where a copy belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nowhere: it is held already, or something newer is.
    Keep,
    /// It is the new state, in the language held.
    Replace,
    /// It is the new state, in the other language.
    Promote,
    /// It tells the words of the other language.
    OtherLanguage,
}

/// The stored state of an event.
pub(super) struct Stored {
    pub(super) event_row: i64,
    pub(super) account: i64,
    pub(super) raw_id: i64,
    pub(super) other_raw_id: Option<i64>,
    pub(super) counted: Counted,
    language: Language,
    version: EventVersion,
    digest: i64,
}

impl Stored {
    /// Finds the event of an id and account. A record that names no account is the one stored event of its id; one that
    /// does is also the event stored without.
    pub(super) fn find(connection: &Connection, id: i64, account: Option<i64>) -> Result<Option<Self>> {
        let mut candidates = Self::with_id(connection, id).during("looking an event up")?;
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

    fn with_id(connection: &Connection, id: i64) -> rusqlite::Result<Vec<Self>> {
        let mut statement = connection.prepare_cached(
            "SELECT event_row, account, language, sort_ts, touched_ts, level, status, code, alert_id, target_id,
                    workload_id, raw_id, other_raw_id, digest
             FROM event JOIN event_raw USING (raw_id)
             WHERE id = ?1",
        )?;
        statement.query_map([id], Self::read)?.collect()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let sort_ts: i64 = row.get(3)?;
        let status: Option<i64> = row.get(6)?;
        let handled = status.is_some_and(|status| Dealed::of_status(status) == Dealed::Yes);
        let timestamp = (sort_ts != NO_TIMESTAMP).then_some(sort_ts);
        Ok(Self {
            event_row: row.get(0)?,
            account: row.get(1)?,
            language: super::language_of(row.get(2)?),
            version: EventVersion::new(timestamp, row.get(4)?, handled),
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

    /// Where a copy belongs.
    pub(super) fn place(&self, copy: &PreparedEvent, connection: &Connection) -> Result<Slot> {
        let version = copy.event.version();
        if copy.event.language == self.language {
            let keep = copy.digest == self.digest || version < self.version;
            return Ok(if keep { Slot::Keep } else { Slot::Replace });
        }
        if let Some(other) = self.other_raw_id {
            let (digest, held) = version_of(connection, other)?;
            if digest == copy.digest || held.is_some_and(|held| version < held) {
                return Ok(Slot::Keep);
            }
        }
        Ok(if version > self.version {
            Slot::Promote
        } else {
            Slot::OtherLanguage
        })
    }

    /// The names stored for it.
    pub(super) fn names(&self, connection: &Connection) -> Result<AlertNames> {
        super::read_names(connection, self.counted.alert_id)
    }
}

/// The digest and version of a raw record; no version when it can no longer be read, so that any copy replaces it.
fn version_of(connection: &Connection, raw_id: i64) -> Result<(i64, Option<EventVersion>)> {
    let (digest, body): (i64, Vec<u8>) = connection
        .prepare_cached("SELECT digest, body FROM event_raw WHERE raw_id = ?1")
        .and_then(|mut statement| statement.query_row([raw_id], |row| Ok((row.get(0)?, row.get(1)?))))
        .during("reading a record")?;
    let text = RecordDecompressor::new()?.decompress(&body)?;
    let record = serde_json::from_str(&text)
        .ok()
        .and_then(|value| Record::read(RecordKind::Event, &value).ok());
    let version = match record {
        Some(Record::Event(event)) => Some(event.version()),
        _ => None,
    };
    Ok((digest, version))
}

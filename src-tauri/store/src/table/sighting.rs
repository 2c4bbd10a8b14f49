//! `sighting` and `change`: what syncs know of an event beyond its present state.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Subject, record_change_in};
use crate::error::Context;
use crate::event::{raise_revision, read_revision};
use crate::{ReadConn, Result, Snapshot, WriteTx};

/// What syncs know of an event. Times are UTC milliseconds, of the end of a run or of its last move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sighting {
    /// When the run ended that brought it; none when the store held it already.
    pub first: Option<i64>,
    /// When it was listed last.
    pub listed: i64,
    /// When it was found changed last.
    pub changed: Option<i64>,
    /// When it was found gone.
    pub gone: Option<i64>,
}

/// A field that a sync found changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name in the record.
    pub field: String,
    /// What it held; blank when it was absent.
    pub before: String,
    /// What it holds since; blank when it is absent.
    pub after: String,
    /// When that was found, UTC milliseconds.
    pub changed: i64,
}

/// A change as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptChange {
    /// The run that found it.
    pub run: i64,
    /// What changed.
    pub change: FieldChange,
}

/// The state of a row before a listing.
pub(crate) struct Seen {
    pub(crate) listed_ts: i64,
    pub(crate) is_gone: bool,
}

/// A listing of an event.
pub(crate) struct NewSighting {
    pub(crate) event_row: i64,
    pub(crate) account: i64,
    pub(crate) run: i64,
    pub(crate) now: i64,
    pub(crate) is_new: bool,
    pub(crate) is_changed: bool,
}

pub(crate) fn seen(connection: &Connection, event_row: i64) -> Result<Option<Seen>> {
    connection
        .prepare_cached(
            "SELECT listed_ts, gone_run IS NOT NULL
             FROM sighting
             WHERE event_row = ?1",
        )
        .and_then(|mut statement| {
            let read = |row: &rusqlite::Row<'_>| {
                Ok(Seen {
                    listed_ts: row.get(0)?,
                    is_gone: row.get(1)?,
                })
            };
            statement.query_row([event_row], read).optional()
        })
        .during("reading a sighting")
}

pub(crate) fn keep_sighting(connection: &Connection, new: &NewSighting) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO sighting (event_row, account_id, first_run, listed_run, listed_ts, changed_run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (event_row) DO UPDATE
             SET account_id = excluded.account_id, listed_run = excluded.listed_run, listed_ts = excluded.listed_ts,
                 changed_run = coalesce(excluded.changed_run, changed_run), gone_run = NULL",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                new.event_row,
                new.account,
                if new.is_new { new.run } else { 0 },
                new.run,
                new.now,
                new.is_changed.then_some(new.run),
            ])
        })
        .during("keeping a sighting")
        .map(|_| ())
}

pub(crate) fn insert_change(
    connection: &Connection,
    (event_row, run): (i64, i64),
    change: &FieldChange,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO change (event_row, run_id, field, before_text, after_text, changed_ts)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                event_row,
                run,
                change.field,
                change.before,
                change.after,
                change.changed,
            ])
        })
        .during("keeping a change")
        .map(|_| ())
}

/// Marks an event as gone: the cloud lists it no more. It is kept.
pub fn mark_gone_in(tx: &WriteTx<'_>, (account, run): (i64, i64), event_row: i64, now: i64) -> Result<()> {
    tx.transaction
        .prepare_cached(
            "INSERT INTO sighting (event_row, account_id, first_run, listed_run, listed_ts, gone_run)
             VALUES (?1, ?2, 0, 0, ?4, ?3)
             ON CONFLICT (event_row) DO UPDATE
             SET gone_run = excluded.gone_run",
        )
        .and_then(|mut statement| statement.execute([event_row, account, run, now]))
        .during("marking an event as gone")?;
    raise_revision(&tx.transaction)?;
    let revision = read_revision(&tx.transaction)?;
    record_change_in(tx, Subject::Events, revision.cast_signed())
}

/// An event that a full run did not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its row.
    pub event_row: i64,
    /// Its `Id`.
    pub id: i64,
    /// Its account in the cloud, where it is known.
    pub account: Option<i64>,
}

impl ReadConn {
    /// Events that a full run should have met and did not, and that are not marked yet: of the cloud's accounts given, or
    /// without one and seen before through the same account of ours. Of a run that read one range, those in the range.
    pub fn missing_events(
        &self,
        (account, run): (i64, i64),
        cloud_accounts: &[i64],
        range: Option<(i64, i64)>,
    ) -> Result<Vec<Missing>> {
        let operation = "looking for events that are gone";
        let accounts = serde_json::Value::from(cloud_accounts).to_string();
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT event.event_row, event.id, event.account
                 FROM event LEFT JOIN sighting USING (event_row)
                 WHERE gone_run IS NULL AND coalesce(listed_run, 0) < ?2
                   AND (event.account IN (SELECT value FROM json_each(?3)) OR (event.account < 0 AND account_id = ?1))
                   AND (?4 IS NULL OR event.last_time BETWEEN ?4 AND ?5)
                 ORDER BY event.event_row",
            )
            .during(operation)?;
        let rows = statement
            .query_map(
                params![
                    account,
                    run,
                    accounts,
                    range.map(|(from, _)| from),
                    range.map(|(_, to)| to)
                ],
                |row| {
                    let account: i64 = row.get(2)?;
                    Ok(Missing {
                        event_row: row.get(0)?,
                        id: row.get(1)?,
                        account: (account != crate::event::NO_ACCOUNT).then_some(account),
                    })
                },
            )
            .during(operation)?;
        rows.collect::<rusqlite::Result<_>>().during(operation)
    }

    /// How many different events a run met.
    pub fn events_listed_by(&self, run: i64) -> Result<i64> {
        self.connection
            .prepare_cached("SELECT count(*) FROM sighting WHERE listed_run = ?1")
            .and_then(|mut statement| statement.query_row([run], |row| row.get(0)))
            .during("counting what a sync met")
    }

    /// The cloud's accounts whose events were seen through an account of ours.
    pub fn seen_accounts(&self, account: i64) -> Result<Vec<i64>> {
        let operation = "reading which accounts were seen";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT event.account
                 FROM sighting JOIN event USING (event_row)
                 WHERE account_id = ?1 AND event.account >= 0
                 ORDER BY event.account",
            )
            .during(operation)?;
        let rows = statement
            .query_map([account], |row| row.get(0))
            .during(operation)?;
        rows.collect::<rusqlite::Result<_>>().during(operation)
    }
}

impl Snapshot<'_> {
    /// What syncs know of an event; none when no sync met it.
    pub fn sighting(&self, event_row: i64) -> Result<Option<Sighting>> {
        self.connection
            .prepare_cached(
                "SELECT (SELECT coalesce(finished_ts, modified_ts) FROM sync_run WHERE run_id = first_run),
                        listed_ts,
                        (SELECT coalesce(finished_ts, modified_ts) FROM sync_run WHERE run_id = changed_run),
                        (SELECT coalesce(finished_ts, modified_ts) FROM sync_run WHERE run_id = gone_run)
                 FROM sighting
                 WHERE event_row = ?1",
            )
            .and_then(|mut statement| {
                let read = |row: &rusqlite::Row<'_>| {
                    Ok(Sighting {
                        first: row.get(0)?,
                        listed: row.get(1)?,
                        changed: row.get(2)?,
                        gone: row.get(3)?,
                    })
                };
                statement.query_row([event_row], read).optional()
            })
            .during("reading a sighting")
    }

    /// The fields of an event that syncs found changed, the latest first.
    pub fn event_changes(&self, event_row: i64) -> Result<Vec<KeptChange>> {
        let operation = "reading changes of an event";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT field, before_text, after_text, changed_ts, run_id
                 FROM change
                 WHERE event_row = ?1
                 ORDER BY change_id DESC",
            )
            .during(operation)?;
        let rows = statement
            .query_map([event_row], |row| {
                Ok(KeptChange {
                    run: row.get(4)?,
                    change: FieldChange {
                        field: row.get(0)?,
                        before: row.get(1)?,
                        after: row.get(2)?,
                        changed: row.get(3)?,
                    },
                })
            })
            .during(operation)?;
        rows.collect::<rusqlite::Result<_>>().during(operation)
    }
}

//! `sync_run`: what was brought from the cloud, when, and with what result.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::sync_run_row::{NewSync, SyncCounts, SyncEnd, SyncKind, SyncRow, SyncState};
use super::{Subject, note_change, record_change_in};
use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

const BY_ID: &str = "
    SELECT run_id, account_id, kind, owner, members, language, server_ts, base_ts, started_ts, status, cancel_asked,
           lists_done, expected, windows, pages, listed, inserted, changed, gone, returned, rejected, rejects_file,
           inventory, calls, retries, waited_ms, worked_ms, clock_difference_ms, starts, error_code, error_message,
           modified_ts, finished_ts, inserted_serious, from_time, to_time, account_name
    FROM sync_run
    WHERE run_id = ?1";

/// The condition is that of the index `sync_run_running`, word for word.
const RUNNING: &str = "
    SELECT run_id, account_id, kind, owner, members, language, server_ts, base_ts, started_ts, status, cancel_asked,
           lists_done, expected, windows, pages, listed, inserted, changed, gone, returned, rejected, rejects_file,
           inventory, calls, retries, waited_ms, worked_ms, clock_difference_ms, starts, error_code, error_message,
           modified_ts, finished_ts, inserted_serious, from_time, to_time, account_name
    FROM sync_run
    WHERE status = 'running'
    ORDER BY run_id DESC";

const OF_ACCOUNT: &str = "
    SELECT run_id, account_id, kind, owner, members, language, server_ts, base_ts, started_ts, status, cancel_asked,
           lists_done, expected, windows, pages, listed, inserted, changed, gone, returned, rejected, rejects_file,
           inventory, calls, retries, waited_ms, worked_ms, clock_difference_ms, starts, error_code, error_message,
           modified_ts, finished_ts, inserted_serious, from_time, to_time, account_name
    FROM sync_run
    WHERE account_id = ?1
    ORDER BY run_id DESC
    LIMIT ?2";

const LATEST_RUNS: &str = "
    SELECT run_id, account_id, kind, owner, members, language, server_ts, base_ts, started_ts, status, cancel_asked,
           lists_done, expected, windows, pages, listed, inserted, changed, gone, returned, rejected, rejects_file,
           inventory, calls, retries, waited_ms, worked_ms, clock_difference_ms, starts, error_code, error_message,
           modified_ts, finished_ts, inserted_serious, from_time, to_time, account_name
    FROM sync_run
    ORDER BY run_id DESC
    LIMIT ?1";

/// Adds a running run and answers its id.
pub fn insert_sync_in(tx: &WriteTx<'_>, new: &NewSync) -> Result<i64> {
    tx.transaction
        .execute(
            "INSERT INTO sync_run (account_id, kind, status, owner, members, language, server_ts, base_ts, started_ts,
                                   modified_ts, from_time, to_time)
             VALUES (?1, ?2, 'running', ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10)",
            params![
                new.account,
                new.kind.word(),
                new.owner,
                new.members,
                new.language,
                new.server,
                new.base,
                new.started,
                new.range.map(|(from, _)| from),
                new.range.map(|(_, to)| to),
            ],
        )
        .during("adding a sync")?;
    let id = tx.transaction.last_insert_rowid();
    record_change_in(tx, Subject::Sync, id)?;
    Ok(id)
}

/// Takes a run up again that ended before its time.
pub fn resume_sync_in(tx: &WriteTx<'_>, id: i64, owner: &str, now: i64) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE sync_run
             SET status = 'running', owner = ?2, cancel_asked = 0, starts = starts + 1, error_code = NULL,
                 error_message = NULL, finished_ts = NULL, modified_ts = ?3
             WHERE run_id = ?1",
            (id, owner, now),
        )
        .during("taking a sync up again")?;
    record_change_in(tx, Subject::Sync, id)
}

/// Keeps the cloud's time at a run's beginning, once it was told.
pub fn set_sync_server_in(tx: &WriteTx<'_>, id: i64, server: i64) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE sync_run
             SET server_ts = ?2
             WHERE run_id = ?1",
            (id, server),
        )
        .during("keeping the time of a sync")
        .map(|_| ())
}

/// Notes that the inventory was read to its end.
pub fn end_lists_in(tx: &WriteTx<'_>, id: i64) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE sync_run
             SET lists_done = 1
             WHERE run_id = ?1",
            [id],
        )
        .during("ending the lists of a sync")
        .map(|_| ())
}

/// Notes how far a running run is, and answers whether it may go on: false when somebody asked it to stop.
pub fn move_sync_in(tx: &WriteTx<'_>, id: i64, counts: &SyncCounts, now: i64) -> Result<bool> {
    move_sync(&tx.transaction, id, counts, now)
}

/// The same, for a transaction of events.
pub(crate) fn move_sync(connection: &Connection, id: i64, counts: &SyncCounts, now: i64) -> Result<bool> {
    let operation = "moving a sync on";
    connection
        .prepare_cached(
            "UPDATE sync_run
             SET expected = ?2, windows = ?3, pages = ?4, listed = ?5, inserted = ?6, changed = ?7, gone = ?8,
                 returned = ?9, rejected = ?10, rejects_file = ?11, inventory = ?12, calls = ?13, retries = ?14,
                 waited_ms = ?15, worked_ms = ?16, clock_difference_ms = ?17, modified_ts = ?18,
                 inserted_serious = ?19
             WHERE run_id = ?1",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                id,
                counts.expected,
                counts.windows,
                counts.pages,
                counts.listed,
                counts.inserted,
                counts.changed,
                counts.gone,
                counts.returned,
                counts.rejected,
                counts.rejects_file,
                counts.inventory,
                counts.calls,
                counts.retries,
                counts.waited,
                counts.worked,
                counts.clock_difference,
                now,
                counts.inserted_serious,
            ])
        })
        .during(operation)?;
    note_change(connection, Subject::Sync, id)?;
    connection
        .prepare_cached(
            "SELECT status = 'running' AND cancel_asked = 0
             FROM sync_run
             WHERE run_id = ?1",
        )
        .and_then(|mut statement| statement.query_row([id], |row| row.get(0)).optional())
        .map(Option::unwrap_or_default)
        .during(operation)
}

/// A running run ends; false when it had ended already. What a finished one found is what is new from now on.
pub fn end_sync_in(tx: &WriteTx<'_>, id: i64, end: &SyncEnd) -> Result<bool> {
    let ended = tx
        .transaction
        .execute(
            "UPDATE sync_run
             SET status = ?2, error_code = ?3, error_message = ?4, modified_ts = ?5, finished_ts = ?5
             WHERE run_id = ?1 AND status = 'running'",
            (id, end.state.word(), &end.error_code, &end.error_message, end.now),
        )
        .during("ending a sync")?;
    if ended == 0 {
        return Ok(false);
    }
    record_change_in(tx, Subject::Sync, id)?;
    if end.state == SyncState::Finished {
        tell_latest(&tx.transaction, id)?;
        forget_windows(&tx.transaction, id)?;
    }
    Ok(true)
}

/// A run that never finished gives way to one with another task.
pub fn replace_sync_in(tx: &WriteTx<'_>, id: i64, now: i64) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE sync_run
             SET status = 'replaced', modified_ts = ?2, finished_ts = coalesce(finished_ts, ?2)
             WHERE run_id = ?1",
            (id, now),
        )
        .during("replacing a sync")?;
    forget_windows(&tx.transaction, id)?;
    record_change_in(tx, Subject::Sync, id)
}

/// Marks the runs of an account since the last but one that finished. That decides which events count as new and changed,
/// so the revision is raised.
fn tell_latest(connection: &Connection, id: i64) -> Result<()> {
    let operation = "telling what is new";
    connection
        .execute(
            "UPDATE sync_run AS own
             SET is_latest = run_id <= ?1 AND run_id > (
                 SELECT coalesce(max(before.run_id), 0)
                 FROM sync_run AS before
                 WHERE before.account_id = own.account_id AND before.status = 'finished' AND before.run_id < ?1)
             WHERE account_id = (SELECT account_id FROM sync_run WHERE run_id = ?1)
               AND (is_latest = 1 OR run_id <= ?1)",
            [id],
        )
        .during(operation)?;
    crate::event::raise_revision(connection)?;
    let revision = crate::event::read_revision(connection)?;
    note_change(connection, Subject::Events, revision.cast_signed())
}

/// Of the windows of a run that is over only the unexplained ones are of interest.
fn forget_windows(connection: &Connection, id: i64) -> Result<()> {
    let operation = "forgetting windows";
    connection
        .execute(
            "DELETE FROM sync_listed
             WHERE window_id IN (SELECT window_id FROM sync_window WHERE run_id = ?1)",
            [id],
        )
        .during(operation)?;
    connection
        .execute(
            "DELETE FROM sync_window
             WHERE run_id = ?1 AND unexplained = 0",
            [id],
        )
        .during(operation)
        .map(|_| ())
}

/// Asks a running run to stop, whichever process works on it; false when it had ended already.
pub fn ask_sync_cancel_in(tx: &WriteTx<'_>, id: i64, now: i64) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE sync_run
             SET cancel_asked = 1, modified_ts = ?2
             WHERE run_id = ?1 AND status = 'running'",
            (id, now),
        )
        .during("cancelling a sync")?;
    if changed > 0 {
        record_change_in(tx, Subject::Sync, id)?;
    }
    Ok(changed > 0)
}

/// The latest runs of an account, newest first, as they stand inside a transaction.
pub fn sync_runs_of_in(tx: &WriteTx<'_>, account: i64, limit: u32) -> Result<Vec<SyncRow>> {
    rows(&tx.transaction, OF_ACCOUNT, params![account, limit])
}

impl ReadConn {
    /// One run.
    pub fn sync_run(&self, id: i64) -> Result<Option<SyncRow>> {
        Ok(rows(&self.connection, BY_ID, params![id])?.pop())
    }

    /// The runs that have not ended, newest first.
    pub fn running_syncs(&self) -> Result<Vec<SyncRow>> {
        rows(&self.connection, RUNNING, params![])
    }

    /// The latest runs of an account, newest first.
    pub fn sync_runs_of(&self, account: i64, limit: u32) -> Result<Vec<SyncRow>> {
        rows(&self.connection, OF_ACCOUNT, params![account, limit])
    }

    /// The latest runs of all accounts, newest first.
    pub fn sync_runs(&self, limit: u32) -> Result<Vec<SyncRow>> {
        rows(&self.connection, LATEST_RUNS, params![limit])
    }

    /// The last run of an account that finished, of one kind or of any; those of a range alone do not count.
    pub fn last_finished_sync(&self, account: i64, kind: Option<SyncKind>) -> Result<Option<SyncRow>> {
        let operation = "reading the last finished sync";
        let id: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT max(run_id)
                 FROM sync_run
                 WHERE account_id = ?1 AND status = 'finished' AND kind = coalesce(?2, kind) AND from_time IS NULL",
            )
            .and_then(|mut statement| {
                statement.query_row((account, kind.map(SyncKind::word)), |row| row.get(0))
            })
            .during(operation)?;
        id.map_or(Ok(None), |id| self.sync_run(id))
    }
}

fn rows(connection: &Connection, sql: &'static str, of: impl rusqlite::Params) -> Result<Vec<SyncRow>> {
    let mut statement = connection.prepare_cached(sql).during("reading syncs")?;
    let rows = statement.query_map(of, read_row).during("reading syncs")?;
    rows.collect::<rusqlite::Result<_>>().during("reading syncs")
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<SyncRow> {
    let unknown = |column: usize, word: String| {
        rusqlite::Error::InvalidColumnType(column, word, rusqlite::types::Type::Text)
    };
    let kind: String = row.get(2)?;
    let state: String = row.get(9)?;
    Ok(SyncRow {
        id: row.get(0)?,
        asked: NewSync {
            account: row.get(1)?,
            kind: SyncKind::from_word(&kind).ok_or_else(|| unknown(2, kind))?,
            owner: row.get(3)?,
            members: row.get(4)?,
            language: row.get(5)?,
            server: row.get(6)?,
            base: row.get(7)?,
            range: row.get::<_, Option<i64>>(34)?.zip(row.get(35)?),
            started: row.get(8)?,
        },
        state: SyncState::from_word(&state).ok_or_else(|| unknown(9, state))?,
        cancel_asked: row.get(10)?,
        lists_done: row.get(11)?,
        counts: SyncCounts {
            expected: row.get(12)?,
            windows: row.get(13)?,
            pages: row.get(14)?,
            listed: row.get(15)?,
            inserted: row.get(16)?,
            inserted_serious: row.get(33)?,
            changed: row.get(17)?,
            gone: row.get(18)?,
            returned: row.get(19)?,
            rejected: row.get(20)?,
            rejects_file: row.get(21)?,
            inventory: row.get(22)?,
            calls: row.get(23)?,
            retries: row.get(24)?,
            waited: row.get(25)?,
            worked: row.get(26)?,
            clock_difference: row.get(27)?,
        },
        starts: row.get(28)?,
        error_code: row.get(29)?,
        error_message: row.get(30)?,
        modified: row.get(31)?,
        finished: row.get(32)?,
        account_name: row.get(36)?,
    })
}

#[cfg(test)]
#[path = "sync_run_tests.rs"]
mod tests;

//! `import_run`: what was imported, when, and with what result.

use rusqlite::{OptionalExtension, Row};

use super::{Subject, record_change_in};
use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Reading.
    Running,
    /// Everything was read.
    Finished,
    /// Stopped on request; what was read stays.
    Cancelled,
    /// Stopped by an error; what was read stays.
    Failed,
}

impl ImportState {
    const ALL: [Self; 4] = [Self::Running, Self::Finished, Self::Cancelled, Self::Failed];

    const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }
}

/// What is known of an import when it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImport {
    /// What was given, for showing, as a JSON array of texts.
    pub sources: String,
    /// The name of the reading process's lock file.
    pub owner: String,
    /// When it started, UTC milliseconds.
    pub started: i64,
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// Bytes read.
    pub bytes: i64,
    /// Bytes in all, when known.
    pub bytes_total: Option<i64>,
    /// Records that were new.
    pub inserted: i64,
    /// Records that replaced an older state.
    pub updated: i64,
    /// Records that changed nothing.
    pub unchanged: i64,
    /// Records kept aside.
    pub rejected: i64,
    /// The first rejects, as a JSON array of their wire shape.
    pub rejects: String,
    /// The rejects file, once there is one.
    pub rejects_file: Option<String>,
    /// Now, UTC milliseconds.
    pub now: i64,
}

/// How an import ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportEnd {
    /// Anything but `Running`.
    pub state: ImportState,
    /// Why it failed: a stable code.
    pub error_code: Option<String>,
    /// Details for people.
    pub error_message: Option<String>,
    /// Now, UTC milliseconds.
    pub now: i64,
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The run's id.
    pub id: i64,
    /// What was asked for.
    pub asked: NewImport,
    /// Where it stands.
    pub state: ImportState,
    /// Whether somebody asked it to stop.
    pub cancel_asked: bool,
    /// How far it is; `now` is the last change.
    pub progress: ImportProgress,
    /// Why it failed: a stable code.
    pub error_code: Option<String>,
    /// Details of the failure for people.
    pub error_message: Option<String>,
    /// When it ended, UTC milliseconds.
    pub finished: Option<i64>,
}

/// The condition is that of the index `import_running`, word for word, so that ended imports are never read.
const RUNNING: &str =
    "SELECT import_id, sources, owner, started_ts, status, cancel_asked, bytes, bytes_total, inserted,
            updated, unchanged, rejected, rejects, rejects_file, modified_ts, error_code, error_message,
            finished_ts
     FROM import_run
     WHERE status = 'running'
     ORDER BY import_id DESC";

/// Adds a running import and answers its id.
pub fn insert_import_in(tx: &WriteTx<'_>, new: &NewImport) -> Result<i64> {
    tx.transaction
        .execute(
            "INSERT INTO import_run (sources, status, owner, started_ts, modified_ts)
             VALUES (?1, 'running', ?2, ?3, ?3)",
            (&new.sources, &new.owner, new.started),
        )
        .during("adding an import")?;
    let id = tx.transaction.last_insert_rowid();
    record_change_in(tx, Subject::Import, id)?;
    Ok(id)
}

/// Notes how far a running import is, and answers whether it may go on: false when somebody asked it to stop.
pub fn move_import_in(tx: &WriteTx<'_>, id: i64, progress: &ImportProgress) -> Result<bool> {
    let rejects = if progress.rejects.is_empty() {
        "[]"
    } else {
        &progress.rejects
    };
    tx.transaction
        .execute(
            "UPDATE import_run
             SET bytes = ?2, bytes_total = ?3, inserted = ?4, updated = ?5, unchanged = ?6, rejected = ?7,
                 rejects = ?8, rejects_file = ?9, modified_ts = ?10
             WHERE import_id = ?1",
            rusqlite::params![
                id,
                progress.bytes,
                progress.bytes_total,
                progress.inserted,
                progress.updated,
                progress.unchanged,
                progress.rejected,
                rejects,
                progress.rejects_file,
                progress.now,
            ],
        )
        .during("moving an import on")?;
    record_change_in(tx, Subject::Import, id)?;
    tx.transaction
        .query_row(
            "SELECT status = 'running' AND cancel_asked = 0
             FROM import_run
             WHERE import_id = ?1",
            [id],
            |row| row.get(0),
        )
        .optional()
        .map(Option::unwrap_or_default)
        .during("moving an import on")
}

/// A running import ends; false when it had ended already.
pub fn end_import_in(tx: &WriteTx<'_>, id: i64, end: &ImportEnd) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE import_run
             SET status = ?2, error_code = ?3, error_message = ?4, modified_ts = ?5, finished_ts = ?5
             WHERE import_id = ?1 AND status = 'running'",
            (id, end.state.word(), &end.error_code, &end.error_message, end.now),
        )
        .during("ending an import")?;
    changed_in(tx, id, changed)
}

/// Asks a running import to stop, whichever process runs it; false when it had ended already.
pub fn ask_import_cancel_in(tx: &WriteTx<'_>, id: i64, now: i64) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE import_run
             SET cancel_asked = 1, modified_ts = ?2
             WHERE import_id = ?1 AND status = 'running'",
            (id, now),
        )
        .during("cancelling an import")?;
    changed_in(tx, id, changed)
}

fn changed_in(tx: &WriteTx<'_>, id: i64, changed: usize) -> Result<bool> {
    if changed > 0 {
        record_change_in(tx, Subject::Import, id)?;
    }
    Ok(changed > 0)
}

impl ReadConn {
    /// One import.
    pub fn import_run(&self, id: i64) -> Result<Option<ImportRow>> {
        self.connection
            .prepare_cached(
                "SELECT import_id, sources, owner, started_ts, status, cancel_asked, bytes, bytes_total, inserted,
                        updated, unchanged, rejected, rejects, rejects_file, modified_ts, error_code, error_message,
                        finished_ts
                 FROM import_run
                 WHERE import_id = ?1",
            )
            .and_then(|mut statement| statement.query_row([id], read_row).optional())
            .during("reading an import")
    }

    /// The imports that have not ended, newest first.
    pub fn running_imports(&self) -> Result<Vec<ImportRow>> {
        let mut statement = self
            .connection
            .prepare_cached(RUNNING)
            .during("reading running imports")?;
        let rows = statement
            .query_map([], read_row)
            .during("reading running imports")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading running imports")
    }

    /// The latest imports, newest first.
    pub fn import_runs(&self, limit: u32) -> Result<Vec<ImportRow>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT import_id, sources, owner, started_ts, status, cancel_asked, bytes, bytes_total, inserted,
                        updated, unchanged, rejected, rejects, rejects_file, modified_ts, error_code, error_message,
                        finished_ts
                 FROM import_run
                 ORDER BY import_id DESC
                 LIMIT ?1",
            )
            .during("reading imports")?;
        let rows = statement.query_map([limit], read_row).during("reading imports")?;
        rows.collect::<rusqlite::Result<_>>().during("reading imports")
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<ImportRow> {
    let word: String = row.get(4)?;
    let state = ImportState::ALL
        .into_iter()
        .find(|state| state.word() == word)
        .ok_or_else(|| rusqlite::Error::InvalidColumnType(4, word, rusqlite::types::Type::Text))?;
    Ok(ImportRow {
        id: row.get(0)?,
        asked: NewImport {
            sources: row.get(1)?,
            owner: row.get(2)?,
            started: row.get(3)?,
        },
        state,
        cancel_asked: row.get(5)?,
        progress: ImportProgress {
            bytes: row.get(6)?,
            bytes_total: row.get(7)?,
            inserted: row.get(8)?,
            updated: row.get(9)?,
            unchanged: row.get(10)?,
            rejected: row.get(11)?,
            rejects: row.get(12)?,
            rejects_file: row.get(13)?,
            now: row.get(14)?,
        },
        error_code: row.get(15)?,
        error_message: row.get(16)?,
        finished: row.get(17)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn an_import_moves_on_until_it_is_asked_to_stop() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let mut writer = store.write();
        let new = NewImport {
            sources: "[\"a\"]".to_owned(),
            owner: "one".to_owned(),
            started: 1,
        };
        let id = writer.transact(|tx| insert_import_in(tx, &new)).unwrap();
        let mut progress = ImportProgress {
            inserted: 4,
            rejects: "[]".to_owned(),
            now: 2,
            ..Default::default()
        };
        assert!(writer.transact(|tx| move_import_in(tx, id, &progress)).unwrap());
        assert!(writer.transact(|tx| ask_import_cancel_in(tx, id, 3)).unwrap());
        progress.now = 4;
        assert!(!writer.transact(|tx| move_import_in(tx, id, &progress)).unwrap());
        let end = ImportEnd {
            state: ImportState::Cancelled,
            error_code: None,
            error_message: None,
            now: 5,
        };
        assert!(writer.transact(|tx| end_import_in(tx, id, &end)).unwrap());
        assert!(!writer.transact(|tx| end_import_in(tx, id, &end)).unwrap());
        let row = store.read().unwrap().import_run(id).unwrap().unwrap();
        assert_eq!(
            (row.state, row.progress.inserted, row.finished),
            (ImportState::Cancelled, 4, Some(5))
        );
        assert_eq!(store.read().unwrap().import_runs(5).unwrap(), [row]);
    }

    #[test]
    fn running_imports_are_found_without_reading_those_that_ended() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let mut writer = store.write();
        let new = NewImport {
            sources: "[]".to_owned(),
            owner: "one".to_owned(),
            started: 1,
        };
        let ended = writer.transact(|tx| insert_import_in(tx, &new)).unwrap();
        let running = writer.transact(|tx| insert_import_in(tx, &new)).unwrap();
        let end = ImportEnd {
            state: ImportState::Finished,
            error_code: None,
            error_message: None,
            now: 5,
        };
        writer.transact(|tx| end_import_in(tx, ended, &end)).unwrap();
        let read = store.read().unwrap();
        let found: Vec<i64> = read.running_imports().unwrap().iter().map(|run| run.id).collect();
        assert_eq!(found, [running]);
        let plan: String = read
            .connection
            .query_row(&["EXPLAIN QUERY PLAN ", RUNNING].concat(), [], |row| row.get(3))
            .unwrap();
        assert!(plan.contains("USING INDEX import_running"), "{plan}");
    }
}

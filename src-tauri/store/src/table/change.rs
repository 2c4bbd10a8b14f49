//! `changes`: what changed, for every process on this store.

use rusqlite::{Connection, Row};

use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// How many rows are kept. Who missed more reads everything again.
const KEPT: i64 = 10_000;

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Events or what they are joined with; the id is the revision.
    Events,
    /// An export record.
    Export,
    /// An import run.
    Import,
    /// The settings; the id is 0.
    Setting,
    /// An account of the cloud.
    Account,
    /// A sync run.
    Sync,
}

impl Subject {
    const fn word(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Export => "export",
            Self::Import => "import",
            Self::Setting => "setting",
            Self::Account => "account",
            Self::Sync => "sync",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [
            Self::Events,
            Self::Export,
            Self::Import,
            Self::Setting,
            Self::Account,
            Self::Sync,
        ]
        .into_iter()
        .find(|subject| subject.word() == word)
    }
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number; a later change has a greater one.
    pub id: i64,
    /// What it is about.
    pub subject: Subject,
    /// Which one.
    pub subject_id: i64,
}

/// Notes a change in the transaction that makes it.
pub fn record_change_in(tx: &WriteTx<'_>, subject: Subject, subject_id: i64) -> Result<()> {
    note_change(&tx.transaction, subject, subject_id)
}

/// The same, for a transaction of events.
pub(crate) fn note_change(connection: &Connection, subject: Subject, subject_id: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO changes (subject, subject_id)
             VALUES (?1, ?2)",
        )
        .and_then(|mut statement| statement.execute((subject.word(), subject_id)))
        .during("noting a change")?;
    connection
        .prepare_cached(
            "DELETE FROM changes
             WHERE change_id <= (SELECT max(change_id) FROM changes) - ?1",
        )
        .and_then(|mut statement| statement.execute([KEPT]))
        .during("pruning changes")?;
    Ok(())
}

impl ReadConn {
    /// The number of the last change, 0 when there was none.
    pub fn last_change(&self) -> Result<i64> {
        self.connection
            .query_row(
                "SELECT coalesce(max(change_id), 0)
                 FROM changes",
                [],
                |row| row.get(0),
            )
            .during("reading the last change")
    }

    /// The changes after one, oldest first; none when some of them were pruned already.
    pub fn changes_after(&self, id: i64) -> Result<Option<Vec<Change>>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT change_id, subject, subject_id
                 FROM changes
                 WHERE change_id > ?1
                 ORDER BY change_id",
            )
            .during("reading changes")?;
        let rows = statement.query_map([id], read_change).during("reading changes")?;
        let changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>().during("reading changes")?;
        let complete = changes.first().is_none_or(|first| first.id == id + 1);
        Ok(complete.then_some(changes))
    }
}

fn read_change(row: &Row<'_>) -> rusqlite::Result<Change> {
    let word: String = row.get(1)?;
    let subject = Subject::from_word(&word)
        .ok_or_else(|| rusqlite::Error::InvalidColumnType(1, word, rusqlite::types::Type::Text))?;
    Ok(Change {
        id: row.get(0)?,
        subject,
        subject_id: row.get(2)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn changes_are_read_by_number_and_pruned() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let read = store.read().unwrap();
        assert_eq!(read.last_change().unwrap(), 0);
        store
            .write()
            .transact(|tx| {
                record_change_in(tx, Subject::Setting, 0)?;
                record_change_in(tx, Subject::Export, 7)
            })
            .unwrap();
        let seen = read.changes_after(1).unwrap().unwrap();
        assert_eq!(
            seen,
            [Change {
                id: 2,
                subject: Subject::Export,
                subject_id: 7
            }]
        );
        store
            .write()
            .transact(|tx| (0..KEPT).try_for_each(|id| record_change_in(tx, Subject::Events, id)))
            .unwrap();
        assert_eq!(read.changes_after(1).unwrap(), None, "the second change is gone");
        assert_eq!(
            read.changes_after(2).unwrap().unwrap().len(),
            usize::try_from(KEPT).unwrap()
        );
    }
}

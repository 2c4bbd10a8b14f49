//! Copies of the whole store: made while it is used, and judged before one of them takes its place.

use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};

use crate::error::Context;
use crate::migrate::check_version;
use crate::open::{APPLICATION_ID, Access, open};
use crate::slice::{refuse_damaged, refuse_unsettled};
use crate::{Error, ReadConn, Result};

/// Pages copied between two looks at whether to go on: 16 MiB of a store.
const PAGES_OF_A_STEP: i32 = 2_048;

/// What a copy of a store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyFacts {
    /// Events in it.
    pub events: u64,
    /// Whether a program ever worked on it, which leaves settings; on an exported slice none did.
    pub is_worked_on: bool,
}

impl ReadConn {
    /// The bytes that a copy takes.
    pub fn copy_bytes(&self) -> Result<u64> {
        let pragma = |name| {
            self.connection
                .query_row(name, [], |row| row.get::<_, i64>(0))
                .during("measuring the store")
        };
        let bytes = pragma("PRAGMA page_count")?.saturating_mul(pragma("PRAGMA page_size")?);
        Ok(bytes.cast_unsigned())
    }

    /// Copies one state of the store into an empty file, however much is written meanwhile. `go_on` is told the bytes
    /// done and those of all; when it says no, the copy ends with [`Error::Interrupted`], and the file is worth nothing.
    pub fn copy_into(&mut self, file: &Path, go_on: &mut dyn FnMut(u64, u64) -> bool) -> Result<()> {
        let bytes = self.copy_bytes()?;
        let snapshot = self.snapshot()?;
        let mut copy = open(file, Access::Slice)?;
        let backup = Backup::new(snapshot.connection, &mut copy).during("beginning a copy")?;
        loop {
            let step = backup.step(PAGES_OF_A_STEP).during("copying the store")?;
            let progress = backup.progress();
            let (left, all) = (
                u64::try_from(progress.remaining).unwrap_or_default(),
                u64::try_from(progress.pagecount).unwrap_or_default(),
            );
            let done = bytes.saturating_mul(all.saturating_sub(left)) / all.max(1);
            match step {
                StepResult::Done => return Ok(()),
                StepResult::More if go_on(done, bytes) => {}
                StepResult::More => return Err(Error::Interrupted),
                _ => {
                    return Err(Error::Busy {
                        operation: "copying the store",
                    });
                }
            }
        }
    }
}

/// Whether a file is a whole store that this program can read, with all its changes in it. It is only read.
pub fn judge_copy(path: &Path) -> Result<CopyFacts> {
    refuse_unsettled(path)?;
    let connection = open(path, Access::Foreign)?;
    let id: i64 = connection
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .during("reading the file's header")?;
    if id != APPLICATION_ID {
        return Err(Error::NotAStore {
            path: path.to_owned(),
        });
    }
    check_version(&connection, path)?;
    refuse_damaged(&connection)?;
    let (events, is_worked_on) = connection
        .query_row(
            "SELECT (SELECT count(*) FROM event), EXISTS (SELECT 1 FROM setting)",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)),
        )
        .during("counting events")?;
    Ok(CopyFacts {
        events: events.cast_unsigned(),
        is_worked_on,
    })
}

/// The files that belong to a database: itself, and what SQLite puts beside it.
pub fn files_of(database: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|ending| {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use crate::table::write_setting_in;

    fn filled(path: &Path) -> Store {
        let store = Store::open(path).unwrap();
        store
            .write()
            .transact(|tx| write_setting_in(tx, "a", "before"))
            .unwrap();
        store
    }

    #[test]
    fn a_copy_holds_the_state_it_began_with() {
        let folder = tempfile::tempdir().unwrap();
        let store = filled(&folder.path().join("alerts.db"));
        let copy = folder.path().join("copy.db");
        let mut steps = 0;
        store
            .read()
            .unwrap()
            .copy_into(&copy, &mut |_, _| {
                steps += 1;
                true
            })
            .unwrap();
        store
            .write()
            .transact(|tx| write_setting_in(tx, "a", "after"))
            .unwrap();
        let facts = CopyFacts {
            events: 0,
            is_worked_on: true,
        };
        assert_eq!(judge_copy(&copy).unwrap(), facts);
        let copied = Store::open(&copy).unwrap().read().unwrap();
        assert_eq!(copied.setting("a").unwrap().as_deref(), Some("before"));
        assert!(copied.faults().unwrap().is_empty());
    }

    #[test]
    fn what_is_no_whole_store_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.db");
        let store = filled(&path);
        assert!(matches!(judge_copy(&path), Err(Error::Unsettled { .. })));
        drop(store);
        judge_copy(&path).unwrap();
        let check = |name: &str, content: &[u8]| {
            let file = folder.path().join(name);
            std::fs::write(&file, content).unwrap();
            judge_copy(&file).unwrap_err()
        };
        assert!(matches!(check("empty.db", b""), Error::NotAStore { .. }));
        assert!(matches!(check("text.db", b"hello"), Error::NotAStore { .. }));
        let whole = std::fs::read(&path).unwrap();
        let half = whole.len() / 2;
        assert!(matches!(check("half.db", &whole[..half]), Error::Damaged { .. }));
    }
}

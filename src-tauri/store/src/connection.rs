//! The opened store and the two kinds of connections to it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::Result;
use crate::columnar::make_columns;
use crate::error::Context;
use crate::event::Dimensions;
use crate::migrate::migrate;
use crate::open::{Access, open};
use crate::search::make_searchable;

/// An opened store: its one writer, and readers on demand.
pub struct Store {
    path: PathBuf,
    writer: Mutex<WriteConn>,
}

impl Store {
    /// Opens a store, creating and migrating it as needed.
    pub fn open(path: &Path) -> Result<Self> {
        let mut connection = open(path, Access::Write)?;
        migrate(&mut connection, path)?;
        make_searchable(&mut connection)?;
        make_columns(&mut connection)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(WriteConn {
                connection,
                dimensions: Dimensions::default(),
                is_indexed: true,
            }),
        })
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A new connection that cannot write.
    pub fn read(&self) -> Result<ReadConn> {
        Ok(ReadConn {
            connection: open(&self.path, Access::Read)?,
        })
    }

    /// Takes what was logged into the database, as far as no reader holds it back. Long snapshots keep the log from
    /// shrinking, so this is called when one has ended.
    pub fn checkpoint(&self) -> Result<()> {
        self.write()
            .connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .during("taking in the log")
    }

    /// The writer. It is held for short transactions only.
    pub fn write(&self) -> MutexGuard<'_, WriteConn> {
        // A panic elsewhere rolled its transaction back; the connection itself is sound.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that cannot write.
pub struct ReadConn {
    pub(crate) connection: Connection,
}

impl ReadConn {
    /// Begins a snapshot: every read until it is dropped sees the same state.
    pub fn snapshot(&mut self) -> Result<Snapshot<'_>> {
        let revision = begin(&self.connection)?;
        Ok(Snapshot {
            connection: &self.connection,
            revision,
            ends: true,
        })
    }

    /// Begins a snapshot that can be carried to another thread.
    fn hold(self) -> Result<HeldSnapshot> {
        let revision = begin(&self.connection)?;
        Ok(HeldSnapshot {
            connection: self.connection,
            revision,
        })
    }

    /// A number that changes whenever another connection commits anything.
    pub fn data_version(&self) -> Result<i64> {
        self.connection
            .query_row("PRAGMA data_version", [], |row| row.get(0))
            .during("reading the data version")
    }

    /// A handle that stops a running read from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }
}

/// Stops what a connection is doing, from another thread.
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// Makes the running statement end with [`crate::Error::Interrupted`].
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

fn begin(connection: &Connection) -> Result<u64> {
    connection.execute_batch("BEGIN").during("beginning a snapshot")?;
    // The first read is what fixes the state.
    crate::event::read_revision(connection)
}

/// One state of the store, however long it is read.
pub struct Snapshot<'conn> {
    pub(crate) connection: &'conn Connection,
    revision: u64,
    ends: bool,
}

impl Snapshot<'_> {
    /// The revision of the events in it.
    pub const fn revision(&self) -> u64 {
        self.revision
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if self.ends
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::warn!(%error, "a snapshot did not end");
        }
    }
}

/// A snapshot with a connection of its own.
pub struct HeldSnapshot {
    connection: Connection,
    revision: u64,
}

impl HeldSnapshot {
    /// The state it holds.
    pub const fn snapshot(&self) -> Snapshot<'_> {
        Snapshot {
            connection: &self.connection,
            revision: self.revision,
            ends: false,
        }
    }
}

/// Steps of SQLite's machine between two looks at whether to stop: one block of columns takes about six.
const STEPS_BETWEEN_LOOKS: i32 = 16;
const TRIES_TO_MEET: usize = 8;

impl Store {
    /// Snapshots of one and the same state, for as many readers. What they are asked ends with
    /// [`crate::Error::Interrupted`] soon after `stop` says so.
    pub fn hold_snapshots(
        &self,
        readers: usize,
        stop: impl Fn() -> bool + Clone + Send + 'static,
    ) -> Result<Vec<HeldSnapshot>> {
        let mut held = self.hold(readers)?;
        for snapshot in &mut held {
            // They read once from one end to the other: what a large cache would keep is not asked for again.
            snapshot
                .connection
                .pragma_update(None, "cache_size", -2048)
                .during("setting up a snapshot")?;
            snapshot
                .connection
                .progress_handler(STEPS_BETWEEN_LOOKS, Some(stop.clone()))
                .during("watching for a wish to stop")?;
        }
        Ok(held)
    }

    fn hold(&self, readers: usize) -> Result<Vec<HeldSnapshot>> {
        for _ in 0..TRIES_TO_MEET {
            let held = self.begin_all(readers)?;
            if held
                .windows(2)
                .all(|pair| matches!(pair, [one, two] if one.revision == two.revision))
            {
                return Ok(held);
            }
        }
        // Writers are too quick for this: keep them out for a moment.
        self.write().transact(|_| self.begin_all(readers))
    }

    fn begin_all(&self, readers: usize) -> Result<Vec<HeldSnapshot>> {
        (0..readers).map(|_| self.read()?.hold()).collect()
    }
}

/// The connection that writes; one per process.
pub struct WriteConn {
    pub(crate) connection: Connection,
    pub(crate) dimensions: Dimensions,
    /// Whether what is written is also put where searching and counting look for it.
    pub(crate) is_indexed: bool,
}

impl WriteConn {
    /// Runs `work` in one transaction: all of it or nothing.
    pub fn transact<T>(&mut self, work: impl FnOnce(&WriteTx<'_>) -> Result<T>) -> Result<T> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .during("beginning a transaction")?;
        let tx = WriteTx { transaction };
        let answer = work(&tx)?;
        tx.transaction.commit().during("committing")?;
        Ok(answer)
    }
}

/// A transaction that writes.
pub struct WriteTx<'conn> {
    pub(crate) transaction: Transaction<'conn>,
}

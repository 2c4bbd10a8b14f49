//! The opened store and the two kinds of connections to it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Context;
use crate::migrate::migrate;
use crate::open::{Access, open};
use crate::Result;

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
        Ok(Self { path: path.to_owned(), writer: Mutex::new(WriteConn { connection }) })
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A new connection that cannot write.
    pub fn read(&self) -> Result<ReadConn> {
        Ok(ReadConn { connection: open(&self.path, Access::Read)? })
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
        let transaction = self.connection.transaction().during("beginning a snapshot")?;
        let revision = crate::event::read_revision(&transaction)?;
        Ok(Snapshot { transaction, revision })
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

/// One state of the store, however long it is read.
pub struct Snapshot<'conn> {
    pub(crate) transaction: Transaction<'conn>,
    revision: u64,
}

impl Snapshot<'_> {
    /// The revision of the events in it.
    pub const fn revision(&self) -> u64 {
        self.revision
    }
}

/// The connection that writes; one per process.
pub struct WriteConn {
    pub(crate) connection: Connection,
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

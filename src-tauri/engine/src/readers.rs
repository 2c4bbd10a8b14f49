//! Connections for reading, kept and used again: a new one would read the schema and fill its cache anew.

use std::sync::{Mutex, PoisonError};

use alertbook_store::{ReadConn, Snapshot, Store};

use crate::error::Result;

/// How many idle connections are kept.
const KEPT: usize = 4;

/// Idle connections of one store.
#[derive(Default)]
pub(crate) struct Readers {
    idle: Mutex<Vec<ReadConn>>,
}

impl Readers {
    /// Reads with a connection.
    pub(crate) fn read<T>(&self, store: &Store, work: impl FnOnce(&mut ReadConn) -> Result<T>) -> Result<T> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => store.read()?,
        };
        let answer = work(&mut connection)?;
        // After a failure the connection is not trusted again.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        Ok(answer)
    }

    /// Reads one state of the store.
    pub(crate) fn snapshot<T>(
        &self,
        store: &Store,
        work: impl FnOnce(&Snapshot<'_>) -> Result<T>,
    ) -> Result<T> {
        self.read(store, |connection| work(&connection.snapshot()?))
    }
}

//! Writing a slice: a new database at a path of its own, filled by the code that fills the store.

use std::path::Path;

use alertbook_core::Language;
use rusqlite::Connection;

use super::readable::create_readable;
use crate::error::Context;
use crate::event::Dimensions;
use crate::migrate::migrate;
use crate::open::{Access, open};
use crate::prepare::{Prepared, PreparedRecord};
use crate::{Applied, Error, Result, WriteConn};

/// Records of a transaction. Its counts are held in memory, and a page that many of its events touch is written once.
const RECORDS: usize = 20_000;

/// A slice being written. Whoever gave the path removes what stands there when this fails or is given up.
pub struct SliceWriter {
    writer: WriteConn,
}

impl SliceWriter {
    /// Begins a slice in an empty or new file. Nothing is written beside it and nothing is made permanent: that is left to
    /// the caller. `language` is that of the view.
    pub fn create(path: &Path, language: Language) -> Result<Self> {
        let mut connection = open(path, Access::Slice)?;
        migrate(&mut connection, path)?;
        create_readable(&connection, language)?;
        Ok(Self {
            writer: WriteConn {
                connection,
                dimensions: Dimensions::default(),
                // A slice has no index of texts: whoever opens it as a store makes one.
                is_indexed: false,
            },
        })
    }

    /// Writes records until `next` has no more. Each event comes once, and behind it its copy in the other language.
    pub fn write_all(&mut self, next: &mut dyn FnMut() -> Option<Vec<PreparedRecord>>) -> Result<()> {
        let mut is_over = false;
        while !is_over {
            let mut batch = self.writer.event_batch()?;
            let mut written = 0;
            while written < RECORDS {
                let Some(records) = next() else {
                    is_over = true;
                    break;
                };
                for record in &records {
                    hold_together(record, batch.apply(record)?)?;
                }
                written += records.len();
            }
            batch.commit()?;
        }
        Ok(())
    }

    /// Ends the slice and closes the file.
    pub fn finish(self) -> Result<()> {
        let connection = self.writer.connection;
        settle(&connection).during("ending a slice")?;
        connection
            .close()
            .map_err(|(_, error)| error)
            .during("closing a slice")
    }
}

/// What the transactions left is no story of the events: a slice is one state.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "UPDATE revision SET number = 1;
         DELETE FROM changes;
         DELETE FROM sqlite_sequence;",
    )
}

/// Records come from a store, where each event is one row: one that does not make a row here would be missing.
fn hold_together(record: &PreparedRecord, applied: Applied) -> Result<()> {
    match &record.0 {
        Prepared::Event(_) if applied == Applied::Unchanged => Err(Error::Damaged {
            operation: "writing a slice",
            detail: "an event came twice".to_owned(),
        }),
        _ => Ok(()),
    }
}

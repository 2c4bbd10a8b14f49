//! The folders that export records name.

use rusqlite::params;

use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

impl ReadConn {
    /// Every folder that a record names.
    pub fn export_folders(&self) -> Result<Vec<String>> {
        self.connection
            .prepare("SELECT DISTINCT folder FROM export ORDER BY folder")
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .during("reading the folders of exports")
    }
}

/// Says of every record of one folder that its files stand in another now.
pub fn move_exports_in(tx: &WriteTx<'_>, from: &str, to: &str) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE export
             SET folder = ?2
             WHERE folder = ?1",
            params![from, to],
        )
        .during("moving export records")?;
    Ok(())
}

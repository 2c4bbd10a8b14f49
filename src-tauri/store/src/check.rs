//! Checking the whole file.

use crate::error::Context;
use crate::{ReadConn, Result};

/// How many rows stand in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSize {
    /// The table.
    pub table: &'static str,
    /// Its rows.
    pub rows: u64,
}

/// How many faults are listed.
const LISTED: u32 = 100;

impl ReadConn {
    /// Reads every page and index. Faults in SQLite's words; none when the file is sound.
    pub fn faults(&self) -> Result<Vec<String>> {
        let mut statement =
            self.connection.prepare("SELECT * FROM pragma_integrity_check(?1)").during("checking the store")?;
        let rows = statement.query_map([LISTED], |row| row.get::<_, String>(0)).during("checking the store")?;
        let mut faults: Vec<String> = rows.collect::<rusqlite::Result<_>>().during("checking the store")?;
        faults.retain(|fault| fault != "ok");
        Ok(faults)
    }

    /// Whether the counts that are kept agree with the rows they count.
    pub fn tallies_agree(&self) -> Result<bool> {
        self.connection
            .query_row(
                "SELECT (SELECT count(*) FROM event) = (SELECT coalesce(sum(events), 0) FROM tally)
                    AND (SELECT count(*) FROM event) = (SELECT coalesce(sum(events), 0) FROM tally_hour)",
                [],
                |row| row.get(0),
            )
            .during("checking tallies")
    }

    /// How many rows stand in the tables people ask about.
    pub fn table_sizes(&self) -> Result<Vec<TableSize>> {
        let statements = [
            ("event", "SELECT count(*) FROM event"),
            ("asset", "SELECT count(*) FROM asset"),
            ("asset_group", "SELECT count(*) FROM asset_group"),
            ("container", "SELECT count(*) FROM container"),
            ("container_group", "SELECT count(*) FROM container_group"),
            ("export", "SELECT count(*) FROM export"),
            ("import_run", "SELECT count(*) FROM import_run"),
            ("audit", "SELECT count(*) FROM audit"),
        ];
        let size = |(table, sql): (&'static str, &'static str)| {
            let rows = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).during("counting rows")?.cast_unsigned();
            Ok(TableSize { table, rows })
        };
        statements.into_iter().map(size).collect()
    }
}

/// The version of SQLite in this program.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

#[cfg(test)]
mod tests {
    use crate::Store;

    #[test]
    fn a_new_store_is_sound() {
        let folder = tempfile::tempdir().unwrap();
        let read = Store::open(&folder.path().join("alerts.db")).unwrap().read().unwrap();
        assert!(read.faults().unwrap().is_empty());
        assert!(read.tallies_agree().unwrap());
        assert!(read.table_sizes().unwrap().iter().all(|size| size.rows == 0));
    }
}

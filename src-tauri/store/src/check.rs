//! Checking the whole file.

use crate::columnar::columns_agree;
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

impl ReadConn {
    /// Reads every page and index. The first hundred faults in SQLite's words; none when the file is sound.
    pub fn faults(&self) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare("PRAGMA integrity_check(100)")
            .during("checking the store")?;
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .during("checking the store")?;
        let mut faults: Vec<String> = rows
            .collect::<rusqlite::Result<_>>()
            .during("checking the store")?;
        faults.retain(|fault| fault != "ok");
        Ok(faults)
    }

    /// Whether what is kept for counting agrees with the events.
    pub fn tallies_agree(&self) -> Result<bool> {
        let agree = self
            .connection
            .query_row(
                "SELECT NOT EXISTS (
                     SELECT account, alert_id, coalesce(level, -9223372036854775808),
                            coalesce(status, -9223372036854775808), coalesce(code, -9223372036854775808), count(*)
                     FROM event GROUP BY 1, 2, 3, 4, 5
                     EXCEPT SELECT account, alert_id, level, status, code, events FROM tally
                 ) AND (SELECT count(*) FROM event) = (SELECT coalesce(sum(events), 0) FROM tally)
                 AND (SELECT count(*) FROM event) = (SELECT coalesce(sum(events), 0) FROM tally_hour)
                 AND NOT EXISTS (
                     SELECT 1 FROM target
                     WHERE events <> (SELECT count(*) FROM event WHERE event.target_id = target.target_id)
                 ) AND NOT EXISTS (
                     SELECT 1 FROM workload
                     WHERE events <> (SELECT count(*) FROM event WHERE event.workload_id = workload.workload_id)
                 )",
                [],
                |row| row.get::<_, bool>(0),
            )
            .during("checking tallies")?;
        Ok(agree && columns_agree(&self.connection)?)
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
            let rows = self
                .connection
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .during("counting rows")?
                .cast_unsigned();
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
        let read = Store::open(&folder.path().join("alerts.db"))
            .unwrap()
            .read()
            .unwrap();
        assert!(read.faults().unwrap().is_empty());
        assert!(read.tallies_agree().unwrap());
        assert!(read.table_sizes().unwrap().iter().all(|size| size.rows == 0));
    }
}

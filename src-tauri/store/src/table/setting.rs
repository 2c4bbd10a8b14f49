//! `setting`: named texts.

use rusqlite::{Connection, OptionalExtension};

use super::{Subject, record_change_in};
use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// Sets a setting.
pub fn write_setting_in(tx: &WriteTx<'_>, name: &str, value: &str) -> Result<()> {
    keep_setting_in(tx, name, value)?;
    record_change_in(tx, Subject::Setting, 0)
}

/// Sets a setting that nobody else follows: no process is told.
pub fn keep_setting_in(tx: &WriteTx<'_>, name: &str, value: &str) -> Result<()> {
    tx.transaction
        .execute(
            "INSERT INTO setting (name, value)
             VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
        .during("writing a setting")?;
    Ok(())
}

/// Brings a setting back to its default.
pub fn delete_setting_in(tx: &WriteTx<'_>, name: &str) -> Result<()> {
    tx.transaction
        .execute(
            "DELETE FROM setting
             WHERE name = ?1",
            [name],
        )
        .during("deleting a setting")?;
    record_change_in(tx, Subject::Setting, 0)
}

/// A setting as the transaction that may change it finds it.
pub fn setting_in(tx: &WriteTx<'_>, name: &str) -> Result<Option<String>> {
    read(&tx.transaction, name)
}

/// The settings whose names begin with a prefix, as the transaction that may change them finds them.
pub fn settings_of_in(tx: &WriteTx<'_>, prefix: &str) -> Result<Vec<(String, String)>> {
    read_all(&tx.transaction, prefix)
}

impl ReadConn {
    /// A setting, if it was ever set.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        read(&self.connection, name)
    }

    /// The settings whose names begin with a prefix, by their names.
    pub fn settings_of(&self, prefix: &str) -> Result<Vec<(String, String)>> {
        read_all(&self.connection, prefix)
    }
}

fn read(connection: &Connection, name: &str) -> Result<Option<String>> {
    connection
        .query_row(
            "SELECT value
             FROM setting
             WHERE name = ?1",
            [name],
            |row| row.get(0),
        )
        .optional()
        .during("reading a setting")
}

fn read_all(connection: &Connection, prefix: &str) -> Result<Vec<(String, String)>> {
    let mut statement = connection
        .prepare_cached(
            "SELECT name, value
             FROM setting
             WHERE substr(name, 1, length(?1)) = ?1
             ORDER BY name",
        )
        .during("reading settings")?;
    let rows = statement.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.and_then(Iterator::collect).during("reading settings")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn settings_are_replaced_and_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let read = store.read().unwrap();
        assert_eq!(read.setting("zone").unwrap(), None);
        store
            .write()
            .transact(|tx| write_setting_in(tx, "zone", "UTC"))
            .unwrap();
        store
            .write()
            .transact(|tx| write_setting_in(tx, "zone", "Asia/Shanghai"))
            .unwrap();
        let named = |prefix| read.settings_of(prefix).unwrap();
        assert_eq!(named("zo"), [("zone".to_owned(), "Asia/Shanghai".to_owned())]);
        assert_eq!(named("%"), []);
        store
            .write()
            .transact(|tx| {
                write_setting_in(tx, "zone", "UTC")?;
                assert_eq!(setting_in(tx, "zone")?.as_deref(), Some("UTC"));
                write_setting_in(tx, "zone", "Asia/Shanghai")?;
                assert_eq!(
                    settings_of_in(tx, "zo")?,
                    [("zone".to_owned(), "Asia/Shanghai".to_owned())]
                );
                Ok(())
            })
            .unwrap();
        assert_eq!(read.setting("zone").unwrap().as_deref(), Some("Asia/Shanghai"));
        store
            .write()
            .transact(|tx| delete_setting_in(tx, "zone"))
            .unwrap();
        assert_eq!(read.setting("zone").unwrap(), None);
        assert_eq!(read.last_change().unwrap(), 5);
    }

    #[test]
    fn a_setting_that_nobody_follows_is_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        store
            .write()
            .transact(|tx| keep_setting_in(tx, "place", "exports"))
            .unwrap();
        let read = store.read().unwrap();
        assert_eq!(read.setting("place").unwrap().as_deref(), Some("exports"));
        assert_eq!(read.last_change().unwrap(), 0);
    }
}

//! Whether a database may be read at all: it is a store, of a schema that is known, whole, and exactly what it says.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use crate::error::Context;
use crate::migrate::{check_version, migrations_up_to};
use crate::open::open_reference;
use crate::{Error, Result};

/// The tables that are read of a foreign database. All else in it is passed over, whatever it is.
const TABLES: [&str; 7] = [
    "event",
    "event_raw",
    "asset",
    "asset_group",
    "container",
    "container_group",
    "revision",
];

/// What SQLite appends to a database's name for changes that are not in it yet.
const UNTAKEN: [&str; 2] = ["-wal", "-journal"];

/// Refuses a database whose last changes stand in another file, which is never read here.
pub(crate) fn refuse_unsettled(path: &Path) -> Result<()> {
    let beside = UNTAKEN.map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    match beside
        .into_iter()
        .find(|file| file.metadata().is_ok_and(|found| found.len() > 0))
    {
        Some(beside) => Err(Error::Unsettled {
            path: path.to_owned(),
            beside,
        }),
        None => Ok(()),
    }
}

/// Refuses what is no store of a known schema, or has other tables than that schema under their names.
pub(super) fn refuse_altered(connection: &Connection, path: &Path) -> Result<()> {
    let version = check_version(connection, path)?;
    let reference = open_reference()?;
    for migration in migrations_up_to(version) {
        reference
            .execute_batch(migration)
            .during("making the schema to compare with")?;
    }
    for table in TABLES {
        if definition(connection, table)? != definition(&reference, table)? {
            return Err(Error::AlteredSchema {
                path: path.to_owned(),
                table,
            });
        }
    }
    Ok(())
}

/// Everything that goes by a name, as SQLite finds it: in any case of its letters.
fn definition(connection: &Connection, name: &str) -> Result<Vec<(String, String, Option<String>)>> {
    connection
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE ORDER BY type, name",
        )
        .and_then(|mut statement| {
            let found = statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            found.collect()
        })
        .during("reading the file's schema")
}

/// Refuses a file whose pages do not hold together.
pub(crate) fn refuse_damaged(connection: &Connection) -> Result<()> {
    let operation = "checking the file";
    let fault: Option<String> = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .optional()
        .during(operation)?;
    match fault {
        Some(fault) if fault != "ok" => Err(Error::Damaged {
            operation,
            detail: fault,
        }),
        _ => Ok(()),
    }
}

//! The one opener: which file is ours, and how every connection is set up.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::Context;
use crate::{Error, Result};

/// "ALRT": marks the file as ours.
pub(crate) const APPLICATION_ID: i64 = 0x414c_5254;

/// How a connection is going to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Cannot write.
    Read,
    /// May write, and creates the file.
    Write,
    /// Fills a new file that nobody else uses, and whose loss is no loss.
    Slice,
    /// Reads a file that somebody gave and that nobody writes meanwhile. Nothing appears beside it.
    Foreign,
}

// Each with its reason:
// - busy_timeout: a second process waits for a short transaction instead of failing.
// - foreign_keys: on for any table that declares some. What events point to is not declared, since every insert would
//   look four rows up again; a reader that misses one reports damage.
// - trusted_schema: a crafted file cannot run functions through its schema.
// - cell_size_check: damage is found when a page is read, not after it spread.
// - cache_size: 16 MiB for a reader; a writer keeps the leaves of all indexes at hand.
// - temp_store: sorting must not write alert text to other places of the disk.
const READ_PRAGMAS: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -16384;
    PRAGMA temp_store = MEMORY;
    PRAGMA query_only = ON;
";

// - page_size: of a new file; twice the default, so that a long read asks the system half as often.
// - journal_mode WAL: readers go on while one process writes.
// - synchronous NORMAL: with WAL a crash of the system loses no committed consistency.
// - journal_size_limit: the WAL shrinks again after a large import.
// - wal_autocheckpoint: a checkpoint per 64 MiB, not per 4, so that pages written often are copied once.
const WRITE_PRAGMAS: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -65536;
    PRAGMA temp_store = MEMORY;
    PRAGMA page_size = 8192;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA wal_autocheckpoint = 8192;
";

// - page_size: as of a store.
// - journal_mode OFF, synchronous OFF: the file is thrown away when anything fails, and made permanent by its owner.
// - locking_mode: nobody else knows it.
// - cache_size: an eighth of what an export may take; the rest is for records on their way.
// - temp_store FILE: memory does not grow with the number of events; nothing here sorts texts of alerts.
const SLICE_PRAGMAS: &str = "
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cache_size = -8192;
    PRAGMA temp_store = FILE;
    PRAGMA page_size = 8192;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
";

const FOREIGN_PRAGMAS: &str = "
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -8192;
    PRAGMA temp_store = MEMORY;
    PRAGMA query_only = ON;
";

/// Opens a connection to a store. The file must be ours, or new and empty when it may be written.
#[expect(clippy::disallowed_methods, reason = "this is the one opener")]
pub(crate) fn open(path: &Path, access: Access) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match access {
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Access::Write | Access::Slice => {
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
            }
            Access::Foreign => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        };
    let opened = match access {
        Access::Foreign => Connection::open_with_flags(immutable(path), flags),
        _ => Connection::open_with_flags(path, flags),
    };
    let connection = opened.during("opening the store")?;
    connection.set_prepared_statement_cache_capacity(128);
    // A statement is prepared once, not anew for each bound value.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .during("setting up the connection")?;
    if access == Access::Foreign {
        distrust(&connection).during("setting up the connection")?;
    }
    refuse_strangers(&connection, path)?;
    let pragmas = match access {
        Access::Read => READ_PRAGMAS,
        Access::Write => WRITE_PRAGMAS,
        Access::Slice => SLICE_PRAGMAS,
        Access::Foreign => FOREIGN_PRAGMAS,
    };
    connection
        .execute_batch(pragmas)
        .during("setting up the connection")?;
    Ok(connection)
}

/// A database in memory, whose schema others are compared with.
#[expect(clippy::disallowed_methods, reason = "this is the one opener")]
pub(crate) fn open_reference() -> Result<Connection> {
    Connection::open_with_flags(
        ":memory:",
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .during("making the schema to compare with")
}

/// Before anything of the file's schema is read: no view and no trigger of it is ever looked into.
fn distrust(connection: &Connection) -> rusqlite::Result<()> {
    for (option, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(option, value)?;
    }
    Ok(())
}

/// What stands for itself in the path of an address.
const PLAIN: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

/// The file as an address that says that nobody writes it: then SQLite makes no file beside it and takes no locks. Every
/// byte that could mean something in an address is written as its number.
fn immutable(path: &Path) -> OsString {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let bytes = absolute.as_os_str().as_encoded_bytes();
    let address = if cfg!(windows) {
        let slashed: Vec<u8> = bytes
            .iter()
            .map(|byte| if *byte == b'\\' { b'/' } else { *byte })
            .collect();
        ["file:/", &percent_encode(&slashed, &PLAIN).to_string()].concat()
    } else {
        ["file:", &percent_encode(bytes, &PLAIN).to_string()].concat()
    };
    OsString::from([&address, "?immutable=1"].concat())
}

/// Whether the file carries our mark, read without SQLite, which refuses a damaged one.
fn is_marked(path: &Path) -> bool {
    const MARK_AT: usize = 68;
    let mut header = [0; MARK_AT + 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    let mark = header.last_chunk().copied().map(i32::from_be_bytes);
    read.is_ok() && mark.map(i64::from) == Some(APPLICATION_ID)
}

fn refuse_strangers(connection: &Connection, path: &Path) -> Result<()> {
    let stranger = || Error::NotAStore {
        path: path.to_owned(),
    };
    let id = match connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0)) {
        Ok(id) => id,
        Err(error) => {
            return Err(match Error::of("reading the file's header", error) {
                Error::Damaged { .. } if !is_marked(path) => stranger(),
                other => other,
            });
        }
    };
    if id == APPLICATION_ID {
        return Ok(());
    }
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .during("reading the file's schema")?;
    if id == 0 && tables == 0 {
        Ok(())
    } else {
        Err(stranger())
    }
}

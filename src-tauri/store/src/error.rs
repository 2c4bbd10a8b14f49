//! What can go wrong with the store.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is something else than a database of ours.
    #[error("{} is not an Alertbook store", .path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program wrote the file.
    #[error("{} has schema {found}, this program knows schemas up to {known}", .path.display())]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// The file's schema version.
        found: i64,
        /// The last schema version this program knows.
        known: i64,
    },
    /// The database is damaged.
    #[error("the store is damaged ({operation}): {detail}")]
    Damaged {
        /// What was being done.
        operation: &'static str,
        /// SQLite's words.
        detail: String,
    },
    /// The last changes of a database stand in another file beside it.
    #[error("{} is not settled: its last changes stand in {}", .path.display(), .beside.display())]
    Unsettled {
        /// The database.
        path: PathBuf,
        /// The other file.
        beside: PathBuf,
    },
    /// A database has another table under the name of one of ours.
    #[error("{} was altered: its table {table} is not that of an Alertbook store", .path.display())]
    AlteredSchema {
        /// The database.
        path: PathBuf,
        /// The table.
        table: &'static str,
    },
    /// The disk is full.
    #[error("no space left on the disk ({operation})")]
    Full {
        /// What was being done.
        operation: &'static str,
    },
    /// The file or its folder cannot be written.
    #[error("the store cannot be written ({operation}): {detail}")]
    ReadOnly {
        /// What was being done.
        operation: &'static str,
        /// SQLite's words.
        detail: String,
    },
    /// The file cannot be opened at all.
    #[error("the store cannot be opened: {detail}")]
    CannotOpen {
        /// SQLite's words.
        detail: String,
    },
    /// Another process kept the store busy for longer than the time allowed.
    #[error("another process keeps the store busy ({operation})")]
    Busy {
        /// What was being done.
        operation: &'static str,
    },
    /// The caller asked to stop.
    #[error("stopped on request")]
    Interrupted,
    /// A raw record could not be compressed or read back.
    #[error("{operation}: {source}")]
    Compression {
        /// What was being done.
        operation: &'static str,
        /// The library's error.
        source: std::io::Error,
    },
    /// Anything else SQLite refuses: a defect of the program.
    #[error("{operation}: {source}")]
    Sqlite {
        /// What was being done.
        operation: &'static str,
        /// SQLite's error.
        source: rusqlite::Error,
    },
}

impl Error {
    /// The error of an operation, told apart by SQLite's code.
    pub(crate) fn of(operation: &'static str, source: rusqlite::Error) -> Self {
        let detail = source.to_string();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { operation, detail },
            Some(ErrorCode::DiskFull) => Self::Full { operation },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { operation, detail },
            Some(ErrorCode::CannotOpen) => Self::CannotOpen { detail },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { operation },
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sqlite { operation, source },
        }
    }
}

/// Names the operation that a rusqlite error belongs to.
pub(crate) trait Context<T> {
    /// Turns a rusqlite error into ours.
    fn during(self, operation: &'static str) -> crate::Result<T>;
}

impl<T> Context<T> for rusqlite::Result<T> {
    fn during(self, operation: &'static str) -> crate::Result<T> {
        self.map_err(|source| Error::of(operation, source))
    }
}

//! What stops an import.

use std::io;
use std::path::PathBuf;

/// A failure that stops an import. What was committed before stays.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A given path does not exist. Nothing was read.
    #[error("{}", .path.display())]
    Missing {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A given path, or a folder in it, cannot be read. Nothing was imported.
    #[error("{}: {source}", .path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The rejects file cannot be written.
    #[error("{}: {source}", .path.display())]
    Rejects {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The store refuses.
    #[error(transparent)]
    Store(#[from] alertbook_store::Error),
    /// The system gives no thread.
    #[error("no thread could be started: {0}")]
    Thread(io::Error),
    /// A thread of the import ended by a defect of the program.
    #[error("a part of the import ended unexpectedly")]
    Defect,
}

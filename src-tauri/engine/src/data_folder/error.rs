//! Why there is no data folder, or why it cannot be moved.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why there is no data folder, or why it cannot be moved. The words of its code say so in each language; what is shown here
/// are the names and numbers that go with them.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// The platform names no place for data, and none was given.
    #[error("the platform names no folder for data")]
    Unknown,
    /// The folder that should hold it does not exist.
    #[error("{}", .path.display())]
    NoParent {
        /// The data folder.
        path: PathBuf,
    },
    /// Something else than a folder stands in its place.
    #[error("{}", .path.display())]
    NotAFolder {
        /// The place.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("{}", .path.display())]
    ReadOnly {
        /// The place.
        path: PathBuf,
    },
    /// The system refuses for another reason.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The place.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// It would stand on a network drive, where the locks of SQLite do not hold.
    #[error("{}: {kind}", .path.display())]
    Network {
        /// The place.
        path: PathBuf,
        /// The file system, as the system calls it.
        kind: String,
    },
    /// It would stand in a folder that another program copies elsewhere while it is written.
    #[error("{}: {by}, {}", .path.display(), .folder.display())]
    Synced {
        /// The place.
        path: PathBuf,
        /// The folder that is synchronised.
        folder: PathBuf,
        /// By which program.
        by: &'static str,
    },
    /// The folder that the data were moved to is not there, or where it is cannot be read.
    #[error("{}: {reason}", .pointer.display())]
    Gone {
        /// The file that says where the data were moved to.
        pointer: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Another process has it open.
    #[error("{}", .path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The place to move to holds something, or stands inside the folder that is moved.
    #[error("{}", .path.display())]
    NotEmpty {
        /// The place.
        path: PathBuf,
    },
    /// Its place was given to this start of the program, so that a move would not be heeded by the next one.
    #[error("{by}")]
    Fixed {
        /// By what.
        by: &'static str,
    },
    /// There is less room than the data take.
    #[error("{}: {needed} B > {free} B", .path.display())]
    NoRoom {
        /// The place.
        path: PathBuf,
        /// Bytes that the data take.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// A copy is not what it was made of.
    #[error("{}", .path.display())]
    Differs {
        /// The file that was copied.
        path: PathBuf,
    },
    /// Stopped on request; everything is where it was.
    #[error("stopped on request")]
    Stopped,
}

impl DataFolderError {
    /// The system's refusal of a place, told apart.
    pub(crate) fn of(path: &Path, source: std::io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            // Windows tells a file above from nothing above only when it is asked.
            ErrorKind::NotFound if path.ancestors().any(Path::is_file) => Self::NotAFolder { path },
            ErrorKind::NotFound => Self::NoParent { path },
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Self::NotAFolder { path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Io { path, source },
        }
    }
}

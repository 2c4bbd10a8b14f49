//! What can go wrong, and how it is told at the edge: a stable code, and words chosen by code and language.

mod code;
mod code_row;
mod code_table;
mod code_words;
mod data_folder_words;
mod wire;

use std::io;
use std::path::PathBuf;

use alertbook_core::filter::{Expectation, Problem};

use crate::data_folder::DataFolderError;
use crate::policy::{Action, Reason};

pub use code::Code;
pub(crate) use wire::wire_of;

/// What the parts of the engine answer.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// A failure of the engine.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is wrong; every problem of it.
    #[error("the request is not acceptable")]
    IllegalParam(Vec<Problem>),
    /// The policy does not allow it, or cannot be used.
    #[error("not permitted: {}", .action.name())]
    NoPermission {
        /// The action that is lacking.
        action: Action,
        /// Which file forbids it or cannot be used, and why, where more than the operation is to be told.
        reason: Option<Reason>,
    },
    /// The data folder.
    #[error(transparent)]
    DataFolder(#[from] DataFolderError),
    /// The store.
    #[error(transparent)]
    Store(#[from] alertbook_store::Error),
    /// A file to restore from is no whole store of a known schema.
    #[error("{0}")]
    NotABackup(alertbook_store::Error),
    /// A file to restore from is a slice that was exported: it holds events and nothing else.
    #[error("{} is an exported database; import it", .0.display())]
    SliceAsBackup(PathBuf),
    /// Where a backup would go a file stands already.
    #[error("{}", .0.display())]
    BackupExists(PathBuf),
    /// A backup could not be written.
    #[error("{}: {source}", .path.display())]
    Backup {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// A backup was stopped on request.
    #[error("stopped on request")]
    BackupCancelled,
    /// The file of an export could not be written.
    #[error("{0}")]
    Write(io::Error),
    /// An import.
    #[error(transparent)]
    Import(#[from] crate::import::Error),
    /// The exports folder does not exist, is something else, or cannot be written.
    #[error("the exports folder {} cannot be used: {source}", .path.display())]
    ExportsFolder {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// Fewer or more rows were written than matched.
    #[error("{written} rows were written, {matched} matched")]
    Incomplete {
        /// Rows written.
        written: u64,
        /// Rows that matched.
        matched: u64,
    },
    /// The file would be larger than what is free where it goes.
    #[error("about {estimate} bytes, {free} free")]
    NoRoom {
        /// About how many bytes the file would have.
        estimate: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// There is no export profile of this name.
    #[error("{0}")]
    ProfileNotFound(String),
    /// There is an export profile of this name already.
    #[error("{0}")]
    ProfileExists(String),
    /// There is no own preset of columns of this name.
    #[error("{0}")]
    PresetNotFound(String),
    /// There is an own preset of columns of this name already.
    #[error("{0}")]
    PresetExists(String),
    /// There is no view of this name.
    #[error("{0}")]
    ViewNotFound(String),
    /// There is a view of this name already.
    #[error("{0}")]
    ViewExists(String),
    /// A file does not hold an export profile.
    #[error("{path}: {reason}")]
    ProfileFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Stopped on request.
    #[error("stopped on request")]
    Cancelled,
    /// There is no such export record.
    #[error("there is no export {0}")]
    ExportNotFound(i64),
    /// The export has no finished file.
    #[error("export {0} has no finished file")]
    ExportNotFinished(i64),
    /// The export is still running.
    #[error("export {0} is running")]
    ExportRunning(i64),
    /// The finished file is gone, or is not where the record says.
    #[error("the file of export {0} is not in its folder")]
    ExportFileMissing(i64),
    /// The manifest beside the file is gone or cannot be read.
    #[error("the manifest of export {id} cannot be read: {source}")]
    Manifest {
        /// The record.
        id: i64,
        /// The system's words.
        source: std::io::Error,
    },
    /// The file could not be removed.
    #[error("the file of export {id} cannot be removed: {source}")]
    ExportFileStays {
        /// The record.
        id: i64,
        /// The system's words.
        source: io::Error,
    },
    /// The system could not open or show a file.
    #[error("the system could not open the file: {0}")]
    Open(opener::OpenError),
    /// An address of an event is none of the web.
    #[error("not an address of the web")]
    LinkRefused,
    /// The system could not open an address.
    #[error("the system could not open the address: {0}")]
    OpenLink(opener::OpenError),
    /// An import was stopped on request.
    #[error("stopped on request")]
    ImportCancelled,
    /// There is no such import.
    #[error("there is no import {0}")]
    ImportNotFound(i64),
    /// The import rejected nothing, or its rejects file is gone.
    #[error("import {0} has no rejects file")]
    NoRejects(i64),
    /// The store that demo events were meant for holds events already.
    #[error("the store holds events already")]
    DemoNotEmpty,
    /// There is no such event.
    #[error("there is no such event")]
    EventNotFound,
    /// There is no such note.
    #[error("there is no note {0}")]
    NoteNotFound(i64),
    /// The journal holds no step of reviewing that could be undone.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Some of a step's events were changed by a later one.
    #[error("step {0} came later")]
    ReviewChangedSince(i64),
    /// There is no such account, by its id or name.
    #[error("{0}")]
    AccountNotFound(String),
    /// The name of a new account is taken.
    #[error("{0}")]
    AccountExists(String),
    /// Nothing is asked of the cloud, by the settings or by a policy, whose reason this is.
    #[error("offline")]
    Offline(Option<Reason>),
    /// This build knows no page of releases.
    #[error("no page of releases")]
    ReleasesUnknown,
    /// The key was typed for a run of the program that has ended.
    #[error("the key was typed for one run only")]
    KeyForgotten,
    /// There is no such sync run.
    #[error("there is no sync {0}")]
    SyncNotFound(i64),
    /// The sync rejected nothing, or its rejects file is gone.
    #[error("sync {0} has no rejects file")]
    NoSyncRejects(i64),
    /// The account is being synced, here or by another process.
    #[error("sync {0} is running")]
    SyncRunning(i64),
    /// A sync was stopped on request.
    #[error("stopped on request")]
    SyncCancelled,
    /// The cloud, or the way to it.
    #[error(transparent)]
    Cloud(#[from] alertbook_cloud::Error),
    /// Whether the cloud has begun an export is not known; the call is not made again.
    #[error("{0}")]
    CloudExportUnsure(alertbook_cloud::Error),
    /// The cloud says that its export, of this number, failed.
    #[error("export {0} of the cloud")]
    CloudExportFailed(u64),
    /// The cloud's file cannot be fetched by its link, nor by a fresh one.
    #[error("export {id} of the cloud: {reason}")]
    CloudExportLink {
        /// The cloud's number of the export.
        id: u64,
        /// Why not.
        reason: String,
    },
    /// The endpoint of an account.
    #[error(transparent)]
    Endpoint(#[from] alertbook_cloud::EndpointError),
    /// The system refuses a file or a thread of our own.
    #[error("{operation}: {source}")]
    System {
        /// What was being done.
        operation: &'static str,
        /// The system's words.
        source: io::Error,
    },
    /// Something that cannot happen did: a defect of the program.
    #[error("defect: {0}")]
    Defect(&'static str),
}

impl Error {
    /// One wrong parameter.
    pub(crate) fn illegal(parameter: &str, given: &str, expected: Expectation) -> Self {
        Self::IllegalParam(vec![Problem::new(parameter, given, expected)])
    }

    /// A failure of the system, with what was being done.
    pub(crate) fn system(operation: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::System { operation, source }
    }
}

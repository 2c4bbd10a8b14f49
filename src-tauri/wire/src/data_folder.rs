//! The data folder, moving it, and copies of the store.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What decided where the data folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DataFolderPlace {
    /// `--data-dir`.
    Argument,
    /// `--portable`, or a marker beside the program.
    Portable,
    /// The environment variable.
    Variable,
    /// A move of the data.
    Moved,
    /// The platform.
    Platform,
}

/// The data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DataFolderInfo {
    /// Where it is, for showing.
    pub path: String,
    /// What decided that.
    pub place: DataFolderPlace,
    /// What gives the place at each start, so that it cannot be moved.
    pub fixed_by: Option<String>,
    /// The platform's own folder, where the data were moved away from it and a store still stands there.
    pub left_copy: Option<String>,
    /// Its file system, as the system calls it.
    pub file_system: Option<String>,
    /// Bytes that are free there.
    #[ts(type = "number | null")]
    pub free_bytes: Option<u64>,
}

/// What a move of the data would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DataMovePlan {
    /// Where the data stand.
    pub from: String,
    /// Where they would stand.
    pub to: String,
    /// Bytes to copy.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes that are free there.
    #[ts(type = "number")]
    pub free_bytes: u64,
}

/// A move that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DataMoved {
    /// Where the data stand now.
    pub to: String,
    /// What is left in the old place and could not be removed.
    pub stays: Vec<String>,
}

/// A backup that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct BackupAnswer {
    /// The file.
    pub file: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Events in it.
    #[ts(type = "number")]
    pub events: u64,
    /// The id of the request.
    pub request_id: String,
}

/// A backup that was put into the place of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct RestoreAnswer {
    /// Events in it.
    #[ts(type = "number")]
    pub events: u64,
    /// Where the store of before is kept; none where there was none.
    pub kept: Option<String>,
    /// The id of the request.
    pub request_id: String,
}

/// What restoring a backup would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestorePlan {
    /// The backup, for showing.
    pub file: String,
    /// Events in it.
    #[ts(type = "number")]
    pub events: u64,
}

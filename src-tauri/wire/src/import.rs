//! Imports.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WireError;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportStatus {
    /// Reading.
    Running,
    /// Everything was read; some records may have been rejected.
    Finished,
    /// Stopped by the person; what was read stays.
    Cancelled,
    /// Stopped by an error; what was read stays.
    Failed,
}

/// A record that did not go in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reject {
    /// The file, and inside an archive its entry. For showing only.
    pub file: String,
    /// Where in the file: line and byte of the record's start.
    pub position: String,
    /// Why, and what would be right.
    pub reason: String,
}

/// One import, running or past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRun {
    /// The run's id.
    #[ts(type = "number")]
    pub id: i64,
    /// Where it stands.
    pub status: ImportStatus,
    /// What was given, for showing.
    pub sources: Vec<String>,
    /// When it started, in the display zone.
    pub started: String,
    /// The same in Unix milliseconds.
    #[ts(type = "number")]
    pub started_at: i64,
    /// Milliseconds so far or in total.
    #[ts(type = "number")]
    pub elapsed: u64,
    /// Bytes read.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes in all, when known.
    #[ts(type = "number | null")]
    pub bytes_total: Option<u64>,
    /// Records per second.
    #[ts(type = "number")]
    pub rate: u64,
    /// Estimated milliseconds to go, while running.
    #[ts(type = "number | null")]
    pub remaining: Option<u64>,
    /// Records that were new.
    #[ts(type = "number")]
    pub inserted: u64,
    /// Records that replaced an older state.
    #[ts(type = "number")]
    pub updated: u64,
    /// Records that changed nothing: the same, or older than what is stored.
    #[ts(type = "number")]
    pub unchanged: u64,
    /// Records kept aside.
    #[ts(type = "number")]
    pub rejected: u64,
    /// The first rejects (at most 100); all of them are in the rejects file.
    pub rejects: Vec<Reject>,
    /// Why it failed.
    pub error: Option<WireError>,
}

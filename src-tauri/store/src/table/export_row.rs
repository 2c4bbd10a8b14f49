//! The shapes of export records.

use super::CloudExport;

/// Where an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportState {
    /// Accepted, not started.
    Pending,
    /// Running.
    Exporting,
    /// The file is whole.
    Success,
    /// There is no file.
    Failed,
    /// Stopped on request; there is no file.
    Cancelled,
}

impl ExportState {
    /// All states.
    pub(super) const ALL: [Self; 5] = [
        Self::Pending,
        Self::Exporting,
        Self::Success,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The state as the table writes it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Exporting => "exporting",
            Self::Success => "success",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the export has not ended.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Pending | Self::Exporting)
    }
}

/// What is known of an export when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExport {
    /// The id of the request.
    pub request_id: String,
    /// The request as given, as JSON.
    pub request: String,
    /// The format's word.
    pub format: String,
    /// The dialect's word.
    pub dialect: String,
    /// Column names joined by commas.
    pub columns: String,
    /// The language's word.
    pub language: String,
    /// IANA name of the zone.
    pub zone: String,
    /// How names and addresses are masked.
    pub masking: String,
    /// Whether the file is packed into an archive.
    pub packing: String,
    /// What tells one file of a folder from the next; `none` where there is one file.
    pub partition_by: String,
    /// Whether what was masked is written down in the data folder.
    pub legend: bool,
    /// The folder of the file, absolute.
    pub folder: String,
    /// The file's name.
    pub file_name: String,
    /// The name of the writing process's lock file.
    pub owner: String,
    /// When it was asked for, UTC milliseconds.
    pub created: i64,
}

/// One export record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// The record's id.
    pub id: i64,
    /// What was asked for.
    pub asked: NewExport,
    /// Where it stands.
    pub state: ExportState,
    /// Whether somebody asked it to stop.
    pub cancel_asked: bool,
    /// The revision of the snapshot.
    pub revision: Option<i64>,
    /// Rows that matched, once counted.
    pub matched: Option<i64>,
    /// Rows written.
    pub rows: i64,
    /// The finished file's size.
    pub bytes: Option<i64>,
    /// The finished file's SHA-256, lower-case hex.
    pub sha256: Option<String>,
    /// The same of the manifest beside it; none where there is no manifest.
    pub manifest_sha256: Option<String>,
    /// Why it failed: a stable code.
    pub error_code: Option<String>,
    /// Details of the failure for people.
    pub error_message: Option<String>,
    /// The last change, UTC milliseconds.
    pub modified: i64,
    /// When it ended, UTC milliseconds.
    pub finished: Option<i64>,
    /// What the cloud was asked and told, where the file is the cloud's.
    pub cloud: Option<CloudExport>,
}

/// How far a running export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportProgress {
    /// The revision of the snapshot.
    pub revision: Option<i64>,
    /// Rows that match, once counted.
    pub matched: Option<i64>,
    /// Rows written.
    pub rows: i64,
    /// Now, UTC milliseconds.
    pub now: i64,
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinishedExport {
    /// The revision of the snapshot.
    pub revision: i64,
    /// Rows that matched, which is also the number written.
    pub rows: i64,
    /// The file's size.
    pub bytes: i64,
    /// The file's SHA-256, lower-case hex.
    pub sha256: String,
    /// The same of the manifest beside it; none where there is no manifest.
    pub manifest_sha256: Option<String>,
    /// Now, UTC milliseconds.
    pub now: i64,
}

/// How an export ended without a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportEnd {
    /// `Failed` or `Cancelled`.
    pub state: ExportState,
    /// Why: a stable code.
    pub error_code: Option<String>,
    /// Details for people.
    pub error_message: Option<String>,
    /// Now, UTC milliseconds.
    pub now: i64,
}

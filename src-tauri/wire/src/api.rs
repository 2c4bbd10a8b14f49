//! Answers of the operations, spelt as the API spells them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The answer of `ExportSuspEvents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ExportSuspEventsAnswer {
    /// The id of this request.
    pub request_id: String,
    /// The file's real name.
    pub file_name: String,
    /// The export record.
    #[ts(type = "number")]
    pub id: i64,
}

/// The answer of `DescribeSuspEventExportInfo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ExportInfo {
    /// `pending`, `exporting`, `success`, `failed`; a cancelled export is `failed` here, as the API has no such word.
    pub export_status: String,
    /// Percent.
    pub progress: u8,
    /// The file's real name.
    pub file_name: String,
    /// A `file:` URL of the finished file, empty before.
    pub link: String,
    /// Number of events.
    #[ts(type = "number")]
    pub total_count: u64,
    /// Column names joined by commas.
    pub properties: String,
    /// Always `suspiciousEvent`.
    #[serde(rename = "Type")]
    pub kind: String,
    /// Creation, Unix milliseconds.
    #[ts(type = "number")]
    pub gmt_create: i64,
    /// Last change, Unix milliseconds.
    #[ts(type = "number")]
    pub gmt_modified: i64,
    /// The export record.
    #[ts(type = "number")]
    pub id: i64,
    /// The id of this request.
    pub request_id: String,
}

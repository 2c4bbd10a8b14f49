//! Exports: starting one, and the records of all.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Language, ParameterMap, WireError};

/// How the file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ExportOptions {
    /// `csv`, `xlsx`, `ndjson`, `ocsf`, `html`, `parquet` or `sqlite`; absent means `csv`.
    pub format: Option<String>,
    /// Of `csv`: `excel` or `data`; absent means `excel`.
    pub dialect: Option<String>,
    /// Column names, or the name of one preset, of the program's or an own one; absent means the cloud's eleven.
    pub columns: Option<Vec<String>>,
    /// The language inside the file, unless the request has `Lang`; absent means Chinese, as in the API.
    pub language: Option<Language>,
    /// IANA name of the zone inside the file; absent means the settings' zone.
    pub zone: Option<String>,
    /// `none`, `document` or `pseudonyms`; absent means `none`.
    pub masking: Option<String>,
    /// Whether what was masked is written down in the data folder.
    pub legend: bool,
    /// `none` or `zip`; absent means `none`.
    pub packing: Option<String>,
    /// Of `parquet`: `none` or `day`; absent means `none`.
    pub partition_by: Option<String>,
}

/// Starts an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StartExport {
    /// The filter.
    pub request: ParameterMap,
    /// How the file is written.
    pub options: ExportOptions,
    /// The profile that tells what the options leave open, and the folder.
    #[serde(default)]
    pub profile: Option<String>,
}

/// What an export would come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportEstimate {
    /// Rows that match now.
    #[ts(type = "number")]
    pub rows: u64,
    /// About how many bytes the file will have.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes that are free where it goes; absent where the system does not tell.
    #[ts(type = "number | null")]
    pub free: Option<u64>,
    /// The folder where it goes, for showing.
    pub folder: String,
}

/// Asks an account's cloud for its own export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StartCloudExport {
    /// The account's id.
    #[ts(type = "number")]
    pub account: i64,
    /// The filter: parameters of the API only.
    pub request: ParameterMap,
}

/// Where an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportStatus {
    /// Accepted, not started.
    Pending,
    /// Running.
    Exporting,
    /// The file is whole.
    Success,
    /// There is no file; `error` says why.
    Failed,
    /// Stopped by the person; there is no file.
    Cancelled,
}

/// An export as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRecord {
    /// The record's id.
    #[ts(type = "number")]
    pub id: i64,
    /// The file's name.
    pub file_name: String,
    /// Where it stands.
    pub status: ExportStatus,
    /// `csv`, `xlsx`, or `cloud` for a file that the cloud made; such a file has no columns and no dialect of ours.
    pub format: String,
    /// Percent; of a file of the cloud's, as the cloud tells it.
    pub progress: u8,
    /// Rows written so far, or in the file.
    #[ts(type = "number")]
    pub rows: u64,
    /// Rows that matched, once counted.
    #[ts(type = "number | null")]
    pub matched: Option<u64>,
    /// Size of the finished file.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// Lower-case hex SHA-256 of the finished file.
    pub sha256: Option<String>,
    /// The filter in words, in the person's language.
    pub filter: String,
    /// The request as given.
    pub request: ParameterMap,
    /// Column names.
    pub columns: Vec<String>,
    /// `excel` or `data`; blank for a file that has no dialects.
    pub dialect: String,
    /// `zh` or `en`: the language inside the file.
    pub language: String,
    /// IANA name of the zone inside the file.
    pub zone: String,
    /// How names and addresses are masked.
    pub masking: String,
    /// `zip` for a file in an archive, else `none`.
    pub packing: String,
    /// `day` for a folder with one file a day, else `none`.
    pub partition_by: String,
    /// Whether what was masked is written down in the data folder.
    pub legend: bool,
    /// When it was asked for, in the display zone.
    pub created: String,
    /// The same in Unix milliseconds.
    #[ts(type = "number")]
    pub created_at: i64,
    /// How long it took or has taken, in milliseconds.
    #[ts(type = "number")]
    pub elapsed: u64,
    /// Estimated milliseconds to go, while running.
    #[ts(type = "number | null")]
    pub remaining: Option<u64>,
    /// Whether the finished file is still there.
    pub file_exists: bool,
    /// Why it failed.
    pub error: Option<WireError>,
    /// The account that was asked for a file of the cloud's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub account: Option<String>,
    /// Rows that the cloud says its file holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub cloud_rows: Option<u64>,
    /// Rows counted in the cloud's file, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub file_rows: Option<u64>,
    /// Rows that the same request selected here when the cloud had answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub local_rows: Option<u64>,
    /// Where the numbers differ: from when on a sync would have to read, `YYYY-MM-DD HH:mm:ss` in GMT+8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sync_from: Option<String>,
    /// Where the numbers differ: until when a sync would have to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sync_to: Option<String>,
}

//! Answers of the operations, spelt as the API spells them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
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

/// The answer of `cloud-export`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CloudExportAnswer {
    /// The id of this request.
    pub request_id: String,
    /// The file's real name.
    pub file_name: String,
    /// The export record.
    pub id: i64,
    /// Rows that the cloud says its file holds; absent where it did not say.
    pub cloud_rows: Option<u64>,
    /// Rows counted in the file; absent where it could not be read.
    pub file_rows: Option<u64>,
    /// Rows that the same request selected here when the cloud had answered.
    pub local_rows: u64,
    /// Where the numbers differ: from when on a sync would have to read, `YYYY-MM-DD HH:mm:ss` in GMT+8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_from: Option<String>,
    /// Where the numbers differ: until when a sync would have to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_to: Option<String>,
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

/// The answer of `DescribeSuspEvents`. Its records stand as they were imported.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SuspEventsAnswer {
    /// Rows on this page.
    pub count: u64,
    /// The page's number, from 1.
    pub current_page: u32,
    /// Rows of a page.
    pub page_size: u32,
    /// Rows of all pages.
    pub total_count: u64,
    /// The id of this request.
    pub request_id: String,
    /// The raw records.
    pub susp_events: Vec<Box<RawValue>>,
}

/// The answer of `DescribeAllGroups`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AllGroupsAnswer {
    /// Number of groups.
    pub count: usize,
    /// The groups.
    pub groups: Vec<Box<RawValue>>,
    /// The id of this request.
    pub request_id: String,
}

/// Which page an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PageInfo {
    /// Rows on this page.
    pub count: usize,
    /// The page's number, from 1.
    pub current_page: u32,
    /// Rows of a page.
    pub page_size: u32,
    /// Rows of all pages.
    pub total_count: usize,
}

/// The answer of `DescribeGroupedContainerInstances`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GroupedContainersAnswer {
    /// Which page.
    pub page_info: PageInfo,
    /// The id of this request.
    pub request_id: String,
    /// The groups of containers.
    pub grouped_container_instance_list: Vec<Value>,
}

/// A rejected record in the answer of `import`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RejectAnswer {
    /// The file, and inside an archive its entry.
    pub file: String,
    /// Where in the file.
    pub position: String,
    /// Why.
    pub reason: String,
}

/// The answer of `import`, a command of our own, in the API's spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImportAnswer {
    /// The import's id.
    pub id: i64,
    /// Records that were new.
    pub inserted: u64,
    /// Records that replaced an older state.
    pub updated: u64,
    /// Records that changed nothing.
    pub unchanged: u64,
    /// Records kept aside.
    pub rejected: u64,
    /// All rejected records, when there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejects_file: Option<String>,
    /// The first of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rejects: Vec<RejectAnswer>,
}

/// The answer of `db check`, a command of our own, in the API's spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CheckAnswer {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What is wrong with the file, in SQLite's words.
    pub faults: Vec<String>,
    /// Whether the counts and columns that are kept for counting agree with the events.
    pub tallies_agree: bool,
    /// Rows of the tables.
    pub tables: std::collections::BTreeMap<String, u64>,
    /// The id of this request.
    pub request_id: String,
}

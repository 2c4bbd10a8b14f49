//! `DescribeSuspEventExportInfo`: how far an export of the cloud's is.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Operation, Request};
use crate::answer::{number, text};
use crate::{Answer, Error};

/// Asks how far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SuspEventExportInfoQuery {
    /// The number that the cloud gave the export.
    pub export_id: u64,
}

impl From<&SuspEventExportInfoQuery> for Request {
    fn from(query: &SuspEventExportInfoQuery) -> Self {
        Self::new(Operation::DescribeSuspEventExportInfo).with("ExportId", query.export_id)
    }
}

/// How far an export is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportStatus {
    /// It waits for its turn.
    Pending,
    /// It is being written.
    Exporting,
    /// It can be fetched.
    Success,
    /// It came to nothing.
    Failed,
    /// A word that is not known.
    Other(String),
}

/// What the cloud tells of an export.
#[derive(Clone, PartialEq, Eq)]
pub struct ExportInfo {
    /// How far it is.
    pub status: ExportStatus,
    /// Per cent.
    pub progress: Option<u64>,
    /// The file's name.
    pub file_name: Option<String>,
    /// Where to fetch it, for an hour. It is signed: who has it can read the file.
    pub link: Option<String>,
    /// Events in it.
    pub total: Option<u64>,
}

/// The link opens the file for anybody, so it is not shown.
impl std::fmt::Debug for ExportInfo {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ExportInfo")
            .field("status", &self.status)
            .field("progress", &self.progress)
            .field("file_name", &self.file_name)
            .field("has_link", &self.link.is_some())
            .field("total", &self.total)
            .finish()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Shape {
    export_status: Option<Box<RawValue>>,
    progress: Option<Box<RawValue>>,
    file_name: Option<Box<RawValue>>,
    link: Option<Box<RawValue>>,
    total_count: Option<Box<RawValue>>,
}

impl ExportInfo {
    /// What an answer tells.
    pub fn read(answer: &Answer) -> Result<Self, Error> {
        let shape: Shape = answer.parse()?;
        let status = shape.export_status.as_deref().and_then(text);
        let status = match status.ok_or_else(|| answer.shape())?.to_ascii_lowercase() {
            word if word == "pending" => ExportStatus::Pending,
            word if word == "exporting" => ExportStatus::Exporting,
            word if word == "success" => ExportStatus::Success,
            word if word == "failed" => ExportStatus::Failed,
            word => ExportStatus::Other(word),
        };
        Ok(Self {
            status,
            progress: shape.progress.as_deref().and_then(number),
            file_name: shape.file_name.as_deref().and_then(text),
            link: shape
                .link
                .as_deref()
                .and_then(text)
                .filter(|link| !link.is_empty()),
            total: shape.total_count.as_deref().and_then(number),
        })
    }
}

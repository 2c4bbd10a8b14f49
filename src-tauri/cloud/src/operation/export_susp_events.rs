//! `ExportSuspEvents`: asks the cloud to write an export file.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Operation, Request};
use crate::answer::{number, text};
use crate::{Answer, Error};

/// Asks the cloud for an export. The parameters are those of a request as the user gave it, already in the form of the
/// API: names with one value each, lists as `Name.1`, `Name.2`, ….
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportSuspEventsCall {
    /// Names and values.
    pub parameters: Vec<(String, String)>,
}

impl From<&ExportSuspEventsCall> for Request {
    fn from(call: &ExportSuspEventsCall) -> Self {
        Self {
            query: call.parameters.clone(),
            ..Self::new(Operation::ExportSuspEvents)
        }
    }
}

/// An export that the cloud has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportStarted {
    /// The number to ask for it by.
    pub id: u64,
    /// The file's name, without an extension; empty where the cloud told none.
    pub file_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Shape {
    id: Option<Box<RawValue>>,
    file_name: Option<Box<RawValue>>,
}

impl ExportStarted {
    /// What an answer tells of the export.
    pub fn read(answer: &Answer) -> Result<Self, Error> {
        let shape: Shape = answer.parse()?;
        let id = shape
            .id
            .as_deref()
            .and_then(number)
            .ok_or_else(|| answer.shape())?;
        let file_name = shape.file_name.as_deref().and_then(text).unwrap_or_default();
        Ok(Self { id, file_name })
    }
}

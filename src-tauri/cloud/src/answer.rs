//! What the cloud answers, and the lists in it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::{Error, Operation};

/// An answer that was read to its end, is complete JSON, and is no refusal.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The JSON as it came.
    pub body: Vec<u8>,
    /// The cloud's name for this call; empty where it told none.
    pub request_id: String,
    /// What was asked.
    pub operation: Operation,
}

/// A body holds alerts or keys, so only its size is told.
impl std::fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("operation", &self.operation)
            .field("request_id", &self.request_id)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// One page of a list. The records are pieces of the answer's text, so ids of 64 bits stay what they are.
#[derive(Debug, Default)]
pub struct Page<'a> {
    /// The records as they came, in the cloud's order.
    pub records: Vec<&'a RawValue>,
    /// How many records the whole list has, by the cloud's count; it only informs.
    pub total: Option<u64>,
    /// Where the next page begins; `None` at the end of the list, and for lists without tokens.
    pub next_token: Option<String>,
}

/// The fields around a list, wherever an operation keeps them.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Envelope<'a> {
    #[serde(borrow)]
    susp_events: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    groups: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    instances: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    container_instance_list: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    grouped_container_instance_list: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    total_count: Option<&'a RawValue>,
    page_info: Option<PageInfo<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct PageInfo<'a> {
    #[serde(borrow)]
    total_count: Option<&'a RawValue>,
    #[serde(borrow)]
    next_token: Option<&'a RawValue>,
}

impl Answer {
    /// The page in a list's answer. A list that is absent or null is an empty page.
    pub fn page(&self) -> Result<Page<'_>, Error> {
        let envelope: Envelope<'_> = self.read()?;
        let records = match self.operation {
            Operation::DescribeSuspEvents => envelope.susp_events,
            Operation::DescribeAllGroups => envelope.groups,
            Operation::DescribeCloudCenterInstances => envelope.instances,
            Operation::DescribeContainerInstances => envelope.container_instance_list,
            Operation::DescribeGroupedContainerInstances => envelope.grouped_container_instance_list,
            Operation::DescribeSuspEventDetail
            | Operation::DescribeMonitorAccounts
            | Operation::ExportSuspEvents
            | Operation::DescribeSuspEventExportInfo
            | Operation::GetCallerIdentity
            | Operation::AssumeRole => None,
        };
        let info = envelope.page_info.unwrap_or_default();
        Ok(Page {
            records: records.unwrap_or_default(),
            total: envelope.total_count.or(info.total_count).and_then(number),
            next_token: info.next_token.and_then(text).filter(|token| !token.is_empty()),
        })
    }

    /// The answer as a shape that borrows from it.
    fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|_| self.shape())
    }

    /// The answer as a shape of its own.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.read()
    }

    /// The error of an answer that lacks what it is for.
    pub(crate) fn shape(&self) -> Error {
        Error::Shape {
            operation: self.operation,
            request_id: self.request_id.clone(),
        }
    }
}

/// A number of the cloud's, written as a number or as text; anything else counts as absent.
pub(crate) fn number(value: &RawValue) -> Option<u64> {
    value.get().trim_matches('"').parse().ok()
}

/// A text of the cloud's, written as text or as a number; anything else counts as absent.
pub(crate) fn text(value: &RawValue) -> Option<String> {
    match serde_json::from_str(value.get()).ok()? {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

//! Errors as they cross the edge.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One parameter that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct Problem {
    /// The parameter's name as given.
    pub parameter: String,
    /// What was given, shortened and with control characters made visible.
    pub given: String,
    /// What would be right, in the person's language.
    pub allowed: String,
}

/// The error object of the API, with our own additions in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct WireError {
    /// The API's own code where it has one (`IllegalParam`, `NoPermission`, `ServerError`), else `area.reason`.
    pub code: String,
    /// For people, in their language.
    pub message: String,
    /// The id of the request that failed.
    pub request_id: String,
    /// Every wrong parameter of an `IllegalParam`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// The action that a `NoPermission` lacked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The smallest policy that allows what the cloud refused, to be pasted into its console.
    #[serde(rename = "policy", default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Whether the same call may succeed later without any change.
    #[serde(rename = "retryable")]
    pub retryable: bool,
}

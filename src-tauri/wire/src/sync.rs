//! Accounts of the cloud and what was brought from them, as the command line answers it, in the API's spelling.

use serde::Serialize;

use crate::WireError;

/// An account. The key itself is never part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountAnswer {
    /// The account's id here.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// Where its key is: `profile`, `environment` or `keychain`.
    pub credential: String,
    /// The profile's or the keychain entry's name; blank for the environment.
    pub credential_name: String,
    /// A site's word, or an address.
    pub endpoint: String,
    /// `own`, `all`, or a member's id.
    pub members: String,
    /// `zh`, `en` or `both`.
    pub lang: String,
    /// Calls a second; 0 without a limit.
    pub rate: i64,
    /// After how many days everything is read again.
    pub full_days: i64,
    /// The account's number in the cloud, once it was told. Text, because it has 64 bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_account: Option<String>,
    /// Its last sync.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sync: Option<SyncAnswer>,
}

/// What testing an account found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountTestAnswer {
    /// The account's name here.
    pub account: String,
    /// Its number in the cloud, where STS told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_account: Option<String>,
    /// Whether everything that a sync calls is permitted and answers.
    pub usable: bool,
    /// Each operation that a sync calls.
    pub operations: Vec<OperationTestAnswer>,
    /// The smallest policy that allows all of them.
    pub policy: String,
    /// By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_difference_seconds: Option<i64>,
}

/// How one operation answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OperationTestAnswer {
    /// The API's name.
    pub operation: String,
    /// Whether it answered.
    pub permitted: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<WireError>,
}

/// What a sync did, also one that did not come to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SyncAnswer {
    /// The run.
    pub id: i64,
    /// The account's name here.
    pub account: String,
    /// `full`, `recent` or `range`.
    pub kind: String,
    /// `running`, `finished`, `cancelled`, `failed` or `replaced`.
    pub status: String,
    /// Events that were new.
    pub inserted: i64,
    /// Events that the store held and that changed.
    pub changed: i64,
    /// Events that the cloud no longer lists.
    pub gone: i64,
    /// Events that were gone and are listed again.
    pub returned: i64,
    /// Records of events that were listed, repetitions included.
    pub listed: i64,
    /// Groups, assets, clusters and containers that were new or changed.
    pub inventory: i64,
    /// Records kept aside.
    pub rejected: i64,
    /// All of those, when there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejects_file: Option<String>,
    /// Ranges of time that were read.
    pub windows: i64,
    /// Pages that were stored.
    pub pages: i64,
    /// Calls to the cloud, repetitions included.
    pub calls: i64,
    /// Calls that were tried again.
    pub retries: i64,
    /// Milliseconds of work.
    pub elapsed: i64,
    /// Milliseconds spent waiting for answers, all calls together.
    pub waited: i64,
    /// How often it was begun or taken up again.
    pub starts: i64,
    /// By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_difference_seconds: Option<i64>,
    /// Ranges whose count differs from the cloud's also after reading them again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unexplained: Vec<UnexplainedAnswer>,
    /// Why it did not come to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<WireError>,
}

/// A range of time whose count could not be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UnexplainedAnswer {
    /// Its beginning, GMT+8; blank without one.
    pub from: String,
    /// Its end, GMT+8; blank without one.
    pub to: String,
    /// How many events the cloud says there are.
    pub total: i64,
    /// How many different ones it listed.
    pub listed: i64,
}

//! The record of what was asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One asked operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// Its number; a later one is greater.
    #[ts(type = "number")]
    pub id: i64,
    /// When, in the display zone.
    pub asked: String,
    /// The user of the operating system.
    pub who: String,
    /// `cli` or `window`.
    pub door: String,
    /// The action, such as `yundun-sas:ExportSuspEvents`.
    pub action: String,
    /// Whether it was permitted.
    pub allowed: bool,
    /// The id of the request.
    pub request_id: String,
    /// The request as JSON: parameters only, no alert content.
    pub request: String,
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListAudit {
    /// Words that an entry holds, all of them, ASCII case ignored; blank for any.
    pub search: String,
    /// Not before, `YYYY-MM-DD HH:mm:ss` in GMT+8.
    pub since: Option<String>,
    /// Not after.
    pub until: Option<String>,
    /// Only entries older than this one: the last that is shown already.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// How many; absent for all.
    pub limit: Option<u32>,
}

/// Some entries, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// How many there are in all, whichever were shown already.
    #[ts(type = "number")]
    pub total: u64,
}

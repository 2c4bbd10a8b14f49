//! The self-test, and reports of crashes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// As it should be.
    Good,
    /// Something is missing that can be done without.
    Warning,
    /// Something will not work.
    Bad,
    /// There was nothing to look at.
    Skipped,
}

/// A check there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckName {
    /// Its id, for running it.
    pub id: String,
    /// What it looks at.
    pub title: String,
}

/// A check that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// Its id, stable for ever.
    pub id: String,
    /// What it looked at.
    pub title: String,
    /// How it ended.
    pub state: CheckState,
    /// What was found.
    pub text: String,
    /// What can be done about it.
    pub advice: Option<String>,
}

/// All checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct Checkup {
    /// Whether none of them found something that will not work.
    pub healthy: bool,
    /// The checks that were made.
    pub checks: Vec<Check>,
    /// All of it as text without names, keys and alerts.
    pub report: String,
    /// The id of the request.
    pub request_id: String,
}

/// A report of a crash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CrashReport {
    /// Its file's name.
    pub name: String,
    /// Where it is, for showing.
    pub path: String,
    /// What it says.
    pub text: String,
}

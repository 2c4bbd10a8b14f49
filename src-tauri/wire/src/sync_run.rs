//! Syncs, running and past.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WireError;

/// Where a sync stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncStatus {
    /// Reading.
    Running,
    /// The network is lost; it goes on by itself when it is back.
    Waiting,
    /// Everything was read.
    Finished,
    /// Stopped by the person; what was stored stays, and the next run goes on from there.
    Cancelled,
    /// Stopped by an error; what was stored stays, and the next run goes on from there.
    Failed,
    /// Given up for one that reads more; what was stored stays.
    Replaced,
}

/// How much a sync is asked to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncExtent {
    /// What is new, and everything again when that is due.
    #[default]
    Due,
    /// Everything.
    Everything,
    /// One range of `LastTime` alone, as `yyyy-mm-dd hh:mm:ss` in GMT+8.
    Range {
        /// Not before.
        from: String,
        /// Not after; without it, up to now.
        to: Option<String>,
    },
}

/// How much a sync reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncKind {
    /// Everything, which also finds out what is gone.
    Full,
    /// What is new or was handled since the last run.
    Recent,
    /// One range of time.
    Range,
}

/// What a running sync reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncStage {
    /// Groups, assets, clusters and containers.
    Inventory,
    /// Events, one range of time after the other.
    Events,
    /// Events that no list held, one by one, to find out whether they are gone.
    Missing,
}

/// What a sync waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncWaitReason {
    /// An answer.
    Server,
    /// Its turn, because of the limit of calls a second.
    Limit,
    /// To try a call again that the cloud refused for too many.
    Throttled,
    /// To try a failed call again.
    Retry,
    /// The network to come back.
    Network,
}

/// A wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncWait {
    /// For what.
    pub reason: SyncWaitReason,
    /// Until when, as the time of day in the display zone, where that is known.
    pub until: Option<String>,
}

/// A range of time, both ends included, as texts in the display zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncRange {
    /// Its beginning; absent for the first event there is.
    pub from: Option<String>,
    /// Its end; absent for now.
    pub to: Option<String>,
}

/// A range whose count differs from the cloud's also after it was read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnexplainedRange {
    /// Which.
    pub range: SyncRange,
    /// How many events the cloud says there are.
    #[ts(type = "number")]
    pub total: u64,
    /// How many different ones it listed.
    #[ts(type = "number")]
    pub listed: u64,
}

/// One sync, running or past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncRun {
    /// The run's id.
    #[ts(type = "number")]
    pub id: i64,
    /// The account's id here.
    #[ts(type = "number")]
    pub account: i64,
    /// What people call the account; of a removed one what they called it.
    pub account_name: String,
    /// Where it stands.
    pub status: SyncStatus,
    /// How much it reads.
    pub kind: SyncKind,
    /// What it reads now; absent when it has ended.
    pub stage: Option<SyncStage>,
    /// The range that it reads now, in the stage of events.
    pub window: Option<SyncRange>,
    /// What it waits for now.
    pub wait: Option<SyncWait>,
    /// Pages that were stored.
    #[ts(type = "number")]
    pub pages: u64,
    /// Events that were listed, repetitions included.
    #[ts(type = "number")]
    pub listed: u64,
    /// How many there are to list, by the cloud's count, when that is known.
    #[ts(type = "number | null")]
    pub expected: Option<u64>,
    /// Events that were new.
    #[ts(type = "number")]
    pub inserted: u64,
    /// Those of them whose level is `serious`.
    #[ts(type = "number")]
    pub inserted_serious: u64,
    /// Events that the store held and that changed.
    #[ts(type = "number")]
    pub changed: u64,
    /// Events that the cloud no longer lists.
    #[ts(type = "number")]
    pub gone: u64,
    /// Events that were gone and are listed again.
    #[ts(type = "number")]
    pub returned: u64,
    /// Records kept aside.
    #[ts(type = "number")]
    pub rejected: u64,
    /// Groups, assets, clusters and containers that were new or changed.
    #[ts(type = "number")]
    pub inventory: u64,
    /// Events a second.
    #[ts(type = "number")]
    pub rate: u64,
    /// Estimated milliseconds to go, while running.
    #[ts(type = "number | null")]
    pub remaining: Option<u64>,
    /// Calls to the cloud, repetitions included.
    #[ts(type = "number")]
    pub calls: u64,
    /// Calls that were tried again.
    #[ts(type = "number")]
    pub retries: u64,
    /// Ranges whose count could not be explained.
    pub unexplained: Vec<UnexplainedRange>,
    /// By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
    #[ts(type = "number | null")]
    pub clock_difference_seconds: Option<i64>,
    /// Why it failed, or why it waits for the network.
    pub error: Option<WireError>,
    /// When it started, in the display zone.
    pub started: String,
    /// The same in Unix milliseconds.
    #[ts(type = "number")]
    pub started_at: i64,
    /// When it ended, in the display zone.
    pub finished: Option<String>,
    /// When it ended, Unix milliseconds.
    #[ts(type = "number | null")]
    pub finished_at: Option<i64>,
    /// Milliseconds of work so far or in total.
    #[ts(type = "number")]
    pub elapsed: u64,
}

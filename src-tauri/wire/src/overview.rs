//! The events of a request at a glance.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::FacetValue;

/// A chart of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum OverviewPart {
    /// Events over time by level.
    Trend,
    /// Events by type.
    Types,
    /// Assets with most events.
    Assets,
    /// How long handling took.
    HandleTimes,
    /// Handled and pending events over time.
    Handling,
}

/// A stretch of time: a day, or longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverviewBar {
    /// The first second of the request's events that can lie in it, as `TimeStart` takes it.
    pub start: String,
    /// The last such second, as `TimeEnd` takes it.
    pub end: String,
    /// Its beginning for people, in their zone.
    pub title: String,
    /// Its last second for people, in their zone.
    pub until: String,
    /// Numbers of events by level, from the most to the least serious; the last are of other levels or none.
    #[ts(type = "[number, number, number, number]")]
    pub levels: [u64; 4],
    /// Numbers of events that are handled, that are pending, and that tell no status.
    #[ts(type = "[number, number, number]")]
    pub handling: [u64; 3],
}

/// An asset and its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverviewAsset {
    /// `Uuid`.
    pub uuid: String,
    /// What most of its events call it; blank where they do not.
    pub name: String,
    /// How many events.
    #[ts(type = "number")]
    pub events: u64,
    /// How many of them are pending.
    #[ts(type = "number")]
    pub pending: u64,
}

/// How many events were handled within a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverviewHandleTime {
    /// The word that `handletime` takes.
    pub value: String,
    /// The time in words.
    pub name: String,
    /// How many events.
    #[ts(type = "number")]
    pub events: u64,
}

/// The events of a request at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// How many events the request selects.
    #[ts(type = "number")]
    pub events: u64,
    /// How many events the store holds.
    #[ts(type = "number")]
    pub total: u64,
    /// How long each bar is: `day`, `week`, `month`, `quarter` or `year`.
    pub step: String,
    /// Bars without gaps, the oldest first; none where no event has a time.
    pub bars: Vec<OverviewBar>,
    /// Events that have no time and so are in no bar.
    #[ts(type = "number")]
    pub untimed: u64,
    /// Types, those of most events first; the blank one, of events whose type is not known, comes last.
    pub types: Vec<FacetValue>,
    /// The assets with most events.
    pub assets: Vec<OverviewAsset>,
    /// How many more assets have events.
    #[ts(type = "number")]
    pub other_assets: u64,
    /// Events that name no asset by its `Uuid`.
    #[ts(type = "number")]
    pub without_asset: u64,
    /// Handled events by the time from `LastTime` to `OperateTime`: every class, the shortest first.
    pub handle_times: Vec<OverviewHandleTime>,
    /// Seconds that half of the handled events took at most, of those that took any time.
    #[ts(type = "number | null")]
    pub median: Option<u64>,
    /// Seconds that nine of ten of them took at most.
    #[ts(type = "number | null")]
    pub ninetieth: Option<u64>,
    /// Numbers of events that are handled, that are pending, and that tell no status.
    #[ts(type = "[number, number, number]")]
    pub handling: [u64; 3],
    /// The state of the store that was counted.
    #[ts(type = "number")]
    pub revision: u64,
}

/// A chart as it is shown, to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Picture {
    /// Which chart: it gives the file its first name.
    pub part: OverviewPart,
    /// The bytes of a PNG file, in base64.
    pub png: String,
}

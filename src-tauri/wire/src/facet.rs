//! Numbers of events for choosing: by value, over time, and without one of the conditions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Chip, FacetValue};

/// The values of one facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FacetValues {
    /// Its name.
    pub facet: String,
    /// Those with most events, at most some hundreds.
    pub values: Vec<FacetValue>,
    /// How many more there are.
    pub omitted: u32,
}

/// All facets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FacetCounts {
    /// Each facet.
    pub facets: Vec<FacetValues>,
    /// The state of the store that was counted.
    #[ts(type = "number")]
    pub revision: u64,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimeBar {
    /// Its first second, as `TimeStart` takes it.
    pub start: String,
    /// Its last second, as `TimeEnd` takes it.
    pub end: String,
    /// Its beginning for people, in their zone.
    pub title: String,
    /// Numbers of events by level, from the most to the least serious; the last are of other levels or none.
    #[ts(type = "[number, number, number, number]")]
    pub events: [u64; 4],
}

/// Events over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimeHistogram {
    /// How long each bar is: `minute`, `minutes5`, `minutes15`, `hour`, `hours3`, `hours12`, `day`, `week`, `month`, `quarter` or
    /// `year`.
    pub step: String,
    /// Bars without gaps, the oldest first; none where no event has a time.
    pub bars: Vec<TimeBar>,
    /// The state of the store that was counted.
    #[ts(type = "number")]
    pub revision: u64,
}

/// What one condition of a request takes away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExcludingCondition {
    /// The condition, as its chip tells it.
    pub chip: Chip,
    /// How many events the rest of the request selects.
    #[ts(type = "number")]
    pub events: u64,
}

/// Why a request selects nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmptyExplanation {
    /// Every condition, that without which there are most events first.
    pub conditions: Vec<ExcludingCondition>,
    /// The state of the store that was counted.
    #[ts(type = "number")]
    pub revision: u64,
}

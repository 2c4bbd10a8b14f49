//! Events that belong to another one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EventKey, ParameterMap};

/// What two events have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EventRelation {
    /// The asset, by its `Uuid`.
    Asset,
    /// The container, by its `ContainerId`.
    Container,
    /// `AlarmUniqueInfo`, on one asset; on one container where the event names no asset.
    Alarm,
}

/// Asks for the events that have something in common with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskRelated {
    /// The one.
    pub key: EventKey,
    /// What they have in common.
    pub relation: EventRelation,
}

/// An event beside another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelatedEvent {
    /// Which event.
    pub key: EventKey,
    /// The level, as in a row.
    pub level: Option<String>,
    /// The level in words.
    pub level_words: String,
    /// The event's name. Attacker-controlled: text only.
    pub title: String,
    /// The status in words.
    pub status_words: String,
    /// When it last occurred, in the display zone; blank when unknown.
    pub when: String,
    /// The same in Unix milliseconds.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
}

/// The events that have something in common with one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelatedEvents {
    /// How many there are beside the one.
    #[ts(type = "number")]
    pub others: u64,
    /// Those nearest in time, newest first: 20 at most.
    pub nearest: Vec<RelatedEvent>,
    /// The request that selects all of them and the one; absent where no parameter can tell it.
    pub filter: Option<ParameterMap>,
}

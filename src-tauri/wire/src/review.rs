//! Reviews: what a person says about events.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EventKey, ParameterMap};

/// What is to change in the reviews of events; what is absent or empty stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ReviewEvents {
    /// The events; none when `request` selects them.
    pub events: Vec<EventKey>,
    /// Selects the events, in place of `events`.
    pub request: Option<ParameterMap>,
    /// How many events the request selected when the person looked. Another number refuses the step.
    #[ts(type = "number | null")]
    pub count: Option<u64>,
    /// Whether they are reviewed from now on.
    pub reviewed: Option<bool>,
    /// The verdict from now on: `real`, `false-positive`, `unclear` or `none`.
    pub verdict: Option<String>,
    /// Tags to have from now on.
    pub add_tags: Vec<String>,
    /// Tags to have no more.
    pub remove_tags: Vec<String>,
}

/// A note to be written on events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewReviewNote {
    /// The events; each gets a note of its own.
    pub events: Vec<EventKey>,
    /// The text.
    pub text: String,
}

/// A step of reviewing that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewStep {
    /// Its number, for undoing it; absent when everything was so already.
    #[ts(type = "number | null")]
    pub step: Option<i64>,
    /// How many events it changed.
    #[ts(type = "number")]
    pub changed: u64,
    /// The store's revision since; absent when nothing changed.
    #[ts(type = "number | null")]
    pub revision: Option<u64>,
}

/// What a step of reviewing was about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ReviewWish {
    /// Whether events were to be reviewed.
    pub reviewed: Option<bool>,
    /// The verdict they were to have.
    pub verdict: Option<String>,
    /// Tags they were to have.
    pub add_tags: Vec<String>,
    /// Tags they were to have no more.
    pub remove_tags: Vec<String>,
    /// The note that was written.
    pub note: Option<String>,
    /// The number of the note that was removed.
    #[ts(type = "number | null")]
    pub removed_note: Option<i64>,
}

/// A step of reviewing that was undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoneReview {
    /// Its number.
    #[ts(type = "number")]
    pub step: i64,
    /// Who had made it.
    pub author: String,
    /// When, in the display zone.
    pub made: String,
    /// How many events are again as they were before.
    #[ts(type = "number")]
    pub events: u64,
    /// The store's revision since.
    #[ts(type = "number")]
    pub revision: u64,
    /// What it was.
    pub wish: ReviewWish,
}

/// A note on an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewNote {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// Who wrote it.
    pub author: String,
    /// When, in the display zone.
    pub written: String,
    /// The text.
    pub text: String,
}

/// What people say about an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventReview {
    /// Whether it was marked as reviewed.
    pub reviewed: bool,
    /// The verdict, as in [`ReviewEvents::verdict`].
    pub verdict: String,
    /// Who set mark or verdict last; blank when nobody did.
    pub author: String,
    /// When, in the display zone; blank when nobody did.
    pub marked: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The notes, the oldest first.
    pub notes: Vec<ReviewNote>,
}

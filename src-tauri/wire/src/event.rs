//! Lists of events and one event in full.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EventReview, ParameterMap};

/// What identifies an event: its record id and the account that raised it, both as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct EventKey {
    /// The record id.
    pub id: String,
    /// `SourceAliUid`, absent when the record did not name one.
    pub account: Option<String>,
}

/// The order of a list. Ties, and the default, go by `LastTimeStamp` and `Id`, both descending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sort {
    /// A sortable column's name; of groups that of a column that events can be grouped by.
    pub column: String,
    /// Largest first; of groups those of most events.
    pub descending: bool,
    /// Whether events that have the same in the column stand together, the newest first, and the groups go by how many
    /// events they have.
    #[serde(default)]
    pub grouped: bool,
}

/// Asks for the groups of the events that a request selects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupEvents {
    /// The filter.
    pub request: ParameterMap,
    /// A grouped order.
    pub sort: Sort,
}

/// Events side by side that have the same in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventGroup {
    /// What they have, in the person's language.
    pub name: String,
    /// Of groups by severity the level: `serious`, `suspicious`, `remind`.
    pub level: Option<String>,
    /// How many there are.
    #[ts(type = "number")]
    pub events: u64,
}

/// The groups of a list, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventGroups {
    /// The groups.
    pub groups: Vec<EventGroup>,
    /// The store's revision that was read.
    #[ts(type = "number")]
    pub revision: u64,
}

/// Asks for some rows of the events that a request selects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListEvents {
    /// The filter.
    pub request: ParameterMap,
    /// Column names, in the order of the cells wanted.
    pub columns: Vec<String>,
    /// Absent: the default order, newest first.
    pub sort: Option<Sort>,
    /// The number of the first row wanted, from 0.
    #[ts(type = "number")]
    pub offset: u64,
    /// How many rows, at most 1 000.
    pub limit: u32,
}

/// One row of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventRow {
    /// Which event.
    pub key: EventKey,
    /// `serious`, `suspicious`, `remind`, the word as it came when unknown, or absent.
    pub level: Option<String>,
    /// The event status number.
    #[ts(type = "number | null")]
    pub status: Option<i64>,
    /// Whether a person marked it as reviewed.
    pub reviewed: bool,
    /// The cells of the columns asked for, in the person's language and zone.
    pub cells: Vec<String>,
}

/// Some rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventPage {
    /// The number of the first row.
    #[ts(type = "number")]
    pub offset: u64,
    /// The rows; fewer than asked for at the end.
    pub rows: Vec<EventRow>,
    /// The store's revision that was read; a higher one later means that the list is out of date.
    #[ts(type = "number")]
    pub revision: u64,
}

/// How copied events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum CopyForm {
    /// Lines of cells that are parted by tabs.
    Text,
    /// CSV with a line of headings.
    Csv,
    /// An array of objects, whose fields are named like the columns.
    Json,
}

/// Asks for events as text, to be put on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyEvents {
    /// Which events: at most 10 000.
    pub request: ParameterMap,
    /// Column names, in order.
    pub columns: Vec<String>,
    /// Absent: the default order, newest first.
    pub sort: Option<Sort>,
    /// How.
    pub form: CopyForm,
}

/// Events as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopiedEvents {
    /// The text.
    pub text: String,
    /// How many events it holds.
    #[ts(type = "number")]
    pub rows: u64,
}

/// Asks how many events a request selects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountEvents {
    /// The filter.
    pub request: ParameterMap,
}

/// How many events a request selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventCount {
    /// Rows that match.
    #[ts(type = "number")]
    pub count: u64,
    /// Rows in the store.
    #[ts(type = "number")]
    pub total: u64,
    /// The store's revision that was read.
    #[ts(type = "number")]
    pub revision: u64,
}

/// A labelled field of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Field {
    /// The API's field name.
    pub name: String,
    /// The label in the person's language.
    pub label: String,
    /// The value as text; dates in the display zone.
    pub value: String,
    /// The moment in Unix milliseconds, where the value is one.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// The request that selects the events of this value; absent where no parameter can tell it.
    pub filter: Option<ParameterMap>,
}

/// A pair out of the record's own lists (details, notes, tactics).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameValue {
    /// The name as the record gives it.
    pub name: String,
    /// The value as the record gives it. Attacker-controlled: text only.
    pub value: String,
}

/// A tactic that an event's record names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventTactic {
    /// `TacticId`.
    pub id: String,
    /// In Chinese; as the record has it where the id is none of the enterprise matrix. Attacker-controlled: text only.
    pub zh: String,
    /// In English, likewise.
    pub en: String,
    /// The request that selects the events of this tactic; absent where no parameter can tell it.
    pub filter: Option<ParameterMap>,
}

/// A step of the way that attacks go, and whether an event is at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttackStep {
    /// The tactic's id.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Whether the event's record names it, as a tactic or as a stage.
    pub held: bool,
}

/// A field of an event that a sync found changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventChange {
    /// The field in words, in the person's language.
    pub field: String,
    /// What it said before, in words; blank for nothing. Attacker-controlled: text only.
    pub before: String,
    /// What it says since, in words; blank for nothing. Attacker-controlled: text only.
    pub after: String,
    /// When the sync found that out, in the display zone.
    pub when: String,
    /// The same in Unix milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// The sync run that found it out.
    #[ts(type = "number")]
    pub run: i64,
}

/// One event in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventDetail {
    /// Which event.
    pub key: EventKey,
    /// The event's name.
    pub title: String,
    /// The level, as in a row.
    pub level: Option<String>,
    /// The level in words.
    pub level_words: String,
    /// The status in words.
    pub status_words: String,
    /// What happened, in words.
    pub description: String,
    /// What happened: names, type, times, status, handling.
    pub event: Vec<Field>,
    /// The affected asset, with its stored row.
    pub asset: Vec<Field>,
    /// Container, image and Kubernetes place, with the stored container row. Empty for host events.
    pub container: Vec<Field>,
    /// `Details`.
    pub details: Vec<NameValue>,
    /// `EventNotes`: time and note.
    pub notes: Vec<NameValue>,
    /// `TacticItems`.
    pub tactics: Vec<EventTactic>,
    /// All tactics in the order of attacks, when the event is at one of them; else empty.
    pub attack: Vec<AttackStep>,
    /// The words of `Stages` that are no tactic's name, as they came. Attacker-controlled: text only.
    pub stages: Vec<String>,
    /// Every other field the record holds.
    pub other: Vec<Field>,
    /// What syncs found changed, newest first.
    pub history: Vec<EventChange>,
    /// When a sync first brought it, in the display zone; absent for what came from a file only.
    pub first_seen: Option<String>,
    /// When a sync found that the cloud no longer lists it, in the display zone; absent while it is listed.
    pub gone: Option<String>,
    /// What people say about it.
    pub review: EventReview,
    /// The raw record as indented JSON.
    pub raw: String,
    /// The raw record in the other language, when both are held.
    pub raw_other_language: Option<String>,
}

/// Something that can be chosen by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedChoice {
    /// The value sent in a request.
    pub value: String,
    /// What people read; equal to the value when there is no name.
    pub name: String,
    /// How many events.
    #[ts(type = "number")]
    pub events: u64,
}

/// What the store offers for the open parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoreChoices {
    /// Accounts that events name.
    pub accounts: Vec<NamedChoice>,
    /// Asset groups.
    pub groups: Vec<NamedChoice>,
    /// Clusters.
    pub clusters: Vec<NamedChoice>,
    /// Asset types.
    pub asset_types: Vec<NamedChoice>,
}

//! The record that is being passed, and the places of the outer shape around it.

use alertbook_core::record::RecordKind;

use super::position::Position;

/// A record, or text that is no JSON, whose end was not met yet.
#[derive(Debug)]
pub(super) struct Capture {
    /// Where it begins.
    pub start: u64,
    /// The same, for people.
    pub position: Position,
    /// What it is when the list it stands in tells.
    pub kind: Option<RecordKind>,
    /// How many brackets are open around it.
    pub depth: u64,
    /// What was kept after it grew too long; empty before.
    pub head: Vec<u8>,
    /// The first `{` inside where the grammar allows none: where the next record begins if this one never ends.
    pub suspect: Option<u64>,
}

impl Capture {
    /// Whether it grew too long, so that only its head was kept.
    pub(super) const fn dropped(&self) -> bool {
        !self.head.is_empty()
    }
}

/// What the key that was just read announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A list of records.
    List(RecordKind),
    /// The SDK's wrapper around an answer.
    Body,
    /// Anything else.
    Other,
}

impl Role {
    /// The role of a key, given as it stands between its quotes.
    pub(super) fn of(key: &str) -> Self {
        match RecordKind::from_list_key(key) {
            Some(kind) => Self::List(kind),
            None if key == "body" => Self::Body,
            None => Self::Other,
        }
    }
}

/// An object outside of any list, whose keys decide what it is.
#[derive(Debug)]
pub(super) struct Walk {
    /// How many brackets are open directly inside it.
    pub depth: u64,
    /// What the last key announced.
    pub role: Role,
    /// It has an id of its own, so it is a record whatever else it holds.
    pub has_id: bool,
}

impl Walk {
    pub(super) const fn new(depth: u64) -> Self {
        Self {
            depth,
            role: Role::Other,
            has_id: false,
        }
    }
}

/// A list of records.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// How many brackets are open directly inside it.
    pub depth: u64,
    /// What its records are.
    pub kind: RecordKind,
}

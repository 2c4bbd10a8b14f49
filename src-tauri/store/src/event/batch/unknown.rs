//! Writing events of a source that holds less than the cloud's records: only those that the store does not know.

use alertbook_core::model::Event;

use super::{Applied, EventBatch};
use crate::Result;
use crate::error::Context;
use crate::event::merge::is_known;
use crate::prepare::{Prepared, PreparedRecord};

/// A moment in the life of a store: the events that it held then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMark(pub(in crate::event) i64);

impl EventBatch<'_> {
    /// The events that the store holds now.
    pub fn mark(&self) -> Result<EventMark> {
        self.connection
            .prepare_cached("SELECT coalesce(max(event_row), 0) FROM event")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map(EventMark)
            .during("looking at the last event")
    }

    /// Writes an event unless the store knows it; nothing of a known one is changed, however old it is. The cloud's own
    /// record of the same state replaces it later, in whatever language.
    ///
    /// An event of this id and account is known. So is, of what the store held at the `mark`, one of this id where either
    /// of the two names no account; of those that came later, from the same source, it is another event.
    pub fn insert_unknown(&mut self, record: &PreparedRecord, mark: EventMark) -> Result<Applied> {
        let Prepared::Event(prepared) = &record.0 else {
            return Ok(Applied::Unchanged);
        };
        let Event { id, account, .. } = prepared.event;
        if is_known(&mut self.statements.by_id, (id, account), mark)? {
            return Ok(Applied::Unchanged);
        }
        self.insert_event(prepared, true)?;
        self.changed = true;
        Ok(Applied::Inserted)
    }
}

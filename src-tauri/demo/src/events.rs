//! The events of a tenant, in order or one by one.

use crate::event::Event;
use crate::language::Language;
use crate::tenant::Tenant;
use serde_json::Value;
use std::io::{self, Write};

impl Tenant {
    /// Appends the record of one event as compact JSON text; 0 is the newest. The quickest way to any event.
    pub fn append_event(&self, index: u64, out: &mut Vec<u8>) {
        Event::draw(self, index).write(out);
    }

    /// Appends the record of one event as it reads in this language, whatever its account's is.
    ///
    /// An index past the last gives one more event; its id and times are then the caller's to set.
    pub fn append_event_in(&self, index: u64, language: Language, out: &mut Vec<u8>) {
        let event = Event::draw(self, index);
        Event { language, ..event }.write(out);
    }

    /// The record of one event; 0 is the newest.
    pub fn event(&self, index: u64) -> Value {
        let mut text = Vec::new();
        self.append_event(index, &mut text);
        let record = serde_json::from_slice(&text);
        debug_assert!(record.is_ok(), "{record:?}");
        record.unwrap_or_default()
    }

    /// Records of `SuspEvents`, newest first by `LastTimeStamp`.
    pub fn events(&self) -> impl Iterator<Item = Value> {
        (0..self.options.events).map(|index| self.event(index))
    }

    /// Writes all events, newest first, one compact record per line.
    pub fn write_ndjson(&self, out: &mut impl Write) -> io::Result<()> {
        let mut lines = Vec::with_capacity(CHUNK + CHUNK / 8);
        for index in 0..self.options.events {
            self.append_event(index, &mut lines);
            lines.push(b'\n');
            if lines.len() >= CHUNK {
                out.write_all(&lines)?;
                lines.clear();
            }
        }
        out.write_all(&lines)
    }
}

/// Bytes handed to the writer at a time.
const CHUNK: usize = 1 << 18;

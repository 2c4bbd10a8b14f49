//! Writing records that a sync listed: the same rows as an import makes, and beside them what the sync saw.
//!
//! An import cannot know whether a file is newer than the store; a sync can: what the cloud answers to a question asked
//! after the stored state was written is newer, also where the record itself looks older, as it does after a handling was
//! taken back.

use std::collections::BTreeMap;

use alertbook_core::vocabulary::{Coded, Level};
use rusqlite::Connection;
use serde_json::value::RawValue;

use super::{Applied, EventBatch, NO_ACCOUNT, PreparedEvent, Stored, in_language_of, inventory};
use crate::Result;
use crate::error::Context;
use crate::event::compression::RecordDecompressor;
use crate::event::language_of;
use crate::prepare::{Prepared, PreparedRecord};
use crate::table::{
    FieldChange, ListedPage, NewSighting, SyncCounts, insert_change, keep_page, keep_sighting, move_sync,
    seen,
};

/// The longest text of a field that the history keeps, in characters.
const KEPT_TEXT: usize = 4_000;
/// Fields whose words depend on the language asked for: they tell nothing about a change between two languages.
const LOCALISED: [&str; 11] = [
    "Name",
    "AlarmEventType",
    "AlarmEventTypeDisplay",
    "AlarmEventName",
    "AlarmEventNameDisplay",
    "EventSubType",
    "Desc",
    "Details",
    "TacticItems",
    "OperateMsg",
    "MarkList",
];

/// Who listed a record, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedBy {
    /// The run.
    pub run: i64,
    /// The account of ours.
    pub account: i64,
    /// When the cloud was asked, UTC milliseconds.
    pub asked: i64,
    /// Now, UTC milliseconds.
    pub now: i64,
    /// Whether it was asked for in a second language, only for its words. A record whose words do not tell that language
    /// changes nothing then, or it would take turns with the first one for ever.
    pub is_translation: bool,
}

/// What listing a record did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it did to the store.
    pub applied: Applied,
    /// The event's row; none of what is no event.
    pub event_row: Option<i64>,
    /// Whether an event's level is `serious`.
    pub is_serious: bool,
    /// Whether a field of an event that the store held changed.
    pub is_changed: bool,
    /// Whether it had been gone.
    pub is_back: bool,
}

/// What is read of an event before it is written.
struct Before {
    stored: Stored,
    /// The compressed record, where the one listed may replace it.
    body: Option<Vec<u8>>,
}

fn is_serious(prepared: &PreparedEvent) -> bool {
    matches!(prepared.event.level, Some(Coded::Known(Level::Serious)))
}

impl Before {
    /// Whether a copy is the state held, in words of the language held.
    fn is_told_in_the_same_language(&self, prepared: &PreparedEvent) -> bool {
        let event = in_language_of(&prepared.event, &self.stored);
        event.language == self.stored.language && event.version() == self.stored.version
    }
}

impl EventBatch<'_> {
    /// Writes a record that a sync listed.
    pub fn apply_listed(&mut self, record: &PreparedRecord, by: &ListedBy) -> Result<Listed> {
        match &record.0 {
            Prepared::Event(event) => self.apply_listed_event(event, by),
            Prepared::Inventory(record) => {
                let applied = inventory::apply(self.connection, record)?;
                self.changed |= applied != Applied::Unchanged;
                Ok(Listed {
                    applied,
                    event_row: None,
                    is_serious: false,
                    is_changed: false,
                    is_back: false,
                })
            }
        }
    }

    /// Keeps that a page was read, in the transaction that writes its records.
    pub fn keep_page(&self, page: &ListedPage) -> Result<()> {
        keep_page(self.connection, page)
    }

    /// Notes how far a run is, and answers whether it may go on.
    pub fn move_sync(&self, run: i64, counts: &SyncCounts, now: i64) -> Result<bool> {
        move_sync(self.connection, run, counts, now)
    }

    fn apply_listed_event(&mut self, prepared: &PreparedEvent, by: &ListedBy) -> Result<Listed> {
        let Some(before) = self.before(prepared)? else {
            let applied = self.apply_event(prepared)?;
            let event_row = self.row_of_id(prepared)?;
            self.changed = true;
            self.keep(event_row, by, true, false)?;
            return Ok(Listed {
                applied,
                event_row: Some(event_row),
                is_serious: is_serious(prepared),
                is_changed: false,
                is_back: false,
            });
        };
        let event_row = before.stored.event_row;
        let seen = seen(self.connection, event_row)?;
        let mut applied = if by.is_translation && before.is_told_in_the_same_language(prepared) {
            Applied::Unchanged
        } else {
            self.apply_event(prepared)?
        };
        let is_newer = seen.as_ref().is_some_and(|seen| seen.listed_ts < by.asked);
        if applied == Applied::Unchanged && is_newer && before.body.is_some() {
            applied = self.take_back(&before.stored, prepared)?;
        }
        self.fill_account(&before.stored, prepared)?;
        let changes = match (&before.body, applied) {
            (Some(body), Applied::Updated) => self.changes(body, &before.stored, event_row, by.now)?,
            _ => Vec::new(),
        };
        for change in &changes {
            insert_change(self.connection, (event_row, by.run), change)?;
        }
        let is_back = seen.as_ref().is_some_and(|seen| seen.is_gone);
        self.changed |= applied != Applied::Unchanged || is_back || seen.is_none();
        self.keep(event_row, by, false, !changes.is_empty())?;
        Ok(Listed {
            applied,
            event_row: Some(event_row),
            is_serious: is_serious(prepared),
            is_changed: !changes.is_empty(),
            is_back,
        })
    }

    fn before(&mut self, prepared: &PreparedEvent) -> Result<Option<Before>> {
        let event = &prepared.event;
        let found = Stored::find(&mut self.statements.by_id, event.id, event.account)?;
        found
            .map(|stored| {
                let body = if stored.digest == prepared.digest {
                    None
                } else {
                    Some(raw_body(self.connection, stored.raw_id)?)
                };
                Ok(Before { stored, body })
            })
            .transpose()
    }

    /// A state that looks older and is not. The other language's copy of the state held is no such state: it is kept.
    fn take_back(&mut self, stored: &Stored, prepared: &PreparedEvent) -> Result<Applied> {
        let event = in_language_of(&prepared.event, stored);
        if event.version() >= stored.version {
            return Ok(Applied::Unchanged);
        }
        self.replace(stored, &event, prepared)
    }

    /// An event that was stored without an account belongs to the one that it is listed under.
    fn fill_account(&mut self, stored: &Stored, prepared: &PreparedEvent) -> Result<()> {
        let Some(account) = prepared.event.account.filter(|_| stored.account == NO_ACCOUNT) else {
            return Ok(());
        };
        let moved = self
            .connection
            .prepare_cached("UPDATE event SET account = ?2 WHERE event_row = ?1 AND account = ?3")
            .and_then(|mut statement| statement.execute([stored.event_row, account, NO_ACCOUNT]))
            .during("filling in an account")?;
        // Where the state itself was replaced, the account came with it.
        if moved > 0 {
            let now = Stored::find(&mut self.statements.by_id, prepared.event.id, Some(account))?;
            if let Some(now) = now {
                self.tallies.add(now.counted);
                let mut before = now.counted;
                before.account = NO_ACCOUNT;
                self.tallies.remove(before);
            }
            self.touch_columns(stored.event_row);
            self.changed = true;
        }
        Ok(())
    }

    fn row_of_id(&mut self, prepared: &PreparedEvent) -> Result<i64> {
        let event = &prepared.event;
        let found = Stored::find(&mut self.statements.by_id, event.id, event.account)?;
        Ok(found.map_or(0, |stored| stored.event_row))
    }

    fn keep(&self, event_row: i64, by: &ListedBy, is_new: bool, is_changed: bool) -> Result<()> {
        keep_sighting(
            self.connection,
            &NewSighting {
                event_row,
                account: by.account,
                run: by.run,
                now: by.now,
                is_new,
                is_changed,
            },
        )
    }

    /// The fields in which the record held now differs from the one held before.
    fn changes(&self, before: &[u8], stored: &Stored, event_row: i64, now: i64) -> Result<Vec<FieldChange>> {
        let (language, raw_id): (i64, i64) = self
            .connection
            .prepare_cached("SELECT language, raw_id FROM event WHERE event_row = ?1")
            .and_then(|mut statement| statement.query_row([event_row], |row| Ok((row.get(0)?, row.get(1)?))))
            .during("reading an event")?;
        let after = raw_body(self.connection, raw_id)?;
        if after == before {
            // The other language was added beside it.
            return Ok(Vec::new());
        }
        let mut decompressor = RecordDecompressor::new()?;
        let before = decompressor.decompress(before)?;
        let after = decompressor.decompress(&after)?;
        let same_language = language_of(language) == stored.language;
        Ok(differences(&before, &after, same_language, now))
    }
}

fn raw_body(connection: &Connection, raw_id: i64) -> Result<Vec<u8>> {
    connection
        .prepare_cached("SELECT body FROM event_raw WHERE raw_id = ?1")
        .and_then(|mut statement| statement.query_row([raw_id], |row| row.get(0)))
        .during("reading a record")
}

/// Both records are canonical, so equal values are equal texts.
fn differences(before: &str, after: &str, same_language: bool, now: i64) -> Vec<FieldChange> {
    let fields = |text| serde_json::from_str::<BTreeMap<String, &RawValue>>(text).unwrap_or_default();
    let (before, after) = (fields(before), fields(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let text = |fields: &BTreeMap<String, &RawValue>, name: &String| {
        fields.get(name).map_or_else(String::new, |value| plain(value))
    };
    names
        .into_iter()
        .filter(|name| same_language || !LOCALISED.contains(&name.as_str()))
        .map(|name| FieldChange {
            field: name.clone(),
            before: text(&before, name),
            after: text(&after, name),
            changed: now,
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// A value as people read it: text as it is, nothing for null, the rest as JSON.
fn plain(value: &RawValue) -> String {
    let text = match value.get() {
        "null" => String::new(),
        json if json.starts_with('"') => serde_json::from_str(json).unwrap_or_default(),
        json => json.to_owned(),
    };
    match text.char_indices().nth(KEPT_TEXT) {
        Some((end, _)) => text
            .get(..end)
            .map(|kept| [kept, "…"].concat())
            .unwrap_or_default(),
        None => text,
    }
}

#[cfg(test)]
#[path = "listed_tests.rs"]
mod tests;

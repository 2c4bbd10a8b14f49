//! Writing records: one transaction of many.

use std::borrow::Cow;

use alertbook_core::model::Event;
use alertbook_core::vocabulary::Coded;
use rusqlite::{CachedStatement, Connection, params};

mod listed;
mod unknown;

pub use listed::{Listed, ListedBy};
pub use unknown::EventMark;

use super::dimension::Dimensions;
use super::inventory;
use super::merge::{PARTIAL, STORED_BY_ID, Slot, Stored};
use super::tally::{Counted, TallyChanges};
use crate::columnar::ColumnBlocks;
use crate::error::Context;
use crate::prepare::{Prepared, PreparedEvent, PreparedRecord, digest_of};
use crate::search::TextBlocks;
use crate::table::{Subject, note_change};
use crate::{Result, WriteConn};

/// Stands for an absent `LastTimeStamp`, so that such events come last.
pub(crate) const NO_TIMESTAMP: i64 = i64::MIN;
/// Stands for an absent `SourceAliUid`.
pub(crate) const NO_ACCOUNT: i64 = -1;

/// What writing a record did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It was new.
    Inserted,
    /// It replaced an older state, or added another language to it.
    Updated,
    /// The store already held it, or something newer.
    Unchanged,
}

/// A transaction that writes records. Dropped without [`EventBatch::commit`] it leaves nothing behind.
pub struct EventBatch<'conn> {
    pub(super) connection: &'conn Connection,
    statements: Statements<'conn>,
    dimensions: &'conn mut Dimensions,
    tallies: TallyChanges,
    /// None where nobody will search and count.
    indexes: Option<Indexes>,
    changed: bool,
    committed: bool,
}

/// What is kept beside the events and written once a transaction.
#[derive(Default)]
struct Indexes {
    texts: TextBlocks,
    columns: ColumnBlocks,
}

/// What is run for every new event, looked up once for all of them.
struct Statements<'conn> {
    by_id: CachedStatement<'conn>,
    insert_raw: CachedStatement<'conn>,
    insert_event: CachedStatement<'conn>,
}

impl<'conn> Statements<'conn> {
    fn prepare(connection: &'conn Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            by_id: connection.prepare_cached(STORED_BY_ID)?,
            insert_raw: connection.prepare_cached("INSERT INTO event_raw (digest, body) VALUES (?1, ?2)")?,
            insert_event: connection.prepare_cached(INSERT_EVENT)?,
        })
    }
}

impl WriteConn {
    /// Begins a transaction that writes records.
    pub fn event_batch(&mut self) -> Result<EventBatch<'_>> {
        let operation = "beginning a batch";
        self.connection
            .execute_batch("BEGIN IMMEDIATE")
            .during(operation)?;
        let statements = Statements::prepare(&self.connection);
        if statements.is_err() {
            roll_back(&self.connection);
        }
        Ok(EventBatch {
            connection: &self.connection,
            statements: statements.during(operation)?,
            dimensions: &mut self.dimensions,
            tallies: TallyChanges::default(),
            indexes: self.is_indexed.then(Indexes::default),
            changed: false,
            committed: false,
        })
    }
}

impl EventBatch<'_> {
    /// Writes one record, unless the store holds it or something newer.
    pub fn apply(&mut self, record: &PreparedRecord) -> Result<Applied> {
        let applied = match &record.0 {
            Prepared::Event(event) => self.apply_event(event),
            Prepared::Inventory(record) => inventory::apply(self.connection, record),
        }?;
        self.changed |= applied != Applied::Unchanged;
        Ok(applied)
    }

    /// Makes everything applied permanent and gives the store's revision.
    pub fn commit(mut self) -> Result<u64> {
        std::mem::take(&mut self.tallies).write(self.connection)?;
        if let Some(indexes) = self.indexes.take() {
            indexes.texts.write(self.connection)?;
            indexes.columns.write(self.connection)?;
        }
        if self.changed {
            self.connection
                .prepare_cached("UPDATE revision SET number = number + 1")
                .and_then(|mut statement| statement.execute([]))
                .during("raising the revision")?;
        }
        let revision = super::read_revision(self.connection)?;
        if self.changed {
            note_change(self.connection, Subject::Events, revision.cast_signed())?;
        }
        self.connection
            .execute_batch("COMMIT")
            .during("committing a batch")?;
        self.committed = true;
        Ok(revision)
    }

    fn apply_event(&mut self, prepared: &PreparedEvent) -> Result<Applied> {
        let event = &prepared.event;
        let by_id = &mut self.statements.by_id;
        let stored = if prepared.is_exact {
            Stored::find_exact(by_id, event.id, event.account)
        } else {
            Stored::find(by_id, event.id, event.account)
        };
        let Some(stored) = stored? else {
            self.insert_event(prepared, false)?;
            return Ok(Applied::Inserted);
        };
        let event = in_language_of(event, &stored);
        match stored.place(&event, prepared, self.connection)? {
            Slot::Keep => Ok(Applied::Unchanged),
            Slot::NewState => self.replace(&stored, &event, prepared),
            Slot::Correction => self.correct(&stored, event.into_owned(), prepared),
            Slot::OtherLanguage => self.hold_other_language(&stored, &event, prepared),
        }
    }

    fn insert_event(&mut self, prepared: &PreparedEvent, is_partial: bool) -> Result<()> {
        let raw_id = self.insert_raw(prepared)?;
        let mut row = self.row_of(&prepared.event, raw_id, None)?;
        if is_partial {
            row.touched = Some(PARTIAL);
        }
        self.tallies.add(row.counted());
        row.write(&mut self.statements.insert_event, None)?;
        self.touch(self.connection.last_insert_rowid());
        Ok(())
    }

    fn touch(&mut self, event_row: i64) {
        if let Some(indexes) = &mut self.indexes {
            indexes.texts.touch(event_row);
            indexes.columns.touch(event_row);
        }
    }

    /// The same of a row whose texts stayed what they were.
    fn touch_columns(&mut self, event_row: i64) {
        if let Some(indexes) = &mut self.indexes {
            indexes.columns.touch(event_row);
        }
    }

    /// A newer state: what was held goes, in both languages.
    fn replace(&mut self, stored: &Stored, event: &Event, prepared: &PreparedEvent) -> Result<Applied> {
        self.update_raw(stored.raw_id, prepared)?;
        if let Some(outdated) = stored.other_raw_id {
            self.connection
                .prepare_cached("DELETE FROM event_raw WHERE raw_id = ?1")
                .and_then(|mut statement| statement.execute([outdated]))
                .during("removing an outdated record")?;
        }
        self.write_row(stored, event, None)
    }

    /// The state held, told anew: the other language stays beside it.
    fn correct(&mut self, stored: &Stored, mut event: Event, prepared: &PreparedEvent) -> Result<Applied> {
        self.update_raw(stored.raw_id, prepared)?;
        if stored.other_raw_id.is_some() {
            let other = event.language.other();
            *event.names.set_mut(other) = stored.names(self.connection)?.set(other).clone();
        }
        self.write_row(stored, &event, stored.other_raw_id)
    }

    /// The state held, told in the other language: its words are held beside.
    fn hold_other_language(
        &mut self,
        stored: &Stored,
        event: &Event,
        prepared: &PreparedEvent,
    ) -> Result<Applied> {
        let other_raw_id = match stored.other_raw_id {
            Some(raw_id) => {
                self.update_raw(raw_id, prepared)?;
                raw_id
            }
            None => self.insert_raw(prepared)?,
        };
        let mut names = stored.names(self.connection)?;
        *names.set_mut(event.language) = event.names.set(event.language).clone();
        let alert_id = self.dimensions.alert(self.connection, &names)?;
        self.tallies.remove(stored.counted);
        self.tallies.add(Counted {
            alert_id,
            ..stored.counted
        });
        self.connection
            .prepare_cached("UPDATE event SET alert_id = ?2, other_raw_id = ?3 WHERE event_row = ?1")
            .and_then(|mut statement| statement.execute([stored.event_row, alert_id, other_raw_id]))
            .during("adding a language")?;
        self.touch_columns(stored.event_row);
        Ok(Applied::Updated)
    }

    fn write_row(&mut self, stored: &Stored, event: &Event, other: Option<i64>) -> Result<Applied> {
        let mut row = self.row_of(event, stored.raw_id, other)?;
        if event.account.is_none() {
            row.account = stored.account;
        }
        self.tallies.remove(stored.counted);
        self.tallies.add(row.counted());
        let mut update = self
            .connection
            .prepare_cached(UPDATE_EVENT)
            .during("storing an event")?;
        row.write(&mut update, Some(stored.event_row))?;
        self.touch(stored.event_row);
        Ok(Applied::Updated)
    }

    fn insert_raw(&mut self, prepared: &PreparedEvent) -> Result<i64> {
        self.statements
            .insert_raw
            .insert(params![prepared.digest, prepared.body])
            .during("storing a record")
    }

    fn update_raw(&self, raw_id: i64, prepared: &PreparedEvent) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE event_raw SET digest = ?2, body = ?3 WHERE raw_id = ?1")
            .and_then(|mut statement| statement.execute(params![raw_id, prepared.digest, prepared.body]))
            .during("replacing a record")
            .map(|_| ())
    }

    fn row_of<'e>(
        &mut self,
        event: &'e Event,
        raw_id: i64,
        other_raw_id: Option<i64>,
    ) -> Result<EventColumns<'e>> {
        let (connection, dimensions) = (self.connection, &mut *self.dimensions);
        let level = match &event.level {
            Some(Coded::Known(level)) => Some(level.key()),
            Some(Coded::Unknown(word)) => Some(dimensions.word(connection, "level", word)?),
            None => None,
        };
        let code = match &event.code {
            Some(Coded::Known(code)) => Some(code.key()),
            Some(Coded::Unknown(word)) => Some(dimensions.word(connection, "code", word)?),
            None => None,
        };
        Ok(EventColumns {
            event,
            account: event.account.unwrap_or(NO_ACCOUNT),
            sort_ts: event.last_timestamp.unwrap_or(NO_TIMESTAMP),
            level,
            code,
            alert_id: dimensions.alert(connection, &event.names)?,
            target_id: dimensions.target(connection, &event.asset)?,
            workload_id: dimensions.workload(connection, &event.workload)?,
            description_id: dimensions.description(connection, &event.description)?,
            raw_id,
            other_raw_id,
            touched: event.touched(),
        })
    }
}

impl Drop for EventBatch<'_> {
    fn drop(&mut self) {
        if !self.committed {
            roll_back(self.connection);
            self.dimensions.forget();
        }
    }
}

fn roll_back(connection: &Connection) {
    // After some failures SQLite has rolled back by itself.
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::warn!(%error, "a batch did not roll back");
    }
}

/// A copy that tells no language counts as one in the language held.
fn in_language_of<'e>(event: &'e Event, stored: &Stored) -> Cow<'e, Event> {
    if event.language == stored.language || event.names.set(event.language).tells_language() {
        return Cow::Borrowed(event);
    }
    let mut event = event.clone();
    let names = std::mem::take(event.names.set_mut(event.language));
    *event.names.set_mut(stored.language) = names;
    event.language = stored.language;
    Cow::Owned(event)
}

/// The columns of an event's row.
struct EventColumns<'e> {
    event: &'e Event,
    account: i64,
    sort_ts: i64,
    level: Option<i64>,
    code: Option<i64>,
    alert_id: i64,
    target_id: i64,
    workload_id: Option<i64>,
    description_id: i64,
    raw_id: i64,
    other_raw_id: Option<i64>,
    touched: Option<i64>,
}

impl EventColumns<'_> {
    fn counted(&self) -> Counted {
        Counted {
            account: self.account,
            alert_id: self.alert_id,
            level: self.level,
            status: self.event.status,
            code: self.code,
            target_id: self.target_id,
            workload_id: self.workload_id,
            sort_ts: self.sort_ts,
        }
    }

    fn write(&self, statement: &mut CachedStatement<'_>, event_row: Option<i64>) -> Result<()> {
        let event = self.event;
        statement
            .execute(params![
                event_row,
                event.id,
                self.account,
                super::language_key(event.language),
                self.sort_ts,
                event.last_time,
                event.first_time,
                event.operate_time,
                self.touched,
                self.level,
                event.status,
                self.code,
                self.alert_id,
                self.target_id,
                self.workload_id,
                self.description_id,
                self.raw_id,
                self.other_raw_id,
                unique_key(&event.unique_info),
                event.unique_info,
                event.alarm_unique_info,
                event.support_code,
                event.notes,
                event.details,
            ])
            .during("storing an event")
            .map(|_| ())
    }
}

/// What an index finds a `UniqueInfo` by; none for a blank one.
pub(crate) fn unique_key(unique_info: &str) -> Option<i64> {
    (!unique_info.is_empty()).then(|| digest_of(unique_info.as_bytes()))
}

const INSERT_EVENT: &str = "
    INSERT INTO event (
        event_row, id, account, language, sort_ts, last_time, first_time, operate_ts, touched_ts, level, status, code,
        alert_id, target_id, workload_id, description_id, raw_id, other_raw_id, unique_key, unique_info,
        alarm_unique_info, support_code, notes, details
    ) VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24
    )";

const UPDATE_EVENT: &str = "
    UPDATE event SET
        id = ?2, account = ?3, language = ?4, sort_ts = ?5, last_time = ?6, first_time = ?7, operate_ts = ?8,
        touched_ts = ?9, level = ?10, status = ?11, code = ?12, alert_id = ?13, target_id = ?14, workload_id = ?15,
        description_id = ?16, raw_id = ?17, other_raw_id = ?18, unique_key = ?19, unique_info = ?20,
        alarm_unique_info = ?21, support_code = ?22, notes = ?23, details = ?24
    WHERE event_row = ?1";

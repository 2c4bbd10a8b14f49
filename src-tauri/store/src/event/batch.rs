//! Writing records: one transaction of many.

use alertbook_core::model::Event;
use alertbook_core::vocabulary::Coded;
use rusqlite::{Transaction, TransactionBehavior, params};

use super::dimension::Dimensions;
use super::inventory;
use super::merge::{Slot, Stored};
use super::tally::{Counted, TallyChanges};
use crate::error::Context;
use crate::prepare::{Prepared, PreparedEvent, PreparedRecord};
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
    pub(super) transaction: Transaction<'conn>,
    dimensions: &'conn mut Dimensions,
    tallies: TallyChanges,
    changed: bool,
    committed: bool,
}

impl WriteConn {
    /// Begins a transaction that writes records.
    pub fn event_batch(&mut self) -> Result<EventBatch<'_>> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .during("beginning a batch")?;
        Ok(EventBatch {
            transaction,
            dimensions: &mut self.dimensions,
            tallies: TallyChanges::default(),
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
            Prepared::Inventory(record) => inventory::apply(&self.transaction, record),
        }?;
        self.changed |= applied != Applied::Unchanged;
        Ok(applied)
    }

    /// Makes everything applied permanent and gives the store's revision.
    pub fn commit(mut self) -> Result<u64> {
        std::mem::take(&mut self.tallies).write(&self.transaction)?;
        if self.changed {
            self.raise_revision().during("raising the revision")?;
        }
        let revision = super::read_revision(&self.transaction)?;
        self.transaction
            .execute_batch("COMMIT")
            .during("committing a batch")?;
        self.committed = true;
        Ok(revision)
    }

    fn raise_revision(&self) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("UPDATE revision SET number = number + 1")?
            .execute([])?;
        self.transaction
            .prepare_cached(
                "INSERT INTO changes (subject, subject_id) SELECT 'events', number FROM revision",
            )?
            .execute([])?;
        Ok(())
    }

    fn apply_event(&mut self, prepared: &PreparedEvent) -> Result<Applied> {
        match Stored::find(&self.transaction, prepared.event.id, prepared.event.account)? {
            None => {
                let raw_id = self.insert_raw(prepared)?;
                let row = self.row_of(&prepared.event, raw_id, None)?;
                self.tallies.add(row.counted());
                row.insert(&self.transaction)?;
                Ok(Applied::Inserted)
            }
            Some(stored) => match stored.place(prepared, &self.transaction)? {
                Slot::Keep => Ok(Applied::Unchanged),
                Slot::Replace => self.replace(&stored, prepared),
                Slot::Promote => self.promote(&stored, prepared),
                Slot::OtherLanguage => self.hold_other_language(&stored, prepared),
            },
        }
    }

    /// A newer copy in the language already held.
    fn replace(&mut self, stored: &Stored, prepared: &PreparedEvent) -> Result<Applied> {
        self.update_raw(stored.raw_id, prepared)?;
        let mut event = prepared.event.clone();
        if stored.other_raw_id.is_some() {
            let other = event.language.other();
            *event.names.set_mut(other) = stored.names(&self.transaction)?.set(other).clone();
        }
        self.write_row(stored, &event, stored.raw_id, stored.other_raw_id)
    }

    /// A newer copy in the other language: what was held becomes the other one.
    fn promote(&mut self, stored: &Stored, prepared: &PreparedEvent) -> Result<Applied> {
        if let Some(outdated) = stored.other_raw_id {
            self.transaction
                .prepare_cached("DELETE FROM event_raw WHERE raw_id = ?1")
                .and_then(|mut statement| statement.execute([outdated]))
                .during("removing an outdated record")?;
        }
        let raw_id = self.insert_raw(prepared)?;
        let mut event = prepared.event.clone();
        let other = event.language.other();
        *event.names.set_mut(other) = stored.names(&self.transaction)?.set(other).clone();
        self.write_row(stored, &event, raw_id, Some(stored.raw_id))
    }

    /// A copy in the other language that is not newer: its words are held beside.
    fn hold_other_language(&mut self, stored: &Stored, prepared: &PreparedEvent) -> Result<Applied> {
        let other_raw_id = match stored.other_raw_id {
            Some(raw_id) => {
                self.update_raw(raw_id, prepared)?;
                raw_id
            }
            None => self.insert_raw(prepared)?,
        };
        let mut names = stored.names(&self.transaction)?;
        let language = prepared.event.language;
        *names.set_mut(language) = prepared.event.names.set(language).clone();
        let alert_id = self.dimensions.alert(&self.transaction, &names)?;
        self.tallies.remove(stored.counted);
        self.tallies.add(Counted {
            alert_id,
            ..stored.counted
        });
        self.transaction
            .prepare_cached("UPDATE event SET alert_id = ?2, other_raw_id = ?3 WHERE event_row = ?1")
            .and_then(|mut statement| statement.execute([stored.event_row, alert_id, other_raw_id]))
            .during("adding a language")?;
        Ok(Applied::Updated)
    }

    fn write_row(
        &mut self,
        stored: &Stored,
        event: &Event,
        raw_id: i64,
        other: Option<i64>,
    ) -> Result<Applied> {
        let mut row = self.row_of(event, raw_id, other)?;
        if event.account.is_none() {
            row.account = stored.account;
        }
        self.tallies.remove(stored.counted);
        self.tallies.add(row.counted());
        row.update(&self.transaction, stored.event_row)?;
        Ok(Applied::Updated)
    }

    fn insert_raw(&self, prepared: &PreparedEvent) -> Result<i64> {
        self.transaction
            .prepare_cached("INSERT INTO event_raw (digest, body) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.insert(params![prepared.digest, prepared.body]))
            .during("storing a record")
    }

    fn update_raw(&self, raw_id: i64, prepared: &PreparedEvent) -> Result<()> {
        self.transaction
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
        let (connection, dimensions) = (&self.transaction, &mut *self.dimensions);
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
        })
    }
}

impl Drop for EventBatch<'_> {
    fn drop(&mut self) {
        if !self.committed {
            self.dimensions.forget();
        }
    }
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

    fn insert(&self, connection: &rusqlite::Connection) -> Result<()> {
        self.write(
            connection,
            None,
            "INSERT INTO event (
                 event_row, id, account, language, sort_ts, last_time, first_time, operate_ts, touched_ts, level,
                 status, code, alert_id, target_id, workload_id, description_id, raw_id, other_raw_id, unique_info,
                 alarm_unique_info, support_code, notes, details
             ) VALUES (
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                 ?23
             )",
        )
    }

    fn update(&self, connection: &rusqlite::Connection, event_row: i64) -> Result<()> {
        self.write(
            connection,
            Some(event_row),
            "UPDATE event SET
                 id = ?2, account = ?3, language = ?4, sort_ts = ?5, last_time = ?6, first_time = ?7, operate_ts = ?8,
                 touched_ts = ?9, level = ?10, status = ?11, code = ?12, alert_id = ?13, target_id = ?14,
                 workload_id = ?15, description_id = ?16, raw_id = ?17, other_raw_id = ?18, unique_info = ?19,
                 alarm_unique_info = ?20, support_code = ?21, notes = ?22, details = ?23
             WHERE event_row = ?1",
        )
    }

    fn write(
        &self,
        connection: &rusqlite::Connection,
        event_row: Option<i64>,
        sql: &'static str,
    ) -> Result<()> {
        let event = self.event;
        connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute(params![
                    event_row,
                    event.id,
                    self.account,
                    super::language_key(event.language),
                    self.sort_ts,
                    event.last_time,
                    event.first_time,
                    event.operate_time,
                    event.touched(),
                    self.level,
                    event.status,
                    self.code,
                    self.alert_id,
                    self.target_id,
                    self.workload_id,
                    self.description_id,
                    self.raw_id,
                    self.other_raw_id,
                    event.unique_info,
                    event.alarm_unique_info,
                    event.support_code,
                    event.notes,
                    event.details,
                ])
            })
            .during("storing an event")
            .map(|_| ())
    }
}

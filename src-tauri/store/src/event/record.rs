//! Whole records, as they came.

use alertbook_core::Language;
use rusqlite::{Connection, OptionalExtension, params};

use super::batch::NO_ACCOUNT;
use super::compression::RecordDecompressor;
use crate::error::Context;
use crate::{Result, Snapshot};

/// An event with everything the store knows about it, as JSON texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecord {
    /// The language of the record.
    pub language: Language,
    /// The record in canonical JSON.
    pub raw: String,
    /// The copy in the other language, if one is held.
    pub other_raw: Option<String>,
    /// The asset's row of the inventory.
    pub asset: Option<String>,
    /// The container's row of the inventory.
    pub container: Option<String>,
}

pub(super) fn read_raw(
    connection: &Connection,
    decompressor: &mut RecordDecompressor,
    raw_id: i64,
) -> Result<String> {
    let body: Vec<u8> = connection
        .prepare_cached("SELECT body FROM event_raw WHERE raw_id = ?1")
        .and_then(|mut statement| statement.query_row([raw_id], |row| row.get(0)))
        .during("reading a record")?;
    decompressor.decompress(&body)
}

impl Snapshot<'_> {
    /// The row of an event; none when the store does not hold it.
    pub fn find_event(&self, id: i64, account: Option<i64>) -> Result<Option<i64>> {
        self.connection
            .prepare_cached("SELECT event_row FROM event WHERE id = ?1 AND account = ?2")
            .and_then(|mut statement| {
                statement
                    .query_row([id, account.unwrap_or(NO_ACCOUNT)], |row| row.get(0))
                    .optional()
            })
            .during("finding an event")
    }

    /// An event of a row number in full.
    pub fn stored_record(&self, event_row: i64) -> Result<StoredRecord> {
        let (language, raw_id, other_raw_id, target_id, workload_id) = self
            .connection
            .prepare_cached(
                "SELECT language, raw_id, other_raw_id, target_id, workload_id FROM event WHERE event_row = ?1",
            )
            .and_then(|mut statement| {
                statement.query_row([event_row], |row| {
                    let links: (i64, i64, Option<i64>, i64, Option<i64>) =
                        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
                    Ok(links)
                })
            })
            .during("reading an event")?;
        let mut decompressor = RecordDecompressor::new()?;
        let raw = read_raw(self.connection, &mut decompressor, raw_id)?;
        let other_raw = other_raw_id
            .map(|raw_id| read_raw(self.connection, &mut decompressor, raw_id))
            .transpose()?;
        Ok(StoredRecord {
            language: super::language_of(language),
            raw,
            other_raw,
            asset: self.one_text(
                "SELECT asset.raw FROM target JOIN asset USING (uuid) WHERE target_id = ?1 AND uuid <> ''",
                Some(target_id),
            )?,
            container: self.one_text(
                "SELECT container.raw FROM workload JOIN container USING (container_id)
                 WHERE workload_id = ?1 AND container_id <> ''",
                workload_id,
            )?,
        })
    }

    fn one_text(&self, sql: &'static str, key: Option<i64>) -> Result<Option<String>> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(params![key], |row| row.get(0)).optional())
            .during("reading the inventory")
    }
}

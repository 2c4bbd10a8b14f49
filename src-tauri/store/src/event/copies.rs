//! The records of events while their rows are read: decompressed into two buffers that are used again and again.

use std::collections::HashSet;

use alertbook_core::Language;
use alertbook_core::column::Copies;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection};

use super::compression::RecordDecompressor;
use crate::error::Context;
use crate::{Error, Result};

/// Reads the records of one snapshot.
pub(crate) struct CopyReader<'conn> {
    body: CachedStatement<'conn>,
    decompressor: RecordDecompressor,
    own: Vec<u8>,
    other: Vec<u8>,
    shared_ids: HashSet<i64>,
}

impl<'conn> CopyReader<'conn> {
    pub(crate) fn new(connection: &'conn Connection) -> Result<Self> {
        Ok(Self {
            body: connection
                .prepare_cached("SELECT body FROM event_raw WHERE raw_id = ?1")
                .during("reading records")?,
            decompressor: RecordDecompressor::new()?,
            own: Vec::new(),
            other: Vec::new(),
            shared_ids: shared_ids(connection)?,
        })
    }

    /// The records of an event, until the next ones are read.
    pub(crate) fn read(
        &mut self,
        (id, language): (i64, Language),
        raw_id: i64,
        other_raw_id: Option<i64>,
    ) -> Result<Copies<'_>> {
        read_body(&mut self.body, &mut self.decompressor, raw_id, &mut self.own)?;
        if let Some(raw_id) = other_raw_id {
            read_body(&mut self.body, &mut self.decompressor, raw_id, &mut self.other)?;
        }
        Ok(Copies {
            own: text(&self.own)?,
            language,
            other: other_raw_id.map(|_| text(&self.other)).transpose()?,
            is_id_shared: self.shared_ids.contains(&id),
        })
    }
}

fn read_body(
    statement: &mut CachedStatement<'_>,
    decompressor: &mut RecordDecompressor,
    raw_id: i64,
    into: &mut Vec<u8>,
) -> Result<()> {
    let operation = "reading records";
    let mut rows = statement.query([raw_id]).during(operation)?;
    let row = rows.next().during(operation)?;
    match row.map(|row| row.get_ref(0)).transpose().during(operation)? {
        Some(ValueRef::Blob(body)) => decompressor.decompress_into(body, into),
        _ => Err(Error::Damaged {
            operation,
            detail: "a record is missing".to_owned(),
        }),
    }
}

fn text(bytes: &[u8]) -> Result<&str> {
    simdutf8::basic::from_utf8(bytes).map_err(|_| Error::Damaged {
        operation: "reading records",
        detail: "a record is not valid UTF-8".to_owned(),
    })
}

/// The ids that an event without account shares with others. Few stores hold events of both kinds, and where none does,
/// the first condition ends this at once.
fn shared_ids(connection: &Connection) -> Result<HashSet<i64>> {
    connection
        .prepare_cached(
            "SELECT id FROM event AS nameless
             WHERE EXISTS (SELECT 1 FROM event WHERE account > -1) AND account = -1
               AND EXISTS (SELECT 1 FROM event AS named WHERE named.id = nameless.id AND named.account > -1)",
        )
        .and_then(|mut statement| {
            let ids = statement.query_map([], |row| row.get(0))?;
            ids.collect()
        })
        .during("looking for shared ids")
}

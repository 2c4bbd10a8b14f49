//! Reading a database that somebody gave: its raw records, and nothing of it that could run.

use std::ops::ControlFlow;
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::filter::EventFilter;
use alertbook_core::record::RecordKind;
use rusqlite::Connection;
use rusqlite::limits::Limit;

use super::foreign::{refuse_altered, refuse_damaged, refuse_unsettled};
use crate::error::Context;
use crate::event::{CopyReader, language_of};
use crate::open::{Access, open};
use crate::{Error, EventSlices, ReadConn, Result};

/// Steps of SQLite's machine between two looks at whether to stop: well below a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 10_000;
/// The largest value that a store holds: the body of the longest record, which compression made no larger than this.
const LONGEST_VALUE: i32 = 68 << 20;

/// A record of a database, in canonical JSON unless somebody altered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseRecord<'a> {
    /// What kind of record.
    pub kind: RecordKind,
    /// Its text.
    pub raw: &'a str,
    /// What the database knows of an event beside its record; none for what is no event.
    pub owner: Option<RecordOwner>,
}

/// Whose event it is, and in which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordOwner {
    /// The account, if one is known.
    pub account: Option<i64>,
    /// The language of the record.
    pub language: Language,
    /// Whether events of several accounts have this id, and one of them names no account.
    pub is_id_shared: bool,
}

/// An event whose record cannot be read; others can.
#[derive(Debug)]
pub struct UnreadableRecord {
    /// The event's id.
    pub id: i64,
    /// Why.
    pub error: Error,
}

/// What reading a database comes to.
pub type DatabaseStep<'a> = std::result::Result<DatabaseRecord<'a>, UnreadableRecord>;

/// A database opened for reading its records. Nothing is written into it or beside it.
pub struct SliceReader {
    read: ReadConn,
}

impl SliceReader {
    /// Opens a store's file: an exported slice, a backup, or the database of another data folder that no program has open.
    /// Everything ends with [`crate::Error::Interrupted`] soon after `stop` says so.
    pub fn open(path: &Path, stop: impl Fn() -> bool + Send + 'static) -> Result<Self> {
        refuse_unsettled(path)?;
        let mut connection = open(path, Access::Foreign)?;
        connection
            .progress_handler(STEPS_BETWEEN_LOOKS, Some(stop))
            .and_then(|()| {
                connection
                    .set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
                    .map(|_| ())
            })
            .during("opening a database")?;
        refuse_altered(&connection, path)?;
        refuse_damaged(&connection)?;
        Ok(Self {
            read: ReadConn { connection },
        })
    }

    /// How many rows will be read: events, of which each may have two records, and the inventory.
    pub fn rows(&self) -> Result<u64> {
        self.read
            .connection
            .query_row(
                "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM asset) + (SELECT count(*) FROM asset_group)
                        + (SELECT count(*) FROM container) + (SELECT count(*) FROM container_group)",
                [],
                |row| row.get::<_, i64>(0),
            )
            .map(i64::cast_unsigned)
            .during("counting records")
    }

    /// Hands all records to `take`, events first, until it breaks off.
    pub fn read(mut self, take: &mut dyn FnMut(DatabaseStep<'_>) -> ControlFlow<()>) -> Result<()> {
        if read_events(&self.read.connection, take)?.is_break() {
            return Ok(());
        }
        let everything = (&EventFilter::default(), &EventSlices::Ranges(Vec::new()));
        self.read
            .snapshot()?
            .read_inventory(everything, &mut |kind, raw| {
                take(Ok(DatabaseRecord {
                    kind,
                    raw,
                    owner: None,
                }))
            })
    }
}

fn read_events(
    connection: &Connection,
    take: &mut dyn FnMut(DatabaseStep<'_>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>> {
    let operation = "reading events";
    let mut copies = CopyReader::new(connection)?;
    let mut statement = connection
        .prepare(
            "SELECT id, account, language, raw_id, other_raw_id
             FROM event NOT INDEXED
             ORDER BY event_row",
        )
        .during(operation)?;
    let mut rows = statement.query([]).during(operation)?;
    while let Some(row) = rows.next().during(operation)? {
        let number = |column: usize| row.get::<_, i64>(column).during(operation);
        let (account, language) = (number(1)?, language_of(number(2)?));
        let other_raw_id = row.get(4).during(operation)?;
        let id = number(0)?;
        let held = match copies.read((id, language), number(3)?, other_raw_id) {
            Ok(held) => held,
            Err(Error::Interrupted) => return Err(Error::Interrupted),
            Err(error) => match take(Err(UnreadableRecord { id, error })) {
                ControlFlow::Break(()) => return Ok(ControlFlow::Break(())),
                ControlFlow::Continue(()) => continue,
            },
        };
        let record = |raw, language| {
            Ok(DatabaseRecord {
                kind: RecordKind::Event,
                raw,
                owner: Some(RecordOwner {
                    account: (account >= 0).then_some(account),
                    language,
                    is_id_shared: held.is_id_shared,
                }),
            })
        };
        if take(record(held.own, language)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if let Some(other) = held.other
            && take(record(other, language.other())).is_break()
        {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

//! The work on a record that needs no database, so that it can be done beside the writer: compressing what is kept
//! raw, and digests.

use alertbook_core::model::Event;
use alertbook_core::record::Record;
use xxhash_rust::xxh3::xxh3_64;

use crate::Result;
use crate::event::RecordCompressor;

/// A record ready to be written.
#[derive(Debug)]
pub struct PreparedRecord(pub(crate) Prepared);

#[derive(Debug)]
pub(crate) enum Prepared {
    Event(Box<PreparedEvent>),
    Inventory(Record),
}

/// An event with its raw record compressed.
#[derive(Debug)]
pub(crate) struct PreparedEvent {
    pub(crate) event: Event,
    /// Whether it is the event of exactly this account, and no other's of the same id is taken for it.
    pub(crate) is_exact: bool,
    pub(crate) digest: i64,
    pub(crate) body: Vec<u8>,
}

/// Prepares records; one for each thread.
pub struct Preparer {
    compressor: RecordCompressor,
}

impl Preparer {
    /// A preparer with its compression context.
    pub fn new() -> Result<Self> {
        Ok(Self {
            compressor: RecordCompressor::new()?,
        })
    }

    /// Prepares one record.
    pub fn prepare(&mut self, record: Record) -> Result<PreparedRecord> {
        self.prepared(record, false)
    }

    /// Prepares a record of which it is known whose it is, even if nobody's.
    pub fn prepare_exact(&mut self, record: Record) -> Result<PreparedRecord> {
        self.prepared(record, true)
    }

    fn prepared(&mut self, record: Record, is_exact: bool) -> Result<PreparedRecord> {
        Ok(PreparedRecord(match record {
            Record::Event(mut event) => {
                let digest = digest_of(event.raw.as_bytes());
                let body = self.compressor.compress(event.raw.as_bytes())?;
                event.raw = String::new();
                Prepared::Event(Box::new(PreparedEvent {
                    event: *event,
                    is_exact,
                    digest,
                    body,
                }))
            }
            other => Prepared::Inventory(other),
        }))
    }
}

/// The digest that tells equal records apart from changed ones.
pub(crate) fn digest_of(bytes: &[u8]) -> i64 {
    xxh3_64(bytes).cast_signed()
}

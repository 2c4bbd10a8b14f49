//! Records as they came, one a line: importing the file gives the same events, with their copies in both languages and
//! the inventory that belongs to them.

mod line;

use std::io::{self, Write as _};

use alertbook_core::column::EventRow;
use alertbook_core::record::RecordKind;

use crate::format::{Format, PIECE_BYTES, RowEncoder, append_all};
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;
use line::Lines;

/// Takes a record of the inventory.
pub type TakeRecord<'a> = dyn FnMut(RecordKind, &str) -> io::Result<()> + 'a;

/// NDJSON, with the reader of the inventory that is written behind the events.
pub struct NdjsonFormat<I> {
    inventory: I,
}

impl<I: Fn(&mut TakeRecord<'_>) -> io::Result<()> + Sync> NdjsonFormat<I> {
    /// NDJSON of events and of what `inventory` hands over.
    pub const fn new(inventory: I) -> Self {
        Self { inventory }
    }
}

impl<I: Fn(&mut TakeRecord<'_>) -> io::Result<()> + Sync> Format for NdjsonFormat<I> {
    type Output = WholeFile;
    type Piece = Vec<u8>;
    type Encoder = NdjsonEncoder;

    fn encoder(&self) -> NdjsonEncoder {
        NdjsonEncoder {
            lines: Lines::new(),
            bytes: Vec::new(),
        }
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, Vec<u8>>) -> io::Result<()> {
        append_all(file, pieces)?;
        let mut bytes = Vec::with_capacity(PIECE_BYTES);
        (self.inventory)(&mut |kind, raw| {
            // A list of one: the cloud's own form tells what kind of record it is.
            for part in ["{\"", kind.list_key(), "\":[", raw, "]}\n"] {
                bytes.extend_from_slice(part.as_bytes());
            }
            if bytes.len() >= PIECE_BYTES {
                file.write_all(&bytes)?;
                bytes.clear();
            }
            Ok(())
        })?;
        file.write_all(&bytes)
    }
}

/// Events as lines.
pub struct NdjsonEncoder {
    lines: Lines,
    bytes: Vec<u8>,
}

impl RowEncoder for NdjsonEncoder {
    type Piece = Vec<u8>;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        let copies = event
            .copies
            .ok_or_else(|| io::Error::other("an event came without its record"))?;
        self.lines.push_own(event, &copies, &mut self.bytes);
        self.lines.push_other(event, &copies, &mut self.bytes);
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.bytes.len() >= PIECE_BYTES
    }

    fn take(&mut self, spare: Option<Vec<u8>>) -> io::Result<Vec<u8>> {
        let mut next = spare.unwrap_or_else(|| Vec::with_capacity(PIECE_BYTES * 5 / 4));
        next.clear();
        Ok(std::mem::replace(&mut self.bytes, next))
    }
}

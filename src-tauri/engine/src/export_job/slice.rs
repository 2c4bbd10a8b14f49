//! The format of databases: readers make records of what they read as an import would, and the store's own code writes them
//! into a database in the place of the file's part.

use std::io::{self, ErrorKind};

use alertbook_core::Language;
use alertbook_core::column::{Copies, EventRow};
use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_export::{Format, Pieces, RowEncoder, TakeRecord, WholeFile};
use alertbook_store::{Error as StoreError, PreparedRecord, Preparer, SliceWriter};

use crate::import::in_language;

/// Bytes of records that are enough for a piece. Taken apart they are several times as many, and writing is slower than
/// reading, so that most of the time all pieces that may wait do.
const PIECE_BYTES: usize = 1 << 16;
/// Pieces of one reader that may wait.
const PIECES_WAITING: usize = 4;
/// Records of the inventory that are written together.
const INVENTORY_RECORDS: usize = 256;

/// A database, with the reader of the inventory that is written behind the events.
pub(super) struct SliceFormat<I> {
    language: Language,
    inventory: I,
}

impl<I: Fn(&mut TakeRecord<'_>) -> io::Result<()> + Sync> SliceFormat<I> {
    /// A database of events and of what `inventory` hands over; its view is in `language`.
    pub(super) const fn new(language: Language, inventory: I) -> Self {
        Self { language, inventory }
    }
}

impl<I: Fn(&mut TakeRecord<'_>) -> io::Result<()> + Sync> Format for SliceFormat<I> {
    type Output = WholeFile;
    type Piece = Vec<PreparedRecord>;
    type Encoder = SliceEncoder;

    fn encoder(&self) -> SliceEncoder {
        SliceEncoder {
            preparer: None,
            records: Vec::new(),
            bytes: 0,
        }
    }

    fn pieces_waiting(&self) -> usize {
        PIECES_WAITING
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, Vec<PreparedRecord>>) -> io::Result<()> {
        file.fill(move |part| {
            let mut slice = SliceWriter::create(part, self.language).map_err(told_apart)?;
            write_events(&mut slice, pieces)?;
            write_inventory(&mut slice, &self.inventory, pieces)?;
            slice.finish().map_err(told_apart)?;
            Ok(|| pieces.go_on())
        })
    }
}

fn write_events(slice: &mut SliceWriter, pieces: &mut Pieces<'_, Vec<PreparedRecord>>) -> io::Result<()> {
    let mut ended = Ok(());
    slice
        .write_all(&mut || match pieces.next() {
            Ok(piece) => piece.map(|piece| piece.content),
            Err(error) => {
                ended = Err(error);
                None
            }
        })
        .map_err(told_apart)?;
    ended
}

fn write_inventory(
    slice: &mut SliceWriter,
    inventory: &dyn Fn(&mut TakeRecord<'_>) -> io::Result<()>,
    pieces: &mut Pieces<'_, Vec<PreparedRecord>>,
) -> io::Result<()> {
    let mut preparer = Preparer::new().map_err(told_apart)?;
    let mut some = Vec::new();
    let mut write = |records: Vec<PreparedRecord>| {
        let mut records = Some(records);
        slice.write_all(&mut || records.take()).map_err(told_apart)
    };
    inventory(&mut |kind, raw| {
        pieces.go_on()?;
        some.push(preparer.prepare(record_of(kind, raw)?).map_err(told_apart)?);
        if some.len() < INVENTORY_RECORDS {
            return Ok(());
        }
        write(std::mem::take(&mut some))
    })?;
    write(some)
}

/// Events as records to be written.
pub(super) struct SliceEncoder {
    // It can fail to be made, which an encoder tells only when it has something to do.
    preparer: Option<Preparer>,
    records: Vec<PreparedRecord>,
    bytes: usize,
}

impl SliceEncoder {
    fn push(&mut self, account: Option<i64>, language: Language, raw: &str) -> io::Result<()> {
        let mut record = record_of(RecordKind::Event, raw)?;
        if let Record::Event(event) = &mut record {
            event.account = account;
            in_language(event, language);
        }
        let preparer = match &mut self.preparer {
            Some(preparer) => preparer,
            none => none.insert(Preparer::new().map_err(told_apart)?),
        };
        self.records
            .push(preparer.prepare_exact(record).map_err(told_apart)?);
        self.bytes += raw.len();
        Ok(())
    }
}

impl RowEncoder for SliceEncoder {
    type Piece = Vec<PreparedRecord>;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        let Some(Copies {
            own, language, other, ..
        }) = event.copies
        else {
            return Err(io::Error::other("an event came without its record"));
        };
        self.push(event.account, language, own)?;
        match other {
            Some(other) => self.push(event.account, language.other(), other),
            None => Ok(()),
        }
    }

    fn is_full(&self) -> bool {
        self.bytes >= PIECE_BYTES
    }

    fn take(&mut self, _: Option<Vec<PreparedRecord>>) -> io::Result<Vec<PreparedRecord>> {
        self.bytes = 0;
        Ok(std::mem::take(&mut self.records))
    }
}

/// A stored record, which was one when it came.
fn record_of(kind: RecordKind, raw: &str) -> io::Result<Record> {
    let value: Json<'_> = serde_json::from_str(raw).map_err(io::Error::other)?;
    Record::read(kind, &value).map_err(|refusal| io::Error::other(refusal.to_string()))
}

/// A failure of the slice is one of the file, and none of the store.
#[expect(clippy::needless_pass_by_value, reason = "as map_err hands it over")]
fn told_apart(error: StoreError) -> io::Error {
    let kind = match error {
        StoreError::Full { .. } => ErrorKind::StorageFull,
        StoreError::ReadOnly { .. } => ErrorKind::PermissionDenied,
        StoreError::CannotOpen { .. } => ErrorKind::NotFound,
        _ => ErrorKind::Other,
    };
    io::Error::new(kind, error.to_string())
}

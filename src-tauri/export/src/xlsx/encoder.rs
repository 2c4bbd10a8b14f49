//! Rows as elements of a sheet, deflated in the thread that reads them.

use std::io;

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, EventRow, Kind, Word};
use alertbook_core::direct_cache::DirectCache;
use alertbook_core::time::ZoneClock;
use alertbook_core::vocabulary::Level;

use super::cell::{EMPTY_CELL, MOST_UNITS, NumberCell, ROW_BEGINNING, ROW_END, TextCell, split_at_units};
use super::date::push_date;
use super::deflate::{Deflated, Deflater, Part};
use super::format::XlsxFormat;
use super::long_text::LongText;
use super::skeleton::Styles;
use super::words::CUT_MARK;
use crate::format::{PIECE_BYTES, RowEncoder};

/// Cells of one column that events share, as they stand in the file.
const SHARED_CELLS: usize = 4096;
/// Longer ones are made anew each time: the memory of an export does not depend on what the texts are.
const MOST_SHARED_BYTES: usize = 2048;

/// Rows of a sheet.
#[derive(Default)]
pub struct XlsxPiece {
    pub(super) rows: Deflated,
    /// Texts that were cut, in the order of their cells.
    pub(super) long: Vec<LongText>,
    /// The latest `LastTime` of the rows.
    pub(super) newest: Option<i64>,
}

/// Makes pieces.
pub struct XlsxEncoder {
    columns: Vec<XlsxColumn>,
    writer: CellWriter,
    rows: u64,
    bytes: Vec<u8>,
    long: Vec<LongText>,
    long_bytes: usize,
    newest: Option<i64>,
    deflater: Deflater,
    room: String,
}

struct XlsxColumn {
    column: Column,
    kind: Kind,
    shared: DirectCache<Shared>,
}

/// A cell that many events have.
enum Shared {
    Short(Box<[u8]>),
    Long,
}

impl XlsxEncoder {
    pub(super) fn new(format: &XlsxFormat) -> Self {
        let columns = format.columns.iter().map(|(column, _)| XlsxColumn {
            column: *column,
            kind: column.spec().kind,
            shared: DirectCache::new(SHARED_CELLS),
        });
        Self {
            columns: columns.collect(),
            writer: CellWriter::new(format),
            rows: 0,
            bytes: Vec::with_capacity(PIECE_BYTES * 5 / 4),
            long: Vec::new(),
            long_bytes: 0,
            newest: None,
            deflater: Deflater::new(),
            room: String::new(),
        }
    }
}

impl RowEncoder for XlsxEncoder {
    type Piece = XlsxPiece;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        self.bytes.extend_from_slice(ROW_BEGINNING);
        // Empty cells are written only where others follow.
        let mut empty = 0;
        for (number, column) in (0..).zip(&mut self.columns) {
            let start = self.bytes.len();
            for _ in 0..empty {
                self.bytes.extend_from_slice(EMPTY_CELL);
            }
            let filled = self.bytes.len();
            let cut = push_cell(&mut self.writer, column, event, &mut self.room, &mut self.bytes)?;
            if self.bytes.len() == filled {
                self.bytes.truncate(start);
                empty += 1;
            } else {
                empty = 0;
            }
            if let Some(text) = cut {
                self.long_bytes += text.len();
                self.long.push(LongText {
                    row: self.rows,
                    column: number,
                    text,
                });
            }
        }
        self.bytes.extend_from_slice(ROW_END);
        self.rows += 1;
        self.newest = self.newest.max(event.last_time);
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.bytes.len() + self.long_bytes >= PIECE_BYTES
    }

    fn take(&mut self, spare: Option<XlsxPiece>) -> io::Result<XlsxPiece> {
        let mut piece = spare.unwrap_or_default();
        self.deflater.deflate(&self.bytes, Part::Inner, &mut piece.rows)?;
        piece.long = std::mem::take(&mut self.long);
        piece.newest = self.newest.take();
        self.bytes.clear();
        self.rows = 0;
        self.long_bytes = 0;
        Ok(piece)
    }
}

/// Appends a cell, from the cache where the events share it. Answers the whole text of one that was cut.
fn push_cell(
    writer: &mut CellWriter,
    XlsxColumn { column, kind, shared }: &mut XlsxColumn,
    event: &EventRow<'_>,
    room: &mut String,
    bytes: &mut Vec<u8>,
) -> io::Result<Option<String>> {
    let held = event.shared.of_column(*column).and_then(|number| {
        let make = || {
            let mut cell = Vec::new();
            writer.push(*column, *kind, event, room, &mut cell);
            Ok::<_, io::Error>(if cell.len() <= MOST_SHARED_BYTES {
                Shared::Short(cell.into_boxed_slice())
            } else {
                Shared::Long
            })
        };
        shared.get(number, make).transpose()
    });
    if let Some(Shared::Short(cell)) = held.transpose()? {
        bytes.extend_from_slice(cell);
        return Ok(None);
    }
    Ok(writer.push(*column, *kind, event, room, bytes))
}

/// Writes single cells.
struct CellWriter {
    cells: Cells,
    clock: ZoneClock,
    text: TextCell,
    time: NumberCell,
    levels: [(Level, TextCell); 3],
    mark: &'static str,
}

impl CellWriter {
    fn new(format: &XlsxFormat) -> Self {
        let styles: &Styles = format.styles();
        let language: Language = format.cells.language();
        Self {
            cells: format.cells.clone(),
            clock: ZoneClock::new(format.zone),
            text: TextCell::new(styles.text),
            time: NumberCell::new(styles.time),
            levels: styles.levels.map(|(level, style)| (level, TextCell::new(style))),
            mark: CUT_MARK.get(language),
        }
    }

    /// Appends a cell, or nothing where it is empty. Answers the whole text if it had to be cut.
    fn push(
        &mut self,
        column: Column,
        kind: Kind,
        event: &EventRow<'_>,
        room: &mut String,
        bytes: &mut Vec<u8>,
    ) -> Option<String> {
        if kind == Kind::Time {
            let local = event.time(column).and_then(|seconds| self.clock.local(seconds));
            let is_date = |bytes: &mut Vec<u8>| local.is_some_and(|local| push_date(local, bytes));
            if self.time.push(is_date, bytes) {
                return None;
            }
        }
        let text = self.cells.text(column, event, room);
        if text.is_empty() {
            return None;
        }
        let style = match event.level {
            Some(Word::Known(level)) if kind == Kind::Level => self
                .levels
                .iter()
                .find_map(|(of, style)| (*of == level).then_some(style)),
            _ => None,
        };
        // Ids are numbers too long for Excel, so they are text like all others.
        let style = style.unwrap_or(&self.text);
        if split_at_units(text, MOST_UNITS).1.is_empty() {
            style.push(text, bytes);
            return None;
        }
        let left = MOST_UNITS - self.mark.encode_utf16().count();
        let cut = [split_at_units(text, left).0, self.mark].concat();
        style.push(&cut, bytes);
        Some(text.to_owned())
    }
}

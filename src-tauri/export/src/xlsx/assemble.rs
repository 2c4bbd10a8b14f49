//! The workbook from its pieces: sheets of events as they come, then what is known only at the end.

use std::fs::File;
use std::io;

use memchr::memmem;

use super::cell::ROW_BEGINNING;
use super::deflate::{Deflated, Deflater, Part, inflate};
use super::encoder::XlsxPiece;
use super::format::XlsxFormat;
use super::long_text::{LongText, LongTexts, Place};
use super::package::{Entry, MOST_SHEET_BYTES, MOST_SHEET_ROWS, Package};
use super::skeleton::{Sheets, events_title, sheet_name};
use crate::pieces::{Piece, Pieces};
use crate::whole_file::WholeFile;

/// What programs look at first to tell what an archive is.
const FIRST_PARTS: [&str; 2] = ["_rels/.rels", "xl/theme/theme1.xml"];

pub(super) fn assemble(
    format: &XlsxFormat,
    file: &mut WholeFile,
    pieces: &mut Pieces<'_, XlsxPiece>,
) -> io::Result<()> {
    let folder = file.folder().to_owned();
    let open = move || tempfile::tempfile_in(&folder);
    let mut package = Package::new(file);
    let skeleton = format.skeleton(&Sheets {
        events: vec![0],
        ..Sheets::default()
    })?;
    for (name, text) in skeleton.small_parts().filter(|(name, _)| is_first(name)) {
        package.add(&name, &text)?;
    }
    let mut assembly = Assembly {
        format,
        pieces,
        sheets: Sheets::default(),
        long: LongTexts::new(format.styles()),
        open: &open,
    };
    let mut left = None;
    loop {
        let entry = package.begin(&sheet_name(assembly.sheets.events.len() + 1))?;
        left = assembly.write_events(entry, left)?;
        if left.is_none() {
            break;
        }
    }
    let Assembly { mut sheets, long, .. } = assembly;
    let (waiting, mut stored) = long.finish(&open)?;
    sheets.long = waiting.iter().map(|sheet| sheet.rows).collect();
    let skeleton = format.skeleton(&sheets)?;
    if skeleton.events_frame(0, &format.columns)?.styles != *format.styles() {
        return Err(io::Error::other("the styles of the workbook moved"));
    }
    for (number, sheet) in waiting.iter().enumerate() {
        let frame = skeleton.long_frame(number, format.cells.language())?;
        let mut entry = package.begin(&sheet_name(sheets.events.len() + number + 1))?;
        entry.append_text(&frame.head)?;
        entry.append_waiting(sheet, &mut stored)?;
        entry.end(&frame.tail)?;
    }
    for (name, text) in skeleton.small_parts().filter(|(name, _)| !is_first(name)) {
        package.add(&name, &text)?;
    }
    package.finish()
}

fn is_first(name: &str) -> bool {
    FIRST_PARTS.contains(&name)
}

struct Assembly<'a, 'p> {
    format: &'a XlsxFormat,
    pieces: &'a mut Pieces<'p, XlsxPiece>,
    sheets: Sheets,
    long: LongTexts,
    open: &'a dyn Fn() -> io::Result<File>,
}

impl Assembly<'_, '_> {
    /// Writes a sheet of events; answers the piece that the next one begins with.
    fn write_events(
        &mut self,
        mut entry: Entry<'_, &mut WholeFile>,
        first: Option<Piece<XlsxPiece>>,
    ) -> io::Result<Option<Piece<XlsxPiece>>> {
        entry.append_text(self.format.head())?;
        let mut rows = 0;
        let mut left = first;
        while let Some(mut piece) = self.next(&mut left)? {
            if rows > 0 && entry.length() + piece.content.rows.length > MOST_SHEET_BYTES {
                left = Some(piece);
                break;
            }
            let rest = split(&mut piece, MOST_SHEET_ROWS - rows)?;
            entry.append(&piece.content.rows)?;
            self.note(&mut piece, rows)?;
            rows += piece.rows;
            self.pieces.give_back(piece.content);
            if rest.is_some() {
                left = rest;
                break;
            }
        }
        self.sheets.events.push(rows);
        let number = self.sheets.events.len() - 1;
        let skeleton = self.format.skeleton(&self.sheets)?;
        entry.end(&skeleton.events_frame(number, &self.format.columns)?.tail)?;
        Ok(left)
    }

    fn next(&mut self, left: &mut Option<Piece<XlsxPiece>>) -> io::Result<Option<Piece<XlsxPiece>>> {
        match left.take() {
            None => self.pieces.next(),
            left => Ok(left),
        }
    }

    /// Notes the long texts of a piece that begins after so many rows, and its latest time.
    fn note(&mut self, piece: &mut Piece<XlsxPiece>, rows_before: u64) -> io::Result<()> {
        self.sheets.newest = self.sheets.newest.max(piece.content.newest);
        if piece.content.long.is_empty() {
            return Ok(());
        }
        let sheet = events_title(self.sheets.events.len(), self.format.cells.language());
        for LongText { row, column, text } in piece.content.long.drain(..) {
            let heading = self.format.columns.get(column);
            let place = Place {
                sheet: &sheet,
                // Rows are numbered from 1, and the heading is the first.
                row: rows_before + row + 2,
                column: heading.map_or("", |(_, heading)| heading),
            };
            self.long.push(place, &text, self.open)?;
        }
        Ok(())
    }
}

/// Leaves so many rows in a piece and gives those that are over.
fn split(piece: &mut Piece<XlsxPiece>, most: u64) -> io::Result<Option<Piece<XlsxPiece>>> {
    if piece.rows <= most {
        return Ok(None);
    }
    let bytes = inflate(&piece.content.rows)?;
    // No text holds what begins a row: its first character is escaped.
    let cut = usize::try_from(most)
        .ok()
        .and_then(|most| memmem::find_iter(&bytes, ROW_BEGINNING).nth(most));
    let (before, after) = cut
        .and_then(|cut| bytes.split_at_checked(cut))
        .ok_or_else(|| io::Error::other("a piece holds other rows than it should"))?;
    let mut deflater = Deflater::new();
    let mut rest = Deflated::default();
    deflater.deflate(after, Part::Inner, &mut rest)?;
    deflater.deflate(before, Part::Inner, &mut piece.content.rows)?;
    let (mut long, own): (Vec<_>, Vec<_>) = std::mem::take(&mut piece.content.long)
        .into_iter()
        .partition(|text| text.row >= most);
    for text in &mut long {
        text.row -= most;
    }
    piece.content.long = own;
    let rows = piece.rows - most;
    piece.rows = most;
    let content = XlsxPiece {
        rows: rest,
        long,
        newest: piece.content.newest,
    };
    Ok(Some(Piece { content, rows }))
}

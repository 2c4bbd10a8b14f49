//! Texts that are too long for a cell, whole, on sheets of their own: one row for each part that fits.
//!
//! They become known while the sheets of events are written, and an archive holds one entry after the other, so they
//! wait deflated in a file without a name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::cell::{MOST_UNITS, NumberCell, ROW_BEGINNING, ROW_END, TextCell, split_at_units};
use super::deflate::{Deflated, Deflater, Part};
use super::package::{MOST_SHEET_BYTES, MOST_SHEET_ROWS};
use super::skeleton::Styles;
use crate::format::PIECE_BYTES;

/// The whole of a text that was cut.
pub(super) struct LongText {
    /// The row among those of its piece, from 0.
    pub(super) row: u64,
    /// The column, from 0.
    pub(super) column: usize,
    pub(super) text: String,
}

/// Where a text was cut.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) sheet: &'a str,
    /// The row as Excel numbers them.
    pub(super) row: u64,
    pub(super) column: &'a str,
}

/// Rows of a sheet that wait in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    pub(super) rows: u64,
    pub(super) stored: u64,
    pub(super) checksum: crc32fast::Hasher,
    pub(super) length: u64,
}

pub(super) struct LongTexts {
    text: TextCell,
    number: NumberCell,
    spill: Option<File>,
    sheets: Vec<Waiting>,
    gathered: Vec<u8>,
    rows: u64,
    deflater: Deflater,
}

impl LongTexts {
    pub(super) fn new(styles: &Styles) -> Self {
        Self {
            text: TextCell::new(styles.text),
            number: NumberCell::new(0),
            spill: None,
            sheets: Vec::new(),
            gathered: Vec::new(),
            rows: 0,
            deflater: Deflater::new(),
        }
    }

    /// Adds a text. `open` makes the file they wait in.
    pub(super) fn push(
        &mut self,
        place: Place<'_>,
        text: &str,
        open: &dyn Fn() -> io::Result<File>,
    ) -> io::Result<()> {
        let mut rest = text;
        let mut part = 0_u64;
        while !rest.is_empty() {
            let (now, later) = split_at_units(rest, MOST_UNITS);
            rest = later;
            part += 1;
            let number = |number: u64| move |out: &mut Vec<u8>| write!(out, "{number}").is_ok();
            let out = &mut self.gathered;
            out.extend_from_slice(ROW_BEGINNING);
            self.text.push(place.sheet, out);
            self.number.push(number(place.row), out);
            self.text.push(place.column, out);
            self.number.push(number(part), out);
            self.text.push(now, out);
            out.extend_from_slice(ROW_END);
            self.rows += 1;
            if self.gathered.len() >= PIECE_BYTES {
                self.put_aside(open)?;
            }
        }
        Ok(())
    }

    fn put_aside(&mut self, open: &dyn Fn() -> io::Result<File>) -> io::Result<()> {
        let mut piece = Deflated::default();
        self.deflater.deflate(&self.gathered, Part::Inner, &mut piece)?;
        let fits = |sheet: &&mut Waiting| {
            sheet.rows + self.rows <= MOST_SHEET_ROWS && sheet.length + piece.length <= MOST_SHEET_BYTES
        };
        if self.sheets.last_mut().as_ref().is_none_or(|sheet| !fits(sheet)) {
            self.sheets.push(Waiting::default());
        }
        let file = match &mut self.spill {
            Some(file) => file,
            none => none.insert(open()?),
        };
        file.write_all(&piece.bytes)?;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.rows += self.rows;
            sheet.stored += piece.bytes.len() as u64;
            sheet.length += piece.length;
            sheet.checksum.combine(&piece.checksum);
        }
        self.gathered.clear();
        self.rows = 0;
        Ok(())
    }

    /// Ends the adding; gives the sheets, and their rows one behind the other.
    pub(super) fn finish(
        mut self,
        open: &dyn Fn() -> io::Result<File>,
    ) -> io::Result<(Vec<Waiting>, Box<dyn Read>)> {
        if self.rows > 0 {
            self.put_aside(open)?;
        }
        let Some(mut file) = self.spill else {
            return Ok((Vec::new(), Box::new(io::empty())));
        };
        file.seek(SeekFrom::Start(0))?;
        Ok((self.sheets, Box::new(file)))
    }
}

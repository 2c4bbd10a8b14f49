//! Rows of a workbook: row elements with a value in them, read as a stream. Texts of cells may stand in a list of their
//! own, which other libraries hold as a whole; rows can be counted without it.

use std::cell::Cell;
use std::io::{BufReader, Read, Seek};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::bounded::{Bounded, Budget};
use super::{CountError, MOST_BYTES};

/// Bytes of one element or one text; a cell has at most 32 767 characters.
const MOST_PIECE_BYTES: u64 = 16 << 20;
/// Elements within each other; a sheet has six.
const DEEPEST: usize = 64;
const SHEETS: &str = "xl/worksheets/";

/// The entry that every workbook has.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Counts the rows of all sheets, each but for its heading.
pub(super) fn count<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    budget: &Budget<'_>,
) -> Result<u64, CountError> {
    let sheets: Vec<usize> = archive
        .file_names()
        .enumerate()
        .filter(|(_, name)| name.as_deref().is_ok_and(is_sheet))
        .map(|(index, _)| index)
        .collect();
    if sheets.is_empty() {
        return Err(CountError::NotOneTable("no sheet in its workbook"));
    }
    let mut rows = 0;
    let mut left = MOST_BYTES;
    for index in sheets {
        let whole = Bounded::new(archive.by_index(index)?, budget, left);
        let whole_left = whole.left();
        rows += count_sheet(whole, budget)?.saturating_sub(1);
        left = whole_left.get();
    }
    Ok(rows)
}

fn is_sheet(name: &str) -> bool {
    let rest = name.strip_prefix(SHEETS);
    rest.and_then(|rest| rest.strip_suffix(".xml"))
        .is_some_and(|stem| !stem.contains('/'))
}

fn count_sheet(sheet: impl Read, budget: &Budget<'_>) -> Result<u64, CountError> {
    let piece = Bounded::new(sheet, budget, MOST_PIECE_BYTES);
    let left: Rc<Cell<u64>> = piece.left();
    let mut reader = Reader::from_reader(BufReader::with_capacity(64 * 1024, piece));
    let mut buffer = Vec::new();
    let (mut rows, mut depth, mut is_filled) = (0, 0_usize, false);
    loop {
        buffer.clear();
        left.set(MOST_PIECE_BYTES);
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => return Err(told(&error)),
            Err(_) => return Err(CountError::NotOneTable("a sheet of its workbook is damaged")),
        };
        match event {
            Event::Start(element) => {
                depth += 1;
                match element.local_name().as_ref() {
                    "row" => is_filled = false,
                    "v" | "is" => is_filled = true,
                    _ => {}
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                if element.local_name().as_ref() == "row" {
                    rows += u64::from(is_filled);
                }
            }
            Event::Eof => return Ok(rows),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(CountError::TooLarge);
        }
    }
}

/// The XML reader shares its errors, so that they are told again.
fn told(error: &std::io::Error) -> CountError {
    match super::bounded::reason(error) {
        Some(reason) => std::io::Error::other(reason).into(),
        None => CountError::Read(std::io::Error::new(error.kind(), error.to_string())),
    }
}

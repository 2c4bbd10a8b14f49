//! CSV that Alertbook exported, as records of the API's shape: told by its headings, checked by the manifest beside it.
//!
//! A row holds less than the record it shows, so it goes in only where the store does not know the event.

use std::io::{self, Cursor, Read};
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::column::{CellReader, Column};
use alertbook_core::text::shown;
use alertbook_core::time::ReadZone;
use alertbook_export::{CsvHeading, CsvHeadings, CsvRow, CsvRows, Masking, read_csv_headings};
use serde::Deserialize;

use super::decode::Probed;
use super::read::{Feeder, Stopped};
use super::reject::Reject;
use super::split::{Content, Piece, Position};
use super::why::{FileWhy, Why};
use crate::export_job::MANIFEST_ENDING;

/// How much of a file is looked at for its first line: more than all headings take.
const FIRST_LINE: u64 = 16 * 1024;
/// The longest manifest that is read.
const LONGEST_MANIFEST: u64 = 16 << 20;

/// What the manifest beside a file says of reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// How the file was masked, if it was.
    masking: Option<String>,
    /// The zone of its times.
    zone: Option<ReadZone>,
}

/// The parts of a manifest that are read here, so that one of another version can be read as well.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Manifest {
    masking: Option<Rule>,
    zone: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Rule {
    name: String,
}

impl Beside {
    /// Looks beside a file. What is not there, or is no manifest, says nothing.
    pub(super) fn of_file(file: &Path) -> Self {
        let mut path = file.as_os_str().to_owned();
        path.push(MANIFEST_ENDING);
        std::fs::File::open(path).map_or_else(|_| Self::default(), Self::read)
    }

    /// Reads a manifest.
    pub(super) fn read(manifest: impl Read) -> Self {
        let mut text = Vec::new();
        if manifest.take(LONGEST_MANIFEST).read_to_end(&mut text).is_err() {
            return Self::default();
        }
        let Ok(manifest) = serde_json::from_slice::<Manifest>(&text) else {
            return Self::default();
        };
        let masking = manifest.masking.map(|rule| rule.name);
        Self {
            masking: masking.filter(|name| name != Masking::None.name()),
            zone: manifest
                .zone
                .and_then(|name| name.parse().ok())
                .map(ReadZone::Named),
        }
    }
}

/// The first line of a text that may be CSV, blank for one that begins as JSON does; and the text with it put back.
pub(super) fn first_line<R: Read>(mut text: R) -> io::Result<(Vec<u8>, Probed<R>)> {
    let mut first = Vec::new();
    let mut end = None;
    while end.is_none() && (first.len() as u64) < FIRST_LINE {
        let step = if first.is_empty() { 64 } else { 1024 };
        if text.by_ref().take(step).read_to_end(&mut first)? == 0 || begins_as_json(&first) {
            break;
        }
        end = memchr::memchr(b'\n', &first);
    }
    let line = if begins_as_json(&first) {
        Vec::new()
    } else {
        first
            .get(..end.unwrap_or(first.len()))
            .unwrap_or_default()
            .to_vec()
    };
    Ok((line, Cursor::new(first).chain(text)))
}

fn begins_as_json(text: &[u8]) -> bool {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// How a file is written.
pub(super) struct CsvShape {
    headings: Vec<CsvHeading>,
    language: Language,
    crlf: bool,
}

/// What a first line means.
pub(super) enum FirstLine {
    /// Rows follow.
    Csv(CsvShape),
    /// It is CSV that cannot be read, and why.
    Refused(Why),
    /// It is something else.
    Other,
}

/// Judges a first line; `name` is the file's.
pub(super) fn judge_first_line(line: &[u8], name: &str) -> FirstLine {
    if line.is_empty() {
        return FirstLine::Other;
    }
    match read_csv_headings(line) {
        CsvHeadings::Ours {
            columns,
            language,
            crlf,
        } => FirstLine::Csv(CsvShape {
            headings: columns,
            language,
            crlf,
        }),
        CsvHeadings::Foreign(wrong) => FirstLine::Refused(Why::Headings(wrong)),
        CsvHeadings::Unknown(lacking) if is_called_csv(name) => FirstLine::Refused(Why::Headings(lacking)),
        CsvHeadings::Unknown(_) => FirstLine::Other,
    }
}

fn is_called_csv(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

/// The columns with the zones of their times, or why the file cannot be read.
fn zoned(headings: &[CsvHeading], beside: &Beside) -> Result<Vec<(Column, Option<ReadZone>)>, Why> {
    let zone = |heading: &CsvHeading| match (&heading.zone, beside.zone) {
        (None, _) => Ok(None),
        (Some(_), Some(zone)) => Ok(Some(zone)),
        (Some(label), None) => ReadZone::from_label(label)
            .map(Some)
            .ok_or_else(|| Why::Zone(shown(label, 40))),
    };
    headings
        .iter()
        .map(|heading| Ok((heading.column, zone(heading)?)))
        .collect()
}

impl Feeder {
    /// Reads the rows of a file whose first line was judged.
    pub(super) fn read_csv(&mut self, file: impl Read, shape: &CsvShape) -> Result<io::Result<()>, Stopped> {
        let name = self.file();
        let beside = std::mem::take(&mut self.beside);
        if let Some(way) = &beside.masking {
            let why = Why::Masked(shown(way, 40));
            return self.fault(Reject::of_file(&name, &why)).map(Ok);
        }
        let reader = match zoned(&shape.headings, &beside) {
            Ok(columns) => CellReader::new(columns),
            Err(why) => return self.fault(Reject::of_file(&name, &why)).map(Ok),
        };
        let mut rows = match CsvRows::new(file, &shape.headings, shape.crlf) {
            Ok(rows) => rows,
            Err(error) => return Ok(Err(error)),
        };
        let mut position = Position::default();
        loop {
            match rows.next_row() {
                Ok(Some(row)) => {
                    position = position_of(&row);
                    match record_text(&reader, row) {
                        Ok(text) => self.batch.push(&Piece {
                            text: &text,
                            position,
                            content: Content::Row(shape.language),
                        }),
                        Err(why) => {
                            let reject = Reject::new(&name, position, &why, &rows.row_text());
                            self.batch.push_reject(reject);
                        }
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    let why = FileWhy::of_rows(&error);
                    self.fault(Reject::new(&name, position, &why.into(), b""))?;
                    break;
                }
            }
            if self.batch.is_full() {
                self.send()?;
            }
        }
        self.send().map(Ok)
    }
}

fn position_of(row: &CsvRow) -> Position {
    Position {
        line: row.line,
        byte: row.byte,
        record: Some(row.number),
    }
}

/// The record of a row as JSON, or why there is none.
fn record_text(reader: &CellReader, row: CsvRow) -> Result<Vec<u8>, Why> {
    let cells = row.cells.map_err(Why::Row)?;
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let record = reader.record(&cells).map_err(Why::Cell)?;
    Ok(serde_json::Value::Object(record).to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked_at(text: &str) -> String {
        let (line, mut whole) = first_line(text.as_bytes()).unwrap();
        let mut all = String::new();
        whole.read_to_string(&mut all).unwrap();
        assert_eq!(all, text, "nothing is lost");
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn a_first_line_is_looked_at_and_put_back() {
        let long = "x,".repeat(40_000);
        assert_eq!(looked_at("ID,Alert name\r\n1,a\r\n"), "ID,Alert name\r");
        assert_eq!(looked_at(" \n{\"SuspEvents\":[]}\n"), "");
        assert_eq!(looked_at("\u{feff}[1]"), "");
        assert_eq!(looked_at(""), "");
        assert!(looked_at(&long).len() >= 16 * 1024);
        let wide = ["ID,", &"y".repeat(3000), "\nrest"].concat();
        assert_eq!(looked_at(&wide).len(), 3003);
    }

    #[test]
    fn a_manifest_tells_masking_and_zone_and_anything_else_nothing() {
        let read = |text: &str| Beside::read(text.as_bytes());
        let masked = read(r#"{"Masking":{"Name":"document"},"Zone":"Europe/Berlin","Newer":1}"#);
        assert_eq!(masked.masking.as_deref(), Some("document"));
        assert_eq!(masked.zone, Some(ReadZone::Named(chrono_tz::Tz::Europe__Berlin)));
        assert_eq!(
            read(r#"{"Masking":{"Name":"none"},"Zone":"x"}"#),
            Beside::default()
        );
        assert_eq!(read("[]"), Beside::default());
        assert_eq!(read("{"), Beside::default());
    }
}

//! Our own CSV, read back: both dialects, headings of either language, columns in any order.
//!
//! Owns: telling such a file by its headings, and its rows as the texts they were before the guard. Must never know: what
//! a record is. Invariant: memory is bounded by [`ROW_LIMIT`], also where a quote is never closed. Failure modes: a file
//! that is not ours, which is told by its headings; a row of other cells than headings; reading itself.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use alertbook_core::column::{Column, read_heading};
use alertbook_core::text::shown;
use alertbook_core::{Bilingual, Language, Sentence};
use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::csv::is_guarded;
use crate::guard::unguarded;

/// The longest row that is read.
const ROW_LIMIT: u64 = 16 << 20;
/// How much of a heading is shown, and how many of them.
const SHOWN_HEADING: usize = 40;
const SHOWN_HEADINGS: usize = 12;
/// So much the reader takes in advance, which is no part of a row yet.
const READ_AHEAD: usize = 64 << 10;

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvHeading {
    /// Which.
    pub column: Column,
    /// How its heading names the zone of its times, if it does.
    pub zone: Option<String>,
}

/// What the first line of a file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvHeadings {
    /// It is ours.
    Ours {
        /// Its columns, in order.
        columns: Vec<CsvHeading>,
        /// The language of its words.
        language: Language,
        /// Whether its lines end in CR LF.
        crlf: bool,
    },
    /// It has some of our headings, but not those of a file of ours; what is wrong with them.
    Foreign(Sentence),
    /// It has none of our headings; what it lacks.
    Unknown(Sentence),
}

/// Judges the first line of a file, without the line feed at its end.
pub fn read_csv_headings(line: &[u8]) -> CsvHeadings {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let mut record = ByteRecord::new();
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(line);
    if !reader.read_byte_record(&mut record).unwrap_or_default() {
        return CsvHeadings::Unknown(lacking(&[]));
    }
    let texts: Vec<String> = record
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim().to_owned())
        .collect();
    let read: Vec<_> = texts.iter().map(|text| read_heading(text)).collect();
    let known: Vec<Column> = read.iter().flatten().map(|read| read.column).collect();
    // The first heading of files of many programs is ID.
    if known.iter().all(|column| *column == Column::Id) {
        return CsvHeadings::Unknown(lacking(&texts));
    }
    let mut wrong = Vec::new();
    if !known.contains(&Column::Id) {
        wrong.push(NO_ID.into());
    }
    for (text, read) in texts.iter().zip(&read) {
        if read.is_none() {
            let named = serde_json::Value::from(text.as_str()).to_string();
            wrong.push(not_ours(&shown(&named, SHOWN_HEADING)));
        }
    }
    for (place, column) in known.iter().enumerate() {
        if known.get(..place).is_some_and(|earlier| earlier.contains(column)) {
            wrong.push(twice(column.spec().heading));
        }
    }
    if !wrong.is_empty() {
        wrong.truncate(SHOWN_HEADINGS);
        return CsvHeadings::Foreign(joined(&wrong));
    }
    let language = read.iter().flatten().find_map(|read| read.language);
    let heading = |read: &alertbook_core::column::ReadHeading<'_>| CsvHeading {
        column: read.column,
        zone: read.zone.map(str::to_owned),
    };
    CsvHeadings::Ours {
        columns: read.iter().flatten().map(heading).collect(),
        language: language.unwrap_or_default(),
        crlf: line.ends_with(b"\r"),
    }
}

const NO_ID: Bilingual = Bilingual::new(
    "缺少列标题 ID，无法确定是哪条告警",
    "the heading ID is missing, without which no event is known",
);

fn not_ours(heading: &str) -> Sentence {
    Sentence::new(
        ["导出文件中没有列标题 ", heading].concat(),
        [heading, " is no heading of exported files"].concat(),
    )
}

fn twice(heading: Bilingual) -> Sentence {
    Sentence::new(
        ["列标题“", heading.zh, "”出现了两次"].concat(),
        [heading.en, " stands twice"].concat(),
    )
}

fn joined(parts: &[Sentence]) -> Sentence {
    let all = |language, between| {
        let texts: Vec<&str> = parts.iter().map(|part| part.get(language)).collect();
        texts.join(between)
    };
    Sentence::new(all(Language::Zh, "；"), all(Language::En, "; "))
}

fn lacking(found: &[String]) -> Sentence {
    let found: Vec<String> = found
        .iter()
        .take(SHOWN_HEADINGS)
        .map(|text| shown(text, SHOWN_HEADING))
        .collect();
    let listed = |language, between| match found.as_slice() {
        [] => NOTHING.get(language).to_owned(),
        found => found.join(between),
    };
    Sentence::new(
        [LACKING.zh, &listed(Language::Zh, "、")].concat(),
        [LACKING.en, &listed(Language::En, ", ")].concat(),
    )
}

const NOTHING: Bilingual = Bilingual::new("空", "nothing");
const LACKING: Bilingual = Bilingual::new(
    "缺少列标题 ID，以及至少另一个导出文件的列标题（告警名称、风险等级、状态、最近发生时间……）；实际为：",
    "the headings ID and at least one more of those that exported files have (Alert name, Severity, Status, Last occurred …) are \
     missing; found ",
);

/// The rows of a file whose headings were read.
pub struct CsvRows<R> {
    reader: Reader<Limited<R>>,
    budget: Rc<Cell<u64>>,
    record: ByteRecord,
    columns: Vec<Column>,
    number: u64,
    /// What the reader has not passed of the line break before a row.
    rest_of_break: u64,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// The byte at which it begins, from 0.
    pub byte: u64,
    /// Its number among the rows, from 1.
    pub number: u64,
    /// Its cells as they were before the guard, one for each column; or what is wrong with it.
    pub cells: Result<Vec<String>, Sentence>,
}

/// Why reading ends at a row that is too long; the error inside of that of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a row is longer than 16 MiB; perhaps a quote is not closed")]
pub struct RowTooLong;

impl<R: Read> CsvRows<R> {
    /// Reads a file from its beginning, where the headings stand.
    pub fn new(file: R, columns: &[CsvHeading], crlf: bool) -> io::Result<Self> {
        let budget = Rc::new(Cell::new(ROW_LIMIT));
        let limited = Limited {
            file,
            budget: Rc::clone(&budget),
        };
        let mut rows = Self {
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(READ_AHEAD)
                .from_reader(limited),
            budget,
            record: ByteRecord::new(),
            columns: columns.iter().map(|heading| heading.column).collect(),
            number: 0,
            rest_of_break: u64::from(crlf),
        };
        rows.advance()?;
        Ok(rows)
    }

    /// The next row; none at the end.
    pub fn next_row(&mut self) -> io::Result<Option<CsvRow>> {
        if !self.advance()? {
            return Ok(None);
        }
        self.number += 1;
        let position = self.record.position();
        Ok(Some(CsvRow {
            line: position.map_or(1, csv::Position::line) + self.rest_of_break,
            byte: position.map_or(0, csv::Position::byte) + self.rest_of_break,
            number: self.number,
            cells: self.cells(),
        }))
    }

    /// The row that was read last, as text, for whoever keeps it aside.
    pub fn row_text(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        // Writing into memory cannot fail.
        let _ = writer.write_byte_record(&self.record);
        writer.into_inner().unwrap_or_default()
    }

    fn advance(&mut self) -> io::Result<bool> {
        self.budget.set(ROW_LIMIT);
        self.reader
            .read_byte_record(&mut self.record)
            .map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(source) => source,
                kind => io::Error::other(format!("{kind:?}")),
            })
    }

    fn cells(&self) -> Result<Vec<String>, Sentence> {
        let (expected, found) = (self.columns.len(), self.record.len());
        if found != expected {
            return Err(Sentence::new(
                format!("应有 {expected} 个单元格，与列标题一样多；实际有 {found} 个"),
                format!("expected {expected} cells, as there are headings; found {found}"),
            ));
        }
        let cell = |(column, field): (&Column, &[u8])| {
            let text = std::str::from_utf8(field).map_err(|_| not_utf8(column.spec().heading))?;
            Ok(if is_guarded(*column) {
                unguarded(text)
            } else {
                text
            }
            .to_owned())
        };
        self.columns.iter().zip(&self.record).map(cell).collect()
    }
}

fn not_utf8(heading: Bilingual) -> Sentence {
    Sentence::new(
        [heading.zh, "：不是有效的 UTF-8"].concat(),
        [heading.en, ": not valid UTF-8"].concat(),
    )
}

/// Reads only so much for one row.
struct Limited<R> {
    file: R,
    budget: Rc<Cell<u64>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        let left = self.budget.get().checked_sub(count as u64);
        self.budget.set(left.ok_or_else(|| io::Error::other(RowTooLong))?);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns_of(line: &str) -> Result<(Vec<Column>, Language), String> {
        match read_csv_headings(line.as_bytes()) {
            CsvHeadings::Ours {
                columns, language, ..
            } => Ok((columns.iter().map(|heading| heading.column).collect(), language)),
            CsvHeadings::Foreign(reason) => Err(["foreign: ", &reason.en].concat()),
            CsvHeadings::Unknown(reason) => Err(["unknown: ", &reason.en].concat()),
        }
    }

    #[test]
    fn a_file_is_known_by_its_headings_in_either_language_and_any_order() {
        let expected = vec![Column::LastTime, Column::Id, Column::Name];
        assert_eq!(
            columns_of("\u{feff}最近发生时间（GMT+8）,ID,告警名称\r\n"),
            Ok((expected.clone(), Language::Zh))
        );
        assert_eq!(
            columns_of("Last occurred (GMT+8),\"ID\",Alert name"),
            Ok((expected, Language::En))
        );
        let CsvHeadings::Ours { columns, .. } = read_csv_headings("Last occurred (UTC),ID".as_bytes()) else {
            panic!("ours")
        };
        assert_eq!(columns[0].zone.as_deref(), Some("UTC"));
    }

    #[test]
    fn a_foreign_file_is_told_what_it_lacks() {
        assert_eq!(
            columns_of("Alert name,Severity"),
            Err("foreign: the heading ID is missing, without which no event is known".to_owned())
        );
        assert_eq!(
            columns_of("ID,Severity,my notes,Severity"),
            Err("foreign: \"my notes\" is no heading of exported files; Severity stands twice".to_owned())
        );
        for line in ["ID,name", "a,b", "", "ID", "{\"Id\":1,\"x\":2}"] {
            let reason = columns_of(line).unwrap_err();
            assert!(reason.starts_with("unknown: the headings ID and"), "{reason}");
        }
    }

    #[test]
    fn what_is_wrong_with_headings_is_told_in_chinese_too() {
        let CsvHeadings::Foreign(reason) = read_csv_headings(b"Severity,mine,Severity") else {
            panic!("foreign")
        };
        assert_eq!(
            reason.zh,
            "缺少列标题 ID，无法确定是哪条告警；导出文件中没有列标题 \"mine\"；列标题“风险等级”出现了两次"
        );
        let CsvHeadings::Unknown(reason) = read_csv_headings(b"a,b") else {
            panic!("unknown")
        };
        assert!(reason.zh.ends_with("实际为：a、b"), "{reason:?}");
        let CsvHeadings::Unknown(reason) = read_csv_headings(b"") else {
            panic!("unknown")
        };
        assert!(reason.zh.ends_with("实际为：空"), "{reason:?}");
        assert!(not_utf8(Column::Name.spec().heading).zh.starts_with("告警名称："));
    }

    #[test]
    fn rows_come_with_their_places_and_without_the_guard() {
        let text = "\u{feff}ID,Alert name\r\n7,'=1+1\r\n8,\"a\r\n\"\"b\"\"\"\r\n9\r\n10,'x\r\n";
        let line = text.split('\n').next().unwrap();
        let CsvHeadings::Ours { columns, crlf, .. } = read_csv_headings(line.as_bytes()) else {
            panic!("ours")
        };
        let mut rows = CsvRows::new(text.as_bytes(), &columns, crlf).unwrap();
        let mut seen = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            assert!(
                text[usize::try_from(row.byte).unwrap()..].starts_with(&row.text_start()),
                "{row:?}"
            );
            seen.push((row.line, row.number, row.cells.map(|cells| cells.join("|"))));
        }
        let short = Sentence::new(
            "应有 2 个单元格，与列标题一样多；实际有 1 个",
            "expected 2 cells, as there are headings; found 1",
        );
        assert_eq!(
            seen,
            [
                (2, 1, Ok("7|=1+1".to_owned())),
                (3, 2, Ok("8|a\r\n\"b\"".to_owned())),
                (5, 3, Err(short)),
                (6, 4, Ok("10|'x".to_owned())),
            ]
        );
    }

    impl CsvRow {
        fn text_start(&self) -> String {
            self.cells
                .as_ref()
                .map_or("9".to_owned(), |cells| cells[0].clone())
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
        let start: &[u8] = b"ID,Note\n1,\"";
        let file = start.chain(io::repeat(b'x'));
        let columns = [Column::Id, Column::Note].map(|column| CsvHeading { column, zone: None });
        let mut rows = CsvRows::new(file, &columns, false).unwrap();
        let error = rows.next_row().unwrap_err();
        assert!(error.get_ref().unwrap().is::<RowTooLong>(), "{error}");
    }
}

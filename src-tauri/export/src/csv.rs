//! CSV in two dialects.

use std::io::{self, Write as _};

use alertbook_core::column::{Cells, Column, EventRow, Kind};
use alertbook_core::direct_cache::DirectCache;
use csv_core::{WriteResult, Writer};

use crate::format::{Format, PIECE_BYTES, RowEncoder, append_all};
use crate::guard::{guarded, needs_apostrophe};
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// For spreadsheets: UTF-8 with a byte order mark, lines end in CR LF.
    Excel,
    /// For programs: UTF-8 without a mark, lines end in LF.
    Data,
}

impl Dialect {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Excel, Self::Data];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Excel => "excel",
            Self::Data => "data",
        }
    }

    /// The dialect of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.name() == name)
    }

    pub(crate) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Excel => "\u{feff}".as_bytes(),
            Self::Data => b"",
        }
    }

    const fn line_end(self) -> &'static [u8] {
        match self {
            Self::Excel => b"\r\n",
            Self::Data => b"\n",
        }
    }
}

/// CSV with its columns decided.
#[derive(Clone, Debug)]
pub struct CsvFormat {
    dialect: Dialect,
    columns: Vec<Column>,
    headings: Vec<String>,
    cells: Cells,
}

impl CsvFormat {
    /// CSV of columns, each with its heading.
    pub fn new(dialect: Dialect, columns: &[(Column, String)], cells: Cells) -> Self {
        Self {
            dialect,
            columns: columns.iter().map(|(column, _)| *column).collect(),
            headings: columns.iter().map(|(_, heading)| heading.clone()).collect(),
            cells,
        }
    }

    /// The mark and the line of headings.
    fn heading(&self) -> io::Result<Vec<u8>> {
        let mut bytes = self.dialect.mark().to_vec();
        let (start, mut quoter) = (bytes.len(), Writer::new());
        for heading in &self.headings {
            push_field(&mut quoter, heading, &mut bytes)?;
        }
        end_line(self.dialect, start, &mut bytes);
        Ok(bytes)
    }
}

impl Format for CsvFormat {
    type Output = WholeFile;
    type Piece = Vec<u8>;
    type Encoder = CsvEncoder;

    fn encoder(&self) -> CsvEncoder {
        CsvEncoder {
            dialect: self.dialect,
            columns: self.columns.iter().copied().map(CsvColumn::new).collect(),
            cells: self.cells.clone(),
            quoter: Writer::new(),
            bytes: Vec::new(),
            room: String::new(),
        }
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, Vec<u8>>) -> io::Result<()> {
        file.write_all(&self.heading()?)?;
        append_all(file, pieces)
    }
}

/// Whether cells of a column are guarded: numbers and times cannot run.
pub(crate) fn is_guarded(column: Column) -> bool {
    matches!(column.spec().kind, Kind::Text | Kind::Level)
}

/// Fields of one column that events share, as they stand in the file.
const SHARED_FIELDS: usize = 4096;

struct CsvColumn {
    column: Column,
    is_text: bool,
    shared: DirectCache<Box<[u8]>>,
}

impl CsvColumn {
    fn new(column: Column) -> Self {
        Self {
            column,
            is_text: is_guarded(column),
            shared: DirectCache::new(SHARED_FIELDS),
        }
    }
}

/// Rows as lines.
pub struct CsvEncoder {
    dialect: Dialect,
    columns: Vec<CsvColumn>,
    cells: Cells,
    quoter: Writer,
    bytes: Vec<u8>,
    room: String,
}

impl RowEncoder for CsvEncoder {
    type Piece = Vec<u8>;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        let start = self.bytes.len();
        for CsvColumn {
            column,
            is_text,
            shared,
        } in &mut self.columns
        {
            let mut field = |bytes: &mut Vec<u8>| {
                let text = self.cells.text(*column, event, &mut self.room);
                push_cell(&mut self.quoter, text, *is_text, bytes)
            };
            match event.shared.of_column(*column) {
                None => field(&mut self.bytes)?,
                Some(number) => {
                    let held = shared.get(number, || {
                        let mut bytes = Vec::new();
                        field(&mut bytes).map(|()| bytes.into_boxed_slice())
                    })?;
                    self.bytes.extend_from_slice(held.map_or(b",", |held| &**held));
                }
            }
        }
        end_line(self.dialect, start, &mut self.bytes);
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

/// Appends a cell with the comma behind it, kept from running as a formula and without NUL, which readers stumble over.
pub(crate) fn push_cell(
    quoter: &mut Writer,
    text: &str,
    is_text: bool,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    if memchr::memchr(0, text.as_bytes()).is_some() {
        let readable = text.replace('\0', "\u{fffd}");
        return push_cell(quoter, &readable, is_text, bytes);
    }
    if is_text && needs_apostrophe(text) {
        return push_field(quoter, &guarded(text), bytes);
    }
    push_field(quoter, text, bytes)
}

/// Whether a field holds a comma, a quote or a line break.
fn has_special(field: &[u8]) -> bool {
    memchr::memchr3(b'"', b',', b'\n', field).is_some() || memchr::memchr(b'\r', field).is_some()
}

/// Appends a field, quoted if it must be, with the comma behind it.
fn push_field(quoter: &mut Writer, text: &str, bytes: &mut Vec<u8>) -> io::Result<()> {
    // The quoter looks at one byte after the other; most cells have none of those that make it look closer.
    if !has_special(text.as_bytes()) {
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(b',');
        return Ok(());
    }
    let start = bytes.len();
    // Every byte doubled, two quotes and the comma.
    bytes.resize(start + text.len() * 2 + 3, 0);
    let room = bytes.get_mut(start..).unwrap_or_default();
    let (field_result, _, field) = quoter.field(text.as_bytes(), room);
    let (end_result, end) = quoter.delimiter(room.get_mut(field..).unwrap_or_default());
    bytes.truncate(start + field + end);
    match (field_result, end_result) {
        (WriteResult::InputEmpty, WriteResult::InputEmpty) => Ok(()),
        _ => Err(io::Error::other("a field took more room than a field can")),
    }
}

/// Puts the end of the line in the place of the last comma. A line that would be empty gets quotes, or it would be none.
pub(crate) fn end_line(dialect: Dialect, start: usize, bytes: &mut Vec<u8>) {
    bytes.pop();
    if bytes.len() == start {
        bytes.extend_from_slice(b"\"\"");
    }
    bytes.extend_from_slice(dialect.line_end());
}

#[cfg(test)]
mod tests {
    use alertbook_core::Language;
    use alertbook_core::column::{InventoryRow, SharedParts, TimeStyle};
    use alertbook_core::model::{AffectedAsset, AlertNames, Review, Workload};
    use alertbook_core::time::CLOUD_ZONE;

    use super::*;

    fn encoded(dialect: Dialect, name: &str, details: &str) -> String {
        let mut names = AlertNames::default();
        names.zh.name = name.to_owned();
        let event = EventRow {
            shared: SharedParts::default(),
            id: 9_007_199_254_740_993,
            account: None,
            last_time: Some(0),
            first_time: None,
            operate_ts: None,
            level: None,
            status: Some(-7),
            code: None,
            names: &names,
            alert_type: None,
            asset: &AffectedAsset::default(),
            inventory: &InventoryRow::default(),
            workload: &Workload::default(),
            unique_info: "",
            alarm_unique_info: "",
            support_code: "",
            description: "",
            details,
            notes: "a\0b",
            review: &Review::default(),
            copies: None,
        };
        let columns = [
            Column::Id,
            Column::Name,
            Column::Details,
            Column::LastTime,
            Column::Status,
            Column::Note,
        ];
        let columns = columns.map(|column| (column, column.spec().heading.en.to_owned()));
        let format = CsvFormat::new(
            dialect,
            &columns,
            Cells::new(Language::Zh, CLOUD_ZONE, TimeStyle::Plain),
        );
        let mut encoder = format.encoder();
        encoder.encode(&event).unwrap();
        String::from_utf8([format.heading().unwrap(), encoder.take(None).unwrap()].concat()).unwrap()
    }

    #[test]
    fn excel_gets_a_mark_and_crlf_and_data_gets_neither() {
        let excel = encoded(Dialect::Excel, "木马", "x");
        assert!(excel.starts_with("\u{feff}ID,Alert name,"));
        assert!(excel.ends_with("9007199254740993,木马,x,1970-01-01 08:00:00,-7,a; b\r\n"));
        let data = encoded(Dialect::Data, "木马", "x");
        assert!(data.starts_with("ID,") && data.ends_with("a; b\n") && !data.contains('\r'));
    }

    #[test]
    fn another_reader_reads_back_what_was_written() {
        let texts = [
            "",
            "plain",
            "a,b",
            "\"",
            "\"quoted\"",
            "two\nlines",
            "\r\n",
            "，",
            " padded ",
            "'",
            "\u{202e}x",
            "🦀",
        ];
        for dialect in Dialect::ALL {
            let bytes: String = texts.iter().map(|text| encoded(dialect, text, text)).collect();
            let plain = bytes.replace('\u{feff}', "");
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(plain.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            // A heading stands before each row.
            assert_eq!(records.len(), texts.len() * 2);
            for (record, text) in records.iter().skip(1).step_by(2).zip(texts) {
                let cell = guarded(text);
                assert_eq!((&record[1], &record[2]), (&*cell, &*cell));
            }
        }
    }

    #[test]
    fn a_row_of_one_empty_cell_is_a_row() {
        let mut bytes = Vec::new();
        push_field(&mut Writer::new(), "", &mut bytes).unwrap();
        end_line(Dialect::Data, 0, &mut bytes);
        assert_eq!(bytes, b"\"\"\n");
    }

    #[test]
    fn hostile_text_is_guarded_quoted_and_free_of_nul() {
        let line = encoded(Dialect::Data, "=HYPERLINK(\"x\")", "a,\"b\"\nc\0");
        assert!(
            line.contains("\"'=HYPERLINK(\"\"x\"\")\",\"a,\"\"b\"\"\nc\u{fffd}\","),
            "{line}"
        );
    }
}

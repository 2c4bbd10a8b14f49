//! CSV in two dialects.

use std::io;

use alertbook_core::column::{Cells, Column, EventRow, Kind};
use csv::{Terminator, Writer, WriterBuilder};

use crate::format::{Format, RowEncoder};
use crate::guard::is_dangerous;

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

    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Excel => "\u{feff}".as_bytes(),
            Self::Data => b"",
        }
    }

    fn writer(self) -> Writer<Vec<u8>> {
        let terminator = match self {
            Self::Excel => Terminator::CRLF,
            Self::Data => Terminator::Any(b'\n'),
        };
        WriterBuilder::new()
            .terminator(terminator)
            .buffer_capacity(1 << 16)
            .from_writer(Vec::new())
    }
}

/// CSV with its columns decided.
#[derive(Clone, Debug)]
pub struct CsvFormat {
    dialect: Dialect,
    columns: Vec<(Column, Kind)>,
    headings: Vec<String>,
    cells: Cells,
}

impl CsvFormat {
    /// CSV of columns, each with its heading.
    pub fn new(dialect: Dialect, columns: &[(Column, String)], cells: Cells) -> Self {
        Self {
            dialect,
            columns: columns
                .iter()
                .map(|(column, _)| (*column, column.spec().kind))
                .collect(),
            headings: columns.iter().map(|(_, heading)| heading.clone()).collect(),
            cells,
        }
    }
}

impl Format for CsvFormat {
    fn beginning(&self) -> io::Result<Vec<u8>> {
        let mut writer = self.dialect.writer();
        writer.write_record(&self.headings)?;
        let line = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok([self.dialect.mark(), &line].concat())
    }

    fn encoder(&self) -> Box<dyn RowEncoder> {
        Box::new(CsvEncoder {
            dialect: self.dialect,
            columns: self.columns.clone(),
            cells: self.cells.clone(),
            writer: self.dialect.writer(),
            cell: String::new(),
        })
    }
}

struct CsvEncoder {
    dialect: Dialect,
    columns: Vec<(Column, Kind)>,
    cells: Cells,
    writer: Writer<Vec<u8>>,
    cell: String,
}

impl RowEncoder for CsvEncoder {
    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        for (column, kind) in &self.columns {
            self.cell.clear();
            // A guarded cell begins with an apostrophe; it is put there first and passed over where it is not needed.
            self.cell.push('\'');
            self.cells.write(*column, event, &mut self.cell);
            let text = self.cell.get(1..).unwrap_or_default();
            let guarded = matches!(kind, Kind::Text | Kind::Level) && is_dangerous(text);
            let text = if guarded { self.cell.as_str() } else { text };
            if text.contains('\0') {
                self.writer.write_field(text.replace('\0', "\u{fffd}"))?;
            } else {
                self.writer.write_field(text)?;
            }
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn held(&self) -> usize {
        self.writer.get_ref().len()
    }

    fn take(&mut self) -> io::Result<Vec<u8>> {
        let full = std::mem::replace(&mut self.writer, self.dialect.writer());
        full.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

#[cfg(test)]
mod tests {
    use alertbook_core::Language;
    use alertbook_core::column::{InventoryRow, TimeStyle};
    use alertbook_core::model::{AffectedAsset, AlertNames, Workload};
    use alertbook_core::time::CLOUD_ZONE;

    use super::*;

    fn encoded(dialect: Dialect, name: &str, details: &str) -> String {
        let mut names = AlertNames::default();
        names.zh.name = name.to_owned();
        let event = EventRow {
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
        String::from_utf8([format.beginning().unwrap(), encoder.take().unwrap()].concat()).unwrap()
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
    fn hostile_text_is_guarded_quoted_and_free_of_nul() {
        let line = encoded(Dialect::Data, "=HYPERLINK(\"x\")", "a,\"b\"\nc\0");
        assert!(
            line.contains("\"'=HYPERLINK(\"\"x\"\")\",\"a,\"\"b\"\"\nc\u{fffd}\","),
            "{line}"
        );
    }
}

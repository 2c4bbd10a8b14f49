//! Tables of the program's own lists as CSV, guarded like the cells of events.

use std::io::{self, Write};

use csv_core::Writer;

use crate::csv::{Dialect, end_line, push_cell};

/// Writes rows of texts. Every cell is guarded: a plain number is left as it is by the guard itself.
pub struct ListCsv<W> {
    out: W,
    dialect: Dialect,
    quoter: Writer,
    line: Vec<u8>,
}

impl<W: Write> ListCsv<W> {
    /// Begins a file.
    pub fn new(mut out: W, dialect: Dialect) -> io::Result<Self> {
        out.write_all(dialect.mark())?;
        Ok(Self {
            out,
            dialect,
            quoter: Writer::new(),
            line: Vec::new(),
        })
    }

    /// Writes a row; the first one is of headings.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
        self.line.clear();
        for cell in cells {
            push_cell(&mut self.quoter, cell.as_ref(), true, &mut self.line)?;
        }
        end_line(self.dialect, 0, &mut self.line);
        self.out.write_all(&self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dialect: Dialect) -> String {
        let mut bytes = Vec::new();
        let mut csv = ListCsv::new(&mut bytes, dialect).unwrap();
        csv.row(["Who", "What"]).unwrap();
        csv.row(["=1+1", "a,\"b\"\nc\0"]).unwrap();
        csv.row(["-5", ""]).unwrap();
        csv.row([""]).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn lists_are_quoted_and_guarded_like_events() {
        assert_eq!(
            written(Dialect::Data),
            "Who,What\n'=1+1,\"a,\"\"b\"\"\nc\u{fffd}\"\n-5,\n\"\"\n"
        );
        assert!(written(Dialect::Excel).starts_with("\u{feff}Who,What\r\n"));
    }
}

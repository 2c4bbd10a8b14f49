//! One page of HTML that holds everything it shows: for people who read or print, and have nothing else at hand.
//!
//! Invariants: no script, nothing fetched, and text of alerts is never markup. The summary stands behind the rows, because
//! its numbers are gathered from the very rows that were written before it.

mod chart;
mod escape;
mod page;
mod tally;
mod words;

use std::io::{self, Write as _};
use std::sync::Arc;

use alertbook_core::column::{Cells, Column, EventRow, Mask, TimeStyle};
use alertbook_core::time::ZoneClock;
use chrono_tz::Tz;

use crate::format::{Format, PIECE_BYTES, RowEncoder};
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;
use escape::push_text;
use page::Head;
use tally::{Tally, level_place};

/// HTML with its columns decided.
pub struct HtmlFormat {
    columns: Vec<(Column, String)>,
    filter: String,
    zone: Tz,
    zone_words: String,
    cells: Cells,
}

impl HtmlFormat {
    /// A page of columns, each with its heading; `filter` and `zone_words` stand at its head.
    pub fn new(
        columns: &[(Column, String)],
        (language, zone): (alertbook_core::Language, Tz),
        (filter, zone_words): (String, String),
    ) -> Self {
        Self {
            columns: columns.to_vec(),
            filter,
            zone,
            zone_words,
            cells: Cells::new(language, zone, TimeStyle::Plain),
        }
    }

    /// The same with everything hidden that a mask hides. What stands at its head has to be masked by the caller.
    #[must_use]
    pub fn masked(self, mask: Arc<dyn Mask>) -> Self {
        Self {
            cells: self.cells.masked(mask),
            ..self
        }
    }
}

impl Format for HtmlFormat {
    type Output = WholeFile;
    type Piece = HtmlPiece;
    type Encoder = HtmlEncoder;

    fn encoder(&self) -> HtmlEncoder {
        HtmlEncoder {
            columns: self.columns.iter().map(|(column, _)| *column).collect(),
            cells: self.cells.clone(),
            clock: ZoneClock::new(self.zone),
            piece: HtmlPiece::default(),
            room: String::new(),
            day: String::new(),
            asset: String::new(),
        }
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, HtmlPiece>) -> io::Result<()> {
        let language = self.cells.language();
        let head = page::head(&Head {
            language,
            filter: &self.filter,
            zone: &self.zone_words,
            columns: &self.columns,
            rows: pieces.count()?,
        });
        file.write_all(head.as_bytes())?;
        let mut tally = Tally::default();
        while let Some(mut piece) = pieces.next()? {
            file.write_all(piece.content.rows.as_bytes())?;
            tally.merge(&mut piece.content.tally);
            pieces.give_back(piece.content);
        }
        file.write_all(page::tail(language, &mut tally).as_bytes())
    }
}

/// Rows of the table with what the charts count of them.
#[derive(Default)]
pub struct HtmlPiece {
    rows: String,
    tally: Tally,
}

/// Events as rows of the table.
pub struct HtmlEncoder {
    columns: Vec<Column>,
    cells: Cells,
    clock: ZoneClock,
    piece: HtmlPiece,
    room: String,
    day: String,
    asset: String,
}

impl RowEncoder for HtmlEncoder {
    type Piece = HtmlPiece;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        let level = level_place(event);
        self.piece.rows.push_str("<tr>");
        for column in &self.columns {
            match (column, chart::CLASSES.get(level)) {
                (Column::Level, Some(class)) => {
                    for part in ["<td class=\"", class, "\">"] {
                        self.piece.rows.push_str(part);
                    }
                }
                _ => self.piece.rows.push_str("<td>"),
            }
            let text = self.cells.text(*column, event, &mut self.room);
            push_text(text, &mut self.piece.rows);
            self.piece.rows.push_str("</td>");
        }
        self.piece.rows.push_str("</tr>\n");
        self.count(event, level);
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.piece.rows.len() >= PIECE_BYTES
    }

    fn take(&mut self, spare: Option<HtmlPiece>) -> io::Result<HtmlPiece> {
        let mut next = spare.unwrap_or_default();
        next.rows.clear();
        Ok(std::mem::replace(&mut self.piece, next))
    }
}

impl HtmlEncoder {
    fn count(&mut self, event: &EventRow<'_>, level: usize) {
        self.day.clear();
        if let Some(seconds) = event.last_time {
            self.clock.write_plain(seconds, &mut self.day);
        }
        let day = self.day.split(' ').next().unwrap_or_default();
        let names = [
            Column::InstanceName,
            Column::InstanceId,
            Column::InternetIp,
            Column::IntranetIp,
            Column::Uuid,
        ];
        self.asset.clear();
        for column in names {
            if self.asset.is_empty() {
                self.cells.write(column, event, &mut self.asset);
            }
        }
        let alert_type = self.cells.text(Column::AlertType, event, &mut self.room);
        self.piece.tally.add(level, (day, alert_type, &self.asset));
    }
}

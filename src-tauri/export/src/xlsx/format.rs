//! The format: what a workbook is made of.

use std::io;
use std::sync::Arc;

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, Mask, TimeStyle};
use chrono_tz::Tz;

use super::assemble::assemble;
use super::encoder::{XlsxEncoder, XlsxPiece};
use super::skeleton::{Frame, Sheets, Skeleton, Styles};
use crate::format::Format;
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;

/// What the properties and the index of a workbook tell about it. Nothing here may differ between two exports of the same
/// request from the same store.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The program with its version.
    pub program: String,
    /// What the file is.
    pub title: String,
    /// The request in words.
    pub request: String,
    /// The command that asks the same.
    pub command: String,
    /// Names and values of everything else.
    pub facts: Vec<(&'static str, String)>,
}

/// XLSX with its columns decided.
pub struct XlsxFormat {
    pub(super) columns: Vec<(Column, String)>,
    pub(super) cells: Cells,
    pub(super) zone: Tz,
    pub(super) about: About,
    frame: Frame,
}

impl XlsxFormat {
    /// XLSX of columns, each with its heading.
    pub fn new(
        columns: &[(Column, String)],
        (language, zone): (Language, Tz),
        about: About,
    ) -> io::Result<Self> {
        let columns = columns.to_vec();
        let one = Sheets {
            events: vec![0],
            ..Sheets::default()
        };
        let skeleton = Skeleton::build(&columns, language, &about, &one)?;
        Ok(Self {
            frame: skeleton.events_frame(0, &columns)?,
            columns,
            cells: Cells::new(language, zone, TimeStyle::Plain),
            zone,
            about,
        })
    }

    /// The same with everything hidden that a mask hides.
    #[must_use]
    pub fn masked(self, mask: Arc<dyn Mask>) -> Self {
        Self {
            cells: self.cells.masked(mask),
            ..self
        }
    }

    pub(super) const fn styles(&self) -> &Styles {
        &self.frame.styles
    }

    /// What stands before the rows of every sheet of events.
    pub(super) fn head(&self) -> &[u8] {
        &self.frame.head
    }

    /// The skeleton of a workbook of these sheets.
    pub(super) fn skeleton(&self, sheets: &Sheets) -> io::Result<Skeleton> {
        Skeleton::build(&self.columns, self.cells.language(), &self.about, sheets)
    }
}

impl Format for XlsxFormat {
    type Output = WholeFile;
    type Piece = XlsxPiece;
    type Encoder = XlsxEncoder;

    fn encoder(&self) -> XlsxEncoder {
        XlsxEncoder::new(self)
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, XlsxPiece>) -> io::Result<()> {
        assemble(self, file, pieces)
    }
}

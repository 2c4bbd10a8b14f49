//! Parquet with its columns decided, as one file or as a folder of days.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, Kind, Mask, TimeStyle};
use chrono_tz::Tz;
use parquet::file::writer::SerializedFileWriter;

use super::buffer::Arena;
use super::day::{Days, folder_of};
use super::encoder::{ColumnBuffer, MOST_BYTES, ParquetEncoder, ParquetPiece};
use super::error::into_io;
use super::group::{Layout, Typed};
use crate::format::Format;
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;
use crate::whole_folder::{FolderFile, WholeFolder};

/// Pieces are whole row groups: few may wait.
const PIECES_WAITING: usize = 1;

/// Parquet with its columns decided.
#[derive(Clone)]
pub struct ParquetFormat {
    layout: Layout,
    columns: Vec<(Column, Typed)>,
    cells: Cells,
}

impl ParquetFormat {
    /// Parquet of columns under their names, with words in a language. A mask makes text of ids that it hides.
    pub fn new(
        columns: &[Column],
        (language, zone): (Language, Tz),
        mask: Option<Arc<dyn Mask>>,
        program: &str,
    ) -> io::Result<Self> {
        let names = Self::names(columns);
        let columns: Vec<(Column, Typed)> = columns
            .iter()
            .map(|column| (*column, typed(*column, mask.is_some())))
            .collect();
        let headed: Vec<(String, Typed)> = names
            .into_iter()
            .zip(&columns)
            .map(|(name, (_, typed))| (name, *typed))
            .collect();
        let cells = Cells::new(language, zone, TimeStyle::Rfc3339);
        Ok(Self {
            layout: Layout::new(&headed, program)?,
            columns,
            cells: match mask {
                None => cells,
                Some(mask) => cells.masked(mask),
            },
        })
    }

    /// What the columns are called in the file. One that was asked for twice gets a number behind its name, since names
    /// must differ here.
    pub fn names(columns: &[Column]) -> Vec<String> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let name = |column: &Column| {
            let name = column.spec().name;
            let times = seen.entry(name).or_default();
            *times += 1;
            if *times == 1 {
                name.to_owned()
            } else {
                [name, "_", &times.to_string()].concat()
            }
        };
        columns.iter().map(name).collect()
    }

    fn encoder_of(&self, days: Option<Days>) -> ParquetEncoder {
        ParquetEncoder {
            layout: self.layout.clone(),
            columns: self.columns.iter().copied().map(ColumnBuffer::new).collect(),
            texts: self.cells.clone(),
            days,
            day: String::new(),
            arena: Arena::new(MOST_BYTES * 5 / 4),
            rows: 0,
            room: String::new(),
            values: Vec::new(),
            piece: ParquetPiece::default(),
        }
    }
}

fn typed(column: Column, masked: bool) -> Typed {
    match column.spec().kind {
        Kind::Number if column == Column::Account && masked => Typed::Text,
        Kind::Number => Typed::Number,
        Kind::Time => Typed::Moment,
        Kind::Text | Kind::Level => Typed::Text,
    }
}

impl Format for ParquetFormat {
    type Output = WholeFile;
    type Piece = ParquetPiece;
    type Encoder = ParquetEncoder;

    fn encoder(&self) -> ParquetEncoder {
        self.encoder_of(None)
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, ParquetPiece>) -> io::Result<()> {
        let mut writer = self.layout.begin(file)?;
        while let Some(piece) = pieces.next()? {
            for (_, group) in piece.content.groups {
                group.append_to(&mut writer)?;
            }
        }
        writer.close().map(drop).map_err(into_io)
    }

    fn pieces_waiting(&self) -> usize {
        PIECES_WAITING
    }
}

/// The same as a folder: `day=YYYY-MM-DD/part-0.parquet`, days by the zone's calendar.
#[derive(Clone)]
pub struct DailyParquetFormat {
    format: ParquetFormat,
    zone: Tz,
}

impl DailyParquetFormat {
    /// A folder of such files.
    pub const fn new(format: ParquetFormat, zone: Tz) -> Self {
        Self { format, zone }
    }
}

impl Format for DailyParquetFormat {
    type Output = WholeFolder;
    type Piece = ParquetPiece;
    type Encoder = ParquetEncoder;

    fn encoder(&self) -> ParquetEncoder {
        self.format.encoder_of(Some(Days::new(self.zone)))
    }

    fn assemble(&self, folder: &mut WholeFolder, pieces: &mut Pieces<'_, ParquetPiece>) -> io::Result<()> {
        let mut parts: BTreeMap<String, usize> = BTreeMap::new();
        let mut open: Option<(String, SerializedFileWriter<FolderFile>)> = None;
        while let Some(piece) = pieces.next()? {
            for (day, group) in piece.content.groups {
                let (_, mut writer) = match open.take() {
                    Some(held) if held.0 == day => held,
                    other => {
                        end(folder, other)?;
                        // Clocks that are set back over midnight bring a day again.
                        let part = parts.entry(day.clone()).or_default();
                        let name = ["part-", &part.to_string(), ".parquet"].concat();
                        *part += 1;
                        let file = folder.begin_file(&folder_of(&day), &name)?;
                        (day.clone(), self.format.layout.begin(file)?)
                    }
                };
                group.append_to(&mut writer)?;
                open = Some((day, writer));
            }
        }
        end(folder, open)
    }

    fn pieces_waiting(&self) -> usize {
        PIECES_WAITING
    }
}

fn end(folder: &mut WholeFolder, open: Option<(String, SerializedFileWriter<FolderFile>)>) -> io::Result<()> {
    let Some((_, mut writer)) = open else {
        return Ok(());
    };
    // Taking the file out of the writer would turn a full disk into a text.
    writer.finish().map_err(into_io)?;
    folder.end_file(writer.inner_mut())
}

//! The workbook without its rows, made by `rust_xlsxwriter`: small, so it is made anew for every sheet that ends.

use std::io::{self, Cursor, Read};

use alertbook_core::column::{Column, Kind};
use alertbook_core::vocabulary::Level;
use alertbook_core::{Bilingual, Language};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use zip::ZipArchive;

use super::cell::{ROW_BEGINNING, ROW_END, Style, TextCell, split_at_units};
use super::format::About;
use super::words::{COLUMN, EVENTS, INDEX, LONG_TEXTS, PART, ROW, ROWS, SHEET, TEXT};

/// A fixed moment for workbooks without rows: 1980-01-01, the first that archives can tell.
const NO_TIME: i64 = 315_532_800;
/// Characters of a property; longer ones are cut.
const MOST_PROPERTY_UNITS: usize = 255;
/// Of the comment, which holds the command.
const MOST_COMMENT_UNITS: usize = 8192;

/// Columns of a sheet of long texts, with their widths.
const LONG_COLUMNS: [(Bilingual, f64); 5] = [
    (SHEET, 14.0),
    (ROW, 12.0),
    (COLUMN, 24.0),
    (PART, 8.0),
    (TEXT, 100.0),
];

/// The sheets of a workbook, each as its number of rows without the heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheets {
    pub(super) events: Vec<u64>,
    pub(super) long: Vec<u64>,
    /// The latest `LastTime`.
    pub(super) newest: Option<i64>,
}

impl Sheets {
    /// An index is worth having where there is more than one sheet.
    fn has_index(&self) -> bool {
        self.events.len() + self.long.len() > 1
    }
}

/// What stands around the rows of a sheet, and the styles of their cells.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) head: Vec<u8>,
    pub(super) tail: String,
    pub(super) styles: Styles,
}

/// Numbers of styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Styles {
    pub(super) text: Style,
    pub(super) time: Style,
    pub(super) levels: [(Level, Style); 3],
}

/// The parts of a workbook.
pub(super) struct Skeleton {
    parts: Vec<(String, String)>,
    events: usize,
    has_index: bool,
}

impl Skeleton {
    pub(super) fn build(
        columns: &[(Column, String)],
        language: Language,
        about: &About,
        sheets: &Sheets,
    ) -> io::Result<Self> {
        let bytes = workbook(columns, language, about, sheets).map_err(into_io)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?;
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(io::Error::other)?;
            let name = entry.name().map_err(io::Error::other)?.into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            parts.push((name, text));
        }
        Ok(Self {
            parts,
            events: sheets.events.len(),
            has_index: sheets.has_index(),
        })
    }

    /// The frame of a sheet of events, by its number from 0.
    pub(super) fn events_frame(&self, number: usize, columns: &[(Column, String)]) -> io::Result<Frame> {
        let headings: Vec<&str> = columns.iter().map(|(_, heading)| heading.as_str()).collect();
        self.frame(number + 1, &headings)
    }

    /// The frame of a sheet of long texts, by its number from 0.
    pub(super) fn long_frame(&self, number: usize, language: Language) -> io::Result<Frame> {
        let headings = LONG_COLUMNS.map(|(heading, _)| heading.get(language));
        self.frame(self.events + number + 1, &headings)
    }

    /// `place` is the number of a sheet in the archive.
    fn frame(&self, place: usize, headings: &[&str]) -> io::Result<Frame> {
        let name = sheet_name(place);
        let part = self.small_and_large().find(|(own, _)| *own == name);
        let sheet = part.map(|(_, text)| text).ok_or(unlike("has no such sheet"))?;
        frame_of(sheet, headings).ok_or(unlike("has another form of sheets"))
    }

    /// Everything that is written as it is, by its name in the archive.
    pub(super) fn small_parts(&self) -> impl Iterator<Item = (String, String)> {
        let bulk = self.sheets();
        let index = self.has_index.then(|| sheet_name(bulk + 1));
        self.small_and_large().filter_map(move |(name, text)| {
            let is_sheet = name.starts_with(SHEET_PREFIX);
            if is_sheet && index.as_ref() != Some(&name) {
                return None;
            }
            let names_sheets = matches!(
                name.as_str(),
                "[Content_Types].xml" | "xl/_rels/workbook.xml.rels"
            );
            let text = if names_sheets {
                self.renamed(text)
            } else {
                text.to_owned()
            };
            Some((name, text))
        })
    }

    fn sheets(&self) -> usize {
        let sheets = self
            .parts
            .iter()
            .filter(|(name, _)| name.starts_with(SHEET_PREFIX));
        sheets.count() - usize::from(self.has_index)
    }

    fn small_and_large(&self) -> impl Iterator<Item = (String, &str)> {
        self.parts
            .iter()
            .map(|(name, text)| (self.renamed(name), text.as_str()))
    }

    /// Sheets of events come first in the archive, so that they can be written before it is known whether there will be
    /// an index, which is the first sheet of the book.
    fn renamed(&self, text: &str) -> String {
        if !self.has_index {
            return text.to_owned();
        }
        let mut pieces = text.split("worksheets/sheet");
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = piece.split_at(digits);
            out.push_str("worksheets/sheet");
            match number.parse::<usize>() {
                Ok(1) => out.push_str(&(self.sheets() + 1).to_string()),
                Ok(number) => out.push_str(&(number - 1).to_string()),
                Err(_) => {}
            }
            out.push_str(rest);
        }
        out
    }
}

const SHEET_PREFIX: &str = "xl/worksheets/";

/// The name in the archive of a sheet, by its number from 1.
pub(super) fn sheet_name(place: usize) -> String {
    format!("{SHEET_PREFIX}sheet{place}.xml")
}

/// The name that people see, by the number from 0.
pub(super) fn events_title(number: usize, language: Language) -> String {
    numbered(EVENTS.get(language), number)
}

fn numbered(name: &str, number: usize) -> String {
    match number {
        0 => name.to_owned(),
        _ => format!("{name} {}", number + 1),
    }
}

fn unlike(what: &str) -> io::Error {
    io::Error::other(["the library's workbook ", what].concat())
}

fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

/// Cuts a sheet at its sample row and puts the headings there: the library would write them into a list of its own, in
/// which they move when sheets are added. The size of the sheet is left out, since it stands before the rows and is told by them;
/// so is the selection, since another sheet may come to stand first.
fn frame_of(sheet: &str, headings: &[&str]) -> Option<Frame> {
    let (head, rest) = sheet.split_once(r#"<row r="1""#)?;
    let (sample, rest) = rest.split_once("</row>")?;
    let (_, tail) = rest.split_once("</sheetData>")?;
    let (before, size) = head.split_once("<dimension ")?;
    let (_, after) = size.split_once("/>")?;
    let mut numbers = sample
        .split(r#" s=""#)
        .skip(1)
        .map_while(|cell| cell.split('"').next()?.parse::<Style>().ok());
    let mut next = || numbers.next();
    let heading = TextCell::new(next()?);
    let mut head = [before, after]
        .concat()
        .replace(r#" tabSelected="1""#, "")
        .into_bytes();
    head.extend_from_slice(ROW_BEGINNING);
    for text in headings {
        heading.push(text, &mut head);
    }
    head.extend_from_slice(ROW_END);
    Some(Frame {
        head,
        tail: ["</sheetData>", tail].concat(),
        styles: Styles {
            text: next()?,
            time: next()?,
            levels: [
                (Level::Serious, next()?),
                (Level::Suspicious, next()?),
                (Level::Remind, next()?),
            ],
        },
    })
}

/// The formats of cells, in the order of their numbers.
struct Formats {
    heading: Format,
    cells: [Format; 5],
}

impl Formats {
    fn new() -> Self {
        let level = |font: u32, back: u32| {
            Format::new()
                .set_num_format("@")
                .set_bold()
                .set_font_color(Color::RGB(font))
                .set_background_color(Color::RGB(back))
        };
        Self {
            heading: Format::new()
                .set_bold()
                .set_num_format("@")
                .set_background_color(Color::RGB(0x00e7_ebf0))
                .set_border_bottom(FormatBorder::Thin),
            cells: [
                // A text that is edited in a cell of this format stays a text.
                Format::new().set_num_format("@"),
                Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
                level(0x009c_0006, 0x00ff_c7ce),
                level(0x007f_4f00, 0x00ff_eb9c),
                level(0x001f_4e79, 0x00dd_ebf7),
            ],
        }
    }

    /// A row that is left out again: it tells the numbers of the formats, and where the rows belong.
    fn write_sample(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, format) in (0..).zip([&self.heading].into_iter().chain(&self.cells)) {
            sheet.write_blank(0, column, format)?;
        }
        Ok(())
    }
}

fn workbook(
    columns: &[(Column, String)],
    language: Language,
    about: &About,
    sheets: &Sheets,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    // Whichever sheet comes first, the numbers are the same.
    workbook.register_format(&formats.heading);
    for format in &formats.cells {
        workbook.register_format(format);
    }
    workbook.set_properties(&properties(about, sheets.newest)?);
    if sheets.has_index() {
        write_index(workbook.add_worksheet(), &formats, language, about, sheets)?;
    }
    for (number, rows) in sheets.events.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(events_title(number, language))?;
        let widths: Vec<f64> = columns
            .iter()
            .map(|(column, heading)| width_of(*column, heading))
            .collect();
        write_head(sheet, &formats, &widths, *rows)?;
    }
    for (number, rows) in sheets.long.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(numbered(LONG_TEXTS.get(language), number))?;
        write_head(sheet, &formats, &LONG_COLUMNS.map(|(_, width)| width), *rows)?;
    }
    workbook.save_to_buffer()
}

/// Widths, filter, and what Excel must not complain about.
fn write_head(sheet: &mut Worksheet, formats: &Formats, widths: &[f64], rows: u64) -> Result<(), XlsxError> {
    let mut last = 0;
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
        last = column;
    }
    formats.write_sample(sheet)?;
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last)?;
    sheet.ignore_error_range(1, 0, last_row.max(1), last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn width_of(column: Column, heading: &str) -> f64 {
    let usual: u32 = match column {
        Column::Details | Column::Description | Column::ReviewNotes => 60,
        Column::Name | Column::EventName | Column::EventNameDisplay | Column::Image | Column::Note => 36,
        Column::InstanceName | Column::Ip | Column::UniqueInfo | Column::AlarmUniqueInfo | Column::Uuid => 30,
        Column::Level | Column::Status | Column::Dealed => 12,
        _ if column.spec().kind == Kind::Text => 22,
        _ => 21,
    };
    // Chinese characters are twice as wide, and the filter's arrow needs room.
    let needed = heading
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum::<u32>()
        + 4;
    f64::from(usual.max(needed))
}

/// The first sheet: what the file is, and where its sheets are.
fn write_index(
    sheet: &mut Worksheet,
    formats: &Formats,
    language: Language,
    about: &About,
    sheets: &Sheets,
) -> Result<(), XlsxError> {
    sheet.set_name(INDEX.get(language))?;
    sheet.set_column_width(0, 40)?.set_column_width(1, 14)?;
    sheet.write_string_with_format(0, 0, spoken(&about.title, MOST_PROPERTY_UNITS), &formats.heading)?;
    sheet.write_string(1, 0, spoken(&about.request, MOST_COMMENT_UNITS))?;
    sheet.write_string_with_format(3, 0, SHEET.get(language), &formats.heading)?;
    sheet.write_string_with_format(3, 1, ROWS.get(language), &formats.heading)?;
    let events = sheets.events.iter().enumerate();
    let events = events.map(|(number, rows)| (events_title(number, language), *rows));
    let long = sheets.long.iter().enumerate();
    let long = long.map(|(number, rows)| (numbered(LONG_TEXTS.get(language), number), *rows));
    for (row, (title, rows)) in (4..).zip(events.chain(long)) {
        let place = format!("internal:'{title}'!A1");
        sheet.write_url_with_text(row, 0, place.as_str(), title.as_str())?;
        sheet.write_number(row, 1, u32::try_from(rows).unwrap_or(u32::MAX))?;
    }
    Ok(())
}

fn properties(about: &About, newest: Option<i64>) -> Result<DocProperties, XlsxError> {
    let created = newest.map_or(Err(()), |seconds| {
        ExcelDateTime::from_timestamp(seconds).map_err(|_| ())
    });
    let created = created.or_else(|()| ExcelDateTime::from_timestamp(NO_TIME))?;
    let mut properties = DocProperties::new()
        .set_title(spoken(&about.title, MOST_PROPERTY_UNITS))
        .set_subject(spoken(&about.request, MOST_PROPERTY_UNITS))
        .set_author(spoken(&about.program, MOST_PROPERTY_UNITS))
        .set_comment(spoken(&about.command, MOST_COMMENT_UNITS))
        .set_creation_datetime(&created);
    for (name, value) in &about.facts {
        properties = properties.set_custom_property(*name, spoken(value, MOST_PROPERTY_UNITS));
    }
    Ok(properties)
}

/// A text for the library, which writes some characters that XML cannot hold. One that is cut ends with a mark.
fn spoken(text: &str, most: usize) -> String {
    let is_unspeakable = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let (whole, rest) = split_at_units(text, most);
    let told = if rest.is_empty() {
        whole.to_owned()
    } else {
        [split_at_units(text, most - 1).0, "…"].concat()
    };
    told.replace(is_unspeakable, "\u{fffd}")
}

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, TimeStyle};
use alertbook_core::time::CLOUD_ZONE;
use alertbook_export::{XlsxFormat, count_rows};
use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook};

use crate::fixture::{LONG_ID, MOMENT, Texts, about, columns, texts, with_event, write};

const MOST_UNITS: usize = 32_767;
const MARK: &str = " … [cut; the whole text is on the sheet “Long texts”]";

fn format(columns: &[(Column, String)]) -> XlsxFormat {
    XlsxFormat::new(columns, (Language::En, CLOUD_ZONE), about()).unwrap()
}

fn write_texts(path: &Path, texts: Vec<String>, is_shared: bool, readers: usize) -> String {
    let source = Texts { texts, is_shared };
    write(path, &source, &format(&columns()), readers).content.sha256
}

/// A part of the workbook, by its name in the archive.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// What a cell shows of a text: nothing where there is none, and what fits where it is too long.
fn shown(text: &str) -> Data {
    if text.is_empty() {
        return Data::Empty;
    }
    if text.encode_utf16().count() <= MOST_UNITS {
        return Data::String(text.to_owned());
    }
    let mut left = MOST_UNITS - MARK.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    Data::String(kept.chain(MARK.chars()).collect())
}

#[test]
fn hostile_texts_are_read_back_as_the_cells_are() {
    let folder = tempfile::tempdir().unwrap();
    for is_shared in [false, true] {
        let path = folder.path().join(format!("{is_shared}.xlsx"));
        // Twice, so that a shared cell is taken from the cache.
        let texts: Vec<String> = texts().into_iter().chain(texts()).collect();
        write_texts(&path, texts.clone(), is_shared, 2);
        let rows = sheet(&path, "Events");
        assert_eq!(rows.len(), texts.len() + 1);
        for (heading, (_, expected)) in rows[0].iter().zip(columns()) {
            assert_eq!(*heading, Data::String(expected));
        }
        let mut cells = Cells::new(Language::En, CLOUD_ZONE, TimeStyle::Plain);
        for (number, (row, text)) in rows.iter().skip(1).zip(&texts).enumerate() {
            for (cell, (column, _)) in row.iter().zip(columns()) {
                let mut room = String::new();
                let expected = with_event(number, text, is_shared, &mut |event| {
                    cells.text(column, event, &mut room).to_owned()
                });
                if column == Column::LastTime {
                    let moment = cell.as_datetime().unwrap();
                    assert_eq!(moment.format("%Y-%m-%d %H:%M:%S").to_string(), expected);
                } else {
                    assert_eq!(*cell, shown(&expected), "row {number}, {column:?}");
                }
            }
        }
    }
}

#[test]
fn ids_are_texts_and_times_are_dates_of_the_zone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    write_texts(&path, vec!["a".to_owned()], false, 1);
    let rows = sheet(&path, "Events");
    assert_eq!(rows[1][0], Data::String(LONG_ID.to_string()));
    let Data::DateTime(moment) = &rows[1][8] else {
        panic!("{:?}", rows[1][8]);
    };
    let local = MOMENT + 8 * 3600;
    let days = moment.as_f64() - 25_569.0;
    #[expect(clippy::cast_possible_truncation, reason = "a moment of this century")]
    let seconds = (days * 86_400.0).round() as i64;
    assert_eq!(seconds, local);
}

#[test]
fn texts_too_long_for_a_cell_stand_whole_on_a_sheet_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let long = ["short".to_owned(), "🦀".repeat(40_000), "x".repeat(32_768)];
    write_texts(&path, long.to_vec(), true, 2);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Index", "Events", "Long texts"]);
    let index = sheet(&path, "Index");
    let listed: Vec<String> = index.iter().flatten().map(ToString::to_string).collect();
    assert!(listed.join("|").contains("Events|3|Long texts|"), "{listed:?}");
    let mut whole = std::collections::BTreeMap::<(String, String), String>::new();
    for row in book.worksheet_range("Long texts").unwrap().rows().skip(1) {
        assert_eq!(row[0], Data::String("Events".to_owned()));
        let text = row[4].to_string();
        assert!(text.encode_utf16().count() <= MOST_UNITS);
        let place = (row[1].to_string(), row[2].to_string());
        whole.entry(place).or_default().push_str(&text);
    }
    // Five columns hold the text.
    assert_eq!(whole.len(), 10);
    for ((row, _), text) in whole {
        assert_eq!(text, long[row.parse::<usize>().unwrap() - 2]);
    }
}

#[test]
fn no_cell_is_a_formula_and_no_text_is_lost_to_the_parser() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    write_texts(&path, texts(), false, 2);
    for name in [
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
    ] {
        let xml = part(&path, name);
        assert!(!xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("t=\"str\""));
    }
    let core = part(&path, "docProps/core.xml");
    assert!(
        core.contains("Severity: Urgent &amp; \"others\" &lt;\u{fffd}\u{fffd}&gt;"),
        "{core}"
    );
    assert!(
        core.contains("alertbook ExportSuspEvents --Levels serious"),
        "{core}"
    );
}

#[test]
fn the_heading_is_frozen_and_filters_reach_the_last_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    write_texts(&path, vec!["a".to_owned(); 9], false, 1);
    let xml = part(&path, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#,
        r#"<autoFilter ref="A1:K10"/>"#,
        r#"<ignoredError sqref="A2:K10" numberStoredAsText="1"/>"#,
        "<cols>",
    ] {
        assert!(xml.contains(expected), "{expected} in {xml}");
    }
    let book = part(&path, "xl/workbook.xml");
    assert!(book.contains("Events!$A$1:$K$10"), "{book}");
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let digest = |name: &str, readers| write_texts(&folder.path().join(name), texts(), true, readers);
    let first = digest("a.xlsx", 1);
    assert_eq!(first, digest("b.xlsx", 1));
    assert_eq!(first, digest("c.xlsx", 3));
    let core = part(&folder.path().join("a.xlsx"), "docProps/core.xml");
    // The latest event's time, not the clock's.
    assert!(core.contains("2026-11-22T03:04:"), "{core}");
}

#[test]
fn a_workbook_without_rows_has_its_heading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    write_texts(&path, Vec::new(), false, 2);
    let rows = sheet(&path, "Events");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][1], Data::String("Alert name".to_owned()));
    assert_eq!(
        count_rows(File::open(&path).unwrap(), folder.path(), &|| false).unwrap(),
        0
    );
}

#[test]
fn a_sheet_that_is_full_is_followed_by_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let rows = 1_048_576;
    let source = Texts {
        texts: vec![String::new(); rows],
        is_shared: false,
    };
    let id = [(Column::Id, "ID".to_owned())];
    assert_eq!(write(&path, &source, &format(&id), 2).rows, rows as u64);
    let count = |name: &str| memchr::memmem::find_iter(part(&path, name).as_bytes(), b"<row").count();
    assert_eq!(count("xl/worksheets/sheet1.xml"), 1_048_576);
    assert_eq!(count("xl/worksheets/sheet2.xml"), 2);
    let book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Index", "Events", "Events 2"]);
    assert_eq!(
        sheet(&path, "Events 2")[1],
        [Data::String((LONG_ID - 1_048_575).to_string())]
    );
    let index = sheet(&path, "Index");
    let listed: Vec<String> = index.iter().flatten().map(ToString::to_string).collect();
    assert!(
        listed.join("|").ends_with("Events|1048575|Events 2|1"),
        "{listed:?}"
    );
    assert!(part(&path, "xl/worksheets/sheet1.xml").contains(r#"<autoFilter ref="A1:A1048576"/>"#));
}

//! Writes a workbook of hostile texts and the cells that it must show, for readers in other languages.
//!
//! `hostile_workbook FOLDER` writes `hostile.xlsx` and `hostile.json` there.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "a program for tests, which shares their fixture"
)]

use std::error::Error;
use std::path::Path;

use alertbook_core::Language;
use alertbook_core::column::{Cells, TimeStyle};
use alertbook_core::time::CLOUD_ZONE;
use alertbook_export::XlsxFormat;

#[path = "../tests/export/fixture.rs"]
mod fixture;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: hostile_workbook FOLDER")?;
    let folder = Path::new(&folder);
    let texts = fixture::texts();
    let mut cells = Cells::new(Language::En, CLOUD_ZONE, TimeStyle::Plain);
    let columns = fixture::columns();
    let mut rows: Vec<Vec<String>> = vec![columns.iter().map(|(_, heading)| heading.clone()).collect()];
    for (number, text) in texts.iter().enumerate() {
        let row = fixture::with_event(number, text, false, &mut |event| {
            let mut room = String::new();
            let cell = |(column, _): &(_, String)| cells.text(*column, event, &mut room).to_owned();
            columns.iter().map(cell).collect()
        });
        rows.push(row);
    }
    std::fs::write(folder.join("hostile.json"), serde_json::to_string(&rows)?)?;
    let format = XlsxFormat::new(&columns, (Language::En, CLOUD_ZONE), fixture::about())?;
    let source = fixture::Texts {
        texts,
        is_shared: false,
    };
    fixture::write(&folder.join("hostile.xlsx"), &source, &format, 2);
    Ok(())
}

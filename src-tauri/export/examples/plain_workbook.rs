//! What `make bench` measures workbooks against: one thread that writes the cells of a CSV into one constant-memory sheet
//! of `rust_xlsxwriter`. Prints the seconds that writing took; reading the CSV is not counted.
//!
//! `plain_workbook IN.csv OUT.xlsx`: the CSV in the dialect `data` with the cloud's eleven columns.

use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The columns of times.
const TIMES: std::ops::Range<usize> = 8..10;
const BATCH: usize = 1000;

enum Cell {
    Empty,
    Text(String),
    Time(ExcelDateTime),
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = paths.as_slice() else {
        return Err("usage: plain_workbook IN.csv OUT.xlsx".into());
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(input)?;
    let mut records = reader.records();
    let mut workbook = Workbook::new();
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let (mut row, mut taken) = (0, Duration::ZERO);
    loop {
        let batch: Vec<Vec<Cell>> = records
            .by_ref()
            .take(BATCH)
            .map(|record| Ok(cells(&record?)))
            .collect::<Result<_, csv::Error>>()?;
        if batch.is_empty() {
            break;
        }
        let start = Instant::now();
        for cells in &batch {
            write_row(sheet, row, cells, &format)?;
            row += 1;
        }
        taken += start.elapsed();
    }
    let start = Instant::now();
    workbook.save(output)?;
    taken += start.elapsed();
    writeln!(std::io::stdout(), "{}", taken.as_secs_f64())?;
    Ok(())
}

fn cells(record: &csv::StringRecord) -> Vec<Cell> {
    record
        .iter()
        .enumerate()
        .map(|(column, text)| match text {
            "" => Cell::Empty,
            _ if TIMES.contains(&column) => {
                ExcelDateTime::parse_from_str(text).map_or_else(|_| Cell::Text(text.to_owned()), Cell::Time)
            }
            _ => Cell::Text(text.to_owned()),
        })
        .collect()
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[Cell], format: &Format) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                sheet.write_string(row, column, text)?;
            }
            Cell::Time(time) => {
                sheet.write_datetime_with_format(row, column, time, format)?;
            }
        }
    }
    Ok(())
}

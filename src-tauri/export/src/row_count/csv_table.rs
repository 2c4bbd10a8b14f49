//! Rows of comma-separated values: records, so that a line break inside of a cell is none.

use std::io::{BufRead, BufReader, Read};

use csv_core::{ReadRecordResult, Reader};

use super::CountError;

/// The beginnings of UTF-16, in which separators are two bytes.
const WIDE: [[u8; 2]; 2] = [[0xff, 0xfe], [0xfe, 0xff]];

/// Counts records but for the heading. Cells are read and dropped.
pub(super) fn count(table: impl Read) -> Result<u64, CountError> {
    let mut table = BufReader::with_capacity(64 * 1024, table);
    let first = table.fill_buf()?;
    if WIDE.iter().any(|mark| first.starts_with(mark)) {
        return Err(CountError::NotOneTable("its encoding is not one of CSV files"));
    }
    let mut reader = Reader::new();
    let (mut cells, mut ends) = (vec![0; 16 * 1024], vec![0; 256]);
    let mut records = 0_u64;
    loop {
        let input = table.fill_buf()?;
        let (result, read, _, _) = reader.read_record(input, &mut cells, &mut ends);
        table.consume(read);
        match result {
            ReadRecordResult::Record => records += 1,
            ReadRecordResult::End => return Ok(records.saturating_sub(1)),
            // What a full buffer holds was read already, and is not wanted.
            ReadRecordResult::InputEmpty
            | ReadRecordResult::OutputFull
            | ReadRecordResult::OutputEndsFull => {}
        }
    }
}

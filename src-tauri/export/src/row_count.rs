//! Counting the rows of a file that the cloud made: a zip with one table in it, or a workbook.
//!
//! Must never know: what the columns mean. Invariants: memory does not grow with the file, whatever stands in it; names
//! of entries are looked at and never used as paths; the first row of a table is its heading. Failure modes: it is no
//! archive, holds not just one table, or is made to be larger than any export; then there is no number.

mod bounded;
mod csv_table;
mod workbook;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use bounded::{Bounded, Budget};

/// Bytes that a table may have: several times those of the largest export.
const MOST_BYTES: u64 = 8 << 30;
/// Bytes of a workbook inside an archive, still compressed.
const MOST_PACKED_BYTES: u64 = 2 << 30;
/// Bytes that finding the entries may take; an archive with one table takes some hundred.
const MOST_DIRECTORY_BYTES: u64 = 4 << 20;

/// Why rows were not counted.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    /// The caller asked to stop.
    #[error("stopped on request")]
    Stopped,
    /// It is something else than one table.
    #[error("not one table in a zip archive: {0}")]
    NotOneTable(&'static str),
    /// It is larger than any export, or made to take more memory than one.
    #[error("larger than any export")]
    TooLarge,
    /// It cannot be read.
    #[error("the archive cannot be read: {0}")]
    Read(io::Error),
}

impl From<io::Error> for CountError {
    fn from(error: io::Error) -> Self {
        match bounded::reason(&error) {
            Some(bounded::Reason::Stopped) => Self::Stopped,
            Some(bounded::Reason::TooLarge) => Self::TooLarge,
            None => Self::Read(error),
        }
    }
}

impl From<ZipError> for CountError {
    fn from(error: ZipError) -> Self {
        Self::from(io::Error::from(error))
    }
}

/// What an entry may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Csv,
    Workbook,
}

/// Counts the rows of the one table in an archive, without its heading. `scratch` is a folder for a file without a name.
pub fn count_rows(file: File, scratch: &Path, stopped: &dyn Fn() -> bool) -> Result<u64, CountError> {
    let budget = Budget::new(stopped);
    let mut archive = open(file, &budget)?;
    if archive.index_for_name(workbook::CONTENT_TYPES).is_some() {
        return workbook::count(&mut archive, &budget);
    }
    let (index, table) = one_table(&archive)?;
    let entry = archive.by_index(index)?;
    match table {
        Table::Csv => csv_table::count(Bounded::new(entry, &budget, MOST_BYTES)),
        Table::Workbook => {
            let mut inner = open(spool(entry, scratch, &budget)?, &budget)?;
            workbook::count(&mut inner, &budget)
        }
    }
}

/// Opens an archive; a directory that has no end is refused before it is held.
fn open<'a>(
    file: File,
    budget: &'a Budget<'a>,
) -> Result<ZipArchive<io::BufReader<Bounded<'a, File>>>, CountError> {
    let bounded = Bounded::new(file, budget, MOST_DIRECTORY_BYTES);
    let left = bounded.left();
    let archive = ZipArchive::new(io::BufReader::with_capacity(64 * 1024, bounded))?;
    left.set(u64::MAX);
    Ok(archive)
}

/// The only entry that is a table.
fn one_table<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<(usize, Table), CountError> {
    let mut tables = archive
        .file_names()
        .enumerate()
        .filter_map(|(index, name)| Some((index, table_of(&name.ok()?)?)));
    match (tables.next(), tables.next()) {
        (Some(table), None) => Ok(table),
        (None, _) => Err(CountError::NotOneTable("no .csv and no .xlsx in it")),
        (Some(_), Some(_)) => Err(CountError::NotOneTable("several tables in it")),
    }
}

fn table_of(name: &str) -> Option<Table> {
    let (_, ending) = name.rsplit_once('.')?;
    if name.starts_with("__MACOSX/") {
        None
    } else if ending.eq_ignore_ascii_case("csv") {
        Some(Table::Csv)
    } else if ending.eq_ignore_ascii_case("xlsx") {
        Some(Table::Workbook)
    } else {
        None
    }
}

/// Copies an entry to a file without a name, since a workbook is an archive whose directory stands at its end.
fn spool<R: Read>(entry: ZipFile<'_, R>, scratch: &Path, budget: &Budget<'_>) -> Result<File, CountError> {
    let mut bounded = Bounded::new(entry, budget, MOST_PACKED_BYTES);
    let mut file = tempfile::tempfile_in(scratch)?;
    io::copy(&mut bounded, &mut file)?;
    file.flush()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

#[cfg(test)]
#[path = "row_count_tests.rs"]
mod tests;

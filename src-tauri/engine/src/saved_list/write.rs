//! Rows into a file that is whole or not there.

use std::io::{self, Write};
use std::path::Path;

use alertbook_export::{Dialect, ListCsv, Output as _, Place, WholeFile};
use serde::Serialize;

use super::columns::{ListColumn, ListWords};

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For spreadsheets.
    Csv,
    /// An array of objects, named as the program's other answers are.
    Json,
}

/// Writes rows in place of what the file held, and answers their number.
pub(super) fn write_rows<T: Serialize>(
    path: &Path,
    form: Form,
    shape: (&[ListColumn<T>], &ListWords),
    rows: impl Iterator<Item = io::Result<T>>,
) -> io::Result<u64> {
    let path = std::path::absolute(path)?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    let place = Place::of(folder, name);
    let mut file = WholeFile::begin(&place)?;
    let count = match form {
        Form::Csv => write_csv(&mut file, shape, rows)?,
        Form::Json => write_json(&mut file, rows)?,
    };
    file.finish_over(&place)?;
    Ok(count)
}

fn write_csv<T>(
    file: &mut WholeFile,
    (columns, words): (&[ListColumn<T>], &ListWords),
    rows: impl Iterator<Item = io::Result<T>>,
) -> io::Result<u64> {
    let mut csv = ListCsv::new(file, Dialect::Excel)?;
    csv.row(columns.iter().map(|column| column.heading(words)))?;
    let mut count = 0;
    for row in rows {
        let row = row?;
        csv.row(columns.iter().map(|column| (column.text)(&row, words)))?;
        count += 1;
    }
    Ok(count)
}

fn write_json<T: Serialize>(
    file: &mut WholeFile,
    rows: impl Iterator<Item = io::Result<T>>,
) -> io::Result<u64> {
    let mut file = io::BufWriter::new(file);
    file.write_all(b"[")?;
    let mut count = 0;
    for row in rows {
        file.write_all(if count == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut file, &row?)?;
        count += 1;
    }
    file.write_all(b"\n]\n")?;
    file.flush()?;
    Ok(count)
}

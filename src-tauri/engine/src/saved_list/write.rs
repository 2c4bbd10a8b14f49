//! Rows into a file that is whole or not there.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use alertbook_export::{Dialect, ListCsv, Masker, Output as _, Place, WholeFile};
use serde::Serialize;
use serde_json::Value;

use super::columns::{ListColumn, ListWords};
use crate::export_job::covered_text;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For spreadsheets.
    Csv,
    /// An array of objects, named as the program's other answers are.
    Json,
}

/// What a list is made of.
pub(super) struct Shape<'a, T> {
    pub(super) columns: &'a [ListColumn<T>],
    pub(super) words: ListWords,
    /// What lies over every text of it, where a policy demands masking.
    pub(super) masker: Option<Arc<Masker>>,
}

/// Writes rows in place of what the file held, and answers their number.
pub(super) fn write_rows<T: Serialize>(
    path: &Path,
    form: Form,
    shape: &Shape<'_, T>,
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
        Form::Json => write_json(&mut file, shape.masker.as_ref(), rows)?,
    };
    file.finish_over(&place)?;
    Ok(count)
}

fn write_csv<T>(
    file: &mut WholeFile,
    shape: &Shape<'_, T>,
    rows: impl Iterator<Item = io::Result<T>>,
) -> io::Result<u64> {
    let mut csv = ListCsv::new(file, Dialect::Excel)?;
    let Shape {
        columns,
        words,
        masker,
    } = shape;
    csv.row(columns.iter().map(|column| column.heading(words)))?;
    let mut count = 0;
    for row in rows {
        let row = row?;
        let cell = |column: &ListColumn<T>| covered_text(&(column.text)(&row, words), masker.as_ref());
        csv.row(columns.iter().map(cell))?;
        count += 1;
    }
    Ok(count)
}

fn write_json<T: Serialize>(
    file: &mut WholeFile,
    masker: Option<&Arc<Masker>>,
    rows: impl Iterator<Item = io::Result<T>>,
) -> io::Result<u64> {
    let mut file = io::BufWriter::new(file);
    file.write_all(b"[")?;
    let mut count = 0;
    for row in rows {
        file.write_all(if count == 0 { b"\n" } else { b",\n" })?;
        match masker {
            None => serde_json::to_writer(&mut file, &row?)?,
            Some(_) => serde_json::to_writer(&mut file, &covered_json(serde_json::to_value(row?)?, masker))?,
        }
        count += 1;
    }
    file.write_all(b"\n]\n")?;
    file.flush()?;
    Ok(count)
}

/// A value with the mask over each of its texts; names of members are the program's own.
fn covered_json(value: Value, masker: Option<&Arc<Masker>>) -> Value {
    match value {
        Value::String(text) => Value::String(covered_text(&text, masker)),
        Value::Array(members) => {
            let covered = members.into_iter().map(|member| covered_json(member, masker));
            Value::Array(covered.collect())
        }
        Value::Object(members) => {
            let covered = members
                .into_iter()
                .map(|(name, member)| (name, covered_json(member, masker)));
            Value::Object(covered.collect())
        }
        other => other,
    }
}

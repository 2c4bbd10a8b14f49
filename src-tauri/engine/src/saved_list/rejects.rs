//! Rejected records as rows, streamed from the file that holds all of them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Rows;
use crate::engine::{Asked, Shared};
use crate::error::Error;
use crate::imports::rejects_file;
use crate::sync::sync_rejects_file;

/// A rejected record as its file keeps it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct KeptReject {
    pub(super) file: String,
    pub(super) position: String,
    pub(super) reason: String,
    pub(super) record: String,
    #[serde(default)]
    pub(super) whole: bool,
}

pub(super) fn of_import(shared: &Shared, asked: &Asked, id: i64) -> Rows {
    rows(&rejects_file(shared, asked, id)?)
}

pub(super) fn of_sync(shared: &Shared, asked: &Asked, id: i64) -> Rows {
    rows(&sync_rejects_file(shared, asked, id)?)
}

/// The lines of a file. One that a crash cut off is none.
fn rows(path: &Path) -> Rows {
    let file = File::open(path).map_err(Error::system("reading rejected records"))?;
    let lines = BufReader::new(file).lines();
    let read = |line: std::io::Result<String>| match line {
        Ok(line) => serde_json::from_str(&line).ok().map(Ok),
        Err(error) => Some(Err(error)),
    };
    Ok(Box::new(lines.filter_map(read)))
}

//! Rejected records as rows, streamed from the file that holds all of them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use alertbook_core::Language;
use serde::{Deserialize, Serialize};

use super::Rows;
use crate::engine::{Asked, Shared};
use crate::error::Error;
use crate::import::reject_file::in_language;
use crate::imports::rejects_file;
use crate::sync::sync_rejects_file;

/// A rejected record as its file keeps it, in the language of whoever asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct KeptReject {
    pub(super) file: String,
    pub(super) position: String,
    pub(super) reason: String,
    pub(super) record: String,
    #[serde(default)]
    pub(super) whole: bool,
    #[serde(skip_serializing)]
    position_zh: Option<String>,
    #[serde(skip_serializing)]
    reason_zh: Option<String>,
}

impl KeptReject {
    fn in_language(mut self, language: Language) -> Self {
        self.position = in_language(language, self.position, self.position_zh.take());
        self.reason = in_language(language, self.reason, self.reason_zh.take());
        self
    }
}

pub(super) fn of_import(shared: &Shared, asked: &Asked, id: i64) -> Rows {
    rows(&rejects_file(shared, asked, id)?, shared.language())
}

pub(super) fn of_sync(shared: &Shared, asked: &Asked, id: i64) -> Rows {
    rows(&sync_rejects_file(shared, asked, id)?, shared.language())
}

/// The lines of a file. One that a crash cut off is none.
fn rows(path: &Path, language: Language) -> Rows {
    let file = File::open(path).map_err(Error::system("reading rejected records"))?;
    let lines = BufReader::new(file).lines();
    let read = move |line: std::io::Result<String>| match line {
        Ok(line) => {
            let kept: KeptReject = serde_json::from_str(&line).ok()?;
            Some(Ok(kept.in_language(language)))
        }
        Err(error) => Some(Err(error)),
    };
    Ok(Box::new(lines.filter_map(read)))
}

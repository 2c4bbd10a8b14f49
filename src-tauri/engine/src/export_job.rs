//! Exports from the wish to the whole file.
//!
//! Owns: the record's way from pending to its end, the file's name, the thread that writes. Must never know: how a
//! filter becomes SQL, how a cell becomes bytes. Invariant: a record says `success` only when the file with its final
//! name is whole; in every other end there is no file.

mod format;
mod inventory;
mod manifest;
mod name;
mod plan;
mod run;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alertbook_core::filter::RawRequest;
use alertbook_wire::{ExportOptions, ExportSuspEventsAnswer, StartExport};

use crate::engine::{Answer, Engine};
use crate::error::Error;
pub(crate) use manifest::{crc_text, manifest_path};
pub(crate) use name::{Folder, free_file_name_in, is_name_free_in};
pub(crate) use plan::{ExportPlan, folder_of, folder_text};
pub(crate) use run::{end_without_file, signed};

/// An export as the command line asks for it.
#[derive(Clone, Debug, Default)]
pub struct ExportCall {
    /// The request.
    pub request: RawRequest,
    /// How the file is written.
    pub options: ExportOptions,
    /// Another folder than the settings'.
    pub folder: Option<PathBuf>,
    /// Another zone than the settings', by its IANA name.
    pub zone: Option<String>,
}

/// How far a running export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportStep {
    /// The record.
    pub id: i64,
    /// Rows written.
    pub rows: u64,
    /// Rows that match, once counted.
    pub matched: Option<u64>,
}

impl Engine {
    /// `ExportSuspEvents` for the window: answers at once, and the file is written beside.
    pub fn export_susp_events(&self, start: &StartExport) -> Answer<ExportSuspEventsAnswer> {
        self.answer(|asked| {
            let call = ExportCall {
                request: start.request.to_raw(),
                options: start.options.clone(),
                ..ExportCall::default()
            };
            let plan = plan::accept(&self.shared, asked, &call)?;
            let answer = plan.answer();
            let shared = Arc::clone(&self.shared);
            let job = move || {
                // The record says why; whoever shows it reads it there.
                let _ = run::run(&shared, &plan, &mut |_| {});
            };
            std::thread::Builder::new()
                .name("export".to_owned())
                .spawn(job)
                .map_err(Error::system("starting an export"))?;
            Ok(answer)
        })
    }

    /// `ExportSuspEvents` for the command line: answers once the file is whole, and tells how far it is on the way.
    pub fn run_export(
        &self,
        call: &ExportCall,
        observer: &mut dyn FnMut(ExportStep),
    ) -> Answer<ExportSuspEventsAnswer> {
        self.answer(|asked| {
            let plan = plan::accept(&self.shared, asked, call)?;
            run::run(&self.shared, &plan, observer)?;
            Ok(plan.answer())
        })
    }
}

/// Where the file stands before it is whole.
pub(crate) fn part_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

//! Exports from the wish to the whole file.
//!
//! Owns: the record's way from pending to its end, the file's name, the thread that writes. Must never know: how a
//! filter becomes SQL, how a cell becomes bytes. Invariant: a record says `success` only when the file with its final
//! name is whole; in every other end there is no file.

mod columns;
mod estimate;
mod format;
mod inventory;
mod manifest;
mod masking;
mod name;
mod place;
mod plan;
mod queue;
mod run;
mod slice;
mod write;

use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_core::filter::RawRequest;
use alertbook_export::UNPACKED_ENDING;
use alertbook_store::table::ExportRow;
use alertbook_wire::{ExportOptions, ExportSuspEventsAnswer, ParameterMap, StartExport};

use crate::engine::{Answer, Asked, Engine};
use crate::error::Result;
use crate::exports::permitted_row;
pub(crate) use columns::columns_named;
pub(crate) use manifest::{MANIFEST_ENDING, crc_text, manifest_file, manifest_path};
pub(crate) use masking::{covered, covered_text, legend_path, masker_of};
pub(crate) use name::{Folder, free_file_name_in, is_name_free_in};
pub(crate) use place::{is_whole, remove_whole};
pub(crate) use plan::{ExportPlan, folder_of, folder_text, problems_of_options};
pub(crate) use queue::ExportQueue;
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
    /// The profile that tells what is not told here.
    pub profile: Option<String>,
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
    /// `ExportSuspEvents` for the window: answers at once, and the file is written when those before it are.
    pub fn export_susp_events(&self, start: &StartExport) -> Answer<ExportSuspEventsAnswer> {
        self.answer(|asked| {
            let call = ExportCall {
                request: start.request.to_raw(),
                options: start.options.clone(),
                profile: start.profile.clone(),
                ..ExportCall::default()
            };
            self.enqueue_export(asked, &call)
        })
    }

    /// The same request with the same options, into the same folder, on the data of now.
    pub fn run_export_again(&self, id: i64) -> Answer<ExportSuspEventsAnswer> {
        self.answer(|asked| {
            let row = permitted_row(&self.shared, asked, id)?;
            let mut call = again(&row);
            call.folder = self.shared.still_allowed(call.folder);
            self.enqueue_export(asked, &call)
        })
    }

    fn enqueue_export(&self, asked: &Asked, call: &ExportCall) -> Result<ExportSuspEventsAnswer> {
        let plan = plan::accept(&self.shared, asked, call)?;
        let answer = plan.answer();
        queue::enqueue(&self.shared, plan)?;
        Ok(answer)
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

/// What a record was asked for, once more.
fn again(row: &ExportRow) -> ExportCall {
    let asked = &row.asked;
    let request: ParameterMap = serde_json::from_str(&asked.request).unwrap_or_default();
    let columns = asked.columns.split(',').map(str::to_owned).collect();
    ExportCall {
        request: request.to_raw(),
        options: ExportOptions {
            format: Some(asked.format.clone()),
            dialect: Some(asked.dialect.clone()).filter(|dialect| !dialect.is_empty()),
            columns: Some(columns),
            language: Language::from_word(&asked.language).map(Into::into),
            zone: Some(asked.zone.clone()),
            masking: Some(asked.masking.clone()),
            legend: asked.legend,
            packing: Some(asked.packing.clone()),
            partition_by: Some(asked.partition_by.clone()),
        },
        folder: Some(PathBuf::from(&asked.folder)),
        profile: None,
    }
}

/// Where the file stands before it is whole.
pub(crate) fn part_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Where a file stands that has to be whole before it is packed.
pub(crate) fn unpacked_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(UNPACKED_ENDING);
    PathBuf::from(name)
}

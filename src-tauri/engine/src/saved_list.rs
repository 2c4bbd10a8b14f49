//! Lists of the program as files: CSV for spreadsheets, guarded like exported events, or JSON.
//!
//! Owns: which rows a list has, and its columns. A list is read through the call that shows it, so the same permission
//! and the same rows hold; what is searched, filtered and sorted in the window comes as the ids shown, in their order.

mod columns;
mod overview;
mod rejects;
mod write;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use alertbook_core::time::zone_label;
use alertbook_export::FileFormat;
use alertbook_wire::{OverviewPart, ParameterMap, SavedList};
use serde::Serialize;

use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_job::masker_of;
use crate::managed::refused;
use crate::permit::Permit;
use crate::policy::{Action, ExportForm};
use columns::{ACCOUNTS, AUDIT, EXPORTS, FACETS, IMPORTS, ListColumn, ListWords, PROFILES, REJECTS, SYNCS};
use write::{Form, Shape, write_rows};

/// Where lists and pictures may be saved, for a dialog that asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// The endings of lists that are allowed, the usual one first.
    pub endings: Vec<&'static str>,
    /// The folder that a policy demands.
    pub folder: Option<PathBuf>,
}

impl Engine {
    /// Where lists and pictures may be saved now.
    pub fn list_place(&self) -> ListPlace {
        let in_force = self.shared.in_force();
        let csv = in_force.refused_by(ExportForm::File(FileFormat::Csv)).is_none();
        ListPlace {
            endings: csv.then_some("csv").into_iter().chain(["json"]).collect(),
            folder: in_force.exports_folder.map(|folder| folder.value),
        }
    }

    /// Saves a list in a file, whole or not at all, in place of a file of that name; answers how many rows it has.
    /// A name that ends in `.json` makes it JSON, any other CSV.
    pub fn save_list(&self, list: &SavedList, file: &Path) -> Answer<u64> {
        let to = To { list, file };
        match list {
            SavedList::Exports { ids } => {
                let rows = shown(self.list_exports()?, ids, |record| record.id);
                self.write_list(&to, Some(Action::DescribeSuspEventExportInfo), rows, EXPORTS)
            }
            SavedList::Profiles => self.write_list(&to, None, self.list_export_profiles()?, PROFILES),
            SavedList::Imports { ids } => {
                let rows = shown(self.list_imports()?, ids, |run| run.id);
                self.write_list(&to, Some(Action::DescribeImports), rows, IMPORTS)
            }
            SavedList::Syncs { ids } => {
                let rows = shown(self.list_sync_runs()?, ids, |run| run.id);
                self.write_list(&to, Some(Action::DescribeSyncs), rows, SYNCS)
            }
            SavedList::Accounts => {
                let rows = self.list_cloud_accounts()?;
                self.write_list(&to, Some(Action::DescribeSyncs), rows, ACCOUNTS)
            }
            SavedList::Audit { query } => {
                let rows = self.list_audit(query)?.entries;
                self.write_list(&to, Some(Action::DescribeAudit), rows, AUDIT)
            }
            SavedList::Facets { request } => {
                let rows = self.count_facets(&request.to_raw())?;
                self.write_list(&to, Some(Action::DescribeSuspEvents), rows, FACETS)
            }
            SavedList::Overview { part, request } => self.write_overview(&to, *part, request),
            SavedList::ImportRejects { id } => {
                let rows = self.answer(|asked| rejects::of_import(&self.shared, asked, *id))?;
                self.write_listed(&to, Some(Action::DescribeImports), rows, REJECTS)
            }
            SavedList::SyncRejects { id } => {
                let rows = self.answer(|asked| rejects::of_sync(&self.shared, asked, *id))?;
                self.write_listed(&to, Some(Action::DescribeSyncs), rows, REJECTS)
            }
        }
    }

    fn write_overview(&self, to: &To<'_>, part: OverviewPart, request: &ParameterMap) -> Answer<u64> {
        let action = Some(Action::DescribeSuspEvents);
        let shown = self.read_overview(&request.to_raw())?;
        match part {
            OverviewPart::Trend => self.write_list(to, action, shown.bars, overview::TREND),
            OverviewPart::Handling => self.write_list(to, action, shown.bars, overview::HANDLING),
            OverviewPart::Types => self.write_list(to, action, shown.types, overview::TYPES),
            OverviewPart::Assets => self.write_list(to, action, shown.assets, overview::ASSETS),
            OverviewPart::HandleTimes => {
                self.write_list(to, action, shown.handle_times, overview::HANDLE_TIMES)
            }
        }
    }

    fn write_list<T: Serialize>(
        &self,
        to: &To<'_>,
        action: Option<Action>,
        rows: Vec<T>,
        columns: &[ListColumn<T>],
    ) -> Answer<u64> {
        self.write_listed(to, action, rows.into_iter().map(Ok), columns)
    }

    fn write_listed<T: Serialize>(
        &self,
        to: &To<'_>,
        action: Option<Action>,
        rows: impl Iterator<Item = io::Result<T>>,
        columns: &[ListColumn<T>],
    ) -> Answer<u64> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = to.permit(shared, asked, action)?;
            if let Some(permit) = permit {
                // Also in the window: what leaves the program is recorded.
                shared.write(|tx| permit.record_in(tx))?;
            }
            let zone = shared.zone()?;
            let words = ListWords {
                language: shared.language(),
                zone,
                zone_label: zone_label(zone, asked.at.div_euclid(1000)),
            };
            let masking = shared.in_force().masking();
            let shape = Shape {
                columns,
                words,
                masker: shared.snapshot(|snapshot| masker_of(shared, masking, snapshot))?,
            };
            write_rows(to.file, to.form(), &shape, rows).map_err(Error::Write)
        })
    }
}

/// Which list goes where.
struct To<'a> {
    list: &'a SavedList,
    file: &'a Path,
}

impl To<'_> {
    fn form(&self) -> Form {
        match self.file.extension().and_then(OsStr::to_str) {
            Some(ending) if ending.eq_ignore_ascii_case("json") => Form::Json,
            _ => Form::Csv,
        }
    }

    /// Asks the policy: for the list, where it has an action, for its format, and for its folder.
    fn permit(&self, shared: &Shared, asked: &Asked, action: Option<Action>) -> Result<Option<Permit>> {
        let permit = action.map(|action| shared.permit(action, asked, &self.request()));
        let permit = permit.transpose()?;
        let format = match self.form() {
            Form::Csv => Some(FileFormat::Csv),
            Form::Json => None,
        };
        let path = std::path::absolute(self.file).map_err(Error::Write)?;
        let folder = path.parent().unwrap_or(&path);
        let Some(reason) = shared.in_force().list_refusal(format, folder) else {
            return Ok(permit);
        };
        let action = action.unwrap_or(Action::ExportSuspEvents);
        let asking = permit.map_or_else(|| shared.permit(action, asked, &self.request()), Ok)?;
        asking.record_refusal(shared, Err(refused(action, reason)))
    }

    fn request(&self) -> String {
        serde_json::json!({ "save": self.list, "file": self.file.display().to_string() }).to_string()
    }
}

/// The rows of ids, in their order. One that is gone meanwhile is left out.
fn shown<T>(rows: Vec<T>, ids: &[i64], id_of: impl Fn(&T) -> i64) -> Vec<T> {
    let mut by_id: std::collections::HashMap<i64, T> =
        rows.into_iter().map(|row| (id_of(&row), row)).collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}

/// What the parts of this module answer.
type Rows = Result<Box<dyn Iterator<Item = io::Result<rejects::KeptReject>>>>;

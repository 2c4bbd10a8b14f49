//! The records of exports: listing, opening, showing, cancelling, removing.
//!
//! Callers name records by id and never by path. A file is touched only when it is a plain file (or the folder that the
//! record made), directly in the folder its record names, under the name its record names.

use std::path::{Path, PathBuf};

use alertbook_store::table::{ExportRow, ExportState, ask_export_cancel_in, delete_export_in};
use alertbook_wire::ExportRecord;

use crate::describe::NamesOnDemand;
use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_job::{is_whole, manifest_path, part_path, remove_whole};
use crate::export_record;
use crate::jobs::JobId;
use crate::policy::Action;

impl Engine {
    /// Every export, newest first.
    pub fn list_exports(&self) -> Answer<Vec<ExportRecord>> {
        self.answer(|asked| {
            self.shared
                .permit_read(Action::DescribeSuspEventExportInfo, asked, "{}")?;
            let rows = self.shared.read(|connection| Ok(connection.exports()?))?;
            let names = NamesOnDemand::of(&self.shared);
            rows.iter()
                .map(|row| export_record::to_wire(&self.shared, row, &names))
                .collect()
        })
    }

    /// One export.
    pub fn get_export(&self, id: i64) -> Answer<ExportRecord> {
        self.answer(|asked| {
            let row = permitted_row(&self.shared, asked, id)?;
            export_record::to_wire(&self.shared, &row, &NamesOnDemand::of(&self.shared))
        })
    }

    /// The whole file of a finished export, absolute. For the command line; the window opens by id.
    pub fn export_path(&self, id: i64) -> Answer<PathBuf> {
        self.answer(|asked| whole_file(&permitted_row(&self.shared, asked, id)?))
    }

    /// Opens a finished export with the system's program for its type.
    pub fn open_export(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let file = whole_file(&permitted_row(&self.shared, asked, id)?)?;
            opener::open(file).map_err(Error::Open)
        })
    }

    /// Shows a finished export in its folder.
    pub fn reveal_export(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let file = whole_file(&permitted_row(&self.shared, asked, id)?)?;
            opener::reveal(file).map_err(Error::Open)
        })
    }

    /// Asks a running export to stop, whichever process writes it. One that has ended is left as it is.
    pub fn cancel_export(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::ExportSuspEvents, asked, &id_request(id))?;
            row_of(shared, id)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                ask_export_cancel_in(tx, id, shared.clock.now())
            })?;
            shared.jobs.cancel(JobId::Export(id));
            Ok(())
        })
    }

    /// Removes an export that has ended: its file and manifest, when they are still there, and its record.
    pub fn remove_export(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::RemoveExport, asked, &id_request(id))?;
            let row = row_of(shared, id)?;
            if row.state.is_running() {
                return Err(Error::ExportRunning(id));
            }
            if row.state == ExportState::Success {
                remove_files(&row)?;
            }
            shared.write(|tx| {
                permit.record_in(tx)?;
                delete_export_in(tx, id)
            })?;
            Ok(())
        })
    }
}

fn id_request(id: i64) -> String {
    ["{\"ExportId\":", &id.to_string(), "}"].concat()
}

pub(crate) fn permitted_row(shared: &Shared, asked: &Asked, id: i64) -> Result<ExportRow> {
    shared.permit_read(Action::DescribeSuspEventExportInfo, asked, &id_request(id))?;
    row_of(shared, id)
}

/// The record of an id.
pub(crate) fn row_of(shared: &Shared, id: i64) -> Result<ExportRow> {
    shared.read(|connection| connection.export(id)?.ok_or(Error::ExportNotFound(id)))
}

/// The file of a finished export, when it is what its record says.
pub(crate) fn whole_file(row: &ExportRow) -> Result<PathBuf> {
    if row.state != ExportState::Success {
        return Err(Error::ExportNotFinished(row.id));
    }
    file_in_place(row).ok_or(Error::ExportFileMissing(row.id))
}

/// The file of a record, if it stands where it belongs.
fn file_in_place(row: &ExportRow) -> Option<PathBuf> {
    own_entry(&Path::new(&row.asked.folder).join(&row.asked.file_name), row)
}

/// A path of a record, if it is what the record made, directly in the record's folder, under a name of the record's own.
fn own_entry(path: &Path, row: &ExportRow) -> Option<PathBuf> {
    let folder = Path::new(&row.asked.folder);
    let name = path.file_name()?;
    let own = Path::new(&row.asked.file_name).file_name()?;
    if own != row.asked.file_name.as_str() || path != folder.join(name) || !folder.is_absolute() {
        return None;
    }
    // A link could lead anywhere, whatever it is called.
    if !is_whole(path, &row.asked) {
        return None;
    }
    let (real_folder, real_path) = (folder.canonicalize().ok()?, path.canonicalize().ok()?);
    (real_path == real_folder.join(name)).then(|| path.to_owned())
}

/// Removes what stands of a finished export; the file last, so that a second try finds the rest.
fn remove_files(row: &ExportRow) -> Result<()> {
    let file = Path::new(&row.asked.folder).join(&row.asked.file_name);
    for path in [part_path(&file), manifest_path(&file), file] {
        let Some(path) = own_entry(&path, row) else {
            continue;
        };
        match remove_whole(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(Error::ExportFileStays { id: row.id, source }),
        }
    }
    Ok(())
}

//! Copies of the store for keeping: one state of it, whole and checked before it has its name. Nothing is overwritten.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use alertbook_export::{FileFormat, Output as _, Place, WholeFile};
use alertbook_store::{ReadConn, judge_copy};
use alertbook_wire::BackupAnswer;
use chrono::DateTime;
use chrono_tz::Tz;
use serde_json::json;

use crate::data_folder::make_folder;
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::jobs::JobId;
use crate::managed::refused;
use crate::policy::{Action, ExportForm};

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyStep {
    /// Bytes copied.
    pub done: u64,
    /// Bytes to copy.
    pub total: u64,
}

impl Engine {
    /// Writes a copy of the store into a new file; none stands for one in the data folder that is named after the time.
    /// `told` hears how far it is. [`Engine::cancel_backup`] ends it.
    pub fn back_up(&self, file: Option<&Path>, mut told: impl FnMut(CopyStep)) -> Answer<BackupAnswer> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "file": file.map(Path::to_string_lossy) }).to_string();
            let permit = shared.permit(Action::BackUp, asked, &request)?;
            permit.record_refusal(shared, judge_leaving(shared, file))?;
            let file = match file {
                Some(file) => std::path::absolute(file).map_err(Error::system("looking for the folder"))?,
                None => own_place(shared)?,
            };
            let ticket = shared.jobs.begin(JobId::Backup);
            shared.write(|tx| permit.record_in(tx))?;
            let mut go_on = |done, total| {
                told(CopyStep { done, total });
                !ticket.cancel().is_cancelled()
            };
            let (events, bytes) = shared.read(|connection| write_copy(connection, &file, &mut go_on))?;
            Ok(BackupAnswer {
                file: file.display().to_string(),
                bytes,
                events,
                request_id: asked.request_id.clone(),
            })
        })
    }

    /// Asks a running backup of this process to stop.
    pub fn cancel_backup(&self) {
        self.shared.jobs.cancel(JobId::Backup);
    }

    /// Shows the data folder's own backups in the system's file manager.
    pub fn reveal_backups(&self) -> Answer<()> {
        self.answer(|_| {
            let folder = self.shared.folder.backups();
            make_folder(&folder)?;
            opener::open(&folder).map_err(Error::Open)
        })
    }
}

/// A copy is a database of everything: where a policy lets none leave, it stays in the data folder.
fn judge_leaving(shared: &Shared, file: Option<&Path>) -> Result<()> {
    let form = ExportForm::File(FileFormat::Sqlite);
    match file.and_then(|_| shared.in_force().refusal(form)) {
        Some(reason) => Err(refused(Action::BackUp, reason)),
        None => Ok(()),
    }
}

fn own_place(shared: &Shared) -> Result<PathBuf> {
    let folder = shared.folder.backups();
    make_folder(&folder)?;
    let name = ["alertbook-", &stamp(shared.clock.now(), shared.zone()?), ".db"].concat();
    Ok(folder.join(name))
}

/// A moment as names of files tell it.
pub(crate) fn stamp(millis: i64, zone: Tz) -> String {
    let moment = DateTime::from_timestamp_millis(millis).unwrap_or_default();
    moment.with_timezone(&zone).format("%Y%m%d-%H%M%S").to_string()
}

/// Copies one state of the store into a file that is there only when it is whole.
fn write_copy(
    connection: &mut ReadConn,
    file: &Path,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(u64, u64)> {
    let failed = |source: io::Error| match source.kind() {
        ErrorKind::AlreadyExists => Error::BackupExists(file.to_owned()),
        _ => Error::Backup {
            path: file.to_owned(),
            source,
        },
    };
    let (Some(folder), Some(name)) = (file.parent(), file.file_name().and_then(|name| name.to_str())) else {
        return Err(failed(ErrorKind::InvalidFilename.into()));
    };
    if file.symlink_metadata().is_ok() {
        return Err(failed(ErrorKind::AlreadyExists.into()));
    }
    let place = Place::of(folder, name);
    let mut whole = WholeFile::begin(&place).map_err(failed)?;
    let mut copied = Ok(0);
    let filled = whole.fill(|path| {
        copied = connection
            .copy_into(path, go_on)
            .and_then(|()| judge_copy(path))
            .map(|facts| facts.events);
        match &copied {
            Ok(_) => Ok(|| Ok(())),
            Err(_) => Err(ErrorKind::Other.into()),
        }
    });
    let events = match copied {
        Err(alertbook_store::Error::Interrupted) => return Err(Error::BackupCancelled),
        copied => copied?,
    };
    filled.map_err(failed)?;
    let written = whole.finish(&place).map_err(failed)?;
    Ok((events, written.bytes))
}

//! Copies of the store for keeping, and putting one of them in its place.
//!
//! A backup is one state of the store, whole and checked before it has its name, and never overwrites anything. Restoring
//! keeps what was there: the store of before stays beside the new one, under a name that says when.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use alertbook_export::{FileFormat, Output as _, Place, WholeFile};
use alertbook_store::{CopyFacts, ReadConn, Store, files_of, judge_copy};
use alertbook_wire::{BackupAnswer, RestoreAnswer, RestorePlan};
use chrono::DateTime;
use chrono_tz::Tz;
use serde_json::json;

use crate::data_folder::{DataFolder, Hold, keep_names, make_folder};
use crate::engine::{Answer, Engine, EngineOptions, Shared, system_language};
use crate::error::{Error, Result};
use crate::jobs::JobId;
use crate::managed::refused;
use crate::policy::{Action, ExportForm, Verdict};
use crate::request_id::new_request_id;

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
fn stamp(millis: i64, zone: Tz) -> String {
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

/// What a backup holds. One of a later program is told apart: that program can restore it.
fn judged(file: &Path) -> Result<CopyFacts> {
    judge_copy(file).map_err(|error| match error {
        newer @ alertbook_store::Error::NewerSchema { .. } => newer.into(),
        other => Error::NotABackup(other),
    })
}

/// What a backup holds, before anything is put in its place.
pub fn plan_restore(options: &EngineOptions, file: &Path) -> Answer<RestorePlan> {
    let language = options.language.unwrap_or_else(system_language);
    let facts = judged(file);
    let facts = facts.map_err(|error| error.to_wire(language, &new_request_id()))?;
    Ok(RestorePlan {
        file: file.display().to_string(),
        events: facts.events,
    })
}

/// Puts a backup into the place of the store. Nobody may have the data folder open, and the store need not open at all.
pub fn restore(options: &EngineOptions, file: &Path) -> Answer<RestoreAnswer> {
    let language = options.language.unwrap_or_else(system_language);
    let request_id = new_request_id();
    restored(options, file, &request_id).map_err(|error| error.to_wire(language, &request_id))
}

fn restored(options: &EngineOptions, file: &Path, request_id: &str) -> Result<RestoreAnswer> {
    let options = &EngineOptions {
        watch: false,
        ..options.clone()
    };
    let request = json!({ "file": file.to_string_lossy() }).to_string();
    // Where the store opens it keeps that it was asked, and what the policy said; where it does not, the policy alone
    // is asked.
    match Engine::open(options.clone()) {
        Ok(engine) => drop(
            engine
                .shared
                .permit(Action::Restore, &engine.shared.asked(), &request)?,
        ),
        Err(_) => refuse_denied(options)?,
    }
    let facts = judged(file)?;
    let folder = options.data_folder_place()?;
    let folder = DataFolder::make(folder)?;
    let (database, root) = (folder.database(), folder.root().to_owned());
    drop(folder);
    let hold = Hold::alone(&root)?;
    let new = copied_beside(file, &root)?;
    let kept = keep_old(&database, &stamp(options.clock.now(), Tz::UTC))?;
    let replaced = std::fs::rename(&new, &database).and_then(|()| keep_names(&root));
    replaced.map_err(Error::system("putting the backup into place"))?;
    drop(hold);
    // From here on the restored store is the one that remembers.
    let engine =
        Engine::open(options.clone()).map_err(|_| Error::Defect("a checked backup does not open"))?;
    let shared = &engine.shared;
    let permit = shared.permit(Action::Restore, &shared.asked(), &request)?;
    shared.write(|tx| permit.record_in(tx))?;
    Ok(RestoreAnswer {
        events: facts.events,
        kept: kept.map(|kept| kept.display().to_string()),
        request_id: request_id.to_owned(),
    })
}

fn refuse_denied(options: &EngineOptions) -> Result<()> {
    let reason = match options.policies().judge(Action::Restore) {
        Verdict::Allowed => return Ok(()),
        Verdict::Denied => None,
        Verdict::Unusable(reason) => Some(reason),
    };
    Err(Error::NoPermission {
        action: Action::Restore,
        reason,
    })
}

/// The backup's bytes in the data folder, known to be a whole store there as well.
fn copied_beside(file: &Path, root: &Path) -> Result<PathBuf> {
    const NAME: &str = "alerts.db.restoring";
    let new = root.join(NAME);
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(Error::system("removing what an earlier restore left")(error));
        }
        _ => {}
    }
    let copied = std::fs::copy(file, &new).and_then(|_| File::options().write(true).open(&new)?.sync_all());
    let judged = copied
        .map_err(Error::system("copying the backup"))
        .and_then(|()| judged(&new));
    if judged.is_err() {
        let _ = std::fs::remove_file(&new);
    }
    judged.map(|_| new)
}

/// Gives the store of before another name, with what belongs to it. The database itself is linked, so that there is
/// one under its own name at every moment.
fn keep_old(database: &Path, stamp: &str) -> Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    // Takes what was logged into the file. One that is damaged keeps its log beside it.
    drop(Store::open(database));
    let mut name = database.file_name().unwrap_or_default().to_owned();
    name.push([".before-restore-", stamp].concat());
    let kept = database.with_file_name(name);
    let failed = Error::system("keeping the store of before");
    let moved = || -> io::Result<()> {
        let [own, log, shared] = files_of(database);
        let [kept, kept_log, kept_shared] = files_of(&kept);
        for (from, to) in [(log, kept_log), (shared, kept_shared)] {
            match std::fs::rename(from, to) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        std::fs::hard_link(&own, &kept).or_else(|_| std::fs::rename(&own, &kept))
    };
    moved().map_err(failed)?;
    Ok(Some(kept))
}

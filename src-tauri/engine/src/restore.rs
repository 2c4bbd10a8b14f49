//! Putting a backup into the place of the store.
//!
//! It is copied into the data folder, opened there and made ready before anything is touched, and what was there stays
//! beside it under a name that says when. There is a store under the right name at every moment. Failure modes: the file is
//! no backup, somebody has the data folder open, the disk is full; each leaves everything as it was.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use alertbook_store::{CopyFacts, Store, files_of, judge_copy};
use alertbook_wire::{RestoreAnswer, RestorePlan};
use chrono_tz::Tz;
use serde_json::json;
use tempfile::TempPath;

use crate::backup::stamp;
use crate::data_folder::{DataFolder, Hold, keep_names};
use crate::engine::{Answer, Engine, EngineOptions, system_language};
use crate::error::{Error, Result};
use crate::policy::{Action, Verdict};
use crate::recover;
use crate::request_id::new_request_id;

/// What a copy is called until it is put into place.
const UNFINISHED: &str = "alerts.db.restoring-";
const KEPT: &str = ".before-restore-";

/// What a backup holds, before anything is put in its place.
pub fn plan_restore(options: &EngineOptions, file: &Path) -> Answer<RestorePlan> {
    let language = options.language.unwrap_or_else(system_language);
    let facts = judged(file).map_err(|error| error.to_wire(language, &new_request_id()))?;
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
    let options = EngineOptions {
        watch: false,
        ..options.clone()
    };
    let request = json!({ "file": file.to_string_lossy() }).to_string();
    permit(&options, &request)?;
    let facts = judged(file)?;
    let folder = DataFolder::make(&|| options.data_folder_place())?;
    let (database, root) = (folder.database(), folder.root().to_owned());
    drop(folder);
    let hold = Hold::alone(&root)?;
    let now = options.clock.now();
    let new = ready_copy(file, &root, now)?;
    let kept =
        keep_old(&database, &stamp(now, Tz::UTC)).map_err(Error::system("keeping the store of before"))?;
    new.persist(&database)
        .map_err(|error| error.error)
        .and_then(|()| keep_names(&root))
        .map_err(Error::system("putting the backup into place"))?;
    drop(hold);
    record(&options, &request);
    Ok(RestoreAnswer {
        events: facts.events,
        kept: kept.map(|kept| kept.display().to_string()),
        request_id: request_id.to_owned(),
    })
}

/// Where the store opens it keeps that it was asked, and what the policy said; where it does not, the policy alone is
/// asked.
fn permit(options: &EngineOptions, request: &str) -> Result<()> {
    if let Ok(engine) = Engine::open(options.clone()) {
        let permit = engine
            .shared
            .permit(Action::Restore, &engine.shared.asked(), request)?;
        drop(permit);
        return Ok(());
    }
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

/// From here on the restored store is the one that remembers. That it is in place stands, whether it can write or not.
fn record(options: &EngineOptions, request: &str) {
    let recorded = Engine::open(options.clone()).and_then(|engine| {
        engine.answer(|asked| {
            let permit = engine.shared.permit(Action::Restore, asked, request)?;
            engine.shared.write(|tx| permit.record_in(tx))
        })
    });
    if let Err(error) = recorded {
        tracing::error!(code = error.code, "a restore could not be recorded");
    }
}

/// What a backup holds. One of a later program is told apart: that program can restore it.
fn judged(file: &Path) -> Result<CopyFacts> {
    match judge_copy(file) {
        Ok(facts) if facts.is_worked_on => Ok(facts),
        Ok(_) => Err(Error::SliceAsBackup(file.to_owned())),
        Err(newer @ alertbook_store::Error::NewerSchema { .. }) => Err(newer.into()),
        Err(other) => Err(Error::NotABackup(other)),
    }
}

/// A copy of the backup in the data folder that is a store there already: of this program's schema, all of it in one file,
/// and nothing of it running. Dropped before it is put into place, it leaves nothing.
fn ready_copy(file: &Path, root: &Path, now: i64) -> Result<TempPath> {
    let made = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(root);
    let mut made = made.map_err(Error::system("making room for the backup"))?;
    File::open(file)
        .and_then(|mut file| io::copy(&mut file, made.as_file_mut()))
        .map_err(Error::system("copying the backup"))?;
    let new = made.into_temp_path();
    judged(&new)?;
    let store = Store::open(&new).map_err(Error::NotABackup)?;
    // What ran when the backup was made runs no more; the files it names may be those of another store by now.
    recover::end_all(&store, now)?;
    drop(store);
    let [_, beside @ ..] = files_of(&new);
    for file in beside {
        let _ = std::fs::remove_file(file);
    }
    judged(&new)?;
    let synced = OpenOptions::new()
        .write(true)
        .open(&new)
        .and_then(|file| file.sync_all());
    synced.map_err(Error::system("copying the backup"))?;
    Ok(new)
}

/// Gives the store of before another name, with what belongs to it, and leaves it under its own: that one is replaced.
fn keep_old(database: &Path, stamp: &str) -> io::Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    // Takes what was logged into the file. One that is damaged keeps its log beside it.
    drop(Store::open(database));
    let kept = named_anew(database, stamp)?;
    let [_, own @ ..] = files_of(database);
    let [_, beside @ ..] = files_of(&kept);
    for (from, to) in own.iter().zip(&beside) {
        match std::fs::rename(from, to) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(Some(kept))
}

/// A second name of the database, or a copy where there are no second names. No name is ever taken from another file.
fn named_anew(database: &Path, stamp: &str) -> io::Result<PathBuf> {
    let name = database.file_name().unwrap_or_default();
    for number in 1_u32.. {
        let mut kept = name.to_owned();
        kept.push([KEPT, stamp].concat());
        if number > 1 {
            kept.push(format!("-{number}"));
        }
        let kept = database.with_file_name(kept);
        match second_name(database, &kept) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            ended => return ended.map(|()| kept),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn second_name(database: &Path, kept: &Path) -> io::Result<()> {
    match std::fs::hard_link(database, kept) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            let mut copy = OpenOptions::new().write(true).create_new(true).open(kept)?;
            io::copy(&mut File::open(database)?, &mut copy)?;
            copy.sync_all()
        }
        ended => ended,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_stores_kept_in_one_moment_have_two_names() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("alerts.db");
        let keep = |content: &str| {
            let _ = std::fs::remove_file(&database);
            std::fs::write(&database, content).unwrap();
            named_anew(&database, "20261130-000000").unwrap()
        };
        let (first, second) = (keep("first"), keep("second"));
        assert_eq!(std::fs::read_to_string(first).unwrap(), "first");
        assert_eq!(std::fs::read_to_string(&second).unwrap(), "second");
        assert!(second.ends_with("alerts.db.before-restore-20261130-000000-2"));
    }
}

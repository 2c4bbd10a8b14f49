//! A copy of a folder that is known to be the same, byte by byte, before anything relies on it.

use std::fs::{File, FileTimes, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use alertbook_export::{Fingerprinter, fingerprint};
use walkdir::{DirEntry, WalkDir};

use super::hold::HOLD_FILE;
use super::moving::UNFINISHED;
use super::{DataFolderError, make_folder};

/// What stands directly in the folder and belongs to running processes, or to a move, only.
const OF_PROCESSES: &[&str] = &["owners", "samples", HOLD_FILE, UNFINISHED];
const BLOCK: usize = 1 << 20;

/// Something in a folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where, within the folder.
    pub(super) within: PathBuf,
    pub(super) kind: Kind,
}

/// What it is.
#[derive(Debug)]
pub(super) enum Kind {
    Folder,
    File(Metadata),
    /// A link is copied as one and never followed.
    Link,
}

/// Everything in a folder that is worth keeping, each folder before what is in it.
pub(super) fn entries(folder: &Path) -> Result<Vec<Entry>, DataFolderError> {
    let kept = |entry: &DirEntry| {
        let name = entry.file_name().to_str().unwrap_or_default();
        entry.depth() != 1 || !OF_PROCESSES.contains(&name)
    };
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
    walk.into_iter()
        .filter_entry(kept)
        .map(|found| {
            let failed = |error: walkdir::Error| DataFolderError::of(folder, error.into());
            let found = found.map_err(failed)?;
            let within = found
                .path()
                .strip_prefix(folder)
                .unwrap_or(found.path())
                .to_owned();
            let kind = match found.file_type() {
                kind if kind.is_dir() => Kind::Folder,
                kind if kind.is_symlink() => Kind::Link,
                _ => Kind::File(found.metadata().map_err(failed)?),
            };
            Ok(Entry { within, kind })
        })
        .collect()
}

/// The bytes of files.
pub(super) fn bytes_of(entries: &[Entry]) -> u64 {
    let bytes = |entry: &Entry| match &entry.kind {
        Kind::File(found) => found.len(),
        Kind::Folder | Kind::Link => 0,
    };
    entries.iter().map(bytes).sum()
}

/// Copies entries into a folder that exists and is empty. `go_on` is told of bytes as they are copied, and ends the copy
/// by saying no.
pub(super) fn copy(
    entries: &[Entry],
    from: &Path,
    to: &Path,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), DataFolderError> {
    for entry in entries {
        let (old, new) = (from.join(&entry.within), to.join(&entry.within));
        match &entry.kind {
            Kind::Folder => make_folder(&new)?,
            Kind::Link => copy_link(&old, &new).map_err(|source| DataFolderError::of(&old, source))?,
            Kind::File(found) => copy_file(&old, &new, found, go_on)?,
        }
    }
    let folders = entries.iter().filter(|entry| matches!(entry.kind, Kind::Folder));
    for folder in folders.map(|entry| to.join(&entry.within)).chain([to.to_owned()]) {
        keep_names(&folder).map_err(|source| DataFolderError::of(&folder, source))?;
    }
    Ok(())
}

fn copy_file(
    from: &Path,
    to: &Path,
    found: &Metadata,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), DataFolderError> {
    let failed = |source| DataFolderError::of(to, source);
    let mut old = File::open(from).map_err(|source| DataFolderError::of(from, source))?;
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(to)
        .map_err(failed)?;
    let mut taken = Fingerprinter::default();
    let mut room = vec![0; BLOCK];
    loop {
        let read = match old.read(&mut room) {
            Ok(0) => break,
            Ok(read) => room.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(source) => return Err(DataFolderError::of(from, source)),
        };
        taken.update(read);
        new.write_all(read).map_err(failed)?;
        if !go_on(u64::try_from(read.len()).unwrap_or_default()) {
            return Err(DataFolderError::Stopped);
        }
    }
    new.set_permissions(found.permissions()).map_err(failed)?;
    if let Ok(modified) = found.modified() {
        new.set_times(FileTimes::new().set_modified(modified))
            .map_err(failed)?;
    }
    new.sync_all().map_err(failed)?;
    let copied = File::open(to).and_then(fingerprint).map_err(failed)?;
    if copied == taken.finish() {
        Ok(())
    } else {
        Err(DataFolderError::Differs {
            path: from.to_owned(),
        })
    }
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(std::fs::read_link(from)?, to)
}

/// Making links needs rights there that people do not have.
#[cfg(not(unix))]
fn copy_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Lets the names in a folder last.
#[cfg(unix)]
pub(crate) fn keep_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The system does so by itself.
#[cfg(not(unix))]
pub(crate) fn keep_names(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes what was copied and did not change since, then folders that are empty; answers what stays.
pub(super) fn remove(entries: &[Entry], from: &Path) -> Vec<PathBuf> {
    let mut stays = Vec::new();
    for entry in entries.iter().rev() {
        let path = from.join(&entry.within);
        let removed = match &entry.kind {
            Kind::Folder => std::fs::remove_dir(&path),
            Kind::Link => std::fs::remove_file(&path),
            Kind::File(found) if is_as_found(&path, found) => std::fs::remove_file(&path),
            Kind::File(_) => Err(io::ErrorKind::Other.into()),
        };
        if removed.is_err() {
            stays.push(path);
        }
    }
    stays
}

fn is_as_found(path: &Path, found: &Metadata) -> bool {
    let now = path.symlink_metadata();
    now.is_ok_and(|now| now.len() == found.len() && now.modified().ok() == found.modified().ok())
}

//! Moving the data folder to another place.
//!
//! Everything is copied beside the new place and compared, the copy gets its name, the pointer is written, and only then
//! the old files go. Until the pointer is written the old folder is the one that counts, and nothing in it was touched; a
//! copy that did not come to its end is removed, at once or by the next move to that place.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::copying::{Entry, bytes_of, copy, entries, keep_names, remove};
use super::hold::{HOLD_FILE, Hold};
use super::pointer::Pointer;
use super::refusal::refuse_unkeeping;
use super::{DataFolder, DataFolderError, Surroundings, make_folder};
use crate::engine::FreeSpace;
use crate::error::Result;

/// The folder made in a place that holds something else already.
const NAME: &str = "alertbook";
/// In a folder that is not the data folder yet, so that it is known as one of ours.
pub(super) const UNFINISHED: &str = "unfinished-move";

/// How far a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveStep {
    /// Bytes copied.
    pub done: u64,
    /// Bytes to copy.
    pub total: u64,
}

/// A move that can be made. The folder must be closed by everybody before it is.
pub(crate) struct DataMove {
    from: PathBuf,
    to: PathBuf,
    bytes: u64,
    free: u64,
    pointer: Pointer,
    is_platforms: bool,
}

/// A move that was made.
#[derive(Debug)]
pub(crate) struct Moved {
    /// Where the data are now.
    pub(crate) to: PathBuf,
    /// What is left in the old place and could not be removed.
    pub(crate) stays: Vec<PathBuf>,
}

impl DataMove {
    /// A move into a folder that is new, or into a new one inside of one that is there.
    pub(crate) fn plan(
        folder: &DataFolder,
        surroundings: &Surroundings,
        wanted: &Path,
        free_space: &FreeSpace,
    ) -> std::result::Result<Self, DataFolderError> {
        if let Some(by) = folder.placed_by().fixed_by() {
            return Err(DataFolderError::Fixed { by });
        }
        let pointer = surroundings.pointer().ok_or(DataFolderError::Unknown)?;
        let from = folder.root().to_owned();
        let to = landing(wanted, &from)?;
        refuse_unkeeping(&to)?;
        let bytes = bytes_of(&entries(&from)?);
        let parent = to.parent().unwrap_or(&to);
        let free = free_space(parent).map_err(|source| DataFolderError::of(&to, source))?;
        if free < bytes {
            return Err(DataFolderError::NoRoom {
                path: to,
                needed: bytes,
                free,
            });
        }
        let is_platforms = surroundings.platform_folder().as_deref() == Some(&*to);
        Ok(Self {
            from,
            to,
            bytes,
            free,
            pointer,
            is_platforms,
        })
    }

    /// Where the data stand.
    pub(crate) fn from(&self) -> &Path {
        &self.from
    }

    /// Where they will stand.
    pub(crate) fn to(&self) -> &Path {
        &self.to
    }

    /// Bytes to copy.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes that are free there.
    pub(crate) fn free(&self) -> u64 {
        self.free
    }

    /// Makes the move. `go_on` hears how far it is, and ends it by saying no.
    pub(crate) fn make(self, go_on: &mut dyn FnMut(MoveStep) -> bool) -> Result<Moved> {
        let hold = Hold::alone(&self.from)?;
        let entries = entries(&self.from)?;
        let unfinished = self.copied(&entries, go_on)?;
        self.settle(&unfinished)?;
        let named = if self.is_platforms {
            self.pointer.remove()
        } else {
            self.pointer.write(&self.to)
        };
        if let Err(source) = named {
            // The copy counts for nothing: it goes, and all is as before.
            let _ = std::fs::remove_dir_all(&self.to);
            return Err(DataFolderError::of(&self.to, source).into());
        }
        let mark = std::fs::remove_file(self.to.join(UNFINISHED));
        let mut stays = remove(&entries, &self.from);
        if mark.is_err() {
            tracing::warn!("the mark of a move stays");
        }
        // A file that is open cannot be removed there; elsewhere nobody must come in between.
        let hold = if cfg!(windows) {
            drop(hold);
            None
        } else {
            Some(hold)
        };
        remove_rest(&self.from, &mut stays);
        drop(hold);
        Ok(Moved { to: self.to, stays })
    }

    /// The copy, beside the new place. What an earlier move left half done there is removed first.
    fn copied(&self, entries: &[Entry], go_on: &mut dyn FnMut(MoveStep) -> bool) -> Result<Unfinished> {
        let unfinished = Unfinished::begin(&self.to)?;
        let total = bytes_of(entries);
        let mut done = 0;
        copy(entries, &self.from, &unfinished.path, &mut |bytes| {
            done += bytes;
            go_on(MoveStep { done, total })
        })?;
        Ok(unfinished)
    }

    /// Gives the copy its name.
    fn settle(&self, copy: &Unfinished) -> std::result::Result<(), DataFolderError> {
        let failed = |source| DataFolderError::of(&self.to, source);
        match std::fs::remove_dir(&self.to) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        std::fs::rename(&copy.path, &self.to).map_err(failed)?;
        self.to.parent().map_or(Ok(()), keep_names).map_err(failed)
    }
}

/// A copy that is not finished; removed when dropped.
struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    fn begin(to: &Path) -> std::result::Result<Self, DataFolderError> {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".moving");
        let path = to.with_file_name(name);
        // What an earlier move left, before or after it got its name.
        for left in [&path, to]
            .into_iter()
            .filter(|left| left.join(UNFINISHED).exists())
        {
            std::fs::remove_dir_all(left).map_err(|source| DataFolderError::of(left, source))?;
        }
        if path.symlink_metadata().is_ok() {
            return Err(DataFolderError::NotEmpty { path });
        }
        make_folder(&path)?;
        let begun = Self { path };
        let mark = begun.path.join(UNFINISHED);
        std::fs::write(&mark, "").map_err(|source| DataFolderError::of(&mark, source))?;
        Ok(begun)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.path.exists()
            && let Err(error) = std::fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, "an unfinished copy stays");
        }
    }
}

/// The folder that a wanted one leads to: a new one inside of it, or itself where there is none yet. One that is there is
/// never taken itself: it may be the root of a disk, or the only thing that the person may write to.
fn landing(wanted: &Path, from: &Path) -> std::result::Result<PathBuf, DataFolderError> {
    let failed = |source| DataFolderError::of(wanted, source);
    let wanted = std::path::absolute(wanted).map_err(failed)?;
    let to = match wanted.metadata() {
        Ok(found) if !found.is_dir() => return Err(failed(ErrorKind::NotADirectory.into())),
        Ok(_) => wanted.join(NAME),
        Err(_) => wanted.clone(),
    };
    let parent = to
        .parent()
        .ok_or(ErrorKind::NotFound)
        .map_err(|kind| failed(kind.into()))?;
    let parent = parent.canonicalize().map_err(failed)?;
    let real = from.canonicalize().unwrap_or_else(|_| from.to_owned());
    let is_inside = parent.starts_with(&real) || to == from;
    // A path that is no Unicode could not be written down.
    if is_inside || !is_free(&to).map_err(failed)? || to.to_str().is_none() {
        return Err(DataFolderError::NotEmpty { path: to });
    }
    Ok(to)
}

fn is_free(folder: &Path) -> std::io::Result<bool> {
    if folder.join(UNFINISHED).exists() {
        return Ok(true);
    }
    match folder.read_dir() {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// What belongs to processes goes last, and then the folder itself when nothing is left in it.
fn remove_rest(from: &Path, stays: &mut Vec<PathBuf>) {
    let _ = std::fs::remove_dir_all(from.join("samples"));
    let _ = std::fs::remove_dir_all(from.join("owners"));
    let _ = std::fs::remove_file(from.join(HOLD_FILE));
    if std::fs::remove_dir(from).is_err() && stays.is_empty() {
        stays.push(from.to_owned());
    }
}

#[cfg(test)]
#[path = "moving_tests.rs"]
mod tests;

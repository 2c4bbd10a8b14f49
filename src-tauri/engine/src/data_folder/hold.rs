//! Whether other processes use a data folder: each holds a shared lock on a file in it for as long as it lives, and
//! whoever replaces the store or moves the folder holds it alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::DataFolderError;

/// The file; nothing is ever written into it, and it stays.
pub(crate) const HOLD_FILE: &str = "in-use";

/// The use of a data folder, given up when dropped or when the process ends.
#[derive(Debug)]
pub(crate) struct Hold {
    _file: File,
}

impl Hold {
    /// Uses the folder beside others; refused while somebody has it alone.
    pub(crate) fn shared(folder: &Path) -> Result<Self, DataFolderError> {
        Self::locked(folder, File::try_lock_shared)
    }

    /// Uses the folder alone; refused while anybody else uses it.
    pub(crate) fn alone(folder: &Path) -> Result<Self, DataFolderError> {
        Self::locked(folder, File::try_lock)
    }

    fn locked(
        folder: &Path,
        lock: impl FnOnce(&File) -> Result<(), TryLockError>,
    ) -> Result<Self, DataFolderError> {
        let path = folder.join(HOLD_FILE);
        let mut made = OpenOptions::new();
        made.write(true).create(true).truncate(false);
        // One that another user made may be locked without being writable.
        let opened = made.open(&path).or_else(|_| File::open(&path));
        let file = opened.map_err(|source| match source.kind() {
            ErrorKind::NotFound => DataFolderError::ReadOnly {
                path: folder.to_owned(),
            },
            _ => DataFolderError::of(folder, source),
        })?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(DataFolderError::InUse {
                path: folder.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(DataFolderError::Io { path, source }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_use_a_folder_together_but_only_one_alone() {
        let folder = tempfile::tempdir().unwrap();
        let one = Hold::shared(folder.path()).unwrap();
        let two = Hold::shared(folder.path()).unwrap();
        drop(one);
        assert!(matches!(
            Hold::alone(folder.path()),
            Err(DataFolderError::InUse { .. })
        ));
        drop(two);
        let alone = Hold::alone(folder.path()).unwrap();
        assert!(matches!(
            Hold::shared(folder.path()),
            Err(DataFolderError::InUse { .. })
        ));
        drop(alone);
        Hold::shared(folder.path()).unwrap();
    }
}

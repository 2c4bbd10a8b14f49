//! Which process a running record belongs to, and whether that process lives.
//!
//! Every process holds an exclusive lock on a file of its own for as long as it lives; the system drops the lock however
//! the process ends. Invariant: a file `*.lock` was locked before it got that name, so that one that can be locked
//! belongs to a process that is gone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// This process as an owner of running records.
#[derive(Debug)]
pub(crate) struct Owner {
    name: String,
    path: PathBuf,
    // Dropped, and with it the lock, before the file is removed.
    lock: Option<File>,
}

impl Owner {
    /// Registers this process.
    pub(crate) fn register(folder: &Path) -> io::Result<Self> {
        let name = uuid::Uuid::new_v4().hyphenated().to_string();
        let early = folder.join([&name, ".new"].concat());
        let path = lock_path(folder, &name);
        let lock = OpenOptions::new().write(true).create_new(true).open(&early)?;
        lock.lock()?;
        std::fs::rename(&early, &path)?;
        Ok(Self {
            name,
            path,
            lock: Some(lock),
        })
    }

    /// The name that records carry.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        drop(self.lock.take());
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::debug!(%error, "the owner's lock file stays");
        }
    }
}

fn lock_path(folder: &Path, name: &str) -> PathBuf {
    folder.join([name, ".lock"].concat())
}

/// Whether the process of that name lives. What cannot be decided counts as alive: its records are left alone.
pub(crate) fn is_alive(folder: &Path, name: &str) -> bool {
    if uuid::Uuid::try_parse(name).is_err() {
        return false;
    }
    let path = lock_path(folder, name);
    match OpenOptions::new().write(true).open(&path) {
        Ok(file) => matches!(
            file.try_lock(),
            Err(TryLockError::WouldBlock | TryLockError::Error(_))
        ),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Removes the lock files of processes that are gone.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let named = path.extension().is_some_and(|extension| extension == "lock");
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        if named
            && !is_alive(folder, name)
            && let Err(error) = std::fs::remove_file(&path)
        {
            tracing::debug!(%error, "a dead owner's lock file stays");
        }
    }
}

/// Removes the samples of processes that are gone: the name of each begins with its owner's.
pub(crate) fn sweep_samples(owners: &Path, samples: &Path) {
    let Ok(entries) = std::fs::read_dir(samples) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let owner = name.split_once('.').map_or(name, |(owner, _)| owner);
        if !is_alive(owners, owner)
            && let Err(error) = std::fs::remove_dir_all(&path)
        {
            tracing::debug!(%error, "a dead owner's sample stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_lives_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let owner = Owner::register(folder.path()).unwrap();
        let name = owner.name().to_owned();
        sweep(folder.path());
        assert!(is_alive(folder.path(), &name));
        drop(owner);
        assert!(!is_alive(folder.path(), &name));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_lock_file_nobody_holds_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let name = uuid::Uuid::new_v4().to_string();
        std::fs::write(lock_path(folder.path(), &name), "").unwrap();
        assert!(!is_alive(folder.path(), &name));
        sweep(folder.path());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn samples_go_when_their_owner_is_gone() {
        let (owners, samples) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let owner = Owner::register(owners.path()).unwrap();
        let sample = samples.path().join([owner.name(), ".a"].concat());
        std::fs::create_dir(&sample).unwrap();
        std::fs::write(sample.join("some.csv"), "x").unwrap();
        sweep_samples(owners.path(), samples.path());
        assert!(sample.exists());
        drop(owner);
        sweep_samples(owners.path(), samples.path());
        assert!(!sample.exists());
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_nobodys() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_alive(folder.path(), "../alerts"));
        assert!(!is_alive(folder.path(), ""));
    }
}

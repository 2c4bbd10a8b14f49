//! A small file in the user's folder for configuration that says where the data were moved to.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{DataFolderError, keep_names};

const FOLDER: &str = "alertbook";
const FILE: &str = "data-folder.json";

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Content {
    data_folder: PathBuf,
}

/// The file.
pub(crate) struct Pointer {
    path: PathBuf,
}

impl Pointer {
    pub(crate) fn in_configuration(folder: &Path) -> Self {
        Self {
            path: folder.join(FOLDER).join(FILE),
        }
    }

    /// The folder it names; none where there is no such file. A folder that is gone is never made anew: the data may
    /// stand on a disk that is not connected.
    pub(crate) fn read(&self) -> Result<Option<PathBuf>, DataFolderError> {
        let gone = |reason: String| DataFolderError::Gone {
            pointer: self.path.clone(),
            reason,
        };
        let text = match std::fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(gone(error.to_string())),
        };
        let content: Content = serde_json::from_slice(&text).map_err(|error| gone(error.to_string()))?;
        let folder = content.data_folder;
        if !folder.is_absolute() || !folder.is_dir() {
            return Err(gone(folder.display().to_string()));
        }
        Ok(Some(folder))
    }

    /// Names a folder from now on.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        let parent = self.path.parent().ok_or(ErrorKind::InvalidInput)?;
        std::fs::create_dir_all(parent)?;
        let content = Content {
            data_folder: folder.to_owned(),
        };
        let text = serde_json::to_vec_pretty(&content)?;
        let part = self.path.with_extension("part");
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&part)?;
        file.write_all(&text)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&part, &self.path)?;
        last(parent);
        Ok(())
    }

    /// Names none from now on.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                self.path.parent().map(last);
                Ok(())
            }
        }
    }
}

/// Lets a change of names last. It stands already, so a file system that cannot promise more is no failure: who undid it for
/// that would undo what is in force.
fn last(folder: &Path) {
    if let Err(error) = keep_names(folder) {
        tracing::warn!(%error, "a change of names may not outlive a loss of power");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_gone(content: &str, reason: &str) {
        let folder = tempfile::tempdir().unwrap();
        let pointer = Pointer::in_configuration(folder.path());
        std::fs::create_dir(folder.path().join(FOLDER)).unwrap();
        std::fs::write(&pointer.path, content).unwrap();
        match pointer.read() {
            Err(DataFolderError::Gone { reason: told, .. }) => assert!(told.contains(reason), "{told}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_was_written_is_read_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let pointer = Pointer::in_configuration(folder.path());
        assert_eq!(pointer.read().unwrap(), None);
        pointer.remove().unwrap();
        pointer.write(folder.path()).unwrap();
        assert_eq!(pointer.read().unwrap().as_deref(), Some(folder.path()));
        pointer.remove().unwrap();
        assert_eq!(pointer.read().unwrap(), None);
    }

    #[test]
    fn a_folder_that_is_gone_or_a_file_that_says_nothing_is_told() {
        check_gone("{\"dataFolder\": \"/nowhere/at/all\"}", "/nowhere/at/all");
        check_gone("{\"dataFolder\": \"here\"}", "here");
        check_gone("{\"dataFolder\": 1}", "invalid type");
        check_gone("", "EOF");
    }
}

//! The data folder: where it is, and what stands in it.
//!
//! Invariant: a [`DataFolder`] exists, is a folder, and holds its subfolders. Failure modes: no such place, something
//! else stands there, it cannot be written.

use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The environment variable that names the data folder.
pub const DATA_FOLDER_VARIABLE: &str = "ALERTBOOK_DATA_DIR";

/// The policy of a data folder.
const POLICY: &str = "policy.json";

/// Why there is no data folder.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// The platform names no place for data, and none was given.
    #[error("the platform names no folder for data")]
    Unknown,
    /// The folder that should hold it does not exist.
    #[error("{} cannot be made: the folder above it does not exist", .path.display())]
    NoParent {
        /// The data folder.
        path: PathBuf,
    },
    /// Something else than a folder stands in its place.
    #[error("{} is not a folder", .path.display())]
    NotAFolder {
        /// The place.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("{} cannot be written", .path.display())]
    ReadOnly {
        /// The place.
        path: PathBuf,
    },
    /// The system refuses for another reason.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The place.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
}

/// The data folder and the places in it.
#[derive(Clone, Debug)]
pub(crate) struct DataFolder {
    root: PathBuf,
}

impl DataFolder {
    /// Makes the data folder: `given` wins, then the environment variable's value, then the platform's own place.
    pub(crate) fn make(given: Option<&Path>, variable: Option<PathBuf>) -> Result<Self, DataFolderError> {
        let root = match named(given, variable) {
            Some(path) => {
                make_folder(&path)?;
                path
            }
            None => make_platform_folder()?,
        };
        let root = std::path::absolute(&root).map_err(|source| DataFolderError::Io { path: root, source })?;
        let folder = Self { root };
        for part in [
            folder.exports(),
            folder.rejects(),
            folder.logs(),
            folder.owners(),
            folder.samples(),
        ] {
            make_folder(&part)?;
        }
        Ok(folder)
    }

    /// Whether the place that [`Self::make`] would use holds something already.
    pub(crate) fn is_there(given: Option<&Path>, variable: Option<PathBuf>) -> bool {
        named(given, variable)
            .or_else(platform_folder)
            .is_some_and(|root| root.exists())
    }

    /// Where the policy of the place stands that [`Self::make`] would use, whether anything is there or not.
    pub(crate) fn policy_of(given: Option<&Path>, variable: Option<PathBuf>) -> Option<PathBuf> {
        let root = named(given, variable).or_else(platform_folder)?;
        Some(std::path::absolute(&root).unwrap_or(root).join(POLICY))
    }

    /// The folder itself, absolute.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The database file.
    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("alerts.db")
    }

    /// Where files go unless a setting says otherwise.
    pub(crate) fn exports(&self) -> PathBuf {
        self.root.join("exports")
    }

    /// What was masked in exported files.
    pub(crate) fn legends(&self) -> PathBuf {
        self.root.join("legends")
    }

    /// What exports are estimated by; nothing in it lasts.
    pub(crate) fn samples(&self) -> PathBuf {
        self.root.join("samples")
    }

    /// Records that were kept aside.
    pub(crate) fn rejects(&self) -> PathBuf {
        self.root.join("rejects")
    }

    /// The program's log.
    pub(crate) fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Lock files of running processes.
    pub(crate) fn owners(&self) -> PathBuf {
        self.root.join("owners")
    }

    /// The policy of this folder.
    pub(crate) fn policy(&self) -> PathBuf {
        self.root.join(POLICY)
    }
}

fn named(given: Option<&Path>, variable: Option<PathBuf>) -> Option<PathBuf> {
    given
        .map(Path::to_owned)
        .or(variable.filter(|path| !path.as_os_str().is_empty()))
}

fn platform_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|parent| parent.join("alertbook"))
}

fn make_platform_folder() -> Result<PathBuf, DataFolderError> {
    let path = platform_folder().ok_or(DataFolderError::Unknown)?;
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|source| told_apart(&path, source))?;
    }
    make_folder(&path)?;
    Ok(path)
}

/// Makes a folder whose parent exists, unless it is there already. Alerts tell where servers are weak, so nobody else on
/// the machine may look into it.
fn make_folder(path: &Path) -> Result<(), DataFolderError> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Ok(()) => Ok(()),
        Err(_) if path.is_dir() => Ok(()),
        Err(source) => Err(told_apart(path, source)),
    }
}

fn told_apart(path: &Path, source: std::io::Error) -> DataFolderError {
    let path = path.to_owned();
    match source.kind() {
        ErrorKind::NotFound => DataFolderError::NoParent { path },
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => DataFolderError::NotAFolder { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => DataFolderError::ReadOnly { path },
        _ => DataFolderError::Io { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins_over_the_variable() {
        let parent = tempfile::tempdir().unwrap();
        let (given, variable) = (parent.path().join("given"), parent.path().join("variable"));
        assert!(!DataFolder::is_there(Some(&given), Some(variable.clone())));
        let folder = DataFolder::make(Some(&given), Some(variable.clone())).unwrap();
        assert!(DataFolder::is_there(Some(&given), None));
        assert!(!DataFolder::is_there(None, Some(variable.clone())));
        assert_eq!(folder.root(), given);
        assert!(folder.exports().is_dir() && folder.rejects().is_dir());
        assert!(folder.logs().is_dir() && folder.owners().is_dir());
        assert!(!variable.exists());
        assert_eq!(
            DataFolder::make(None, Some(variable.clone())).unwrap().root(),
            variable
        );
    }

    #[test]
    fn a_missing_parent_a_file_and_a_file_inside_are_told_apart() {
        let parent = tempfile::tempdir().unwrap();
        let missing = DataFolder::make(Some(&parent.path().join("a/b")), None);
        assert!(matches!(missing, Err(DataFolderError::NoParent { .. })));
        assert!(!parent.path().join("a").exists(), "nothing was made");
        let file = parent.path().join("file");
        std::fs::write(&file, "x").unwrap();
        assert!(matches!(
            DataFolder::make(Some(&file), None),
            Err(DataFolderError::NotAFolder { .. })
        ));
        assert!(matches!(
            DataFolder::make(Some(&file.join("x")), None),
            Err(DataFolderError::NotAFolder { .. })
        ));
        let folder = parent.path().join("folder");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("exports"), "x").unwrap();
        assert!(matches!(
            DataFolder::make(Some(&folder), None),
            Err(DataFolderError::NotAFolder { .. })
        ));
    }
}

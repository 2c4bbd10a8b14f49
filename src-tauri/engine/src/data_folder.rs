//! The data folder: where it is, and what stands in it.
//!
//! Invariant: a [`DataFolder`] exists, is a folder on a disk of this machine, holds its subfolders, and is used by this
//! process. Failure modes: no such place, something else stands there, it cannot be written, a store does not keep there,
//! another process has it for itself.

mod copying;
mod error;
mod file_system;
mod following;
mod hold;
mod moving;
mod place;
mod pointer;
mod refusal;

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use copying::keep_names;
pub use error::DataFolderError;
pub(crate) use file_system::file_system_of;
pub(crate) use following::follow;
pub(crate) use hold::Hold;
pub(crate) use moving::DataMove;
pub use moving::MoveStep;
use moving::UNFINISHED;
pub use place::{DATA_FOLDER_VARIABLE, Surroundings};
pub(crate) use place::{Place, PlacedBy, find};
use refusal::refuse_unkeeping;

/// The policy of a data folder.
pub(crate) const POLICY: &str = "policy.json";

/// The data folder and the places in it.
#[derive(Clone, Debug)]
pub(crate) struct DataFolder {
    root: PathBuf,
    by: PlacedBy,
    _hold: Arc<Hold>,
}

impl DataFolder {
    /// Makes the data folder in its place, where it is not there yet, and uses it beside other processes. Its place is
    /// looked for again once it is held: it may have been moved in between.
    pub(crate) fn make(find: &dyn Fn() -> Result<Place, DataFolderError>) -> Result<Self, DataFolderError> {
        let mut place = find()?;
        let hold = loop {
            refuse_unkeeping(&place.path)?;
            if place.by == PlacedBy::Platform {
                make_parents(&place.path)?;
            }
            make_folder(&place.path)?;
            let hold = Hold::shared(&place.path)?;
            let now = find()?;
            if now == place {
                break hold;
            }
            place = now;
        };
        let Place { path: root, by } = place;
        // A move that came to its end but for this.
        let _ = std::fs::remove_file(root.join(UNFINISHED));
        let folder = Self {
            root,
            by,
            _hold: Arc::new(hold),
        };
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

    /// What decided where it is.
    pub(crate) const fn placed_by(&self) -> PlacedBy {
        self.by
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

    /// Where copies of the store go unless another place is given.
    pub(crate) fn backups(&self) -> PathBuf {
        self.root.join("backups")
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

/// The folder of programs' data may not be there yet for a new user.
fn make_parents(root: &Path) -> Result<(), DataFolderError> {
    let made = root.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.map_err(|source| DataFolderError::of(root, source))
}

/// Makes a folder whose parent exists, unless it is there already. Alerts tell where servers are weak, so nobody else on
/// the machine may look into it.
pub(crate) fn make_folder(path: &Path) -> Result<(), DataFolderError> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Ok(()) => Ok(()),
        Err(_) if path.is_dir() => Ok(()),
        Err(source) => Err(DataFolderError::of(path, source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(path: &Path) -> Result<DataFolder, DataFolderError> {
        DataFolder::make(&|| find(Some(path), false, &Surroundings::default()))
    }

    #[test]
    fn a_folder_is_made_with_its_parts() {
        let parent = tempfile::tempdir().unwrap();
        let folder = make(&parent.path().join("given")).unwrap();
        assert_eq!(folder.root(), parent.path().join("given"));
        assert_eq!(folder.placed_by(), PlacedBy::Argument);
        assert!(folder.exports().is_dir() && folder.rejects().is_dir());
        assert!(folder.logs().is_dir() && folder.owners().is_dir());
    }

    #[test]
    fn the_platforms_own_is_made_with_what_is_above_it() {
        let home = tempfile::tempdir().unwrap();
        let surroundings = Surroundings {
            data: Some(home.path().join(".local/share")),
            ..Surroundings::default()
        };
        let folder = DataFolder::make(&|| find(None, false, &surroundings)).unwrap();
        assert_eq!(folder.root(), home.path().join(".local/share/alertbook"));
    }

    #[test]
    fn a_folder_that_is_synchronised_is_refused_untouched() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("Dropbox");
        std::fs::create_dir(&place).unwrap();
        assert!(matches!(
            make(&place.join("a")),
            Err(DataFolderError::Synced { .. })
        ));
        assert_eq!(place.read_dir().unwrap().count(), 0);
    }

    #[test]
    fn a_missing_parent_a_file_and_a_file_inside_are_told_apart() {
        let parent = tempfile::tempdir().unwrap();
        let missing = make(&parent.path().join("a/b"));
        assert!(matches!(missing, Err(DataFolderError::NoParent { .. })));
        assert!(!parent.path().join("a").exists(), "nothing was made");
        let file = parent.path().join("file");
        std::fs::write(&file, "x").unwrap();
        assert!(matches!(make(&file), Err(DataFolderError::NotAFolder { .. })));
        assert!(matches!(
            make(&file.join("x")),
            Err(DataFolderError::NotAFolder { .. })
        ));
        let folder = parent.path().join("folder");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("exports"), "x").unwrap();
        assert!(matches!(make(&folder), Err(DataFolderError::NotAFolder { .. })));
    }
}

//! Where the data folder is, and what decided it.
//!
//! The first of these that says something wins: the call of the program, its flag for portable use, the environment, a
//! marker beside the program, the place that the data were moved to, the platform's own.

use std::path::{Path, PathBuf};

use super::DataFolderError;
use super::pointer::Pointer;

/// The environment variable that names the data folder.
pub const DATA_FOLDER_VARIABLE: &str = "ALERTBOOK_DATA_DIR";
/// A file of this name beside the program keeps the data there, too.
pub(crate) const PORTABLE_MARKER: &str = "alertbook-portable";
/// The data folder beside the program.
const PORTABLE_FOLDER: &str = "data";

/// What decided where the data folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlacedBy {
    /// `--data-dir`.
    Argument,
    /// `--portable`, or the marker beside the program.
    Portable,
    /// The environment variable.
    Variable,
    /// A move of the data.
    Moved,
    /// The platform.
    Platform,
}

impl PlacedBy {
    /// What gives the place anew at each start, so that a move would not be heeded.
    pub(crate) const fn fixed_by(self) -> Option<&'static str> {
        match self {
            Self::Argument => Some("--data-dir"),
            Self::Portable => Some(PORTABLE_MARKER),
            Self::Variable => Some(DATA_FOLDER_VARIABLE),
            Self::Moved | Self::Platform => None,
        }
    }
}

/// A place for the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    pub(crate) by: PlacedBy,
}

/// What the machine and the environment say about places.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// What the environment variable says.
    pub variable: Option<PathBuf>,
    /// The folder of the running program.
    pub program: Option<PathBuf>,
    /// The user's folder for configuration.
    pub configuration: Option<PathBuf>,
    /// The user's folder for data.
    pub data: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_this_process() -> Self {
        let program = std::env::current_exe().ok();
        Self {
            variable: std::env::var_os(DATA_FOLDER_VARIABLE).map(PathBuf::from),
            program: program.and_then(|program| program.parent().map(Path::to_owned)),
            configuration: dirs::config_dir(),
            data: dirs::data_dir(),
        }
    }

    /// Where it is said to which place the data were moved.
    pub(crate) fn pointer(&self) -> Option<Pointer> {
        self.configuration.as_deref().map(Pointer::in_configuration)
    }

    /// The platform's own place.
    pub(crate) fn platform_folder(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|parent| parent.join("alertbook"))
    }

    fn portable_folder(&self) -> Option<PathBuf> {
        self.program.as_ref().map(|program| program.join(PORTABLE_FOLDER))
    }

    fn is_marked_portable(&self) -> bool {
        self.program
            .as_ref()
            .is_some_and(|program| program.join(PORTABLE_MARKER).is_file())
    }
}

/// The place of the data folder.
pub(crate) fn find(
    given: Option<&Path>,
    portable: bool,
    surroundings: &Surroundings,
) -> Result<Place, DataFolderError> {
    let variable = surroundings
        .variable
        .clone()
        .filter(|path| !path.as_os_str().is_empty());
    let beside = || surroundings.portable_folder().ok_or(DataFolderError::Unknown);
    let (path, by) = match (given, variable) {
        (Some(path), _) => (path.to_owned(), PlacedBy::Argument),
        (None, _) if portable => (beside()?, PlacedBy::Portable),
        (None, Some(path)) => (path, PlacedBy::Variable),
        (None, None) if surroundings.is_marked_portable() => (beside()?, PlacedBy::Portable),
        (None, None) => moved_or_own(surroundings)?,
    };
    let path = std::path::absolute(&path).map_err(|source| DataFolderError::Io { path, source })?;
    Ok(Place { path, by })
}

fn moved_or_own(surroundings: &Surroundings) -> Result<(PathBuf, PlacedBy), DataFolderError> {
    let pointer = surroundings.pointer();
    if let Some(path) = pointer.map_or(Ok(None), |pointer| pointer.read())? {
        return Ok((path, PlacedBy::Moved));
    }
    let own = surroundings.platform_folder().ok_or(DataFolderError::Unknown)?;
    Ok((own, PlacedBy::Platform))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Machine {
        folder: tempfile::TempDir,
        surroundings: Surroundings,
    }

    impl Machine {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let made = |name: &str| {
                let path = folder.path().join(name);
                std::fs::create_dir(&path).unwrap();
                Some(path)
            };
            let surroundings = Surroundings {
                variable: None,
                program: made("program"),
                configuration: made("configuration"),
                data: made("data"),
            };
            Self { folder, surroundings }
        }

        fn check(&self, given: Option<&Path>, portable: bool, path: &str, by: PlacedBy) {
            let found = find(given, portable, &self.surroundings).unwrap();
            let path = self.folder.path().join(path);
            assert_eq!(found, Place { path, by });
        }
    }

    #[test]
    fn each_word_about_the_place_wins_over_the_ones_behind_it() {
        let mut machine = Machine::new();
        machine.check(None, false, "data/alertbook", PlacedBy::Platform);
        let elsewhere = machine.folder.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        machine.surroundings.pointer().unwrap().write(&elsewhere).unwrap();
        machine.check(None, false, "elsewhere", PlacedBy::Moved);
        let marker = machine.folder.path().join("program").join(PORTABLE_MARKER);
        std::fs::write(marker, "").unwrap();
        machine.check(None, false, "program/data", PlacedBy::Portable);
        machine.surroundings.variable = Some(machine.folder.path().join("named"));
        machine.check(None, false, "named", PlacedBy::Variable);
        machine.check(None, true, "program/data", PlacedBy::Portable);
        let given = machine.folder.path().join("given");
        machine.check(Some(&given), true, "given", PlacedBy::Argument);
    }

    #[test]
    fn an_empty_variable_says_nothing() {
        let mut machine = Machine::new();
        machine.surroundings.variable = Some(PathBuf::new());
        machine.check(None, false, "data/alertbook", PlacedBy::Platform);
    }

    #[test]
    fn a_machine_that_names_no_place_is_told() {
        let nowhere = Surroundings::default();
        assert!(matches!(
            find(None, false, &nowhere),
            Err(DataFolderError::Unknown)
        ));
        assert!(matches!(
            find(None, true, &nowhere),
            Err(DataFolderError::Unknown)
        ));
    }
}

//! The policy: which operations the administrator of this machine allows, and what is set for everybody.
//!
//! Two places may hold one, the machine's own and the data folder; a call must be allowed by each that exists, and what
//! both set is told in [`InForce`]. No file allows everything and sets nothing; a file that is not understood in full
//! allows nothing, and says why.

mod action;
mod check;
mod document;
mod in_force;
mod json;
mod members;
mod pattern;
mod reason;
mod rules;
mod statement;
mod told;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_core::filter::FileExpectation;
use alertbook_wire::{PolicyPlace, SetBy};

pub use action::Action;
pub use check::{check_policy, policy_in_force};
use document::Document;
pub(crate) use in_force::InForce;
pub use reason::Reason;
pub(crate) use rules::ExportForm;
pub(crate) use told::policy_info;

/// What the policies say about an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Go on.
    Allowed,
    /// A policy denies it, or allows other things only.
    Denied,
    /// A policy file is not understood; everything is denied.
    Unusable(Reason),
}

/// Where policies are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Policies {
    places: Vec<(PolicyPlace, PathBuf)>,
}

/// One file, as it is now; none where there is no file.
pub(crate) type Found = Option<Result<Document, Reason>>;

impl Policies {
    /// The machine's file comes first, because it wins.
    pub(crate) fn in_places(machine: Option<PathBuf>, data_folder: Option<PathBuf>) -> Self {
        let machine = machine.map(|path| (PolicyPlace::Machine, path));
        let data_folder = data_folder.map(|path| (PolicyPlace::DataFolder, path));
        Self::of_places(machine.into_iter().chain(data_folder).collect())
    }

    /// Files of any places.
    fn of_places(places: Vec<(PolicyPlace, PathBuf)>) -> Self {
        Self { places }
    }

    /// Where they are looked for.
    fn places(&self) -> impl Iterator<Item = (PolicyPlace, &Path)> {
        self.places.iter().map(|(place, path)| (*place, path.as_path()))
    }

    /// The files as they are now, so that an administrator's change holds at once.
    pub(crate) fn files(&self) -> impl Iterator<Item = (SetBy, Found)> {
        self.places.iter().map(|(place, path)| {
            let by = SetBy {
                place: *place,
                path: path.display().to_string(),
            };
            (by, read(*place, path))
        })
    }

    /// Judges an action.
    pub(crate) fn judge(&self, action: Action) -> Verdict {
        for (_, found) in self.files() {
            match found {
                Some(Err(reason)) => return Verdict::Unusable(reason),
                Some(Ok(document)) if !document.allows(action) => return Verdict::Denied,
                Some(Ok(_)) | None => {}
            }
        }
        Verdict::Allowed
    }

    /// What is set.
    pub(crate) fn in_force(&self) -> InForce {
        let mut all = InForce::default();
        for (by, found) in self.files() {
            match found {
                Some(Ok(document)) => all.add(document.rules, &by),
                Some(Err(_)) => return InForce::closed(&by),
                None => {}
            }
        }
        all
    }
}

/// The machine's own policy file.
#[cfg(windows)]
pub(crate) fn system_place() -> PathBuf {
    use known_folders::{KnownFolder, get_known_folder_path};
    // The system is asked, because the environment is the person's. Without an answer the place is none: see `is_placed`.
    get_known_folder_path(KnownFolder::ProgramData)
        .unwrap_or_else(|| PathBuf::from("%ProgramData%"))
        .join("Alertbook")
        .join("policy.json")
}

/// The machine's own policy file.
#[cfg(not(windows))]
pub(crate) fn system_place() -> PathBuf {
    PathBuf::from(if cfg!(target_os = "macos") {
        "/Library/Application Support/Alertbook/policy.json"
    } else {
        "/etc/alertbook/policy.json"
    })
}

/// Whether it is known where the file would be. Where it is not, there may be one.
fn is_placed(place: PolicyPlace, path: &Path) -> bool {
    place != PolicyPlace::Machine || path.is_absolute()
}

/// The policy of a file; none when there is no file, the reason when it cannot be used.
fn read(place: PolicyPlace, path: &Path) -> Found {
    if !is_placed(place, path) {
        let words = |language| FileExpectation::Placed.words(language);
        return Some(Err(Reason::of(path, &words(Language::Zh), &words(Language::En))));
    }
    match read_bytes(path) {
        Ok(bytes) => {
            let document = Document::parse(&bytes?);
            Some(document.map_err(|problems| Reason::of_problems(path, &problems)))
        }
        Err(error) => Some(Err(Reason::of_system(path, &error.to_string()))),
    }
}

/// What a file holds; none when there is no file.
fn read_bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests;

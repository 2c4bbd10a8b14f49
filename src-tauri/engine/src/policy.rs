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
    fn paths(&self) -> impl Iterator<Item = &Path> {
        self.places.iter().map(|(_, path)| path.as_path())
    }

    /// The files as they are now, so that an administrator's change holds at once.
    pub(crate) fn files(&self) -> impl Iterator<Item = (SetBy, Found)> {
        self.places.iter().map(|(place, path)| {
            let by = SetBy {
                place: *place,
                path: path.display().to_string(),
            };
            (by, read(path))
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
pub(crate) fn system_place() -> Option<PathBuf> {
    if cfg!(windows) {
        let data = std::env::var_os("ProgramData")?;
        return Some(PathBuf::from(data).join("Alertbook").join("policy.json"));
    }
    if cfg!(target_os = "macos") {
        return Some(PathBuf::from(
            "/Library/Application Support/Alertbook/policy.json",
        ));
    }
    Some(PathBuf::from("/etc/alertbook/policy.json"))
}

/// The policy of a file; none when there is no file, the reason when it cannot be used.
fn read(path: &Path) -> Found {
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

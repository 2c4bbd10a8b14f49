//! The permission policy: which operations the administrator of this machine allows.
//!
//! Two places may hold one, the data folder and the machine's own; a call must be allowed by each that exists. No file
//! allows everything; a file that is not understood in full allows nothing, and says why.

mod document;
mod pattern;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use document::Document;

/// An operation that a policy can allow or deny.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Writing a file, cancelling that, removing a file.
    ExportSuspEvents,
    /// Reading records of exports, opening their files.
    DescribeSuspEventExportInfo,
    /// Reading events.
    DescribeSuspEvents,
    /// Reading asset groups.
    DescribeAllGroups,
    /// Reading clusters and what runs in them.
    DescribeGroupedContainerInstances,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ExportSuspEvents,
        Self::DescribeSuspEventExportInfo,
        Self::DescribeSuspEvents,
        Self::DescribeAllGroups,
        Self::DescribeGroupedContainerInstances,
    ];

    /// The API's name of the operation.
    pub const fn operation(self) -> &'static str {
        match self {
            Self::ExportSuspEvents => "ExportSuspEvents",
            Self::DescribeSuspEventExportInfo => "DescribeSuspEventExportInfo",
            Self::DescribeSuspEvents => "DescribeSuspEvents",
            Self::DescribeAllGroups => "DescribeAllGroups",
            Self::DescribeGroupedContainerInstances => "DescribeGroupedContainerInstances",
        }
    }

    /// The action as policies name it.
    pub fn name(self) -> String {
        ["yundun-sas:", self.operation()].concat()
    }
}

/// What the policies say about an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Go on.
    Allowed,
    /// A policy denies it, or allows other things only.
    Denied,
    /// A policy file is not understood; everything is denied.
    Unusable(String),
}

/// Where policies are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Policies {
    places: Vec<PathBuf>,
}

impl Policies {
    pub(crate) fn in_places(places: Vec<PathBuf>) -> Self {
        Self { places }
    }

    /// Judges an action by what the files say now, so that an administrator's change holds at once.
    pub(crate) fn judge(&self, action: Action) -> Verdict {
        for place in &self.places {
            match read(place) {
                Some(Err(reason)) => return Verdict::Unusable(reason),
                Some(Ok(document)) if !document.allows(&action.name()) => return Verdict::Denied,
                Some(Ok(_)) | None => {}
            }
        }
        Verdict::Allowed
    }

    /// Whether there is any policy file.
    pub(crate) fn present(&self) -> bool {
        self.places.iter().any(|place| read(place).is_some())
    }
}

/// The machine's own policy file.
pub(crate) fn system_place() -> Option<PathBuf> {
    if cfg!(windows) {
        let data = std::env::var_os("ProgramData")?;
        return Some(PathBuf::from(data).join("Alertbook").join("policy.json"));
    }
    Some(PathBuf::from("/etc/alertbook/policy.json"))
}

/// The policy of a file; none when there is no file, the reason when it cannot be used.
fn read(path: &Path) -> Option<Result<Document, String>> {
    let unusable = |reason: String| Some(Err([&path.display().to_string(), ": ", &reason].concat()));
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => return unusable(error.to_string()),
    };
    match Document::parse(&bytes) {
        Ok(document) => Some(Ok(document)),
        Err(reason) => unusable(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOW_ALL: &str = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    const DENY_EXPORT: &str = r#"{"Version":"1","Statement":[
        {"Effect":"Allow","Action":"*","Resource":"*"},
        {"Effect":"Deny","Action":"yundun-sas:ExportSuspEvents","Resource":"*"}]}"#;

    #[test]
    fn every_file_that_exists_must_allow() {
        let folder = tempfile::tempdir().unwrap();
        let (own, system) = (folder.path().join("own.json"), folder.path().join("system.json"));
        let policies = Policies::in_places(vec![own.clone(), system.clone()]);
        assert_eq!(policies.judge(Action::ExportSuspEvents), Verdict::Allowed);
        assert!(!policies.present());
        std::fs::write(&own, ALLOW_ALL).unwrap();
        assert_eq!(policies.judge(Action::ExportSuspEvents), Verdict::Allowed);
        std::fs::write(&system, DENY_EXPORT).unwrap();
        assert_eq!(policies.judge(Action::ExportSuspEvents), Verdict::Denied);
        assert_eq!(policies.judge(Action::DescribeSuspEvents), Verdict::Allowed);
        assert!(policies.present());
    }

    #[test]
    fn a_file_that_is_no_policy_denies_and_names_itself() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("policy.json");
        let policies = Policies::in_places(vec![place.clone()]);
        std::fs::write(&place, "hello").unwrap();
        let Verdict::Unusable(reason) = policies.judge(Action::DescribeAllGroups) else {
            panic!("must be unusable")
        };
        assert!(reason.contains("policy.json"), "{reason}");
        std::fs::remove_file(&place).unwrap();
        std::fs::create_dir(&place).unwrap();
        assert!(matches!(
            policies.judge(Action::DescribeAllGroups),
            Verdict::Unusable(_)
        ));
    }
}

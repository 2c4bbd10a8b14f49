//! The permission policy: which operations the administrator of this machine allows.
//!
//! Two places may hold one, the data folder and the machine's own; a call must be allowed by each that exists. No file
//! allows everything; a file that is not understood in full allows nothing, and says why.

mod document;
mod pattern;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use document::Document;

use crate::data_folder::DataFolder;

/// An operation that a policy can allow or deny.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Writing a file, cancelling that.
    ExportSuspEvents,
    /// Reading records of exports, opening their files.
    DescribeSuspEventExportInfo,
    /// Reading events.
    DescribeSuspEvents,
    /// Reading asset groups.
    DescribeAllGroups,
    /// Reading clusters and what runs in them.
    DescribeGroupedContainerInstances,
    /// Bringing records into the store, cancelling that.
    Import,
    /// Reading records of imports and what they rejected.
    DescribeImports,
    /// Removing an export: its file and its record.
    RemoveExport,
    /// Marking events, giving verdicts, tags and notes, undoing that.
    Review,
    /// Opening an address that an event tells, in the browser.
    OpenLink,
    /// Changing settings and the exports folder.
    ChangeSettings,
    /// Bringing records from the cloud, cancelling that.
    Sync,
    /// Reading records of syncs, and which accounts there are.
    DescribeSyncs,
    /// Adding, testing and removing accounts of the cloud.
    ChangeAccounts,
    /// Asking the cloud for an export of its own.
    AskCloudExport,
    /// Reading the record of who asked for what.
    DescribeAudit,
    /// Writing a copy of the whole store.
    BackUp,
    /// Putting a copy into the place of the store.
    Restore,
}

/// Whose operations: how policies name the service.
const CLOUD: &str = "yundun-sas";
const OWN: &str = "alertbook";

impl Action {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::ExportSuspEvents,
        Self::DescribeSuspEventExportInfo,
        Self::DescribeSuspEvents,
        Self::DescribeAllGroups,
        Self::DescribeGroupedContainerInstances,
        Self::Import,
        Self::DescribeImports,
        Self::RemoveExport,
        Self::Review,
        Self::OpenLink,
        Self::ChangeSettings,
        Self::Sync,
        Self::DescribeSyncs,
        Self::ChangeAccounts,
        Self::AskCloudExport,
        Self::DescribeAudit,
        Self::BackUp,
        Self::Restore,
    ];

    /// The service and the operation: the API's where it has one, else our own.
    const fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::ExportSuspEvents => (CLOUD, "ExportSuspEvents"),
            Self::DescribeSuspEventExportInfo => (CLOUD, "DescribeSuspEventExportInfo"),
            Self::DescribeSuspEvents => (CLOUD, "DescribeSuspEvents"),
            Self::DescribeAllGroups => (CLOUD, "DescribeAllGroups"),
            Self::DescribeGroupedContainerInstances => (CLOUD, "DescribeGroupedContainerInstances"),
            Self::Import => (OWN, "Import"),
            Self::DescribeImports => (OWN, "DescribeImports"),
            Self::RemoveExport => (OWN, "RemoveExport"),
            Self::Review => (OWN, "Review"),
            Self::OpenLink => (OWN, "OpenLink"),
            Self::ChangeSettings => (OWN, "ChangeSettings"),
            Self::Sync => (OWN, "Sync"),
            Self::DescribeSyncs => (OWN, "DescribeSyncs"),
            Self::ChangeAccounts => (OWN, "ChangeAccounts"),
            Self::AskCloudExport => (OWN, "AskCloudExport"),
            Self::DescribeAudit => (OWN, "DescribeAudit"),
            Self::BackUp => (OWN, "BackUp"),
            Self::Restore => (OWN, "Restore"),
        }
    }

    /// The action as policies name it.
    pub fn name(self) -> String {
        let (service, operation) = self.parts();
        [service, ":", operation].concat()
    }

    /// The one resource that the action works on.
    pub(crate) fn resource(self) -> String {
        let (service, _) = self.parts();
        ["acs:", service, ":*:*:*"].concat()
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
    /// Those of a data folder and of the machine.
    pub(crate) fn of(folder: &DataFolder, machine: Option<PathBuf>) -> Self {
        Self::in_places([Some(folder.policy()), machine].into_iter().flatten().collect())
    }

    pub(crate) fn in_places(places: Vec<PathBuf>) -> Self {
        Self { places }
    }

    /// Judges an action by what the files say now, so that an administrator's change holds at once.
    pub(crate) fn judge(&self, action: Action) -> Verdict {
        for place in &self.places {
            match read(place) {
                Some(Err(reason)) => return Verdict::Unusable(reason),
                Some(Ok(document)) if !document.allows(&action.name(), &action.resource()) => {
                    return Verdict::Denied;
                }
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
    fn what_is_not_named_is_denied_our_own_operations_too() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("policy.json");
        let policies = Policies::in_places(vec![place.clone()]);
        let check = |action: &str, resource: &str, expected: [usize; 2]| {
            let statement = [
                "{\"Effect\":\"Allow\",\"Action\":\"",
                action,
                "\",\"Resource\":\"",
                resource,
                "\"}",
            ];
            let text = ["{\"Version\":\"1\",\"Statement\":[", &statement.concat(), "]}"].concat();
            std::fs::write(&place, text).unwrap();
            let allowed = |service: &str| {
                let all = Action::ALL.iter().filter(|action| action.parts().0 == service);
                all.filter(|action| policies.judge(**action) == Verdict::Allowed)
                    .count()
            };
            assert_eq!([allowed(CLOUD), allowed(OWN)], expected, "{action} {resource}");
        };
        check("*", "*", [5, 11]);
        check("yundun-sas:*", "*", [5, 0]);
        check("alertbook:*", "*", [0, 11]);
        check("alertbook:Import", "acs:alertbook:*:*:*", [0, 1]);
        check("*", "acs:yundun-sas:*:*:*", [5, 0]);
        check("*", "acs:alertbook:*", [0, 11]);
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

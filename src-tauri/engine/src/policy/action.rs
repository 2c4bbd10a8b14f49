//! The operations that a policy can allow or deny, by the names that policies use.

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
pub(super) const CLOUD: &str = "yundun-sas";
pub(super) const OWN: &str = "alertbook";

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
    pub(super) const fn parts(self) -> (&'static str, &'static str) {
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

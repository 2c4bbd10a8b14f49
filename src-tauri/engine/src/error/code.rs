//! The codes: stable for ever. Their words stand in tables of their own.

/// A code that callers act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words below say what each one means")]
pub enum Code {
    IllegalParam,
    NoPermission,
    ServerError,
    DataFolderUnknown,
    DataFolderNoParent,
    DataFolderNotAFolder,
    DataFolderReadOnly,
    DataFolderUnusable,
    DataFolderNetwork,
    DataFolderSynced,
    DataFolderGone,
    DataFolderInUse,
    DataFolderNotEmpty,
    DataFolderFixed,
    DataFolderNoRoom,
    DataFolderCancelled,
    BackupNotABackup,
    BackupExists,
    BackupFailed,
    BackupCancelled,
    StoreNotAStore,
    StoreNewerFile,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreCannotOpen,
    StoreBusy,
    ExportFolderNotWritable,
    ExportFull,
    ExportNoRoom,
    ProfileNotFound,
    ProfileExists,
    ProfileUnreadable,
    PresetNotFound,
    PresetExists,
    ViewNotFound,
    ViewExists,
    ExportWriteFailed,
    ExportIncomplete,
    ExportInterrupted,
    ExportCancelled,
    ExportNotFound,
    ExportNotFinished,
    ExportRunning,
    ExportFileMissing,
    ExportFileStays,
    ExportManifestUnreadable,
    OpenFailed,
    LinkRefused,
    LinkNotOpened,
    ReleasesUnknown,
    ImportNotFound,
    ImportNoRejects,
    ImportInterrupted,
    ImportCancelled,
    ImportMissing,
    ImportUnreadable,
    ImportRejectsNotWritable,
    DemoNotEmpty,
    EventNotFound,
    ReviewNoteNotFound,
    ReviewNothingToUndo,
    ReviewChangedSince,
    AccountNotFound,
    AccountExists,
    SyncNotFound,
    SyncNoRejects,
    SyncRunning,
    SyncCancelled,
    SyncInterrupted,
    CloudUnreachable,
    CloudCertificate,
    CloudCertificateExpired,
    CloudCertificateName,
    CloudTls,
    CloudProxy,
    CloudProxyAuthorization,
    CloudAnswer,
    CloudFailed,
    CloudThrottled,
    CloudWrongSecret,
    CloudNoSuchKey,
    CloudKeyDisabled,
    CloudTokenExpired,
    CloudNoPermission,
    CloudClockOff,
    CloudRefused,
    CloudSetup,
    CloudOffline,
    CredentialForgotten,
    CredentialUnusable,
    CredentialNoKeychain,
    CloudExportUnsure,
    CloudExportFailed,
    CloudExportLink,
    CloudExportInterrupted,
}

impl Code {
    /// Whether the same call may succeed later without any change.
    pub const fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::StoreBusy
                | Self::DataFolderInUse
                | Self::ServerError
                | Self::ExportInterrupted
                | Self::ExportRunning
                | Self::SyncRunning
                | Self::SyncInterrupted
                | Self::CloudUnreachable
                | Self::CloudProxy
                | Self::CloudAnswer
                | Self::CloudFailed
                | Self::CloudThrottled
                | Self::CloudExportFailed
                | Self::CloudExportInterrupted
        )
    }
}

//! From a failure to the error object of the API. One match each, without a wildcard: a new failure must choose.

use std::io::ErrorKind;

use alertbook_cloud::{
    CredentialError, DownloadError, Error as CloudError, Reach, Refusal, least_privilege_policy,
};
use alertbook_core::Language;
use alertbook_core::text::shown;
use alertbook_store::Error as StoreError;
use alertbook_wire::{Problem, WireError};

use super::{Code, Error};
use crate::data_folder::DataFolderError;
use crate::import::Error as ImportError;
use crate::keychain::why_unusable;

const SHOWN_DETAIL: usize = 400;

/// What a failure of the store adds to the words of its code, which say in each language what is wrong: the names in it.
fn names_of(error: &StoreError) -> String {
    match error {
        StoreError::NotAStore { path } => path.display().to_string(),
        StoreError::NewerSchema { path, found, known } => format!("{}: {found} > {known}", path.display()),
        StoreError::Unsettled { path, beside } => format!("{}, {}", path.display(), beside.display()),
        StoreError::AlteredSchema { path, table } => format!("{}: {table}", path.display()),
        StoreError::Damaged { operation, detail } | StoreError::ReadOnly { operation, detail } => {
            [operation, ": ", detail].concat()
        }
        StoreError::CannotOpen { detail } => detail.clone(),
        StoreError::Full { operation } | StoreError::Busy { operation } => (*operation).to_owned(),
        StoreError::Interrupted | StoreError::Compression { .. } | StoreError::Sqlite { .. } => {
            error.to_string()
        }
    }
}

impl Error {
    /// Its stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::IllegalParam(_) => Code::IllegalParam,
            Self::NoPermission { .. } => Code::NoPermission,
            Self::DataFolder(error) => data_folder_code(error),
            Self::Store(error) => store_code(error),
            Self::NotABackup(_) | Self::SliceAsBackup(_) => Code::BackupNotABackup,
            Self::BackupExists(_) => Code::BackupExists,
            Self::Backup { .. } => Code::BackupFailed,
            Self::BackupCancelled => Code::BackupCancelled,
            Self::Write(error) => write_code(error),
            Self::Import(error) => import_code(error),
            Self::ExportsFolder { .. } => Code::ExportFolderNotWritable,
            Self::Incomplete { .. } => Code::ExportIncomplete,
            Self::NoRoom { .. } => Code::ExportNoRoom,
            Self::ProfileNotFound(_) => Code::ProfileNotFound,
            Self::ProfileExists(_) => Code::ProfileExists,
            Self::ProfileFile { .. } => Code::ProfileUnreadable,
            Self::PresetNotFound(_) => Code::PresetNotFound,
            Self::PresetExists(_) => Code::PresetExists,
            Self::ViewNotFound(_) => Code::ViewNotFound,
            Self::ViewExists(_) => Code::ViewExists,
            Self::Cancelled => Code::ExportCancelled,
            Self::ExportNotFound(_) => Code::ExportNotFound,
            Self::ExportNotFinished(_) => Code::ExportNotFinished,
            Self::ExportRunning(_) => Code::ExportRunning,
            Self::ExportFileMissing(_) => Code::ExportFileMissing,
            Self::ExportFileStays { .. } => Code::ExportFileStays,
            Self::Manifest { .. } => Code::ExportManifestUnreadable,
            Self::Open(_) => Code::OpenFailed,
            Self::LinkRefused => Code::LinkRefused,
            Self::OpenLink(_) => Code::LinkNotOpened,
            Self::ImportCancelled => Code::ImportCancelled,
            Self::ImportNotFound(_) => Code::ImportNotFound,
            Self::NoRejects(_) => Code::ImportNoRejects,
            Self::DemoNotEmpty => Code::DemoNotEmpty,
            Self::EventNotFound => Code::EventNotFound,
            Self::NoteNotFound(_) => Code::ReviewNoteNotFound,
            Self::NothingToUndo => Code::ReviewNothingToUndo,
            Self::ReviewChangedSince(_) => Code::ReviewChangedSince,
            Self::AccountNotFound(_) => Code::AccountNotFound,
            Self::AccountExists(_) => Code::AccountExists,
            Self::Offline(_) => Code::CloudOffline,
            Self::ReleasesUnknown => Code::ReleasesUnknown,
            Self::KeyForgotten => Code::CredentialForgotten,
            Self::SyncNotFound(_) => Code::SyncNotFound,
            Self::NoSyncRejects(_) => Code::SyncNoRejects,
            Self::SyncRunning(_) => Code::SyncRunning,
            Self::SyncCancelled => Code::SyncCancelled,
            Self::Cloud(error) => cloud_code(error),
            Self::CloudExportUnsure(_) => Code::CloudExportUnsure,
            Self::CloudExportFailed(_) => Code::CloudExportFailed,
            Self::CloudExportLink { .. } => Code::CloudExportLink,
            Self::Endpoint(_) => Code::CloudSetup,
            Self::System { .. } | Self::Defect(_) => Code::ServerError,
        }
    }

    /// What the code does not say: a path, numbers, the system's words. No alert content.
    pub(crate) fn detail(&self) -> Option<String> {
        self.detail_in(Language::En)
    }

    /// The same, with the reasons of policies and of the keychain in a language.
    fn detail_in(&self, language: Language) -> Option<String> {
        let detail = match self {
            Self::IllegalParam(_)
            | Self::Cancelled
            | Self::BackupCancelled
            | Self::DataFolder(DataFolderError::Stopped)
            | Self::ExportNotFound(_)
            | Self::ExportNotFinished(_)
            | Self::ExportRunning(_)
            | Self::ExportFileMissing(_)
            | Self::ImportCancelled
            | Self::ImportNotFound(_)
            | Self::NoRejects(_)
            | Self::DemoNotEmpty
            | Self::EventNotFound
            | Self::LinkRefused
            | Self::NothingToUndo
            | Self::Offline(None)
            | Self::ReleasesUnknown
            | Self::KeyForgotten
            | Self::SyncNotFound(_)
            | Self::NoSyncRejects(_)
            | Self::SyncCancelled => return None,
            Self::NoPermission { action, reason: None } => action.name(),
            Self::NoPermission {
                action,
                reason: Some(reason),
            } => [&action.name(), "; ", reason.words(language)].concat(),
            Self::Offline(Some(reason)) => reason.words(language).to_owned(),
            Self::Store(error) | Self::NotABackup(error) | Self::Import(ImportError::Store(error)) => {
                names_of(error)
            }
            Self::SliceAsBackup(path) => match language {
                Language::Zh => format!("{} 是导出的数据库，请导入它", path.display()),
                Language::En => format!("{} is an exported database; import it", path.display()),
            },
            Self::ExportsFolder { path, source } => format!("{}: {source}", path.display()),
            Self::Cloud(CloudError::Credential(
                error @ (CredentialError::NoKeychain { .. }
                | CredentialError::KeychainRefuses { .. }
                | CredentialError::KeychainFailed),
            )) => why_unusable(error).get(language).to_owned(),
            other => other.to_string(),
        };
        Some(shown(&detail, SHOWN_DETAIL))
    }

    /// The error object of a request, in a person's language.
    pub fn to_wire(&self, language: Language, request_id: &str) -> WireError {
        let mut wire = wire_of(
            self.code(),
            self.detail_in(language).as_deref(),
            language,
            request_id,
        );
        if let Self::IllegalParam(problems) = self {
            wire.problems = problems
                .iter()
                .map(|problem| Problem::of(problem, language))
                .collect();
            wire.message = with_problems(&wire.message, &wire.problems, language);
        }
        if let Self::NoPermission { action, .. } = self {
            wire.action = Some(action.name());
        }
        if let Self::Cloud(error) = self
            && let Some(refused) = error
                .refused()
                .filter(|refused| refused.kind == Refusal::NoPermission)
        {
            wire.action.clone_from(&refused.action);
            wire.policy = Some(least_privilege_policy(&[refused.operation]));
        }
        wire
    }
}

/// The error object of a code, as records keep it.
pub(crate) fn wire_of(code: Code, detail: Option<&str>, language: Language, request_id: &str) -> WireError {
    let words = code.words().get(language);
    let message = match (detail, language) {
        (None, _) => words.to_owned(),
        (Some(detail), Language::Zh) => [words, "（", detail, "）"].concat(),
        (Some(detail), Language::En) => [words, " (", detail, ")"].concat(),
    };
    WireError {
        code: code.word().to_owned(),
        message,
        request_id: request_id.to_owned(),
        problems: Vec::new(),
        action: None,
        policy: None,
        retryable: code.is_retryable(),
    }
}

fn with_problems(message: &str, problems: &[Problem], language: Language) -> String {
    let (colon, between) = match language {
        Language::Zh => ("：", "；"),
        Language::En => (": ", "; "),
    };
    let each: Vec<String> = problems
        .iter()
        .map(|problem| [&problem.parameter, colon, &problem.allowed].concat())
        .collect();
    [message, " ", &each.join(between)].concat()
}

fn write_code(error: &std::io::Error) -> Code {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Code::ExportFull,
        _ => Code::ExportWriteFailed,
    }
}

/// What can be done about a failure of the cloud, or of the way to it.
const fn cloud_code(error: &CloudError) -> Code {
    match error {
        CloudError::Stopped => Code::SyncCancelled,
        CloudError::Refused(refused) => refusal_code(refused.kind),
        CloudError::Unreachable { reach, .. }
        | CloudError::Download(DownloadError::Unreachable { reach, .. }) => reach_code(*reach),
        CloudError::Download(
            DownloadError::Link(_) | DownloadError::Status { .. } | DownloadError::Write(_),
        ) => Code::CloudUnreachable,
        CloudError::NotJson { .. } | CloudError::Shape { .. } => Code::CloudAnswer,
        CloudError::Credential(
            CredentialError::NoKeychain { .. }
            | CredentialError::KeychainRefuses { .. }
            | CredentialError::KeychainFailed,
        ) => Code::CredentialNoKeychain,
        CloudError::Credential(_) => Code::CredentialUnusable,
        CloudError::Setup(_) => Code::CloudSetup,
    }
}

const fn reach_code(reach: Reach) -> Code {
    match reach {
        Reach::Name | Reach::Connect | Reach::Answer | Reach::Broken => Code::CloudUnreachable,
        Reach::ProxyUnreachable | Reach::ProxyRefused => Code::CloudProxy,
        Reach::ProxyAuthorization => Code::CloudProxyAuthorization,
        Reach::Certificate => Code::CloudCertificate,
        Reach::CertificateExpired => Code::CloudCertificateExpired,
        Reach::CertificateName => Code::CloudCertificateName,
        Reach::Tls => Code::CloudTls,
    }
}

const fn refusal_code(refusal: Refusal) -> Code {
    match refusal {
        Refusal::WrongSecret => Code::CloudWrongSecret,
        Refusal::NoSuchKey => Code::CloudNoSuchKey,
        Refusal::KeyDisabled => Code::CloudKeyDisabled,
        Refusal::TokenExpired => Code::CloudTokenExpired,
        Refusal::NoPermission => Code::CloudNoPermission,
        Refusal::ClockOff => Code::CloudClockOff,
        Refusal::Throttled => Code::CloudThrottled,
        Refusal::ServerFailed => Code::CloudFailed,
        Refusal::Parameter | Refusal::NonceUsed | Refusal::NotFound | Refusal::Other => Code::CloudRefused,
    }
}

const fn import_code(error: &ImportError) -> Code {
    match error {
        ImportError::Missing { .. } => Code::ImportMissing,
        ImportError::Unreadable { .. } => Code::ImportUnreadable,
        ImportError::Rejects { .. } => Code::ImportRejectsNotWritable,
        ImportError::Store(error) => store_code(error),
        ImportError::Thread(_) | ImportError::Defect => Code::ServerError,
    }
}

const fn data_folder_code(error: &DataFolderError) -> Code {
    match error {
        DataFolderError::Unknown => Code::DataFolderUnknown,
        DataFolderError::NoParent { .. } => Code::DataFolderNoParent,
        DataFolderError::NotAFolder { .. } => Code::DataFolderNotAFolder,
        DataFolderError::ReadOnly { .. } => Code::DataFolderReadOnly,
        DataFolderError::Io { .. } | DataFolderError::Differs { .. } => Code::DataFolderUnusable,
        DataFolderError::Network { .. } => Code::DataFolderNetwork,
        DataFolderError::Synced { .. } => Code::DataFolderSynced,
        DataFolderError::Gone { .. } => Code::DataFolderGone,
        DataFolderError::InUse { .. } => Code::DataFolderInUse,
        DataFolderError::NotEmpty { .. } => Code::DataFolderNotEmpty,
        DataFolderError::Fixed { .. } => Code::DataFolderFixed,
        DataFolderError::NoRoom { .. } => Code::DataFolderNoRoom,
        DataFolderError::Stopped => Code::DataFolderCancelled,
    }
}

const fn store_code(error: &StoreError) -> Code {
    match error {
        StoreError::NotAStore { .. } | StoreError::AlteredSchema { .. } => Code::StoreNotAStore,
        StoreError::NewerSchema { .. } => Code::StoreNewerFile,
        StoreError::Damaged { .. } | StoreError::Compression { .. } => Code::StoreDamaged,
        StoreError::Full { .. } => Code::StoreFull,
        StoreError::ReadOnly { .. } => Code::StoreReadOnly,
        StoreError::CannotOpen { .. } => Code::StoreCannotOpen,
        StoreError::Busy { .. } | StoreError::Unsettled { .. } => Code::StoreBusy,
        StoreError::Interrupted => Code::ExportCancelled,
        StoreError::Sqlite { .. } => Code::ServerError,
    }
}

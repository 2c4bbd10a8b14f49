//! What policies set, laid over what the person set and asked for. Whatever a policy sets is asked here, by every door.

use std::path::{Path, PathBuf};

use alertbook_export::{FileFormat, Masking};
use alertbook_wire::{ExportOptions, Settings};

use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::policy::{Action, ExportForm, InForce, Reason};

impl InForce {
    /// The settings as they hold.
    pub(crate) fn over(&self, own: &Settings) -> Settings {
        let mut settings = own.clone();
        if let Some(offline) = &self.offline {
            settings.offline = offline.value;
        }
        if let Some(proxy) = &self.proxy {
            settings.proxy.clone_from(&proxy.value);
        }
        if let Some(file) = &self.ca_file {
            settings.ca_file = file.value.display().to_string();
        }
        settings
    }

    /// New settings without what is not the person's: that stays as it was, so that it comes back with the end of a policy.
    /// Whoever was told of a policy that has ended since hands its values back, and means nothing by it.
    pub(crate) fn without(&self, told: &Self, wanted: &Settings, own: &Settings) -> Settings {
        let mut kept = wanted.clone();
        let is_told = told.offline.as_ref();
        if self.offline.is_some() || is_told.is_some_and(|told| told.value == wanted.offline) {
            kept.offline = own.offline;
        }
        let is_told = told.proxy.as_ref();
        if self.proxy.is_some() || is_told.is_some_and(|told| told.value == wanted.proxy) {
            kept.proxy.clone_from(&own.proxy);
        }
        let is_told = told.ca_file.as_ref();
        if self.ca_file.is_some() || is_told.is_some_and(|told| told.value == Path::new(&wanted.ca_file)) {
            kept.ca_file.clone_from(&own.ca_file);
        }
        kept
    }

    /// The options of an export as they hold: masked where that is demanded. A form that is forbidden is refused; one that
    /// nobody knows is for others to tell.
    pub(crate) fn options(&self, wanted: &ExportOptions) -> Result<ExportOptions> {
        let format = match wanted.format.as_deref() {
            None => Some(FileFormat::Csv),
            Some(word) => FileFormat::from_name(word),
        };
        let Some(format) = format else {
            return Ok(wanted.clone());
        };
        if let Some(reason) = self.refusal(ExportForm::File(format)) {
            return Err(refused(Action::ExportSuspEvents, reason));
        }
        let mut options = wanted.clone();
        if let Some(masking) = &self.masking {
            options.masking = Some(masking.value.name().to_owned());
        }
        Ok(options)
    }

    /// Judges an export that was accepted before.
    pub(crate) fn judge_export(&self, format: FileFormat, masking: Masking, folder: &Path) -> Result<()> {
        let masked = self.masking.as_ref().is_none_or(|set| set.value == masking);
        let reason = self
            .refusal(ExportForm::File(format))
            .or_else(|| self.masking_reason().filter(|_| !masked))
            .or_else(|| self.folder_reason().filter(|_| !self.allows_folder(folder)));
        reason.map_or(Ok(()), |reason| Err(refused(Action::ExportSuspEvents, reason)))
    }

    /// Why a list cannot be saved in a folder, in a format where it has one of exports; none where it can.
    pub(crate) fn list_refusal(&self, format: Option<FileFormat>, folder: &Path) -> Option<Reason> {
        format
            .and_then(|format| self.refusal(ExportForm::File(format)))
            .or_else(|| self.folder_reason().filter(|_| !self.allows_folder(folder)))
    }

    /// How whatever leaves the program is masked at least.
    pub(crate) fn masking(&self) -> Masking {
        self.masking
            .as_ref()
            .map_or(Masking::None, |masking| masking.value)
    }

    /// Whether it is the folder that a policy sets.
    pub(crate) fn sets_folder(&self, folder: &Path) -> bool {
        self.exports_folder
            .as_ref()
            .is_some_and(|own| own.value == folder)
    }

    /// Whether exports may be written into a folder: the one that is set, or one within it, links followed.
    fn allows_folder(&self, folder: &Path) -> bool {
        let Some(own) = &self.exports_folder else {
            return true;
        };
        let real = |path: &Path| path.canonicalize().ok();
        let within = real(folder).zip(real(&own.value));
        within.is_some_and(|(folder, own)| folder.starts_with(own))
    }
}

impl Shared {
    /// What policies set now.
    pub(crate) fn in_force(&self) -> InForce {
        self.policies.in_force()
    }

    /// The error of a call to the cloud while nothing is asked of it.
    pub(crate) fn offline_error(&self) -> Error {
        Error::Offline(self.in_force().offline_reason())
    }

    /// Refuses a folder of exports that a policy does not allow.
    pub(crate) fn judge_folder(&self, folder: &Path) -> Result<()> {
        let all = self.in_force();
        let reason = all.folder_reason().filter(|_| !all.allows_folder(folder));
        reason.map_or(Ok(()), |reason| Err(refused(Action::ExportSuspEvents, reason)))
    }

    /// A folder that was chosen once; none where a policy has another one by now.
    pub(crate) fn still_allowed(&self, folder: Option<PathBuf>) -> Option<PathBuf> {
        folder.filter(|folder| self.in_force().allows_folder(folder))
    }
}

/// What a policy does not let the person change.
pub(crate) fn refuse_change(reason: Option<Reason>) -> Result<()> {
    match reason {
        Some(reason) => Err(refused(Action::ChangeSettings, reason)),
        None => Ok(()),
    }
}

/// An action that is allowed, but not so.
pub(crate) const fn refused(action: Action, reason: Reason) -> Error {
    Error::NoPermission {
        action,
        reason: Some(reason),
    }
}

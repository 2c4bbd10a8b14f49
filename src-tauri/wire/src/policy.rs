//! The policy in force: what is denied, what is set, and by which file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place of policy files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PolicyPlace {
    /// The machine's own, for everybody who uses it.
    Machine,
    /// The data folder's.
    DataFolder,
    /// A file that is only looked at, and not in force.
    Given,
}

/// The file that sets something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetBy {
    /// Where it stands.
    pub place: PolicyPlace,
    /// Its path, for showing.
    pub path: String,
}

/// A setting that a policy sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManagedSetting {
    /// What it is set to, as the policy writes it.
    pub value: String,
    /// By whom.
    pub by: SetBy,
}

/// A form in which events cannot leave the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ForbiddenFormat {
    /// A format's name; `cloud` for the file that the cloud makes.
    pub name: String,
    /// It is not named by itself: masking is demanded, and it cannot be masked.
    pub cannot_mask: bool,
    /// By whom.
    pub by: SetBy,
}

/// What policies set. What is absent, the person sets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManagedSettings {
    /// Forms in which events cannot leave.
    pub forbidden_formats: Vec<ForbiddenFormat>,
    /// The way every export is masked: `document` or `pseudonyms`.
    pub masking: Option<ManagedSetting>,
    /// The folder of exports.
    pub exports_folder: Option<ManagedSetting>,
    /// The proxy for calls to the cloud.
    pub proxy: Option<ManagedSetting>,
    /// The file of further root certificates.
    pub ca_file: Option<ManagedSetting>,
    /// Offline mode: `true` or `false`.
    pub offline: Option<ManagedSetting>,
    /// Looking for a newer version: `forbidden` or `ask`.
    pub update: Option<ManagedSetting>,
}

/// A policy file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyFile {
    /// Which one.
    pub file: SetBy,
    /// Whether it exists.
    pub present: bool,
    /// Why it cannot be used; everything is denied then.
    pub error: Option<String>,
}

/// The policy in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyInfo {
    /// Whether a policy file is in force.
    pub present: bool,
    /// Why a file cannot be used; everything is denied then.
    pub error: Option<String>,
    /// The operations that are denied.
    pub denied: Vec<String>,
    /// The places where policies are looked for, the one that wins first.
    pub files: Vec<PolicyFile>,
    /// What is set.
    pub managed: ManagedSettings,
}

/// One line of what a policy does, as the command line prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicySettingAnswer {
    /// The setting, as policies name it.
    pub setting: String,
    /// What it is set to; blank where nothing sets it.
    pub value: String,
    /// `machine`, `dataFolder`, `file` for a file that was only checked, or `person` where no policy sets it.
    pub set_by: String,
    /// The file that sets it; blank where none does.
    pub path: String,
}

/// One place of policy files, as the command line prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyFileAnswer {
    /// `machine`, `dataFolder`, or `file` for one that was only checked.
    pub place: String,
    /// The file.
    pub path: String,
    /// `absent`, `inForce`, `unusable`, or `understood` for a file that was only checked.
    pub state: String,
    /// Why it cannot be used.
    pub reason: String,
}

/// What `policy check` and `policy show` print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyAnswer {
    /// The operations that are denied.
    pub denied: Vec<String>,
    /// The files.
    pub files: Vec<PolicyFileAnswer>,
    /// The settings.
    pub settings: Vec<PolicySettingAnswer>,
}

//! The aliyun CLI's `config.json`: read where it is, never written, never copied.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::Deserialize;

use super::CredentialError;

/// One profile, without its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// How it comes to a key.
    pub mode: ProfileMode,
    /// The region that it was made for; empty where it tells none.
    pub region: String,
    /// Whether the CLI uses it when none is named.
    pub is_current: bool,
}

/// How a profile comes to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileMode {
    /// A key that lasts.
    Ak,
    /// A temporary key that the CLI was given.
    StsToken,
    /// A role, taken with a key that lasts.
    RamRoleArn,
    /// A mode that is not supported here.
    Unsupported {
        /// The mode, as the file has it.
        mode: String,
        /// What to do.
        instead: Instead,
    },
}

/// What to do about a profile of a mode that is not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Instead {
    /// Its keys come from a place that only the CLI or the machine reaches: hand over a temporary key.
    #[error(
        "put a temporary key into the environment (ALIBABA_CLOUD_SECURITY_TOKEN) or into a profile of mode StsToken"
    )]
    TemporaryKey,
    /// It takes one role after another: make a profile for the last step.
    #[error("make a profile of mode RamRoleArn")]
    RoleProfile,
    /// It signs in a way that the vendor has given up: make a key.
    #[error("make an access key and a profile of mode AK")]
    AccessKey,
}

/// Modes as the CLI writes them, and what to do about those that are not supported.
const UNSUPPORTED: &[(&str, Instead)] = &[
    ("EcsRamRole", Instead::TemporaryKey),
    ("RamRoleArnWithRoleName", Instead::TemporaryKey),
    ("External", Instead::TemporaryKey),
    ("CredentialsURI", Instead::TemporaryKey),
    ("OIDC", Instead::TemporaryKey),
    ("CloudSSO", Instead::TemporaryKey),
    ("OAuth", Instead::TemporaryKey),
    ("ChainableRamRoleArn", Instead::RoleProfile),
    ("RsaKeyPair", Instead::AccessKey),
];

#[derive(Deserialize)]
pub(super) struct Config {
    #[serde(default)]
    pub(super) current: String,
    #[serde(default)]
    pub(super) profiles: Vec<Entry>,
}

/// A profile as it stands in the file.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Entry {
    pub(super) name: String,
    mode: String,
    region_id: String,
    pub(super) access_key_id: String,
    pub(super) access_key_secret: SecretString,
    pub(super) sts_token: SecretString,
    pub(super) ram_role_arn: String,
    pub(super) ram_session_name: String,
    pub(super) external_id: String,
    pub(super) expired_seconds: u32,
}

impl Entry {
    pub(super) fn mode(&self) -> ProfileMode {
        match self.mode.as_str() {
            "AK" | "" => ProfileMode::Ak,
            "StsToken" => ProfileMode::StsToken,
            "RamRoleArn" => ProfileMode::RamRoleArn,
            mode => {
                let known = UNSUPPORTED.iter().find(|(name, _)| *name == mode);
                let instead = known.map_or(Instead::TemporaryKey, |(_, instead)| *instead);
                ProfileMode::Unsupported {
                    mode: mode.to_owned(),
                    instead,
                }
            }
        }
    }
}

/// Where the aliyun CLI keeps its profiles.
pub fn config_path() -> Result<PathBuf, CredentialError> {
    if let Some(path) = std::env::var_os("ALIBABA_CLOUD_CONFIG_FILE").filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let home = dirs::home_dir().ok_or(CredentialError::NoHome)?;
    Ok(home.join(".aliyun").join("config.json"))
}

/// The profiles in a file of the aliyun CLI, in its order; none where there is no file.
pub fn list_profiles(path: &Path) -> Result<Vec<Profile>, CredentialError> {
    let config = match read_config(path) {
        Err(CredentialError::ConfigFile { reason, .. }) if reason.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Vec::new());
        }
        config => config?,
    };
    let profile = |entry: &Entry| Profile {
        name: entry.name.clone(),
        mode: entry.mode(),
        region: entry.region_id.clone(),
        is_current: entry.name == config.current,
    };
    Ok(config.profiles.iter().map(profile).collect())
}

pub(super) fn read_config(path: &Path) -> Result<Config, CredentialError> {
    let text = std::fs::read(path)
        .map(zeroize::Zeroizing::new)
        .map_err(|reason| CredentialError::ConfigFile {
            path: path.to_owned(),
            reason,
        })?;
    let json = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    // serde's own words may repeat what it stumbled over, which may be a secret.
    serde_json::from_slice(json).map_err(|error| CredentialError::ConfigShape {
        path: path.to_owned(),
        line: error.line(),
    })
}

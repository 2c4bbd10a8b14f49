//! A key of one of the aliyun CLI's profiles.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};

use super::profile_file::{Entry, read_config};
use super::{CredentialError, CredentialSource, Credentials, ProfileMode, Sts};
use crate::Error;
use crate::operation::{AssumeRoleQuery, AssumedRole};

/// A role is taken anew this long before it runs out, so that no call begins with a key that ends on its way.
const MARGIN: TimeDelta = TimeDelta::minutes(3);

/// The shortest time for which a role is handed out, and what the CLI asks for when nothing is set.
const SHORTEST_ROLE: u32 = 900;

/// Reads the profile anew for every call, so that what the CLI changes takes effect; a role is kept until shortly
/// before it runs out.
pub struct ProfileSource {
    path: PathBuf,
    name: Option<String>,
    role: Mutex<Option<Taken>>,
}

/// A role, and what it was taken with.
struct Taken {
    query: AssumeRoleQuery,
    key_id: String,
    role: AssumedRole,
}

impl ProfileSource {
    /// The profile of this name in a file of the CLI's; without a name the one that the CLI itself would use.
    pub fn new(path: PathBuf, name: Option<String>) -> Self {
        Self {
            path,
            name,
            role: Mutex::new(None),
        }
    }

    fn entry(&self) -> Result<Entry, CredentialError> {
        let config = read_config(&self.path)?;
        let wanted = self.name.clone().unwrap_or(config.current);
        let found = config.profiles.into_iter().find(|entry| entry.name == wanted);
        found.ok_or(CredentialError::NoProfile { profile: wanted })
    }

    /// The role's key, kept or taken anew. The lock is held meanwhile: one call takes it for all that wait.
    fn role(&self, entry: &Entry, sts: &Sts<'_>) -> Result<Credentials, Error> {
        let query = AssumeRoleQuery {
            role_arn: needed(entry, "ram_role_arn", &entry.ram_role_arn)?,
            session_name: given(&entry.ram_session_name).unwrap_or("alertbook").to_owned(),
            seconds: entry.expired_seconds.max(SHORTEST_ROLE),
            external_id: given(&entry.external_id).map(str::to_owned),
        };
        let key = key(entry, given(entry.sts_token.expose_secret()).is_some())?;
        let mut kept = self.role.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = kept.as_ref().filter(|taken| {
            let is_same = taken.query == query && taken.key_id == key.access_key_id;
            is_same && taken.role.expires - sts.now() > MARGIN
        });
        if let Some(taken) = fresh {
            return Ok(taken.role.credentials.clone());
        }
        let role = sts.assume_role(&query, &key)?;
        let credentials = role.credentials.clone();
        *kept = Some(Taken {
            query,
            key_id: key.access_key_id,
            role,
        });
        Ok(credentials)
    }
}

impl CredentialSource for ProfileSource {
    fn credentials(&self, sts: &Sts<'_>) -> Result<Credentials, Error> {
        let entry = self.entry()?;
        match entry.mode() {
            ProfileMode::Ak => Ok(key(&entry, false)?),
            ProfileMode::StsToken => Ok(key(&entry, true)?),
            ProfileMode::RamRoleArn => self.role(&entry, sts),
            ProfileMode::Unsupported { mode, instead } => Err(CredentialError::UnsupportedMode {
                profile: entry.name,
                mode,
                instead,
            }
            .into()),
        }
    }

    /// A role that ran out before its time is taken anew, as after a machine slept through it or a cloud made a call wait;
    /// a temporary key may have been replaced in the file meanwhile.
    fn renew(&self, refused: &Credentials) -> bool {
        let Ok(entry) = self.entry() else {
            return false;
        };
        match entry.mode() {
            ProfileMode::RamRoleArn => {
                let mut kept = self.role.lock().unwrap_or_else(PoisonError::into_inner);
                // Another call may have taken it anew already.
                kept.take_if(|taken| taken.role.credentials.access_key_id == refused.access_key_id);
                true
            }
            ProfileMode::Ak | ProfileMode::StsToken => {
                let is_same = |own: &SecretString, given: Option<&SecretString>| {
                    own.expose_secret().trim() == given.map_or("", |given| given.expose_secret())
                };
                entry.access_key_id.trim() != refused.access_key_id
                    || !is_same(&entry.sts_token, refused.security_token.as_ref())
            }
            ProfileMode::Unsupported { .. } => false,
        }
    }
}

impl std::fmt::Debug for ProfileSource {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = formatter.debug_struct("ProfileSource");
        shown
            .field("path", &self.path)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

fn key(entry: &Entry, with_token: bool) -> Result<Credentials, CredentialError> {
    let secret = needed(
        entry,
        "access_key_secret",
        entry.access_key_secret.expose_secret(),
    )?;
    let token = || needed(entry, "sts_token", entry.sts_token.expose_secret()).map(SecretString::from);
    Ok(Credentials {
        access_key_id: needed(entry, "access_key_id", &entry.access_key_id)?,
        secret: secret.into(),
        security_token: with_token.then(token).transpose()?,
    })
}

fn needed(entry: &Entry, field: &'static str, value: &str) -> Result<String, CredentialError> {
    let missing = || CredentialError::ProfileField {
        profile: entry.name.clone(),
        field,
    };
    given(value).map(str::to_owned).ok_or_else(missing)
}

fn given(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}

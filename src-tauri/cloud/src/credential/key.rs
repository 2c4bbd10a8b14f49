//! A key, what hands it out, and why there may be none.

use std::path::PathBuf;

use secrecy::SecretString;

use super::Instead;
use crate::operation::{AssumeRoleQuery, AssumedRole};
use crate::{Client, Error, Request, Stop};

/// A key to sign with. The secrets are wiped from memory when it goes, and never shown.
#[derive(Clone)]
pub struct Credentials {
    /// The key's name.
    pub access_key_id: String,
    /// The key's secret.
    pub secret: SecretString,
    /// The token of a temporary key.
    pub security_token: Option<SecretString>,
}

/// Shows whether there is a key, and nothing of it.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("is_temporary", &self.security_token.is_some())
            .finish_non_exhaustive()
    }
}

/// Hands out the key for a call. Asked before every call, so a source may read anew what can change.
pub trait CredentialSource: Send + Sync {
    /// The key for the next call; `sts` is there for sources that take a role for it.
    fn credentials(&self, sts: &Sts<'_>) -> Result<Credentials, Error>;

    /// Told that the cloud takes this key no longer because it has run out. Answers whether asking again brings another
    /// one; then a call is made once more with it.
    fn renew(&self, _refused: &Credentials) -> bool {
        false
    }
}

/// The way to STS of the client that asks for a key: its proxy, certificates, limits and retries.
pub struct Sts<'a> {
    client: &'a Client,
    stop: &'a Stop,
}

impl<'a> Sts<'a> {
    pub(crate) const fn new(client: &'a Client, stop: &'a Stop) -> Self {
        Self { client, stop }
    }

    /// Takes a role with another key.
    pub fn assume_role(&self, query: &AssumeRoleQuery, key: &Credentials) -> Result<AssumedRole, Error> {
        let request = Request::from(query);
        AssumedRole::read(
            &self
                .client
                .block_on(self.stop, self.client.inner.call(&request, key))??,
        )
    }

    /// The cloud's time, by which roles run out.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.client.server_now()
    }
}

/// Why there is no key. Nothing of a key is ever in it.
#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    /// The person's home, in which the aliyun CLI keeps its profiles, is not known.
    #[error("there is no home folder to look for the aliyun CLI's profiles in")]
    NoHome,
    /// The aliyun CLI's file cannot be read.
    #[error("{} cannot be read: {reason}", .path.display())]
    ConfigFile {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
    /// The aliyun CLI's file is not what the CLI writes.
    #[error("{} is no configuration of the aliyun CLI (line {line})", .path.display())]
    ConfigShape {
        /// The file.
        path: PathBuf,
        /// Where reading ended.
        line: usize,
    },
    /// No such profile.
    #[error("the aliyun CLI has no profile {profile}")]
    NoProfile {
        /// The name asked for.
        profile: String,
    },
    /// A profile of a kind that is not read here.
    #[error("profile {profile}: mode {mode} is not supported; {instead}")]
    UnsupportedMode {
        /// The profile.
        profile: String,
        /// Its mode, as the file has it.
        mode: String,
        /// What to do.
        instead: Instead,
    },
    /// A profile without something that its mode needs.
    #[error("profile {profile} has no {field}")]
    ProfileField {
        /// The profile.
        profile: String,
        /// The missing field.
        field: &'static str,
    },
    /// A variable of the environment is missing.
    #[error("the environment has no {variable}")]
    Environment {
        /// The variable.
        variable: &'static str,
    },
    /// This machine, or this session, has no keychain that is open.
    #[error("there is no keychain here: {reason}")]
    NoKeychain {
        /// The system's words.
        reason: String,
    },
    /// The keychain is there and refuses, for one thing because it is locked.
    #[error("the keychain refuses: {reason}")]
    KeychainRefuses {
        /// The system's words.
        reason: String,
    },
    /// The library that speaks with the keychain failed.
    #[error("the library of the keychain failed")]
    KeychainFailed,
    /// The keychain holds no key of this name.
    #[error("the keychain holds no key of this name")]
    NotInKeychain,
    /// What the keychain holds under this name is no key of ours.
    #[error("what the keychain holds under this name is no key of Alertbook")]
    KeychainShape,
}

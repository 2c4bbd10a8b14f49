//! A key in the operating system's keychain: the one place where Alertbook keeps a secret, and only when asked to.

use std::sync::{Mutex, PoisonError};

use keyring::v1::Entry;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{CredentialError, CredentialSource, Credentials, Sts};
use crate::Error;

/// Under which name the keychain shows our keys.
const SERVICE: &str = "Alertbook";

/// What is kept: all parts of the key, so that none has to be anywhere else.
#[derive(Deserialize)]
struct Kept {
    access_key_id: String,
    access_key_secret: SecretString,
    #[serde(default)]
    security_token: Option<SecretString>,
}

#[derive(Serialize)]
struct ToKeep<'a> {
    access_key_id: &'a str,
    access_key_secret: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    security_token: Option<&'a str>,
}

/// Reads the key once, when the first call needs it; a keychain takes a moment, and may ask its owner.
pub struct KeychainSource {
    account: String,
    key: Mutex<Option<Credentials>>,
}

impl KeychainSource {
    /// The key kept under this account's name.
    pub const fn new(account: String) -> Self {
        Self {
            account,
            key: Mutex::new(None),
        }
    }
}

impl CredentialSource for KeychainSource {
    fn credentials(&self, _: &Sts<'_>) -> Result<Credentials, Error> {
        let mut key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = &*key {
            return Ok(key.clone());
        }
        let kept = read(&on_own_thread(&self.account, |entry| {
            entry.get_secret().map(Zeroizing::new)
        })?)?;
        *key = Some(kept.clone());
        Ok(kept)
    }
}

impl std::fmt::Debug for KeychainSource {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("KeychainSource")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// Whether there is a keychain that opens. Asks for a name that holds nothing.
pub fn find_keychain() -> Result<(), CredentialError> {
    let looked = on_own_thread("is there a keychain", |entry| {
        entry.get_secret().map(Zeroizing::new).map(|_| ())
    });
    match looked {
        Err(CredentialError::NotInKeychain) => Ok(()),
        looked => looked,
    }
}

/// Keeps a key under an account's name, in place of one that was kept before.
pub fn keep_key(account: &str, key: &Credentials) -> Result<(), CredentialError> {
    let text = written(key)?;
    on_own_thread(account, move |entry| entry.set_secret(&text))
}

/// Forgets the key of an account; no error where there is none.
pub fn forget_key(account: &str) -> Result<(), CredentialError> {
    match on_own_thread(account, Entry::delete_credential) {
        Err(CredentialError::NotInKeychain) => Ok(()),
        done => done,
    }
}

fn written(key: &Credentials) -> Result<Zeroizing<Vec<u8>>, CredentialError> {
    let kept = ToKeep {
        access_key_id: &key.access_key_id,
        access_key_secret: key.secret.expose_secret(),
        security_token: key.security_token.as_ref().map(ExposeSecret::expose_secret),
    };
    serde_json::to_vec(&kept)
        .map(Zeroizing::new)
        .map_err(|_| CredentialError::KeychainShape)
}

fn read(text: &[u8]) -> Result<Credentials, CredentialError> {
    let kept: Kept = serde_json::from_slice(text).map_err(|_| CredentialError::KeychainShape)?;
    Ok(Credentials {
        access_key_id: kept.access_key_id,
        secret: kept.access_key_secret,
        security_token: kept.security_token,
    })
}

/// Speaks with the keychain on a thread of its own: the session bus is asked with an event loop, which must not meet
/// the caller's.
fn on_own_thread<T: Send + 'static>(
    account: &str,
    work: impl FnOnce(&Entry) -> keyring::Result<T> + Send + 'static,
) -> Result<T, CredentialError> {
    let account = account.to_owned();
    let thread = std::thread::Builder::new().name("keychain".to_owned());
    let thread = thread.spawn(move || {
        if let Err(error) = Entry::store_status() {
            return Err(CredentialError::NoKeychain {
                reason: words_of(error),
            });
        }
        let entry = Entry::new(SERVICE, &account).map_err(|error| told_apart(&error))?;
        work(&entry).map_err(|error| told_apart(&error))
    });
    let thread = thread.map_err(|error| CredentialError::NoKeychain {
        reason: error.to_string(),
    })?;
    thread.join().map_err(|_| CredentialError::KeychainFailed)?
}

fn told_apart(error: &keyring::Error) -> CredentialError {
    use keyring::Error;
    match error {
        Error::NoEntry => CredentialError::NotInKeychain,
        Error::NoDefaultStore => CredentialError::NoKeychain {
            reason: words_of(error),
        },
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
            CredentialError::KeychainShape
        }
        _ => CredentialError::KeychainRefuses {
            reason: words_of(error),
        },
    }
}

/// The library's words, but for the variants that carry what was read.
fn words_of(error: &keyring::Error) -> String {
    use keyring::Error;
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "unreadable".to_owned(),
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_was_written() {
        for token in [None, Some("t/+=")] {
            let key = Credentials {
                access_key_id: "i".into(),
                secret: "s\"中".into(),
                security_token: token.map(SecretString::from),
            };
            let again = read(&written(&key).unwrap()).unwrap();
            assert_eq!(again.access_key_id, "i");
            assert_eq!(again.secret.expose_secret(), "s\"中");
            let found = again.security_token.as_ref().map(ExposeSecret::expose_secret);
            assert_eq!(found, token);
        }
        assert!(matches!(
            read(b"other program's"),
            Err(CredentialError::KeychainShape)
        ));
    }

    #[test]
    fn a_missing_keychain_and_a_missing_key_are_told_apart() {
        let none = told_apart(&keyring::Error::NoDefaultStore);
        assert!(matches!(none, CredentialError::NoKeychain { .. }));
        assert!(matches!(
            told_apart(&keyring::Error::NoEntry),
            CredentialError::NotInKeychain
        ));
        let unreadable = told_apart(&keyring::Error::BadEncoding(b"canary".to_vec()));
        assert!(!format!("{unreadable} {unreadable:?}").contains("canary"));
    }
}

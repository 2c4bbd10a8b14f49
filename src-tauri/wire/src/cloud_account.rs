//! Accounts of the cloud, and where their keys are. A key itself travels one way only: from the form to here.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{SyncRun, WireError};

/// In which language events are fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FetchLanguage {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
    /// Both, one after the other.
    Both,
}

/// Where an account's key is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum KeyPlace {
    /// In a profile of the aliyun CLI, read there for every call.
    Profile {
        /// The profile.
        name: String,
    },
    /// In the environment that the program was started with.
    Environment,
    /// In the operating system's keychain.
    Keychain,
    /// In memory, until the program ends.
    Session,
}

/// An account that events are brought from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloudAccount {
    /// The account's id here.
    #[ts(type = "number")]
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// Where its key is.
    pub key: KeyPlace,
    /// The key was typed for one run of the program, which has ended: it has to be given again.
    pub key_missing: bool,
    /// `mainland`, `international`, or an address.
    pub site: String,
    /// `own`, `all`, or a member's account number.
    pub members: String,
    /// In which language events are fetched.
    pub language: FetchLanguage,
    /// A sync every so many minutes while the program is open: 5, 15 or 60; 0 for none.
    pub every_minutes: u32,
    /// Calls a second; 0 without a limit.
    pub rate: u32,
    /// Everything is read again after so many days.
    pub full_days: u32,
    /// The account's number in the cloud, once it was told. Text, because it has 64 bits.
    pub cloud_account: Option<String>,
    /// Its last run that ended in whatever way.
    pub last_run: Option<SyncRun>,
    /// When it was last read to the end, Unix milliseconds.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
    /// When the schedule syncs it next, Unix milliseconds.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
}

/// A profile of the aliyun CLI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyProfile {
    /// Its name.
    pub name: String,
    /// Its mode as the file has it: `AK`, `StsToken`, `RamRoleArn`, or one that is not supported.
    pub mode: String,
    /// Whether the CLI uses it when none is named.
    pub current: bool,
    /// Why it cannot be used and what to do instead, in the person's language; absent when it can.
    pub unusable: Option<String>,
}

/// The key in the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentKey {
    /// The key's id, which is no secret; absent when the environment holds none.
    pub access_key_id: Option<String>,
    /// Whether it is a temporary one.
    pub temporary: bool,
}

/// The operating system's keychain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeychainState {
    /// Why there is none to use, in the person's language; absent when there is one.
    pub unusable: Option<String>,
}

/// Where keys can be taken from on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeySources {
    /// The aliyun CLI's profiles, in its order.
    pub profiles: Vec<KeyProfile>,
    /// Where the aliyun CLI keeps them, for showing.
    pub profiles_file: String,
    /// Why that file cannot be read; absent also when there is none.
    pub profiles_error: Option<WireError>,
    /// The environment.
    pub environment: EnvironmentKey,
    /// The keychain.
    pub keychain: KeychainState,
}

/// A secret on its way from the form. It is never sent back, and never shown.
#[derive(Clone, Deserialize)]
pub struct Secret(String);

impl Secret {
    /// The secret itself, for whoever signs with it or keeps it in the keychain.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A key for an account.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum NewKey {
    /// A profile of the aliyun CLI, by reference.
    Profile {
        /// The profile.
        name: String,
    },
    /// The environment's.
    Environment,
    /// One to keep in the operating system's keychain.
    Keychain {
        /// The key's id.
        access_key_id: String,
        /// Its secret.
        #[ts(type = "string")]
        secret: Secret,
    },
    /// One for this run of the program only.
    Session {
        /// The key's id.
        access_key_id: String,
        /// Its secret.
        #[ts(type = "string")]
        secret: Secret,
        /// The security token of a temporary key.
        #[ts(type = "string | null")]
        token: Option<Secret>,
    },
}

/// An account to be tested or added.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewCloudAccount {
    /// What people call it; blank for a name made of the key's place.
    pub name: String,
    /// Its key.
    pub key: NewKey,
    /// As in [`CloudAccount::site`].
    pub site: String,
    /// As in [`CloudAccount::members`].
    pub members: String,
    /// As in [`CloudAccount::language`].
    pub language: FetchLanguage,
    /// As in [`CloudAccount::every_minutes`].
    pub every_minutes: u32,
}

/// How one operation answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OperationTest {
    /// The API's name.
    pub operation: String,
    /// Why it did not answer; absent when it did.
    pub error: Option<WireError>,
}

/// What testing an account found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountTest {
    /// The account's number in the cloud, where that was told.
    pub cloud_account: Option<String>,
    /// Every operation that a sync calls, in the order of the calls.
    pub operations: Vec<OperationTest>,
    /// Whether a sync can begin: everything that it cannot do without answers.
    pub usable: bool,
    /// The smallest policy that allows all of them.
    pub policy: String,
    /// By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
    #[ts(type = "number | null")]
    pub clock_difference_seconds: Option<i64>,
}

/// How an account shall be from now on.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountChange {
    /// What people call it.
    pub name: String,
    /// Another key; absent to stay with the one it has.
    pub key: Option<NewKey>,
    /// As in [`CloudAccount::members`].
    pub members: String,
    /// As in [`CloudAccount::language`].
    pub language: FetchLanguage,
    /// As in [`CloudAccount::every_minutes`].
    pub every_minutes: u32,
    /// As in [`CloudAccount::rate`].
    pub rate: u32,
    /// As in [`CloudAccount::full_days`].
    pub full_days: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "canary-4f1d";

    fn account(key: &str) -> NewCloudAccount {
        let text = format!(
            r#"{{"name":"","key":{key},"site":"mainland","members":"own","language":"zh","everyMinutes":15}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_secret_is_never_shown() {
        let keys = [
            format!(r#"{{"kind":"keychain","accessKeyId":"id","secret":"{CANARY}"}}"#),
            format!(r#"{{"kind":"session","accessKeyId":"id","secret":"{CANARY}","token":"{CANARY}"}}"#),
        ];
        for key in keys {
            let shown = format!("{:?}", account(&key));
            assert!(!shown.contains(CANARY), "{shown}");
        }
    }

    #[test]
    fn a_secret_arrives_as_it_was_typed() {
        let key = format!(r#"{{"kind":"session","accessKeyId":"id","secret":" {CANARY}","token":null}}"#);
        let NewKey::Session { secret, token, .. } = account(&key).key else {
            panic!("another kind of key");
        };
        assert_eq!(secret.into_text(), format!(" {CANARY}"));
        assert!(token.is_none());
    }

    #[test]
    fn a_key_by_reference_needs_nothing_else() {
        assert!(matches!(
            account(r#"{"kind":"environment"}"#).key,
            NewKey::Environment
        ));
        let NewKey::Profile { name } = account(r#"{"kind":"profile","name":"prod"}"#).key else {
            panic!("another kind of key");
        };
        assert_eq!(name, "prod");
    }
}

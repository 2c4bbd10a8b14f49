//! Accounts from the window: tried before they are kept, changed, removed.

use std::sync::Arc;

use alertbook_cloud::credential::{TypedSource, keep_key};
use alertbook_cloud::{CredentialSource, Credentials, Error as CloudError, RateLimiter};
use alertbook_core::filter::Expectation;
use alertbook_store::table::{AccountRow, NewAccount as StoredAccount, update_account_in};
use alertbook_wire::{
    AccountChange, AccountTest, CloudAccount, FetchLanguage, NewCloudAccount, NewKey, OperationTest,
};
use secrecy::SecretString;
use serde_json::json;

use super::account::{CredentialPlace, NewAccount, add, forget_unused, judged, kept, remove};
use super::connect::{connect_by, source_of};
use super::shown::cloud_account;
use super::trial::{Tried, try_account, try_each};
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::policy::Action;

/// Schedules that can be chosen, in minutes.
const SCHEDULES: [u32; 4] = [0, 5, 15, 60];

impl Engine {
    /// All accounts, in the order they were added.
    pub fn list_cloud_accounts(&self) -> Answer<Vec<CloudAccount>> {
        self.answer(|asked| {
            let shared = &self.shared;
            shared.permit_read(Action::DescribeSyncs, asked, "{}")?;
            let rows = shared.read(|connection| Ok(connection.accounts()?))?;
            rows.iter().map(|row| cloud_account(shared, row)).collect()
        })
    }

    /// Tries an account that is not kept yet.
    pub fn test_new_account(&self, account: NewCloudAccount) -> Answer<AccountTest> {
        self.answer(|asked| {
            let shared = &self.shared;
            shared.permit_read(Action::ChangeAccounts, asked, &shown_request(&account))?;
            let new = new_account(account)?;
            let judged = judged(&new, asked.at)?;
            let source: Arc<dyn CredentialSource> = match new.key {
                Some(key) => Arc::new(TypedSource::new(key)),
                None => source_of(&CredentialPlace::of(&judged))?,
            };
            let client = connect_by(shared, &judged.endpoint, source, Arc::new(RateLimiter::default()))?;
            Ok(account_test(try_each(shared, asked, &judged.members, &client)?))
        })
    }

    /// Adds an account. Nothing is asked of the cloud; trying does that.
    pub fn add_cloud_account(&self, account: NewCloudAccount) -> Answer<CloudAccount> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::ChangeAccounts, asked, &shown_request(&account))?;
            let row = add(shared, &permit, &new_account(account)?, asked.at)?;
            cloud_account(shared, &row)
        })
    }

    /// Tries an account that is kept.
    pub fn test_cloud_account(&self, id: i64) -> Answer<AccountTest> {
        self.answer(|asked| {
            let shared = &self.shared;
            shared.permit_read(Action::ChangeAccounts, asked, &id_request(id))?;
            Ok(account_test(try_account(shared, asked, &kept(shared, id)?)?))
        })
    }

    /// Changes an account.
    pub fn change_cloud_account(&self, id: i64, change: AccountChange) -> Answer<CloudAccount> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::ChangeAccounts, asked, &id_request(id))?;
            let before = kept(shared, id)?;
            let (account, key) = changed(&before, change, asked.at)?;
            let done = shared.write(|tx| {
                permit.record_in(tx)?;
                update_account_in(tx, id, &account)
            })?;
            if !done {
                return Err(Error::AccountExists(account.name));
            }
            // Only now: a change that is refused must not touch the key that is in use.
            if let Err(error) = keep_changed_key(shared, &before, &account, key) {
                shared.write(|tx| update_account_in(tx, id, &before.account))?;
                return Err(error);
            }
            cloud_account(shared, &kept(shared, id)?)
        })
    }

    /// Removes an account and forgets its key. Its events and the records of its syncs stay.
    pub fn remove_cloud_account(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::ChangeAccounts, asked, &id_request(id))?;
            remove(shared, &permit, &kept(shared, id)?)
        })
    }
}

fn id_request(id: i64) -> String {
    json!({ "account": id }).to_string()
}

/// What the audit keeps of a wish: nothing of the key.
fn shown_request(account: &NewCloudAccount) -> String {
    json!({ "name": account.name, "site": account.site, "members": account.members }).to_string()
}

fn account_test(tried: Tried) -> AccountTest {
    AccountTest {
        cloud_account: tried.cloud_account.map(|number| number.to_string()),
        usable: tried.is_usable(),
        operations: tried
            .operations
            .into_iter()
            .map(|(operation, error)| OperationTest {
                operation: operation.name().to_owned(),
                error,
            })
            .collect(),
        policy: tried.policy,
        clock_difference_seconds: tried.clock_difference_seconds,
    }
}

const fn language_word(language: FetchLanguage) -> &'static str {
    match language {
        FetchLanguage::Zh => "zh",
        FetchLanguage::En => "en",
        FetchLanguage::Both => "both",
    }
}

fn new_account(account: NewCloudAccount) -> Result<NewAccount> {
    let (place, key) = place_of(account.key)?;
    let name = Some(account.name).filter(|name| !name.trim().is_empty());
    Ok(NewAccount {
        name,
        place: Some(place),
        endpoint: Some(account.site),
        members: Some(account.members),
        language: Some(language_word(account.language).to_owned()),
        every_minutes: Some(schedule_of(account.every_minutes)?),
        key,
        ..NewAccount::default()
    })
}

/// Where a key belongs, and the key itself where it was typed.
fn place_of(key: NewKey) -> Result<(CredentialPlace, Option<Credentials>)> {
    Ok(match key {
        NewKey::Profile { name } => (CredentialPlace::Profile(name), None),
        NewKey::Environment => (CredentialPlace::Environment, None),
        NewKey::Keychain {
            access_key_id,
            secret,
        } => {
            let key = typed(&access_key_id, secret.into_text(), None)?;
            (CredentialPlace::Keychain(key.access_key_id.clone()), Some(key))
        }
        NewKey::Session {
            access_key_id,
            secret,
            token,
        } => {
            let token = token.map(alertbook_wire::Secret::into_text);
            let key = typed(&access_key_id, secret.into_text(), token)?;
            (CredentialPlace::Session(key.access_key_id.clone()), Some(key))
        }
    })
}

/// A key as it was typed or pasted: blanks around it are not part of it.
fn typed(id: &str, secret: String, token: Option<String>) -> Result<Credentials> {
    let secret = SecretString::from(secret);
    let trimmed = |text: &SecretString| SecretString::from(secrecy::ExposeSecret::expose_secret(text).trim());
    let is_blank = |text: &SecretString| secrecy::ExposeSecret::expose_secret(text).is_empty();
    let secret = trimmed(&secret);
    if id.trim().is_empty() {
        return Err(Error::illegal("accessKeyId", "", Expectation::Required));
    }
    if is_blank(&secret) {
        return Err(Error::illegal("secret", "", Expectation::Required));
    }
    let token = token.map(SecretString::from).map(|token| trimmed(&token));
    Ok(Credentials {
        access_key_id: id.trim().to_owned(),
        secret,
        security_token: token.filter(|token| !is_blank(token)),
    })
}

fn schedule_of(minutes: u32) -> Result<u32> {
    if SCHEDULES.contains(&minutes) {
        return Ok(minutes);
    }
    let words = SCHEDULES.map(|minutes| minutes.to_string()).to_vec();
    Err(Error::illegal(
        "everyMinutes",
        &minutes.to_string(),
        Expectation::Words(words),
    ))
}

/// The account as it shall be, and a new key if one was typed.
fn changed(
    before: &AccountRow,
    change: AccountChange,
    now: i64,
) -> Result<(StoredAccount, Option<Credentials>)> {
    let (place, key) = match change.key {
        Some(key) => place_of(key)?,
        None => (CredentialPlace::of(&before.account), None),
    };
    let new = NewAccount {
        name: Some(change.name),
        place: Some(place),
        endpoint: Some(before.account.endpoint.clone()),
        members: Some(change.members),
        language: Some(language_word(change.language).to_owned()),
        rate: Some(change.rate),
        full_days: Some(change.full_days),
        every_minutes: Some(schedule_of(change.every_minutes)?),
        key: None,
    };
    Ok((judged(&new, now)?, key))
}

/// Puts a typed key where it belongs, and forgets one that is no longer used.
fn keep_changed_key(
    shared: &Shared,
    before: &AccountRow,
    after: &StoredAccount,
    key: Option<Credentials>,
) -> Result<()> {
    let (old, new) = (CredentialPlace::of(&before.account), CredentialPlace::of(after));
    match (&new, key) {
        (CredentialPlace::Keychain(name), Some(key)) => keep_key(name, &key).map_err(CloudError::from)?,
        (CredentialPlace::Session(_), Some(key)) => shared.session_keys.hold(before.id, key),
        _ => {}
    }
    if old == new {
        return Ok(());
    }
    if !matches!(new, CredentialPlace::Session(_)) {
        shared.session_keys.forget(before.id);
    }
    forget_unused(shared, &old)
}

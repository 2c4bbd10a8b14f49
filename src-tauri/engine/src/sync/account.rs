//! Accounts: adding, listing, testing and removing them, and finding the one that is meant.

use alertbook_cloud::credential::{EnvironmentSource, config_path, forget_key, keep_key, list_profiles};
use alertbook_cloud::operation::CallerIdentityQuery;
use alertbook_cloud::{Credentials, Endpoint, Error as CloudError, Operation, Request, Scope, Site};
use alertbook_core::filter::Expectation;
use alertbook_store::table::{AccountRow, NewAccount as StoredAccount, delete_account_in, insert_account_in};
use alertbook_wire::{AccountAnswer, AccountTestAnswer, OperationTestAnswer, WireError};
use serde_json::json;

use super::answer::sync_answer;
use super::task::{languages_of, scope_of};
use super::trial::try_account;
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::permit::Permit;
use crate::policy::Action;

/// Where the key of an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialPlace {
    /// A profile of the aliyun CLI; blank for the one that the CLI itself would use.
    Profile(String),
    /// `ALIBABA_CLOUD_ACCESS_KEY_ID` and its companions.
    Environment,
    /// The system's keychain, under this name.
    Keychain(String),
    /// The memory of this process; the key's id, which is no secret, is kept for showing.
    Session(String),
}

impl CredentialPlace {
    pub(super) fn of(account: &StoredAccount) -> Self {
        let name = account.credential_name.clone();
        match account.credential.as_str() {
            "profile" => Self::Profile(name),
            "keychain" => Self::Keychain(name),
            "session" => Self::Session(name),
            _ => Self::Environment,
        }
    }

    const fn word(&self) -> &'static str {
        match self {
            Self::Profile(_) => "profile",
            Self::Environment => "environment",
            Self::Keychain(_) => "keychain",
            Self::Session(_) => "session",
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Profile(name) | Self::Keychain(name) | Self::Session(name) => name,
            Self::Environment => "",
        }
    }

    /// The first place that has a key: the CLI's own profile, else the environment.
    fn usual() -> Self {
        let profiles = config_path().and_then(|path| list_profiles(&path));
        let current = profiles
            .ok()
            .into_iter()
            .flatten()
            .find(|profile| profile.is_current);
        match current {
            Some(profile) => Self::Profile(profile.name),
            None if EnvironmentSource::read().is_ok() => Self::Environment,
            None => Self::Profile(String::new()),
        }
    }
}

/// An account to add. What is absent is as usual.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    /// What people call it; otherwise named after the place of its key.
    pub name: Option<String>,
    /// Where its key is.
    pub place: Option<CredentialPlace>,
    /// A site's word, or an address.
    pub endpoint: Option<String>,
    /// `own`, `all`, or a member's id.
    pub members: Option<String>,
    /// `zh`, `en` or `both`.
    pub language: Option<String>,
    /// Calls a second; 0 without a limit.
    pub rate: Option<u32>,
    /// After how many days everything is read again.
    pub full_days: Option<u32>,
    /// How often the open window syncs it, in minutes; 0 for never.
    pub every_minutes: Option<u32>,
    /// A key to put into the keychain, or to hold in memory. It goes nowhere else.
    pub key: Option<Credentials>,
}

/// Which account is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AccountChoice {
    /// The only one there is; where there is none, the usual one is added.
    #[default]
    Only,
    /// The one of this id.
    Kept(i64),
    /// The one of this name or id.
    Named(String),
    /// The one whose key is there, at that site or address; where there is none, it is added.
    At {
        /// Where its key is.
        place: Option<CredentialPlace>,
        /// A site's word, or an address.
        endpoint: Option<String>,
    },
}

/// Calls a second, unless told otherwise.
const RATE: u32 = 5;
/// Days between two readings of everything, unless told otherwise.
const FULL_DAYS: u32 = 7;
/// The longest name.
const LONGEST_NAME: usize = 100;

impl Engine {
    /// Adds an account. Nothing is asked of the cloud; testing does that.
    pub fn add_account(&self, new: &NewAccount) -> Answer<AccountAnswer> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "name": new.name, "members": new.members, "endpoint": new.endpoint });
            let permit = shared.permit(Action::ChangeAccounts, asked, &request.to_string())?;
            account_answer(shared, &add(shared, &permit, new, asked.at)?)
        })
    }

    /// All accounts, with their last syncs.
    pub fn list_accounts(&self) -> Answer<Vec<AccountAnswer>> {
        self.answer(|asked| {
            let shared = &self.shared;
            shared.permit_read(Action::DescribeSyncs, asked, "{}")?;
            let rows = shared.read(|connection| Ok(connection.accounts()?))?;
            rows.iter().map(|row| account_answer(shared, row)).collect()
        })
    }

    /// Calls every operation that a sync of the account would call, once.
    pub fn test_account(&self, name: &str) -> Answer<AccountTestAnswer> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "account": name }).to_string();
            shared.permit_read(Action::ChangeAccounts, asked, &request)?;
            let row = named(shared, name)?;
            let tried = try_account(shared, asked, &row)?;
            Ok(AccountTestAnswer {
                account: row.account.name,
                cloud_account: tried.cloud_account.map(|number| number.to_string()),
                usable: tried.is_usable(),
                operations: tried.operations.into_iter().map(operation_answer).collect(),
                policy: tried.policy,
                clock_difference_seconds: tried.clock_difference_seconds,
            })
        })
    }

    /// Removes an account, and its key from the keychain. Its events and the records of its syncs stay.
    pub fn remove_account(&self, name: &str) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "account": name }).to_string();
            let permit = shared.permit(Action::ChangeAccounts, asked, &request)?;
            remove(shared, &permit, &named(shared, name)?)
        })
    }
}

/// Adds an account that may be added, and keeps its key where it belongs.
pub(super) fn add(shared: &Shared, permit: &Permit, new: &NewAccount, now: i64) -> Result<AccountRow> {
    let account = judged(new, now)?;
    let added = shared.write(|tx| {
        permit.record_in(tx)?;
        insert_account_in(tx, &account)
    })?;
    let id = added.ok_or_else(|| Error::AccountExists(account.name.clone()))?;
    // After the name is known to be free: another account's key may be kept under it.
    match (&new.key, CredentialPlace::of(&account)) {
        (Some(key), CredentialPlace::Session(_)) => shared.session_keys.hold(id, key.clone()),
        (Some(key), CredentialPlace::Keychain(name)) => {
            if let Err(error) = keep_key(&name, key) {
                shared.write(|tx| delete_account_in(tx, id))?;
                return Err(CloudError::from(error).into());
            }
        }
        _ => {}
    }
    Ok(AccountRow { id, account })
}

/// Removes an account and forgets its key. Its events and the records of its syncs stay.
pub(super) fn remove(shared: &Shared, permit: &Permit, row: &AccountRow) -> Result<()> {
    shared.write(|tx| {
        permit.record_in(tx)?;
        delete_account_in(tx, row.id)
    })?;
    shared.session_keys.forget(row.id);
    forget_unused(shared, &CredentialPlace::of(&row.account))
}

/// Takes a key out of the keychain, unless another account uses it as well.
pub(super) fn forget_unused(shared: &Shared, place: &CredentialPlace) -> Result<()> {
    let CredentialPlace::Keychain(name) = place else {
        return Ok(());
    };
    let rows = shared.read(|connection| Ok(connection.accounts()?))?;
    if !rows.iter().any(|row| CredentialPlace::of(&row.account) == *place) {
        forget_key(name).map_err(CloudError::from)?;
    }
    Ok(())
}

/// Whether no other call would fare better with the same key.
pub(super) fn is_about_the_key(error: &CloudError) -> bool {
    use alertbook_cloud::Refusal::{KeyDisabled, NoSuchKey, TokenExpired, WrongSecret};
    match error.refused() {
        Some(refused) => matches!(refused.kind, WrongSecret | NoSuchKey | KeyDisabled | TokenExpired),
        None => matches!(error, CloudError::Credential(_) | CloudError::Stopped),
    }
}

fn operation_answer((operation, error): (Operation, Option<WireError>)) -> OperationTestAnswer {
    OperationTestAnswer {
        operation: operation.name().to_owned(),
        permitted: error.is_none(),
        error,
    }
}

/// The account of an id.
pub(super) fn kept(shared: &Shared, id: i64) -> Result<AccountRow> {
    let row = shared.read(|connection| Ok(connection.account(id)?))?;
    row.ok_or_else(|| Error::AccountNotFound(id.to_string()))
}

fn named(shared: &Shared, name: &str) -> Result<AccountRow> {
    let rows = shared.read(|connection| Ok(connection.accounts()?))?;
    rows.into_iter()
        .find(|row| row.account.name == name || row.id.to_string() == name)
        .ok_or_else(|| Error::AccountNotFound(name.to_owned()))
}

/// The account that is meant; one that has to be added first is not in the store yet.
pub(super) fn choose(
    shared: &Shared,
    choice: &AccountChoice,
    now: i64,
) -> Result<std::result::Result<AccountRow, StoredAccount>> {
    let (place, endpoint) = match choice {
        AccountChoice::Kept(id) => return kept(shared, *id).map(Ok),
        AccountChoice::Named(name) => return named(shared, name).map(Ok),
        AccountChoice::At { place, endpoint } => (place.clone(), endpoint.clone()),
        AccountChoice::Only => (None, None),
    };
    let rows = shared.read(|connection| Ok(connection.accounts()?))?;
    if *choice == AccountChoice::Only {
        match rows.as_slice() {
            [] => {}
            [only] => return Ok(Ok(only.clone())),
            several => {
                let names = several.iter().map(|row| row.account.name.clone()).collect();
                return Err(Error::illegal("--account", "", Expectation::Words(names)));
            }
        }
    }
    let new = NewAccount {
        place: Some(place.unwrap_or_else(CredentialPlace::usual)),
        endpoint,
        ..NewAccount::default()
    };
    let mut wanted = judged(&new, now)?;
    let is_it = |row: &&AccountRow| {
        let own = &row.account;
        (&own.credential, &own.credential_name, &own.endpoint)
            == (&wanted.credential, &wanted.credential_name, &wanted.endpoint)
    };
    if let Some(row) = rows.iter().find(is_it) {
        return Ok(Ok(row.clone()));
    }
    if rows.iter().any(|row| row.account.name == wanted.name) {
        wanted.name = [&wanted.name, " @ ", &wanted.endpoint].concat();
    }
    Ok(Err(wanted))
}

/// What an account is kept as, or what is wrong with it.
pub(super) fn judged(new: &NewAccount, now: i64) -> Result<StoredAccount> {
    let place = new.place.clone().unwrap_or_else(CredentialPlace::usual);
    let endpoint = new
        .endpoint
        .clone()
        .unwrap_or_else(|| Site::default().word().to_owned());
    if Site::from_word(&endpoint).is_none() {
        Endpoint::parse(&endpoint)?;
    }
    let members = new.members.clone().unwrap_or_else(|| "own".to_owned());
    scope_of(&members)?;
    let language = new.language.clone().unwrap_or_else(|| "zh".to_owned());
    languages_of(&language)?;
    let usual_name = Some(place.name())
        .filter(|name| !name.is_empty())
        .unwrap_or(place.word());
    let name = new.name.clone().unwrap_or_else(|| usual_name.to_owned());
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Error::illegal("--name", name, Expectation::Required));
    }
    Ok(StoredAccount {
        name: name.to_owned(),
        credential: place.word().to_owned(),
        credential_name: place.name().to_owned(),
        endpoint,
        members,
        language,
        rate: new.rate.unwrap_or(RATE).into(),
        full_days: new.full_days.unwrap_or(FULL_DAYS).into(),
        every_minutes: new.every_minutes.unwrap_or_default().into(),
        cloud_account: None,
        created: now,
    })
}

fn account_answer(shared: &Shared, row: &AccountRow) -> Result<AccountAnswer> {
    let last = shared.read(|connection| Ok(connection.sync_runs_of(row.id, 1)?))?;
    let account = &row.account;
    Ok(AccountAnswer {
        id: row.id,
        name: account.name.clone(),
        credential: account.credential.clone(),
        credential_name: account.credential_name.clone(),
        endpoint: account.endpoint.clone(),
        members: account.members.clone(),
        lang: account.language.clone(),
        rate: account.rate,
        full_days: account.full_days,
        cloud_account: account.cloud_account.map(|number| number.to_string()),
        last_sync: last
            .first()
            .map(|run| sync_answer(shared, &account.name, run))
            .transpose()?,
    })
}

/// Whose key it is: of an account that was never told, and of a list that names no account.
pub(super) fn number_of(scope: Scope, cloud_account: Option<i64>) -> Option<i64> {
    match scope {
        Scope::Member(member) => Some(member),
        Scope::Own | Scope::AllMembers => cloud_account,
    }
}

/// The question whose key it is.
pub(super) fn identity_request() -> Request {
    Request::from(&CallerIdentityQuery)
}

//! From an account of the store to a client of the cloud. Keys are read by the client, where they are.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use alertbook_cloud::credential::{
    EnvironmentSource, KeychainSource, ProfileSource, TypedSource, config_path,
};
use alertbook_cloud::{
    Client, ClientOptions, CredentialSource, Endpoint, Error as CloudError, RateLimiter, Site,
};
use alertbook_store::table::AccountRow;
use secrecy::SecretString;

use super::account::CredentialPlace;
use crate::engine::Shared;
use crate::error::{Error, Result};

/// The limits of calls, one for each account, whoever calls.
#[derive(Default)]
pub(crate) struct Limiters {
    of_account: Mutex<HashMap<i64, (i64, Arc<RateLimiter>)>>,
}

impl Limiters {
    fn of(&self, account: i64, rate: i64) -> Arc<RateLimiter> {
        let mut of_account = self.of_account.lock().unwrap_or_else(PoisonError::into_inner);
        let held = of_account.get(&account).filter(|(own, _)| *own == rate);
        if let Some((_, limiter)) = held {
            return Arc::clone(limiter);
        }
        let per_second = u32::try_from(rate).ok().and_then(NonZeroU32::new);
        let limiter = Arc::new(RateLimiter::new(per_second));
        of_account.insert(account, (rate, Arc::clone(&limiter)));
        limiter
    }
}

/// A client of an account, at so many calls a second.
pub(crate) fn connect(shared: &Shared, row: &AccountRow, rate: Option<u32>) -> Result<Client> {
    let account = &row.account;
    let rate = rate.map_or(account.rate, i64::from);
    let source: Arc<dyn CredentialSource> = match CredentialPlace::of(account) {
        CredentialPlace::Session(_) => {
            let key = shared.session_keys.of(row.id).ok_or(Error::KeyForgotten)?;
            Arc::new(TypedSource::new(key))
        }
        place => source_of(&place)?,
    };
    connect_by(
        shared,
        &account.endpoint,
        source,
        shared.limiters.of(row.id, rate),
    )
}

/// A client by its parts, as the settings of the connection want it.
pub(super) fn connect_by(
    shared: &Shared,
    endpoint: &str,
    source: Arc<dyn CredentialSource>,
    limiter: Arc<RateLimiter>,
) -> Result<Client> {
    let settings = shared.preferences()?.settings;
    if settings.offline {
        return Err(shared.offline_error());
    }
    let options = match Site::from_word(endpoint) {
        Some(site) => ClientOptions::of_site(site, source),
        None => ClientOptions::of_endpoint(Endpoint::parse(endpoint)?, source),
    };
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    Ok(Client::new(ClientOptions {
        proxy: given(settings.proxy).map(SecretString::from),
        ca_file: given(settings.ca_file).map(PathBuf::from),
        limiter,
        retry: shared.retry,
        ..options
    })?)
}

/// What hands out the key of a place; a key of this run is not in any.
pub(super) fn source_of(place: &CredentialPlace) -> Result<Arc<dyn CredentialSource>> {
    Ok(match place {
        CredentialPlace::Session(_) => return Err(Error::KeyForgotten),
        CredentialPlace::Profile(name) => {
            let path = config_path().map_err(CloudError::from)?;
            Arc::new(ProfileSource::new(
                path,
                Some(name.clone()).filter(|name| !name.is_empty()),
            ))
        }
        CredentialPlace::Environment => Arc::new(EnvironmentSource),
        CredentialPlace::Keychain(name) => Arc::new(KeychainSource::new(name.clone())),
    })
}

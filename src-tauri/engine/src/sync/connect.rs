//! From an account of the store to a client of the cloud. Keys are read by the client, where they are.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

use alertbook_cloud::credential::{EnvironmentSource, KeychainSource, ProfileSource, config_path};
use alertbook_cloud::{
    Client, ClientOptions, CredentialSource, Endpoint, Error as CloudError, RateLimiter, Site,
};
use alertbook_store::table::AccountRow;

use super::account::CredentialPlace;
use crate::engine::Shared;
use crate::error::Result;

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
    let source = source_of(&CredentialPlace::of(account))?;
    let options = match Site::from_word(&account.endpoint) {
        Some(site) => ClientOptions::of_site(site, source),
        None => ClientOptions::of_endpoint(Endpoint::parse(&account.endpoint)?, source),
    };
    let rate = rate.map_or(account.rate, i64::from);
    Ok(Client::new(ClientOptions {
        limiter: shared.limiters.of(row.id, rate),
        retry: shared.retry,
        ..options
    })?)
}

fn source_of(place: &CredentialPlace) -> Result<Arc<dyn CredentialSource>> {
    Ok(match place {
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

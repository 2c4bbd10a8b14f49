//! Keys typed for this run of the program: in memory only, wiped when they go.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use alertbook_cloud::Credentials;

/// The keys, by account.
#[derive(Default)]
pub(crate) struct SessionKeys {
    of_account: Mutex<HashMap<i64, Credentials>>,
}

impl SessionKeys {
    fn of_account(&self) -> MutexGuard<'_, HashMap<i64, Credentials>> {
        self.of_account.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds the key of an account until the program ends.
    pub(super) fn hold(&self, account: i64, key: Credentials) {
        self.of_account().insert(account, key);
    }

    /// The key of an account; none when it was typed for a run that has ended.
    pub(super) fn of(&self, account: i64) -> Option<Credentials> {
        self.of_account().get(&account).cloned()
    }

    /// Lets go of the key of an account.
    pub(super) fn forget(&self, account: i64) {
        self.of_account().remove(&account);
    }
}

//! What a sync is asked for.

use std::time::Duration;

use alertbook_cloud::Scope;
use alertbook_core::Language;
use alertbook_core::filter::Expectation;

use super::account::AccountChoice;
use crate::error::{Error, Result};

/// What to do when the network is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnLoss {
    /// End with what was stored; the next run goes on.
    #[default]
    End,
    /// Try again after so long a time, until it is back.
    Wait(Duration),
}

/// A call to sync one account. What is absent is as the account says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncCall {
    /// Which account.
    pub account: AccountChoice,
    /// Whether everything is read, also when the last full run is young.
    pub full: bool,
    /// `zh`, `en` or `both`.
    pub language: Option<String>,
    /// `own`, `all`, or a member's id.
    pub members: Option<String>,
    /// Calls a second; 0 without a limit.
    pub rate: Option<u32>,
    /// What to do when the network is lost.
    pub on_loss: OnLoss,
}

/// The words of a scope, judged.
pub(super) fn scope_of(members: &str) -> Result<Scope> {
    match members {
        "own" => Ok(Scope::Own),
        "all" => Ok(Scope::AllMembers),
        id => id
            .parse()
            .ok()
            .filter(|id| *id >= 0)
            .map(Scope::Member)
            .ok_or_else(|| {
                let words = ["own", "all", "16670360956"].map(str::to_owned).to_vec();
                Error::illegal("--members", members, Expectation::Words(words))
            }),
    }
}

/// The words of one or both languages, judged.
pub(super) fn languages_of(word: &str) -> Result<Vec<Language>> {
    match word {
        "both" => Ok(Language::ALL.to_vec()),
        one => Language::from_word(one)
            .map(|language| vec![language])
            .ok_or_else(|| {
                let words = ["zh", "en", "both"].map(str::to_owned).to_vec();
                Error::illegal("--lang", word, Expectation::Words(words))
            }),
    }
}

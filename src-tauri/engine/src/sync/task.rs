//! What a sync is asked for.

use std::time::Duration;

use alertbook_cloud::Scope;
use alertbook_core::Language;
use alertbook_core::filter::Expectation;
use alertbook_core::time::parse_cloud_time;
use alertbook_wire::SyncExtent;

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
    /// How much is read.
    pub extent: SyncExtent,
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

/// The ends of a range in seconds, judged; none where no range is asked for.
pub(super) fn range_of(extent: &SyncExtent, now: i64) -> Result<Option<(i64, i64)>> {
    let SyncExtent::Range { from, to } = extent else {
        return Ok(None);
    };
    let judged = |parameter: &str, text: &str| {
        parse_cloud_time(text).ok_or_else(|| Error::illegal(parameter, text, Expectation::Time))
    };
    let begin = judged("--from", from)?;
    let end = to
        .as_deref()
        .map_or(Ok(now.div_euclid(1000)), |text| judged("--to", text))?;
    if end < begin {
        let given = to.as_deref().unwrap_or(from);
        return Err(Error::illegal("--to", given, Expectation::NotBefore("--from")));
    }
    Ok(Some((begin, end)))
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

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_000;

    fn range(from: &str, to: Option<&str>) -> Result<Option<(i64, i64)>> {
        let extent = SyncExtent::Range {
            from: from.to_owned(),
            to: to.map(str::to_owned),
        };
        range_of(&extent, NOW)
    }

    #[test]
    fn a_range_goes_up_to_now_unless_it_says_otherwise() {
        let (from, to) = ("2026-11-01 00:00:00", "2026-11-01 00:00:07");
        assert_eq!(
            range(from, Some(to)).unwrap(),
            Some((1_793_462_400, 1_793_462_407))
        );
        assert_eq!(range(from, None).unwrap(), Some((1_793_462_400, NOW / 1000)));
        assert_eq!(range_of(&SyncExtent::Everything, NOW).unwrap(), None);
    }

    #[test]
    fn a_wrong_end_is_named_with_what_would_be_right() {
        let told = |from, to| -> Vec<_> {
            let Err(Error::IllegalParam(problems)) = range(from, to) else {
                panic!("{from} {to:?} is taken");
            };
            problems
                .into_iter()
                .map(|problem| (problem.parameter, problem.expected))
                .collect()
        };
        let wrong = |parameter: &str, expected| vec![(parameter.to_owned(), expected)];
        assert_eq!(told("yesterday", None), wrong("--from", Expectation::Time));
        assert_eq!(
            told("2026-11-01 00:00:00", Some("2026-11-31 00:00:00")),
            wrong("--to", Expectation::Time)
        );
        assert_eq!(
            told("2026-11-02 00:00:00", Some("2026-11-01 00:00:00")),
            wrong("--to", Expectation::NotBefore("--from"))
        );
    }
}

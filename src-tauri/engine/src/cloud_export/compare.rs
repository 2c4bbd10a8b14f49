//! The same request counted in the store, and the range of time in which a difference lies.

use alertbook_cloud::operation::{CallerIdentityQuery, Identity};
use alertbook_cloud::{Client, Stop};
use alertbook_core::filter::{Condition, EventFilter};

use super::accept::{CloudPlan, names_owner};
use crate::engine::Shared;
use crate::error::Result;

/// 2010-01-01 00:00:00 in GMT+8, in seconds: where a sync begins to read.
const BEGINNING: i64 = 1_262_275_200;

/// What the store holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Local {
    pub(super) rows: u64,
    pub(super) revision: u64,
}

/// Counts what the request selects among the events of the account that the cloud exports.
pub(super) fn count(shared: &Shared, plan: &CloudPlan, client: &Client, stop: &Stop) -> Result<Local> {
    let mut filter = plan.request.filter.clone();
    if !names_owner(&plan.request)
        && let Some(owner) = plan.owner.or_else(|| ask_owner(client, stop))
    {
        filter.conditions.push(Condition::Accounts(vec![owner]));
    }
    shared.snapshot(|snapshot| {
        Ok(Local {
            rows: snapshot.count_page_rows(&filter, plan.request.page)?,
            revision: snapshot.revision(),
        })
    })
}

/// Whose key it is, where no sync has told it yet; then the events of every account count.
fn ask_owner(client: &Client, stop: &Stop) -> Option<i64> {
    let answer = client.call(&CallerIdentityQuery, stop).ok()?;
    Identity::read(&answer).ok()?.account_id.parse().ok()
}

/// The range of `LastTime` that a sync would have to read to find what is missing, UTC milliseconds: the request's own
/// ends, else everything up to the cloud's now.
pub(super) fn range(filter: &EventFilter, now: i64) -> (i64, i64) {
    let (mut from, mut to) = (BEGINNING, now);
    for condition in &filter.conditions {
        if let Condition::LastTime {
            from: not_before,
            to: not_after,
        } = condition
        {
            from = from.max(not_before.unwrap_or(from));
            to = not_after.unwrap_or(to);
        }
    }
    (from * 1_000, to * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_is_the_requests_or_everything_until_now() {
        let check = |conditions: Vec<Condition>, expected: (i64, i64)| {
            let (from, to) = range(&EventFilter { conditions }, 2_000_000_000);
            assert_eq!((from / 1_000, to / 1_000), expected);
        };
        let time = |from, to| Condition::LastTime { from, to };
        check(vec![], (BEGINNING, 2_000_000_000));
        check(
            vec![Condition::Id(1), time(Some(1_700_000_000), None)],
            (1_700_000_000, 2_000_000_000),
        );
        check(vec![time(None, Some(1_800_000_000))], (BEGINNING, 1_800_000_000));
        check(
            vec![time(Some(5), Some(2_100_000_000))],
            (BEGINNING, 2_100_000_000),
        );
    }
}

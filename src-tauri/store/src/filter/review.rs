//! Conditions on reviews, and how events are counted that lack a mark.

use alertbook_core::filter::{Condition, EventFilter};
use alertbook_core::vocabulary::{Reviewed, Verdict};
use rusqlite::Connection;

use super::Plan;
use super::arm::{Arm, Test};
use crate::Result;
use crate::sql::Sql;

const IS_REVIEWED: &str = "reviewed = 1";

pub(super) fn reviewed(mark: Reviewed) -> Arm {
    match mark {
        Reviewed::Yes => Arm::review(Sql::lit(IS_REVIEWED)),
        Reviewed::No => Arm::unmarked(Sql::lit(IS_REVIEWED)),
    }
}

/// Having none is having no other: most events without a verdict have no row that would say so.
pub(super) fn verdicts(wanted: &[Verdict]) -> Test {
    let among = |verdicts: &[Verdict]| {
        let keys: Vec<i64> = verdicts.iter().map(|verdict| verdict.key()).collect();
        Sql::any_of("verdict", &keys)
    };
    Test::one(if wanted.contains(&Verdict::None) {
        Arm::unmarked(among(&others(wanted)))
    } else {
        Arm::review(among(wanted))
    })
}

/// The verdicts that are not wanted.
fn others(wanted: &[Verdict]) -> Vec<Verdict> {
    Verdict::ALL
        .into_iter()
        .filter(|verdict| !wanted.contains(verdict))
        .collect()
}

/// How many events a filter selects, exactly. No index finds what lacks a mark, so these are counted as all that the rest of
/// the filter selects, less those that have it.
pub(crate) fn count(connection: &Connection, filter: &EventFilter) -> Result<u64> {
    let lacking = filter
        .conditions
        .iter()
        .enumerate()
        .find_map(|(place, condition)| {
            let marked = match condition {
                Condition::Reviewed(Reviewed::No) => Condition::Reviewed(Reviewed::Yes),
                Condition::Verdicts(wanted) if wanted.contains(&Verdict::None) => {
                    Condition::Verdicts(others(wanted))
                }
                _ => return None,
            };
            Some((place, marked))
        });
    let Some((place, marked)) = lacking else {
        return Plan::of(connection, filter)?.count(connection);
    };
    let mut rest = filter.clone();
    rest.conditions.remove(place);
    let mut with_mark = rest.clone();
    with_mark.conditions.push(marked);
    Ok(count(connection, &rest)?.saturating_sub(count(connection, &with_mark)?))
}

//! Single events that a request names: what a selection becomes.

use alertbook_core::filter::{NamedAccount, NamedEvent};

use super::arm::{Arm, Place, Test};
use crate::event::NO_ACCOUNT;
use crate::sql::Sql;

/// An arm for each way of naming; the index of ids finds the events of both.
pub(super) fn named_events(events: &[NamedEvent]) -> Test {
    let ids: Vec<i64> = events
        .iter()
        .filter(|event| event.account == NamedAccount::Any)
        .map(|event| event.id)
        .collect();
    let pairs: Vec<[i64; 2]> = events
        .iter()
        .filter_map(|event| match event.account {
            NamedAccount::Any => None,
            NamedAccount::None => Some([event.id, NO_ACCOUNT]),
            NamedAccount::One(account) => Some([event.id, account]),
        })
        .collect();
    let any = (!ids.is_empty()).then(|| Arm::own(Place::Id, Sql::any_of("id", &ids)));
    let one = (!pairs.is_empty()).then(|| {
        let pairs = serde_json::Value::from(pairs.iter().map(|pair| pair.to_vec()).collect::<Vec<_>>());
        let among = Sql::lit("(id, account) IN (SELECT value ->> 0, value ->> 1 FROM json_each(")
            .bind(pairs.to_string())
            .then("))");
        Arm::own(Place::Id, among)
    });
    Test::any_of(any.into_iter().chain(one).collect())
}

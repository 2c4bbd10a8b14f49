//! What the store offers for the open parameters, by name.

use std::collections::HashMap;

use alertbook_core::filter::{Condition, EventFilter};
use alertbook_core::vocabulary::{CONTAINER_KIND, ECS_KIND, IMAGE_KIND, asset_kind_words};
use alertbook_store::Snapshot;
use alertbook_store::table::AccountRow;
use alertbook_wire::{NamedChoice, StoreChoices};

use crate::describe::{StoredNames, stored_names};
use crate::engine::{Answer, Engine};
use crate::error::Result;
use crate::export_record::unsigned;
use crate::policy::Action;

impl Engine {
    /// Accounts, asset groups, clusters and asset types that the store knows, those with most events first.
    pub fn get_store_choices(&self) -> Answer<StoreChoices> {
        self.answer(|asked| {
            self.shared.permit_read(Action::DescribeSuspEvents, asked, "{}")?;
            let names = stored_names(&self.shared)?;
            let kept = self.shared.read(|connection| Ok(connection.accounts()?))?;
            let language = self.shared.language();
            self.shared.snapshot(|snapshot| {
                Ok(StoreChoices {
                    accounts: accounts(snapshot, &kept)?,
                    groups: groups(snapshot, &names)?,
                    clusters: clusters(snapshot, &names)?,
                    asset_types: kinds(snapshot)?
                        .into_iter()
                        .map(|(kind, events)| NamedChoice {
                            name: asset_kind_words(&kind, language),
                            value: kind,
                            events,
                        })
                        .collect(),
                })
            })
        })
    }
}

/// An account of events is one that is synced, where the cloud has told its number; otherwise only the number is known.
fn accounts(snapshot: &Snapshot<'_>, kept: &[AccountRow]) -> Result<Vec<NamedChoice>> {
    let choice = |(number, events): (i64, i64)| NamedChoice {
        value: number.to_string(),
        name: kept
            .iter()
            .find(|row| row.account.cloud_account == Some(number))
            .map_or_else(|| number.to_string(), |row| row.account.name.clone()),
        events: unsigned(events),
    };
    Ok(snapshot.account_events()?.into_iter().map(choice).collect())
}

fn groups(snapshot: &Snapshot<'_>, names: &StoredNames) -> Result<Vec<NamedChoice>> {
    let events: HashMap<i64, i64> = snapshot.group_events()?.into_iter().collect();
    let choice = |(id, name): (i64, &str)| NamedChoice {
        value: id.to_string(),
        name: if name.is_empty() {
            id.to_string()
        } else {
            name.to_owned()
        },
        events: unsigned(events.get(&id).copied().unwrap_or_default()),
    };
    Ok(by_events(names.groups().map(choice).collect()))
}

fn clusters(snapshot: &Snapshot<'_>, names: &StoredNames) -> Result<Vec<NamedChoice>> {
    let choice = |(value, events): (String, i64)| NamedChoice {
        name: names.cluster_name(&value).unwrap_or(&value).to_owned(),
        value,
        events: unsigned(events),
    };
    Ok(by_events(
        snapshot.cluster_events()?.into_iter().map(choice).collect(),
    ))
}

/// Kinds of the inventory, and those that events have by themselves. A kind that has both is counted on the events,
/// because one event may have it twice.
fn kinds(snapshot: &Snapshot<'_>) -> Result<Vec<(String, u64)>> {
    let counted = snapshot.inventory_kind_events()?;
    let mut kinds: Vec<(String, u64)> = counted
        .into_iter()
        .map(|(kind, events)| (kind, unsigned(events)))
        .collect();
    let own = snapshot.has_own_kinds()?;
    for (kind, _) in [ECS_KIND, CONTAINER_KIND, IMAGE_KIND]
        .into_iter()
        .zip(own)
        .filter(|(_, present)| *present)
    {
        let filter = EventFilter {
            conditions: vec![Condition::AssetKinds(vec![kind.to_owned()])],
        };
        let events = snapshot.count_events(&filter)?;
        kinds.retain(|(known, _)| known != kind);
        kinds.push((kind.to_owned(), events));
    }
    kinds.sort_by(|(one, some), (other, more)| more.cmp(some).then_with(|| one.cmp(other)));
    Ok(kinds)
}

fn by_events(mut choices: Vec<NamedChoice>) -> Vec<NamedChoice> {
    choices.sort_by(|one, other| {
        other
            .events
            .cmp(&one.events)
            .then_with(|| one.name.cmp(&other.name))
    });
    choices
}

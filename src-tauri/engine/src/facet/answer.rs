//! The two questions: the facets of exactly the events that a request selects, for lists; and each facet among the events
//! that the other conditions select, for choosing.

use std::collections::HashMap;

use alertbook_core::filter::{Condition, EventFilter, RawRequest};
use alertbook_core::vocabulary::{CONTAINER_KIND, IMAGE_KIND, Reviewed};
use alertbook_store::{CountJob, EventTallies, FacetIndex, Field, FieldSet, HeldSnapshot};
use alertbook_wire::{FacetCounts, FacetValue, FacetValues};

use super::kind::Facet;
use super::question::{Question, Turn, exactly};
use super::reading::{first, tally};
use super::value::{Naming, at, total};
use crate::describe::stored_names;
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};

/// The most values of a facet that the window is told.
const MOST_VALUES: usize = 200;

impl Engine {
    /// Counts of values among the events of a request: those with most events first.
    pub fn count_facets(&self, request: &RawRequest) -> Answer<Vec<FacetValue>> {
        let counted = self.count_among(request, &Turn::alone(), |shared, accepted, held| {
            let filter = exactly(&first(held)?, accepted)?;
            count(shared, held, |_| filter.clone())
        })?;
        let facets = counted.into_iter().flatten();
        Ok(facets.flat_map(|(_, values)| values).collect())
    }

    /// Counts for choosing: each facet's among the events that everything but this facet selects, on whatever page. None
    /// when a newer question has overtaken this one.
    pub fn show_facets(&self, request: &RawRequest) -> Answer<Option<FacetCounts>> {
        let turn = self.shared.facets.take_turn(Question::Facets);
        self.count_among(request, &turn, |shared, accepted, held| {
            let counted = count(shared, held, |facet| facet.others(&accepted.filter))?;
            let facets = counted.into_iter().map(|(facet, mut values)| {
                let omitted = values.len().saturating_sub(MOST_VALUES);
                values.truncate(MOST_VALUES);
                FacetValues {
                    facet: facet.name().to_owned(),
                    values,
                    omitted: u32::try_from(omitted).unwrap_or(u32::MAX),
                }
            });
            Ok(FacetCounts {
                facets: facets.collect(),
                revision: first(held)?.revision(),
            })
        })
    }
}

/// Each facet with its values, counted among the events of a filter of its own.
fn count(
    shared: &Shared,
    held: &mut [HeldSnapshot],
    filter_of: impl Fn(Facet) -> EventFilter,
) -> Result<Vec<(Facet, Vec<FacetValue>)>> {
    let index = shared.facets.index(&first(held)?)?;
    let (jobs, places) = jobs(&index, filter_of);
    let tallies = tally(held, &jobs)?;
    let names = stored_names(shared)?;
    let accounts = account_names(shared)?;
    let naming = Naming {
        language: shared.language(),
        index: &index,
        names: &names,
        accounts: &accounts,
    };
    let mut all = Vec::with_capacity(places.len());
    for Places { facet, own, apart } in places {
        let of = |place: usize| tallies.get(place).ok_or(Error::Defect("no such job"));
        let own = of(own)?;
        let mut counts = naming.count(facet, own);
        for (value, place) in apart {
            counts.insert(value.to_owned(), total(of(place)?));
        }
        let rest = |known: u64| total(own).saturating_sub(known);
        match facet {
            Facet::Cluster => {
                counts.insert(String::new(), rest(in_clusters(own, &index)));
            }
            Facet::Reviewed => {
                let reviewed = counts.values().sum();
                counts.insert(Reviewed::No.word().to_owned(), rest(reviewed));
            }
            _ => {}
        }
        all.push((facet, naming.named(facet, counts)));
    }
    Ok(all)
}

/// Where the tallies of a facet are among those of all jobs.
struct Places {
    facet: Facet,
    own: usize,
    /// Values that are counted by a job of their own.
    apart: Vec<(&'static str, usize)>,
}

/// What has to be tallied, and for each facet where.
fn jobs(index: &FacetIndex, filter_of: impl Fn(Facet) -> EventFilter) -> (Vec<CountJob>, Vec<Places>) {
    let mut jobs: Vec<CountJob> = Vec::new();
    let mut place_of = |filter: EventFilter, fields: FieldSet| {
        let known = jobs.iter().position(|(known, _)| *known == filter);
        let place = known.unwrap_or_else(|| {
            jobs.push((filter, FieldSet::default()));
            jobs.len() - 1
        });
        if let Some((_, wanted)) = jobs.get_mut(place) {
            *wanted = wanted.and(fields);
        }
        place
    };
    let places = Facet::ALL.map(|facet| {
        let filter = filter_of(facet);
        let apart = apart(facet, index).into_iter().map(|(value, condition)| {
            let conditions = filter.conditions.iter().cloned().chain([condition]).collect();
            (
                value,
                place_of(EventFilter { conditions }, FieldSet::of(&[Field::Level])),
            )
        });
        let apart = apart.collect();
        Places {
            facet,
            apart,
            own: place_of(filter, facet.wanted()),
        }
    });
    (jobs, places.into())
}

/// Values that tallies do not tell: whether events are reviewed, and kinds of assets that one event may have both by itself and
/// by the inventory.
fn apart(facet: Facet, index: &FacetIndex) -> Vec<(&'static str, Condition)> {
    let is_of_inventory = |kind: &str| index.targets.iter().any(|target| target.kind == kind);
    match facet {
        Facet::Reviewed => vec![(Reviewed::Yes.word(), Condition::Reviewed(Reviewed::Yes))],
        Facet::AssetKind => [CONTAINER_KIND, IMAGE_KIND]
            .into_iter()
            .filter(|kind| is_of_inventory(kind))
            .map(|kind| (kind, Condition::AssetKinds(vec![kind.to_owned()])))
            .collect(),
        _ => Vec::new(),
    }
}

/// How many events name a cluster.
fn in_clusters(tallies: &EventTallies, index: &FacetIndex) -> u64 {
    let named = index
        .workloads
        .iter()
        .filter(|workload| !workload.clusters.is_empty());
    named.map(|workload| at(&tallies.workloads, workload.id)).sum()
}

/// The names of accounts by their numbers.
pub(crate) fn account_names(shared: &Shared) -> Result<HashMap<i64, String>> {
    let accounts = shared.read(|connection| Ok(connection.accounts()?))?;
    let named =
        |row: alertbook_store::table::AccountRow| Some((row.account.cloud_account?, row.account.name));
    Ok(accounts.into_iter().filter_map(named).collect())
}

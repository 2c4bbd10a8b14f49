//! The two questions: the facets of exactly the events that a request selects, for lists; and each facet among the events
//! that the other conditions select, for choosing.

use std::collections::HashMap;

use alertbook_core::filter::{Condition, EventFilter, RawRequest};
use alertbook_core::vocabulary::{CONTAINER_KIND, IMAGE_KIND, Reviewed};
use alertbook_store::{EventTallies, FacetIndex, FieldSet, HeldSnapshot};
use alertbook_wire::{FacetCounts, FacetValue, FacetValues};

use super::kind::Facet;
use super::question::{Question, Turn, exactly};
use super::reading::{Job, first, tally};
use super::value::{Counts, Naming, at, total};
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
    let (jobs, facets) = jobs(filter_of);
    let tallies = tally(held, &jobs)?;
    let snapshot = first(held)?;
    let index = shared.facets.index(&snapshot)?;
    let names = stored_names(shared)?;
    let accounts = account_names(shared)?;
    let naming = Naming {
        language: shared.language(),
        index: &index,
        names: &names,
        accounts: &accounts,
    };
    let mut all = Vec::with_capacity(facets.len());
    for (facet, place) in facets {
        let found = jobs.get(place).zip(tallies.get(place));
        let ((filter, _), own) = found.ok_or(Error::Defect("no such job"))?;
        let mut counts = naming.count(facet, own);
        let filtered = |more: Condition| {
            let conditions = filter.conditions.iter().cloned().chain([more]).collect();
            Ok::<u64, Error>(snapshot.count_events(&EventFilter { conditions })?)
        };
        match facet {
            Facet::AssetKind => {
                for kind in twice(own, &index) {
                    let events = filtered(Condition::AssetKinds(vec![kind.to_owned()]))?;
                    counts.insert(kind.to_owned(), events);
                }
            }
            Facet::Cluster => {
                let without = total(own).saturating_sub(in_clusters(own, &index));
                counts.insert(String::new(), without);
            }
            Facet::Reviewed => {
                counts = reviewed(total(own), filtered(Condition::Reviewed(Reviewed::Yes))?);
            }
            _ => {}
        }
        all.push((facet, naming.named(facet, counts)));
    }
    Ok(all)
}

/// What has to be tallied, and for each facet where.
fn jobs(filter_of: impl Fn(Facet) -> EventFilter) -> (Vec<Job>, Vec<(Facet, usize)>) {
    let mut jobs: Vec<Job> = Vec::new();
    let mut facets = Vec::new();
    for facet in Facet::ALL {
        let filter = filter_of(facet);
        let place = jobs
            .iter()
            .position(|(known, _)| *known == filter)
            .unwrap_or_else(|| {
                jobs.push((filter, FieldSet::default()));
                jobs.len() - 1
            });
        if let Some((_, wanted)) = jobs.get_mut(place) {
            *wanted = wanted.and(facet.wanted());
        }
        facets.push((facet, place));
    }
    (jobs, facets)
}

/// How many events name a cluster.
fn in_clusters(tallies: &EventTallies, index: &FacetIndex) -> u64 {
    let named = index
        .workloads
        .iter()
        .filter(|workload| !workload.clusters.is_empty());
    named.map(|workload| at(&tallies.workloads, workload.id)).sum()
}

/// The kinds that events have by themselves and by the inventory: one event may have such a kind twice.
fn twice(tallies: &EventTallies, index: &FacetIndex) -> Vec<&'static str> {
    let of_inventory = |kind: &str| {
        let targets = index.targets.iter();
        targets
            .filter(|target| target.kind == kind)
            .any(|target| at(&tallies.targets, target.id) > 0)
    };
    [CONTAINER_KIND, IMAGE_KIND]
        .into_iter()
        .filter(|kind| of_inventory(kind))
        .collect()
}

fn reviewed(events: u64, reviewed: u64) -> Counts {
    let word = |mark: Reviewed| mark.word().to_owned();
    Counts::from([
        (word(Reviewed::Yes), reviewed),
        (word(Reviewed::No), events.saturating_sub(reviewed)),
    ])
}

fn account_names(shared: &Shared) -> Result<HashMap<i64, String>> {
    let accounts = shared.read(|connection| Ok(connection.accounts()?))?;
    let named =
        |row: alertbook_store::table::AccountRow| Some((row.account.cloud_account?, row.account.name));
    Ok(accounts.into_iter().filter_map(named).collect())
}

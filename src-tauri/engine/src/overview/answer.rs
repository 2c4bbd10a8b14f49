//! The question and its answer, read by several readers side by side.

use alertbook_core::filter::{EventFilter, ExportRequest, RawRequest};
use alertbook_store::{HeldSnapshot, OverviewTallies, StretchTally};
use alertbook_wire::Overview;

use super::asset::assets;
use super::bar::bars;
use super::handling::{handle_times, percentile};
use super::kind::types;
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::facet::{Question, Step, Turn, exactly, first, in_parallel, parts};

impl Engine {
    /// The events of a request at a glance. None when a newer question has overtaken this one.
    pub fn show_overview(&self, request: &RawRequest) -> Answer<Option<Overview>> {
        let turn = self.shared.facets.take_turn(Question::Overview);
        self.count_among(request, &turn, overview)
    }

    /// The same, which no other question overtakes.
    pub(crate) fn read_overview(&self, request: &RawRequest) -> Answer<Overview> {
        let counted = self.count_among(request, &Turn::alone(), overview)?;
        self.answer(|_| counted.ok_or(Error::Defect("an overview was given up that nothing overtook")))
    }
}

fn overview(shared: &Shared, accepted: &ExportRequest, held: &mut [HeldSnapshot]) -> Result<Overview> {
    let filter = exactly(&first(held)?, accepted)?;
    count(shared, held, &filter)
}

fn count(shared: &Shared, held: &mut [HeldSnapshot], filter: &EventFilter) -> Result<Overview> {
    let zone = shared.zone()?;
    let readers = held.len();
    let snapshot = first(held)?;
    let span = snapshot.span_of_events(filter)?;
    let (step, edges) = match span {
        Some((from, to)) => {
            let step = Step::of_days(from, to);
            (step, step.edges(zone, from, to))
        }
        None => (Step::Day, Vec::new()),
    };
    let parts = parts(&snapshot, filter, readers)?;
    drop(snapshot);
    let counted = in_parallel(held, &parts, |snapshot, part| {
        Ok(snapshot.tally_overview(filter, &edges, *part)?)
    })?;
    let mut tallies = OverviewTallies::of_stretches(edges.len().saturating_sub(1));
    for part in counted {
        tallies.add(part);
    }
    let snapshot = first(held)?;
    let language = shared.language();
    let index = shared.facets.index(&snapshot)?;
    let ranked = assets(&tallies, &snapshot.target_assets()?);
    let timed: u64 = tallies.stretches.iter().map(StretchTally::events).sum();
    Ok(Overview {
        events: tallies.all.events(),
        total: snapshot.total_events()?,
        step: step.word().to_owned(),
        bars: bars(&tallies.stretches, &edges, zone, filter),
        untimed: tallies.all.events().saturating_sub(timed),
        types: types(&tallies, &index, language),
        assets: ranked.most,
        other_assets: ranked.others,
        without_asset: ranked.without,
        handle_times: handle_times(&tallies, language),
        median: percentile(&mut tallies.seconds, 50),
        ninetieth: percentile(&mut tallies.seconds, 90),
        handling: tallies.all.handling,
        revision: snapshot.revision(),
    })
}

//! Why a request selects nothing: what each of its conditions takes away.

use alertbook_core::filter::{ExportRequest, RawRequest};
use alertbook_store::HeldSnapshot;
use alertbook_wire::{EmptyExplanation, ExcludingCondition, ParameterMap, ParameterValue};

use super::question::Question;
use super::reading::{first, in_parallel};
use crate::describe::chips;
use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;
use crate::listing::{accept, rows_of_page};

impl Engine {
    /// For each condition of a request how many events there would be without it, those that bring most first. None when
    /// a newer question has overtaken this one.
    pub fn explain_empty(&self, request: &RawRequest) -> Answer<Option<EmptyExplanation>> {
        let turn = self.shared.facets.take_turn(Question::EmptyReasons);
        self.count_among(request, &turn, explain)
    }
}

fn explain(shared: &Shared, accepted: &ExportRequest, held: &mut [HeldSnapshot]) -> Result<EmptyExplanation> {
    let whole = ParameterMap::of_parsed(&accepted.parsed);
    let mut tasks = Vec::new();
    for (place, chip) in chips(shared, &accepted.parsed).into_iter().enumerate() {
        let rest = without(&whole, &chip.parameters, chip.member.as_deref());
        tasks.push((place, accept(&rest.to_raw())?, chip));
    }
    let revision = first(held)?.revision();
    let mut counted = in_parallel(held, &tasks, |snapshot, (place, rest, chip)| {
        let all = snapshot.count_events(&rest.filter)?;
        let events = rest.page.map_or(all, |page| rows_of_page(all, page));
        let condition = ExcludingCondition {
            chip: chip.clone(),
            events,
        };
        Ok((*place, condition))
    })?;
    counted.sort_by_key(|(place, condition)| (std::cmp::Reverse(condition.events), *place));
    Ok(EmptyExplanation {
        conditions: counted.into_iter().map(|(_, condition)| condition).collect(),
        revision,
    })
}

/// The request that is left when a chip is removed.
fn without(request: &ParameterMap, parameters: &[String], member: Option<&str>) -> ParameterMap {
    let mut rest = request.clone();
    for parameter in parameters {
        let left = match (rest.0.remove(parameter), member) {
            (Some(ParameterValue::List(mut members)), Some(gone)) => {
                members.retain(|member| member.as_deref() != Some(gone));
                members
            }
            _ => Vec::new(),
        };
        if !left.is_empty() {
            rest.0.insert(parameter.clone(), ParameterValue::List(left));
        }
    }
    rest
}

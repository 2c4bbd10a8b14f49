//! How a list of events is read: its statement, SQLite's plan of it, and which conditions are tested row by row.

use alertbook_core::filter::{EventFilter, Page};
use rusqlite::params_from_iter;

use super::listing::rows_query;
use super::order::EventOrder;
use super::plan_step::{PlanStep, PlanWork};
use crate::error::Context;
use crate::filter::{Plan, Selection};
use crate::sql::Sql;
use crate::{Result, Snapshot};

/// A list, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct ListExplanation {
    /// The statement, as lists and exports ask it in this state of the store.
    pub selection: Selection,
    /// SQLite's plan.
    pub steps: Vec<PlanStep>,
    /// The places, among the filter's conditions, of those that are tested on each row that is come upon.
    pub tested: Vec<usize>,
}

impl Snapshot<'_> {
    /// Explains how the rows of a filter, or of one page of them, are listed in the order of exports.
    pub fn explain_list(&self, filter: &EventFilter, page: Option<Page>) -> Result<ListExplanation> {
        let operation = "explaining a list";
        let plan = Plan::of(self.connection, filter)?;
        let (offset, limit) = page.map_or((0, None), |page| (page.offset(), Some(page.size.into())));
        let sql = rows_query(&plan, EventOrder::Newest, offset, limit);
        let asked = Sql::lit("EXPLAIN QUERY PLAN ").sql(sql.clone());
        let mut statement = self.connection.prepare(asked.text()).during(operation)?;
        let rows = statement
            .query_map(params_from_iter(asked.binds()), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(3)?))
            })
            .during(operation)?;
        let rows: Vec<(i64, i64, String)> = rows.collect::<rusqlite::Result<_>>().during(operation)?;
        Ok(ListExplanation {
            selection: Selection::of(&sql),
            steps: steps(rows),
            tested: plan.tested(),
        })
    }
}

/// Steps with how deep each stands below the others.
fn steps(rows: Vec<(i64, i64, String)>) -> Vec<PlanStep> {
    let mut depths: Vec<(i64, u32)> = Vec::with_capacity(rows.len());
    let mut steps = Vec::with_capacity(rows.len());
    for (id, parent, detail) in rows {
        let above = depths.iter().find(|(known, _)| *known == parent);
        let depth = above.map_or(0, |(_, depth)| depth + 1);
        depths.push((id, depth));
        steps.push(PlanStep {
            depth,
            work: PlanWork::of(&detail),
            detail,
        });
    }
    steps
}

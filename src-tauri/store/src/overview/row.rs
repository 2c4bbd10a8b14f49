//! Reading the rows of a filter for an overview.

use alertbook_core::filter::EventFilter;
use alertbook_core::vocabulary::{Dealed, Status};
use rusqlite::{Row, params_from_iter};

use super::tallies::OverviewTallies;
use crate::error::Context;
use crate::facet::{Stretch, TimeRange, number, within};
use crate::filter::Plan;
use crate::sql::Sql;
use crate::{Result, Snapshot};

const OPERATION: &str = "counting an overview";

impl Snapshot<'_> {
    /// Counts the events of a filter, or those of them that lie in a part. Stretch number n is from edge n up to, and
    /// without, edge n + 1; edges are seconds and ascend. Events outside of all stretches count everywhere else.
    pub fn tally_overview(
        &self,
        filter: &EventFilter,
        edges: &[i64],
        part: Option<TimeRange>,
    ) -> Result<OverviewTallies> {
        let plan = Plan::of(self.connection, filter)?;
        // The default order holds everything but the time of handling: only handled events are looked up.
        let selected = Sql::lit("SELECT last_time, level, status, alert_id, target_id, CASE WHEN status <> ")
            .bind(Status::PENDING)
            .then(" THEN operate_ts END");
        let sql = within(selected.sql(plan.source()), part);
        let mut statement = self.connection.prepare_cached(sql.text()).during(OPERATION)?;
        let mut rows = statement.query(params_from_iter(sql.binds())).during(OPERATION)?;
        let mut tallies = OverviewTallies::of_stretches(edges.len().saturating_sub(1));
        let mut stretch = Stretch::none();
        while let Some(row) = rows.next().during(OPERATION)? {
            take_in(&mut tallies, row, (edges, &mut stretch))?;
        }
        Ok(tallies)
    }
}

fn take_in(
    tallies: &mut OverviewTallies,
    row: &Row<'_>,
    (edges, stretch): (&[i64], &mut Stretch),
) -> Result<()> {
    let last_time = number(row, 0)?;
    let level = number(row, 1)?;
    let dealed = number(row, 2)?.map(Dealed::of_status);
    tallies.all.take_in(level, dealed);
    if let Some(time) = last_time {
        if !stretch.holds(time) {
            *stretch = Stretch::find(edges, time);
        }
        if let Some(own) = stretch.place.and_then(|place| tallies.stretches.get_mut(place)) {
            own.take_in(level, dealed);
        }
    }
    tallies.take_in_alert(number(row, 3)?.unwrap_or_default());
    tallies.take_in_target(number(row, 4)?.unwrap_or_default(), dealed == Some(Dealed::No));
    if dealed == Some(Dealed::Yes) {
        let times = number(row, 5)?.zip(last_time);
        let took = times.map(|(handled, last)| handled.saturating_sub(last.saturating_mul(1000)));
        tallies.take_in_handling(took);
    }
    Ok(())
}

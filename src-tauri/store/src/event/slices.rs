//! Cutting a filter's events into slices that several readers of the same state can read side by side.
//!
//! Slices come in the default order, none overlaps another, together they are everything. Mostly they are ranges of
//! `LastTimeStamp`, cut at hours so that each holds about as many events; where an index finds few events, or a page was
//! asked for, they are lists of row numbers.

use std::ops::ControlFlow;

use alertbook_core::Language;
use alertbook_core::column::{Column, EventRow};
use alertbook_core::filter::{EventFilter, Page};
use rusqlite::{Connection, params_from_iter};

use super::listing::{query_rows, read_rows, rows_query};
use super::order::EventOrder;
use super::row_reader::RowReader;
use super::tally::HOUR_MILLISECONDS;
use crate::error::Context;
use crate::filter::Plan;
use crate::sql::Sql;
use crate::{Error, Result, Snapshot};

/// Events of a slice, where nobody needs another number.
pub const ROWS_OF_A_SLICE: u64 = 2048;

/// The slices of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventSlices {
    /// Events whose `LastTimeStamp` lies between two moments, both included.
    Ranges(Vec<(i64, i64)>),
    /// Events of these row numbers, in this order.
    Rows(Vec<Vec<i64>>),
}

impl EventSlices {
    /// How many there are.
    pub const fn count(&self) -> usize {
        match self {
            Self::Ranges(ranges) => ranges.len(),
            Self::Rows(lists) => lists.len(),
        }
    }
}

/// What of an event is read.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What these columns show …
    pub columns: &'a [Column],
    /// … in this language.
    pub language: Language,
    /// Whether also the records as they came.
    pub copies: bool,
}

/// What reading slices comes to.
#[derive(Clone, Copy, Debug)]
pub enum SliceStep<'a> {
    /// The next event of the slice.
    Row(&'a EventRow<'a>),
    /// The slice has no more.
    End,
}

impl Snapshot<'_> {
    /// Cuts the events of a filter, or one page of them, into slices of about so many events.
    pub fn slice_events(
        &self,
        filter: &EventFilter,
        page: Option<Page>,
        rows_of_slice: u64,
    ) -> Result<EventSlices> {
        let connection = self.connection;
        let plan = Plan::of(connection, filter)?;
        let everything = page.is_none_or(|page| page.offset() == 0 && u64::from(page.size) >= plan.at_most);
        if everything && !plan.is_selective() {
            return Ok(EventSlices::Ranges(ranges(connection, rows_of_slice)?));
        }
        let (offset, limit) = page.map_or((0, None), |page| (page.offset(), Some(u64::from(page.size))));
        // What is written to files is read from the events alone.
        let rows = query_rows(connection, &rows_query(&plan, EventOrder::Newest, offset, limit))?;
        let length = usize::try_from(rows_of_slice).unwrap_or(usize::MAX);
        Ok(EventSlices::Rows(
            rows.chunks(length).map(<[i64]>::to_vec).collect(),
        ))
    }

    /// How many events a filter selects, or one page of them, counted on the events themselves and not by any tally: what
    /// an export is checked against.
    pub fn count_page_rows(&self, filter: &EventFilter, page: Option<Page>) -> Result<u64> {
        let all = self.count_event_rows(filter)?;
        Ok(page.map_or(all, |page| {
            all.saturating_sub(page.offset()).min(page.size.into())
        }))
    }

    /// Reads every `readers`th slice, from slice number `reader` on, and hands their events to `take` until it breaks off.
    pub fn read_slices(
        &self,
        (filter, slices): (&EventFilter, &EventSlices),
        wanted: Wanted<'_>,
        (reader, readers): (usize, usize),
        take: &mut dyn FnMut(SliceStep<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        let mut rows = RowReader::new(self.connection, wanted.columns, wanted.language)?;
        if wanted.copies {
            rows = rows.with_copies()?;
        }
        match slices {
            EventSlices::Rows(lists) => {
                for list in lists.iter().skip(reader).step_by(readers) {
                    let mut row = |event: &EventRow<'_>| take(SliceStep::Row(event));
                    let read = read_rows(self.connection, &mut rows, list, &mut row)?;
                    if read.is_break() || take(SliceStep::End).is_break() {
                        return Ok(());
                    }
                }
                Ok(())
            }
            EventSlices::Ranges(ranges) => {
                let own: Vec<(i64, i64)> = ranges.iter().copied().skip(reader).step_by(readers).collect();
                let plan = Plan::of(self.connection, filter)?;
                read_ranges(self.connection, &plan, &mut rows, &own, take)
            }
        }
    }
}

/// Reads ranges by one statement, so that what the filter asks of the small tables is asked once and not once a range.
fn read_ranges(
    connection: &Connection,
    plan: &Plan,
    reader: &mut RowReader<'_>,
    ranges: &[(i64, i64)],
    take: &mut dyn FnMut(SliceStep<'_>) -> ControlFlow<()>,
) -> Result<()> {
    let operation = "reading events in order";
    let sql = ranges_query(plan, reader, ranges);
    let mut statement = connection.prepare_cached(sql.text()).during(operation)?;
    let mut rows = statement.query(params_from_iter(sql.binds())).during(operation)?;
    let mut ended = 0;
    let mut order = OrderCheck::default();
    while let Some(row) = rows.next().during(operation)? {
        let range: i64 = row.get(RowReader::WIDTH).during(operation)?;
        while i64::try_from(ended).is_ok_and(|ended| ended < range) {
            if take(SliceStep::End).is_break() {
                return Ok(());
            }
            ended += 1;
        }
        order.check(
            row.get(RowReader::WIDTH + 1).during(operation)?,
            row.get(1).during(operation)?,
        )?;
        if reader
            .with_row(row, |event| take(SliceStep::Row(event)))?
            .is_break()
        {
            return Ok(());
        }
    }
    while ended < ranges.len() && take(SliceStep::End).is_continue() {
        ended += 1;
    }
    Ok(())
}

/// The ranges drive the loop and the index gives each one's events in order. An ORDER BY over both would make SQLite sort
/// what is in order already; the order is checked instead.
fn ranges_query(plan: &Plan, reader: &RowReader<'_>, ranges: &[(i64, i64)]) -> Sql {
    let list: serde_json::Value = ranges.iter().map(|(from, to)| vec![*from, *to]).collect();
    reader
        .select()
        .then(", number, sort_ts FROM (SELECT key AS number, value AS ends FROM json_each(")
        .bind(list.to_string())
        .then(")) CROSS JOIN event INDEXED BY event_order WHERE sort_ts >= json_extract(ends, '$[0]')")
        .then(" AND sort_ts <= json_extract(ends, '$[1]') AND ")
        .sql(plan.predicate())
}

/// Holds that events come newest first.
#[derive(Default)]
struct OrderCheck(Option<(i64, i64)>);

impl OrderCheck {
    fn check(&mut self, sort_ts: i64, id: i64) -> Result<()> {
        let follows = self.0.is_none_or(|last| last >= (sort_ts, id));
        self.0 = Some((sort_ts, id));
        follows.then_some(()).ok_or_else(|| Error::Damaged {
            operation: "reading events in order",
            detail: "an index is out of order".to_owned(),
        })
    }
}

/// Ranges over all events, newest first.
pub(crate) fn ranges(connection: &Connection, rows_of_slice: u64) -> Result<Vec<(i64, i64)>> {
    let operation = "cutting events into slices";
    let mut statement = connection
        .prepare_cached("SELECT hour, events FROM tally_hour WHERE events > 0 ORDER BY hour DESC")
        .during(operation)?;
    let mut hours = statement.query([]).during(operation)?;
    let mut ranges = Vec::new();
    let (mut to, mut held) = (i64::MAX, 0_u64);
    while let Some(row) = hours.next().during(operation)? {
        let hour: i64 = row.get(0).during(operation)?;
        held += row.get::<_, i64>(1).during(operation)?.unsigned_abs();
        let from = hour.saturating_mul(HOUR_MILLISECONDS);
        if held >= rows_of_slice && from > i64::MIN {
            ranges.push((from, to));
            (to, held) = (from - 1, 0);
        }
    }
    ranges.push((i64::MIN, to));
    Ok(ranges)
}

#[cfg(test)]
mod tests {
    use alertbook_core::filter::{RawRequest, parse_export_request};

    use super::*;
    use crate::Store;
    use crate::event::listing::explain;

    #[test]
    fn ranges_are_read_in_the_order_of_the_index_without_sorting() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let reader = store.read().unwrap();
        let requests: [&[(&str, &str)]; 3] = [
            &[],
            &[("Remark", "x"), ("Levels", "serious")],
            &[("AssetsTypeList", "ECS")],
        ];
        for request in requests {
            let parsed = parse_export_request(&RawRequest::from_texts(request.iter().copied())).unwrap();
            let plan = Plan::of(&reader.connection, &parsed.filter).unwrap();
            let rows = RowReader::new(&reader.connection, &[Column::Details], Language::Zh).unwrap();
            let query = ranges_query(&plan, &rows, &[(i64::MIN, i64::MAX)]);
            let steps = explain(&reader.connection, &query).unwrap().plan;
            assert_eq!(
                steps.get(..2).unwrap(),
                [
                    "SCAN json_each VIRTUAL TABLE INDEX 1:",
                    "SEARCH event USING INDEX event_order (sort_ts>? AND sort_ts<?)"
                ]
            );
            assert!(
                !steps.iter().any(|step| step.contains("TEMP B-TREE FOR ORDER")),
                "{steps:?}"
            );
        }
    }

    #[test]
    fn events_out_of_order_are_damage() {
        let mut check = OrderCheck::default();
        for right in [(i64::MAX, 1), (5, 9), (5, 9), (5, 8), (i64::MIN, 0)] {
            check.check(right.0, right.1).unwrap();
        }
        assert!(check.check(i64::MIN, 1).is_err());
    }
}

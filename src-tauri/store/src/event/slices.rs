//! Cutting a filter's events into slices that several readers of the same state can read side by side.
//!
//! Slices come in the default order, none overlaps another, together they are everything. Most are ranges of
//! `LastTimeStamp`, cut at hours so that each holds about as many events; where an index finds few events, or a page was
//! asked for, they are lists of row numbers.

use std::ops::ControlFlow;

use alertbook_core::Language;
use alertbook_core::column::{Column, EventRow};
use alertbook_core::filter::{EventFilter, Page};
use rusqlite::{Connection, params_from_iter};

use super::listing::{read_rows, select_rows};
use super::order::EventOrder;
use super::row_reader::RowReader;
use super::tally::HOUR_MILLISECONDS;
use crate::error::Context;
use crate::filter::Plan;
use crate::sql::{Sql, all};
use crate::{Result, Snapshot};

const ROWS_OF_A_SLICE: u64 = 8192;

/// A part of a filter's events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventSlice {
    /// Events whose `LastTimeStamp` is at least the first and less than the second, where those are given.
    Range(Option<i64>, Option<i64>),
    /// Events of these row numbers, in this order.
    Rows(Vec<i64>),
}

/// The slices of a filter, and how many events they hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSlices {
    /// In the default order.
    pub slices: Vec<EventSlice>,
    /// Events in all of them, counted on the events themselves.
    pub matched: u64,
}

/// Reads slices of one snapshot.
pub struct SliceReader<'snap> {
    connection: &'snap Connection,
    plan: Plan,
    reader: RowReader<'snap>,
}

impl Snapshot<'_> {
    /// Cuts the events of a filter, or one page of them, into slices.
    pub fn slice_events(&self, filter: &EventFilter, page: Option<Page>) -> Result<EventSlices> {
        let connection = self.connection;
        let plan = Plan::of(connection, filter)?;
        let everything = page.is_none_or(|page| page.offset() == 0 && u64::from(page.size) >= plan.at_most);
        if everything && !plan.is_selective() {
            return Ok(EventSlices {
                slices: ranges(connection)?,
                matched: plan.count_rows(connection)?,
            });
        }
        let all = plan.count_rows(connection)?;
        let (offset, limit) = page.map_or((0, None), |page| (page.offset(), Some(u64::from(page.size))));
        let rows = select_rows(connection, &plan, EventOrder::Newest, offset, limit)?;
        let matched = all.saturating_sub(offset).min(limit.unwrap_or(u64::MAX));
        let length = usize::try_from(ROWS_OF_A_SLICE).unwrap_or(usize::MAX);
        let slices = rows
            .chunks(length)
            .map(|rows| EventSlice::Rows(rows.to_vec()))
            .collect();
        Ok(EventSlices { slices, matched })
    }

    /// A reader of the slices of a filter.
    pub fn slice_reader(
        &self,
        filter: &EventFilter,
        columns: &[Column],
        language: Language,
    ) -> Result<SliceReader<'_>> {
        Ok(SliceReader {
            connection: self.connection,
            plan: Plan::of(self.connection, filter)?,
            reader: RowReader::new(self.connection, columns, language)?,
        })
    }
}

impl SliceReader<'_> {
    /// Hands the events of a slice to `use_row`, in order, until it breaks off.
    pub fn read(
        &mut self,
        slice: &EventSlice,
        use_row: &mut dyn FnMut(&EventRow<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        match slice {
            EventSlice::Rows(rows) => read_rows(self.connection, &mut self.reader, rows, use_row),
            EventSlice::Range(from, before) => self.read_range(*from, *before, use_row),
        }
    }

    fn read_range(
        &mut self,
        from: Option<i64>,
        before: Option<i64>,
        use_row: &mut dyn FnMut(&EventRow<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let operation = "reading events in order";
        let ends = [
            from.map(|from| Sql::lit("sort_ts >= ").bind(from)),
            before.map(|before| Sql::lit("sort_ts < ").bind(before)),
            Some(self.plan.predicate()),
        ];
        let sql = self
            .reader
            .select()
            .then(" FROM event INDEXED BY event_order WHERE ")
            .sql(all(ends.into_iter().flatten()))
            .then(EventOrder::Newest.order_by());
        let mut statement = self.connection.prepare_cached(sql.text()).during(operation)?;
        let mut rows = statement.query(params_from_iter(sql.binds())).during(operation)?;
        while let Some(row) = rows.next().during(operation)? {
            if self.reader.with_row(row, |event| use_row(event))?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// Ranges over all events, newest first.
fn ranges(connection: &Connection) -> Result<Vec<EventSlice>> {
    let operation = "cutting events into slices";
    let mut statement = connection
        .prepare_cached("SELECT hour, events FROM tally_hour WHERE events > 0 ORDER BY hour DESC")
        .during(operation)?;
    let mut hours = statement.query([]).during(operation)?;
    let mut slices = Vec::new();
    let (mut before, mut held) = (None, 0_u64);
    while let Some(row) = hours.next().during(operation)? {
        let hour: i64 = row.get(0).during(operation)?;
        held += row.get::<_, i64>(1).during(operation)?.unsigned_abs();
        if held >= ROWS_OF_A_SLICE {
            let from = hour.saturating_mul(HOUR_MILLISECONDS);
            slices.push(EventSlice::Range(Some(from), before));
            (before, held) = (Some(from), 0);
        }
    }
    slices.push(EventSlice::Range(None, before));
    Ok(slices)
}

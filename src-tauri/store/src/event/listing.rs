//! Lists of events: how many, which rows in which order, and the rows themselves.

use std::ops::ControlFlow;

use alertbook_core::Language;
use alertbook_core::column::{Column, EventRow};
use alertbook_core::filter::EventFilter;
use rusqlite::{Connection, params_from_iter};

use super::order::EventOrder;
use super::row_reader::RowReader;
use crate::error::Context;
use crate::filter::{Plan, count};
use crate::place::{self, EventPlaces};
use crate::sql::Sql;
use crate::{Result, Snapshot};

/// A query as it is asked: for people who want to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryText {
    /// SQL with `?` for every bound value.
    pub sql: String,
    /// The bound values, in order.
    pub binds: Vec<String>,
    /// SQLite's plan, a step a line.
    pub plan: Vec<String>,
}

/// So many events can be looked at one by one before a set of what they point to would have been made.
const FEW: u64 = 1_000;

impl Snapshot<'_> {
    /// How many events the store holds.
    pub fn total_events(&self) -> Result<u64> {
        self.count_events(&EventFilter::default())
    }

    /// How many events a filter selects.
    pub fn count_events(&self, filter: &EventFilter) -> Result<u64> {
        count(self.connection, filter)
    }

    /// The same, read from the events themselves and from no tally: what an export is checked against.
    pub fn count_event_rows(&self, filter: &EventFilter) -> Result<u64> {
        Plan::of(self.connection, filter)?.count_rows(self.connection)
    }

    /// The row numbers of the events that a filter selects, in order.
    pub fn list_event_rows(
        &self,
        filter: &EventFilter,
        order: EventOrder,
        offset: u64,
        limit: Option<u64>,
    ) -> Result<Vec<i64>> {
        let plan = Plan::of(self.connection, filter)?;
        if limit.is_none() && !order.is_grouped() {
            return query_rows(self.connection, &rows_query(&plan, order, offset, None));
        }
        let limit = limit.unwrap_or(u64::MAX);
        match find_rows(self.connection, &plan, order, offset, limit)? {
            FoundRows::Rows(rows) => Ok(rows),
            FoundRows::Places(places) => places.rows(self.connection, offset, limit),
            FoundRows::Sorted(rows) => Ok(cut(&rows, offset, limit)),
        }
    }

    /// Some rows of a list, or what any rows of it come soon from.
    pub fn find_rows(
        &self,
        filter: &EventFilter,
        order: EventOrder,
        offset: u64,
        limit: u64,
    ) -> Result<FoundRows> {
        let plan = Plan::of(self.connection, filter)?;
        find_rows(self.connection, &plan, order, offset, limit)
    }

    /// Hands the events of row numbers to `use_row`, in the order given. A row that is gone is left out.
    pub fn read_events(
        &self,
        rows: &[i64],
        columns: &[Column],
        language: Language,
        mut use_row: impl FnMut(&EventRow<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        let mut reader = RowReader::new(self.connection, columns, language)?;
        read_rows(self.connection, &mut reader, rows, &mut use_row).map(|_| ())
    }

    /// The query that lists a filter's events, with its plan.
    pub fn explain_events(&self, filter: &EventFilter) -> Result<QueryText> {
        let plan = Plan::of(self.connection, filter)?;
        explain(self.connection, &rows_query(&plan, EventOrder::Newest, 0, None))
    }
}

pub(super) fn rows_query(plan: &Plan, order: EventOrder, offset: u64, limit: Option<u64>) -> Sql {
    let few = limit.is_some_and(|limit| offset.saturating_add(limit) <= FEW);
    let source = if order.is_newest() && few {
        plan.source_of_few()
    } else if order.is_newest() || plan.is_selective() {
        plan.source()
    } else {
        Sql::lit(" FROM event WHERE ").sql(plan.predicate())
    };
    let ordered = Sql::lit("SELECT event_row").sql(source).then(order.order_by());
    if offset == 0 && limit.is_none() {
        return ordered;
    }
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    ordered
        .then(" LIMIT ")
        .bind(limit.map_or(-1, signed))
        .then(" OFFSET ")
        .bind(signed(offset))
}

/// Some of all rows.
pub fn cut(all: &[i64], offset: u64, limit: u64) -> Vec<i64> {
    let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).min(all.len());
    let rows = all.get(place(offset)..place(offset.saturating_add(limit)));
    rows.unwrap_or_default().to_vec()
}

/// What reading some rows of a list comes to.
pub enum FoundRows {
    /// The rows: they came sooner than it is found out where which event is.
    Rows(Vec<i64>),
    /// Where the events are: any rows of the list come soon from it.
    Places(Box<EventPlaces>),
    /// All rows, in an order that only sorting gives.
    Sorted(Vec<i64>),
}

/// Finds some rows of a list in the way that suits it.
fn find_rows(
    connection: &Connection,
    plan: &Plan,
    order: EventOrder,
    offset: u64,
    limit: u64,
) -> Result<FoundRows> {
    let end = offset.saturating_add(limit);
    if order.is_newest() && end > FEW && plan.tests() == 0 {
        let rows = match place::query(connection, offset, limit)? {
            Some(sql) => query_rows(connection, &sql)?,
            None => Vec::new(),
        };
        return Ok(FoundRows::Rows(rows));
    }
    if is_soon_listed(plan, order, end) {
        return query_rows(connection, &rows_query(plan, order, offset, Some(limit))).map(FoundRows::Rows);
    }
    match EventPlaces::of(connection, plan, order)? {
        Some(places) => Ok(FoundRows::Places(Box::new(places))),
        None => query_rows(connection, &rows_query(plan, order, 0, None)).map(FoundRows::Sorted),
    }
}

/// Whether SQL gives the first so many rows sooner than it is found out where which event is.
fn is_soon_listed(plan: &Plan, order: EventOrder, end: u64) -> bool {
    if order.is_grouped() {
        return false;
    }
    let is_near = order.is_newest() && end <= FEW && (plan.tests() < 2 || !plan.reads_columns());
    plan.finds_few() || is_near
}

/// The row numbers that a query gives.
pub(super) fn query_rows(connection: &Connection, sql: &Sql) -> Result<Vec<i64>> {
    let operation = "listing events";
    let mut statement = connection.prepare_cached(sql.text()).during(operation)?;
    let rows = statement
        .query_map(params_from_iter(sql.binds()), |row| row.get(0))
        .during(operation)?;
    rows.collect::<rusqlite::Result<Vec<i64>>>().during(operation)
}

pub(super) fn read_rows(
    connection: &Connection,
    reader: &mut RowReader<'_>,
    rows: &[i64],
    use_row: &mut dyn FnMut(&EventRow<'_>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>> {
    let operation = "reading events";
    let sql = reader.select().then(" FROM event WHERE event_row = ?1");
    let mut statement = connection.prepare_cached(sql.text()).during(operation)?;
    for row in rows {
        let mut found = statement.query([row]).during(operation)?;
        let Some(row) = found.next().during(operation)? else {
            continue;
        };
        if reader.with_row(row, |event| use_row(event))?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

pub(super) fn explain(connection: &Connection, sql: &Sql) -> Result<QueryText> {
    let operation = "explaining a query";
    let asked = Sql::lit("EXPLAIN QUERY PLAN ").sql(sql.clone());
    let mut statement = connection.prepare(asked.text()).during(operation)?;
    let steps = statement
        .query_map(params_from_iter(asked.binds()), |row| row.get(3))
        .during(operation)?;
    Ok(QueryText {
        sql: sql.text().to_owned(),
        binds: sql.binds().iter().map(shown).collect(),
        plan: steps.collect::<rusqlite::Result<_>>().during(operation)?,
    })
}

fn shown(value: &rusqlite::types::Value) -> String {
    use rusqlite::types::Value;
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(_) => "…".to_owned(),
    }
}

//! Lists of events and how many there are: the same filter, page and order that an export of the request has.

use std::ops::ControlFlow;

use alertbook_core::column::{COLUMNS, Cells, Column, EventRow as CoreRow, TimeStyle, Word};
use alertbook_core::filter::{Expectation, ExportRequest, Page, Problem, RawRequest, parse_export_request};
use alertbook_store::{EventOrder, GROUPABLE};
use alertbook_wire::{CountEvents, EventCount, EventKey, EventPage, EventRow, ListEvents, Sort};

use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::given::given;
use crate::policy::Action;

/// The most rows of one answer.
const LONGEST_PAGE: u32 = 1_000;

impl Engine {
    /// Some rows of the events that a request selects.
    pub fn list_events(&self, query: &ListEvents) -> Answer<EventPage> {
        self.answer(|asked| {
            let request = query.request.to_raw();
            let permit = self
                .shared
                .permit(Action::DescribeSuspEvents, asked, &given(&request))?;
            let accepted = accept(&request)?;
            let (columns, order) = judge_columns(&self.shared, &query.columns, query.sort.as_ref())?;
            permit.record_read(&self.shared);
            list(&self.shared, query, &accepted, &columns, order)
        })
    }

    /// How many events a request selects.
    pub fn count_events(&self, query: &CountEvents) -> Answer<EventCount> {
        self.answer(|asked| {
            let request = query.request.to_raw();
            let permit = self
                .shared
                .permit(Action::DescribeSuspEvents, asked, &given(&request))?;
            let accepted = accept(&request)?;
            permit.record_read(&self.shared);
            self.shared.snapshot(|snapshot| {
                let all = snapshot.count_events(&accepted.filter)?;
                let count = accepted.page.map_or(all, |page| rows_of_page(all, page));
                Ok(EventCount {
                    count,
                    total: snapshot.total_events()?,
                    revision: snapshot.revision(),
                })
            })
        })
    }
}

impl Engine {
    /// Which events a request selects, in its order.
    pub fn find_events(&self, request: &RawRequest) -> Answer<Vec<EventKey>> {
        self.answer(|asked| {
            let permit = self
                .shared
                .permit(Action::DescribeSuspEvents, asked, &given(request))?;
            let accepted = accept(request)?;
            permit.record_read(&self.shared);
            let (offset, limit) = match accepted.page {
                None => (0, None),
                Some(page) => (page.offset(), Some(u64::from(page.size))),
            };
            self.shared.snapshot(|snapshot| {
                let rows = snapshot.list_event_rows(&accepted.filter, EventOrder::Newest, offset, limit)?;
                let mut keys = Vec::with_capacity(rows.len());
                snapshot.read_events(&rows, &[], self.shared.language(), |event| {
                    keys.push(key_of(event));
                    ControlFlow::Continue(())
                })?;
                Ok(keys)
            })
        })
    }
}

/// How many of all rows stand on a page.
pub(crate) fn rows_of_page(all: u64, page: Page) -> u64 {
    all.saturating_sub(page.offset()).min(page.size.into())
}

pub(crate) fn accept(request: &RawRequest) -> Result<ExportRequest> {
    parse_export_request(request).map_err(Error::IllegalParam)
}

/// Columns and an order by their names.
pub(crate) fn judge_columns(
    shared: &Shared,
    names: &[String],
    sort: Option<&Sort>,
) -> Result<(Vec<Column>, EventOrder)> {
    let mut problems = Vec::new();
    let mut columns = Vec::new();
    for name in names {
        match Column::from_name(name) {
            Some(column) => columns.push(column),
            None => problems.push(Problem::new("columns", name, column_words(|_| true))),
        }
    }
    let order = sort.map_or(EventOrder::Newest, |sort| order_of(shared, sort, &mut problems));
    if problems.is_empty() {
        Ok((columns, order))
    } else {
        Err(Error::IllegalParam(problems))
    }
}

fn column_words(wanted: impl Fn(&alertbook_core::column::ColumnSpec) -> bool) -> Expectation {
    Expectation::Words(
        COLUMNS
            .iter()
            .filter(|spec| wanted(spec))
            .map(|spec| spec.name.to_owned())
            .collect(),
    )
}

/// The column that an order goes by; None where it cannot.
pub(crate) fn column_of(sort: &Sort) -> Option<Column> {
    Column::from_name(&sort.column).filter(|column| goes_by(sort, *column))
}

fn goes_by(sort: &Sort, column: Column) -> bool {
    if sort.grouped {
        GROUPABLE.contains(&column)
    } else {
        column.spec().sortable
    }
}

fn order_of(shared: &Shared, sort: &Sort, problems: &mut Vec<Problem>) -> EventOrder {
    let descending = sort.descending;
    let language = shared.language();
    match column_of(sort) {
        Some(column) if sort.grouped => EventOrder::Grouped {
            column,
            descending,
            language,
        },
        Some(column) => EventOrder::By {
            column,
            descending,
            language,
        },
        None => {
            let known = column_words(|spec| goes_by(sort, spec.column));
            problems.push(Problem::new("sort", &sort.column, known));
            EventOrder::Newest
        }
    }
}

fn list(
    shared: &Shared,
    query: &ListEvents,
    accepted: &ExportRequest,
    columns: &[Column],
    order: EventOrder,
) -> Result<EventPage> {
    let language = shared.language();
    let mut cells = Cells::new(language, shared.zone()?, TimeStyle::Plain);
    let limit = u64::from(query.limit.min(LONGEST_PAGE));
    shared.snapshot(|snapshot| {
        let (offset, limit) = match accepted.page {
            None => (query.offset, limit),
            // The request itself asks for a page: the list ends with it.
            Some(page) => (
                page.offset().saturating_add(query.offset),
                u64::from(page.size).saturating_sub(query.offset).min(limit),
            ),
        };
        let numbers = shared
            .row_index
            .rows(snapshot, &accepted.filter, order, offset, limit)?;
        let mut rows = Vec::with_capacity(numbers.len());
        // Every row shows whether it was reviewed.
        let needed = [columns, &[Column::Reviewed]].concat();
        snapshot.read_events(&numbers, &needed, language, |event| {
            rows.push(row_of(event, columns, &mut cells));
            ControlFlow::Continue(())
        })?;
        Ok(EventPage {
            offset: query.offset,
            rows,
            revision: snapshot.revision(),
        })
    })
}

pub(crate) fn key_of(event: &CoreRow<'_>) -> EventKey {
    EventKey {
        id: event.id.to_string(),
        account: event.account.map(|account| account.to_string()),
    }
}

fn row_of(event: &CoreRow<'_>, columns: &[Column], cells: &mut Cells) -> EventRow {
    let cell = |column: &Column| {
        let mut text = String::new();
        cells.write(*column, event, &mut text);
        text
    };
    EventRow {
        key: key_of(event),
        level: event.level.map(|level| match level {
            Word::Known(level) => level.word().to_owned(),
            Word::Unknown(word) => word.to_owned(),
        }),
        status: event.status,
        reviewed: event.review.reviewed,
        cells: columns.iter().map(cell).collect(),
    }
}

//! A filter as the one statement that says what it selects, for people who want to check it.

use alertbook_core::filter::{EventFilter, Page};
use rusqlite::types::Value;

use super::Plan;
use crate::event::EventOrder;
use crate::sql::Sql;
use crate::{Result, Snapshot};

/// SQL with the values of its placeholders, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The text.
    pub text: String,
    /// The values: numbers, texts and null.
    pub values: Vec<serde_json::Value>,
}

impl Snapshot<'_> {
    /// The rows of a filter, or of one page of them, as SQL: in the order of exports, and right for this state of the store,
    /// since parts of the filter that nothing in it can match are left out. Exports read the same rows by faster ways.
    pub fn selection(&self, filter: &EventFilter, page: Option<Page>) -> Result<Selection> {
        let plan = Plan::of(self.connection, filter)?;
        let sql = Sql::lit("SELECT event_row FROM event WHERE ")
            .sql(plan.predicate())
            .then(EventOrder::Newest.order_by());
        let sql = match page {
            None => sql,
            Some(page) => sql
                .then(" LIMIT ")
                .bind(i64::from(page.size))
                .then(" OFFSET ")
                .bind(i64::try_from(page.offset()).unwrap_or(i64::MAX)),
        };
        Ok(Selection::of(&sql))
    }
}

impl Selection {
    pub(crate) fn of(sql: &Sql) -> Self {
        Self {
            values: sql.binds().iter().map(json).collect(),
            text: sql.text().to_owned(),
        }
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        // Filters bind no bytes; were there any, they would be told as numbers.
        Value::Blob(bytes) => bytes.as_slice().into(),
    }
}

//! Sets of keys: the rows of a small table that an arm selects.

use rusqlite::{Connection, params_from_iter};

use crate::Result;
use crate::error::Context;
use crate::event::GREATEST_KEY;
use crate::sql::Sql;

/// A set of keys that are numbered from 1 without large gaps.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys(Vec<u64>);

impl Keys {
    /// The keys that a query gives in its first column.
    pub(super) fn of(connection: &Connection, sql: &Sql) -> Result<Self> {
        let mut keys = Self::default();
        each_row(connection, sql, |row| {
            keys.insert(row.get(0)?);
            Ok(())
        })?;
        Ok(keys)
    }

    /// The same, with the sum of its second column.
    pub(super) fn with_sum(connection: &Connection, sql: &Sql) -> Result<(Self, u64)> {
        let (mut keys, mut sum) = (Self::default(), 0);
        each_row(connection, sql, |row| {
            keys.insert(row.get(0)?);
            sum += row.get::<_, i64>(1)?.cast_unsigned();
            Ok(())
        })?;
        Ok((keys, sum))
    }

    fn insert(&mut self, key: i64) {
        // Larger keys are none that this program gave: such rows are in no set.
        let Some(key) = usize::try_from(key).ok().filter(|key| *key <= GREATEST_KEY) else {
            return;
        };
        if key / 64 >= self.0.len() {
            self.0.resize(key / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(key / 64) {
            *word |= 1 << (key % 64);
        }
    }

    pub(super) fn has(&self, key: i64) -> bool {
        usize::try_from(key).is_ok_and(|key| {
            self.0
                .get(key / 64)
                .is_some_and(|word| word >> (key % 64) & 1 == 1)
        })
    }
}

/// Hands over the numbers that a query gives.
pub(super) fn each_number(connection: &Connection, sql: &Sql, mut take: impl FnMut(i64)) -> Result<()> {
    each_row(connection, sql, |row| {
        take(row.get(0)?);
        Ok(())
    })
}

fn each_row(
    connection: &Connection,
    sql: &Sql,
    mut take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let operation = "reading keys";
    let mut statement = connection.prepare_cached(sql.text()).during(operation)?;
    let mut rows = statement.query(params_from_iter(sql.binds())).during(operation)?;
    while let Some(row) = rows.next().during(operation)? {
        take(row).during(operation)?;
    }
    Ok(())
}

//! All columns of a block, unpacked: as the events tell them.

use rusqlite::{Row, Statement};

use super::{Field, NONE, ROWS, SHIFT};
use crate::Result;
use crate::error::Context;

/// One value a row in each column.
pub(super) struct Columns([Vec<i64>; Field::ALL.len()]);

impl Columns {
    /// Those of a block without events.
    pub(super) fn empty() -> Self {
        Self(std::array::from_fn(|_| vec![NONE; ROWS]))
    }

    /// Takes every event away.
    pub(super) fn clear(&mut self) {
        self.0.iter_mut().for_each(|column| column.fill(NONE));
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (Field, &Vec<i64>)> {
        Field::ALL.into_iter().zip(&self.0)
    }

    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = (Field, &mut Vec<i64>)> {
        Field::ALL.into_iter().zip(&mut self.0)
    }

    /// Takes events of the block in; the statement is [`Field::SELECT`].
    pub(super) fn read(
        &mut self,
        statement: &mut Statement<'_>,
        block: i64,
        (first, last): (i64, i64),
    ) -> Result<()> {
        let operation = "reading events into columns";
        let mut rows = statement.query([first, last]).during(operation)?;
        while let Some(row) = rows.next().during(operation)? {
            self.put(row, block << SHIFT).during(operation)?;
        }
        Ok(())
    }

    fn put(&mut self, row: &Row<'_>, first: i64) -> rusqlite::Result<()> {
        let place = usize::try_from(row.get::<_, i64>(0)? - first).unwrap_or(usize::MAX);
        for (number, column) in self.0.iter_mut().enumerate() {
            let value: Option<i64> = row.get(number + 1)?;
            if let Some(own) = column.get_mut(place) {
                *own = value.unwrap_or(NONE);
            }
        }
        Ok(())
    }
}

/// The row numbers of a block.
pub(super) const fn rows_of(block: i64) -> (i64, i64) {
    (block << SHIFT, ((block + 1) << SHIFT) - 1)
}

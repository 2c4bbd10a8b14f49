//! The narrow columns of events once more, column by column: what counting reads.
//!
//! Owns: the table `column_block`. Each of its rows holds one column of [`ROWS`] events, packed; a million events are some
//! megabytes, which are read in the time that an index needs for a tenth of them. It is no part of the schema: it is made of
//! the events where it is missing, as in a slice that is opened as a store. Invariant: it tells of every event what `event`
//! tells; transactions that write events write their blocks, too. Never to be known here: filters, and what values mean.

mod agreement;
mod block;
mod columns;
mod field;
mod mask;
mod packing;
mod writer;

pub(crate) use agreement::columns_agree;
pub(crate) use block::{Block, BlockRange, EVENTS, block_ranges, each_block};
pub use field::{Field, FieldSet};
pub(crate) use mask::Mask;
pub(crate) use packing::NONE;
pub(crate) use writer::{ColumnBlocks, make_columns};

/// Events of a block, as a power of two.
const SHIFT: u32 = 12;
/// Events of a block: of so many row numbers side by side.
const ROWS: usize = 1 << SHIFT;

/// The block of an event, and its place in it.
pub(crate) fn place_of(event_row: i64) -> (i64, usize) {
    let place = event_row & ((1 << SHIFT) - 1);
    (event_row >> SHIFT, usize::try_from(place).unwrap_or_default())
}

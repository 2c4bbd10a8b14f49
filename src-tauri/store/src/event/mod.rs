//! Events: writing them, and everything that is read of them.

mod batch;
mod compression;
mod dimension;
mod direct_cache;
mod inventory;
mod listing;
mod merge;
mod names;
mod order;
mod record;
mod row_reader;
mod slices;
mod tally;

use rusqlite::Connection;

pub use batch::{Applied, EventBatch};
pub(crate) use compression::RecordCompressor;
pub(crate) use dimension::Dimensions;
pub use listing::QueryText;
pub(crate) use names::{language_key, language_of, read_names};
pub use order::EventOrder;
pub use record::StoredRecord;
pub use slices::{EventSlice, EventSlices, SliceReader};
pub(crate) use tally::{HOUR_MILLISECONDS, hour_of};

use crate::Result;
use crate::error::Context;

/// The number of the last change of events or of what they are joined with.
pub(crate) fn read_revision(connection: &Connection) -> Result<u64> {
    connection
        .prepare_cached("SELECT number FROM revision")
        .and_then(|mut statement| statement.query_row([], |row| row.get::<_, i64>(0)))
        .during("reading the revision")
        .map(i64::cast_unsigned)
}

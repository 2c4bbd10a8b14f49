//! Events: writing them, and everything that is read of them.

mod batch;
mod compression;
mod copies;
mod dimension;
mod explanation;
mod identities;
mod inventory;
mod inventory_listing;
mod listing;
mod merge;
mod names;
mod near;
mod order;
mod plan_step;
mod record;
mod revision;
mod row_reader;
mod slices;
mod tally;

pub use batch::{Applied, EventBatch, EventMark, Listed, ListedBy};
pub(crate) use batch::{NO_ACCOUNT, unique_key};
pub(crate) use compression::RecordCompressor;
pub(crate) use copies::CopyReader;
pub(crate) use dimension::Dimensions;
pub use explanation::ListExplanation;
pub use identities::Identities;
pub use listing::{FoundRows, QueryText, cut};
pub(crate) use names::{language_key, language_of, read_names};
pub use near::{Common, NearEvents};
pub use order::EventOrder;
pub(crate) use order::shown_name;
pub use plan_step::{PlanStep, PlanWork};
pub use record::StoredRecord;
pub(crate) use revision::{raise_revision, read_revision};
pub(crate) use slices::ranges;
pub use slices::{EventSlices, ROWS_OF_A_SLICE, SliceStep, Wanted};
pub(crate) use tally::{ABSENT, HOUR_MILLISECONDS, hour_of};

/// No alert, asset or workload has a greater key: they are numbered from 1, and a store with so many of one could not be worked
/// with. What is counted by them is held in lists as long as the greatest.
pub(crate) const GREATEST_KEY: usize = 1 << 28;

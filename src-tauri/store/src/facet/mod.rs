//! How many events of a filter have which value: tallied by what events point to, so that one reading serves every facet.
//!
//! Owns: where the numbers come from. The small tables tell them where they can ([`EventTallies`] from books); the rows
//! themselves where an index finds few; the columns of all events else. Which facets there are and what their values are
//! called is the engine's.

mod book;
mod column;
mod counting;
mod index;
mod row;
mod stretch;
mod tallies;
mod time;
mod times;

pub(crate) use row::{number, within};
pub(crate) use stretch::Stretch;

pub use column::ColumnPart;
pub use counting::{CountJob, CountTask, Counting};
pub use index::{AlertFacet, FacetIndex, TargetFacet, WorkloadFacet};
pub use tallies::{EventTallies, ValueCounts};
pub use time::TimeRange;
pub use times::{EventTimes, LevelCounts};

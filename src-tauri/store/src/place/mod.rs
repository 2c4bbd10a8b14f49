//! Rows at any place of a list, found without passing all that come before.
//!
//! Owns: which of a filter's events are where in an order ([`EventPlaces`]), told by the columns. All events in the default
//! order need not even that: how many each hour has is known, and the hour that holds the place is entered. Invariant: the
//! same rows as the SQL of the same order gives.

mod grouping;
mod hour;
mod places;
mod stretch;
#[cfg(test)]
mod tests;

pub use grouping::{EventGroup, GROUPABLE, GroupValue};
pub(crate) use hour::query;
pub use places::EventPlaces;

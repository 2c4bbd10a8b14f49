//! From a typed filter to SQL.
//!
//! A condition becomes a [`Test`]: one or more arms, each on one place of the schema. Which arm can match anything, how
//! many events it selects and from which index a query starts is asked of the small tables before the large one is
//! touched.

mod arm;
mod container;
mod count;
mod keys;
mod named;
mod query;
mod review;
mod selection;
mod sieve;
mod size;
mod time;
mod translate;

pub(crate) use arm::Place;
pub(crate) use query::{Plan, Planner};
pub(crate) use review::count;
pub use selection::Selection;
pub(crate) use sieve::Sieve;

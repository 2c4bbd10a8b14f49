//! What an overview of a filter's events is made of, counted in one reading of their rows.
//!
//! Owns: which numbers are taken out of each row. What they are called and how they are put together is the engine's.

mod asset;
mod row;
mod tallies;

pub use asset::TargetAsset;
pub use tallies::{OverviewTallies, StretchTally};

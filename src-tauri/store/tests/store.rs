//! The store against real files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

mod store {
    mod merge;
    mod plans;
    mod select;
    mod tallies;
}

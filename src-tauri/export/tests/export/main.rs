//! Formats through the pipeline, read back by other readers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

mod fixture;
mod workbook;

//! What requests are accepted, what they mean, and how refusals read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

mod filter {
    mod accepted;
    mod refused;
    mod shell;
    mod words;
}

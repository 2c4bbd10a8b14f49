//! The shell without a display: its commands and permissions through Tauri's stand-in runtime, and its binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

mod binary;
mod commands;
mod permission;
mod shell;

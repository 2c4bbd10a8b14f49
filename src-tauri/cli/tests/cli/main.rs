//! The real program as a process.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "all of this is test code"
)]

mod backups;
#[cfg(unix)]
mod cloud_export;
mod commands;
#[cfg(unix)]
mod export_kills;
#[cfg(target_os = "linux")]
mod keychain;
mod lists;
mod places;
mod policy;
mod presets;
#[cfg(unix)]
mod processes;
mod profiles;
#[cfg(unix)]
mod query;
mod releases;
mod requests;
mod reviews;
mod support;
#[cfg(unix)]
mod sync;
mod views;

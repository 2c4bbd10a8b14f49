//! The engine against real folders and real stores.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "all of this is test code"
)]

mod backups;
mod bad_files;
mod cancelling;
mod checkup;
mod cloud;
mod cloud_bed;
mod column_presets;
mod content;
mod csv_back;
mod export_estimate;
mod export_profiles;
mod export_queue;
mod exports;
mod facets;
// A disk of a few megabytes is made as only Linux makes one.
#[cfg(target_os = "linux")]
mod full_disk;
mod grouping;
mod html;
mod listing;
mod managed;
mod masking;
mod ndjson;
mod notices;
mod ocsf;
mod operations;
mod overview;
mod packing;
mod parquet;
mod policy;
mod proof;
mod proxy;
mod query;
mod records;
mod reject_words;
mod related;
mod reviews;
mod saved_lists;
mod saved_views;
mod selection;
mod settings;
mod slice;
mod support;
mod sync_rejects;
mod tls;

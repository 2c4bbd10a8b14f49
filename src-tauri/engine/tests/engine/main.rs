//! The engine against real folders and real stores.

mod bad_files;
mod exports;
mod listing;
mod notices;
mod operations;
mod policy;
mod settings;
mod support;

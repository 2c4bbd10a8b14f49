//! The project's own rules, as checks that say where a rule is broken.
//!
//! Owns: what compilers and linters cannot know, such as which crate may use which. Each check takes text and gives
//! findings, so it is tested on a bad example before it judges the project (`tests/project.rs`).

pub mod crates;
pub mod filters;
pub mod front_end;
pub mod hosts;
pub mod layout;
pub mod migrations;
pub mod release;
pub mod rust;
mod source;
pub mod sql_text;

pub use source::{Source, sources};

//! The domain of Alertbook: alert events, the words they use, and the filters of `ExportSuspEvents`.
//!
//! Owns: the meaning of records, requests and columns. Must never know: SQLite, files, the network, a clock, a window.
//! Invariant: a value of a type here is already judged; nobody below checks it again.

pub mod column;
pub mod direct_cache;
pub mod filter;
pub mod image_reference;
pub mod json;
mod language;
pub mod model;
pub mod record;
mod refusal;
pub mod text;
pub mod time;
pub mod vocabulary;

pub use language::{Bilingual, Language, Sentence};
pub use refusal::Found;

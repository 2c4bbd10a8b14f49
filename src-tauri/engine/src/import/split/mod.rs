//! Cuts a text of saved answers into its records, whatever their number and wherever they stand.
//!
//! Owns: the outer shape of a text (answers, the lists inside them, lines, arrays, the `body` wrapper) and where each
//! record begins and ends. Must never know: files, archives, encodings, what a record means. Invariants: a record of
//! valid JSON comes out byte for byte and in order; memory stays below a few times [`RECORD_LIMIT`]; damage costs the
//! damaged record and never its neighbours as long as its brackets balance. Failure modes are [`Fault`]s, each with
//! its place; only reading itself can fail.
//!
//! How damage is survived: strings end at a line break that cannot belong to them; a bracket closes the forgotten
//! ones inside it, but never reaches out of its record; an object that begins a line where the grammar allows none
//! begins a new text; and where the brackets of a record never balance, the next record begins at the first `{` that
//! the grammar does not allow.

mod capture;
mod nesting;
mod piece;
mod position;
mod rescue;
mod splitter;
mod structure;
mod token;
mod window;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod shape_tests;

pub(crate) use piece::{Content, Fault, Piece};
pub use position::Position;
pub(crate) use position::Scale;
pub(crate) use splitter::Splitter;

/// The longest record that is read.
pub const RECORD_LIMIT: u64 = 16 * 1024 * 1024;

/// How much of a damaged text is kept for showing.
pub(crate) const SHOWN_LIMIT: usize = 64 * 1024;

/// How much text without any JSON is read before a file is given up.
const FOREIGN_LIMIT: u64 = 1024 * 1024;

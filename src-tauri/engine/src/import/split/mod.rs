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

use alertbook_core::record::RecordKind;

pub use position::Position;
pub(crate) use position::Scale;
pub(crate) use splitter::Splitter;

/// The longest record that is read.
pub const RECORD_LIMIT: u64 = 16 * 1024 * 1024;

/// How much of a damaged text is kept for showing.
pub(crate) const SHOWN_LIMIT: usize = 64 * 1024;

/// How much text without any JSON is read before a file is given up.
const FOREIGN_LIMIT: u64 = 1024 * 1024;

/// Something that was found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece<'text> {
    /// Its text; of a damaged one at most what is kept for showing.
    pub text: &'text [u8],
    /// Where it begins.
    pub position: Position,
    /// What it is.
    pub content: Content,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A record; its kind when the list it stands in tells.
    Record(Option<RecordKind>),
    /// Damage.
    Fault(Fault),
}

/// Damage of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// A record is longer than is read.
    #[error("the record is longer than 16 MiB")]
    TooLong,
    /// A record stops and another one begins.
    #[error("the record breaks off; its brackets or quotes are not closed")]
    BreaksOff,
    /// The end of the file, inside a record.
    #[error("the file ends in the middle of record {0}")]
    EndsInside(u64),
    /// The end of the file, or another answer, before an answer was closed.
    #[error("the answer is cut off after record {0}; further records may be missing")]
    CutOff(u64),
    /// Text between JSON texts.
    #[error("not JSON")]
    Foreign,
    /// A file without any JSON.
    #[error(
        "not JSON; expected saved answers (objects with SuspEvents, Instances, Groups, ContainerInstanceList or \
         GroupedContainerInstanceList), one record per line, or an array of records"
    )]
    NothingKnown,
}

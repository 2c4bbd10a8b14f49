//! What comes out of a text: records, and damage.

use alertbook_core::Language;
use alertbook_core::record::RecordKind;

use super::position::Position;

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
    /// The event of a row of our own CSV, whose words are of this language.
    Row(Language),
    /// Damage.
    Fault(Fault),
}

/// Damage of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A record is longer than is read.
    TooLong,
    /// A record stops and another one begins.
    BreaksOff,
    /// The end of the file, inside a record.
    EndsInside(u64),
    /// The end of the file, or another answer, before an answer was closed.
    CutOff(u64),
    /// Text between JSON texts.
    Foreign,
    /// A file without any JSON.
    NothingKnown,
}

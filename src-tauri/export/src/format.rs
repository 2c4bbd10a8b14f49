//! What every format can do.
//!
//! A file is made by two kinds of workers. Encoders, one in each reading thread, turn rows into pieces; they do not know
//! what stands before their rows. One assembler, in the writing thread, gets the pieces in the order of the rows and is
//! the only one that touches the file. So what is expensive belongs into the encoder, what needs order into the
//! assembler.

use std::io;

use alertbook_core::column::EventRow;

use crate::counted::Counted;
use crate::whole_file::WholeFile;

/// A format with its columns, language and zone decided.
pub trait Format: Sync {
    /// What encoders hand to the assembler.
    type Piece: Send;
    /// Turns rows into pieces.
    type Encoder: RowEncoder<Piece = Self::Piece>;
    /// Turns pieces into the file.
    type Assembler: Assembler<Piece = Self::Piece>;

    /// An encoder of rows; each reading thread has its own.
    fn encoder(&self) -> Self::Encoder;

    /// The one that makes the file.
    fn assembler(&self) -> Self::Assembler;
}

/// Turns rows into pieces.
pub trait RowEncoder {
    /// What it hands over.
    type Piece;

    /// Adds a row.
    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()>;

    /// Whether the rows added since the last time are enough for a piece. One is taken in any case where a slice ends,
    /// and it may be of no rows.
    fn is_full(&self) -> bool;

    /// Takes the rows added since the last time. `spare` is a piece that the assembler is done with, to be used again.
    fn take(&mut self, spare: Option<Self::Piece>) -> io::Result<Self::Piece>;
}

/// Turns pieces into the file.
pub trait Assembler {
    /// What it is handed.
    type Piece;

    /// Writes what stands before the first row. Asking `counted` waits for the count while the readers fill their
    /// queues; a format that need not know the number must not ask.
    fn begin(&mut self, file: &mut WholeFile, counted: &Counted) -> io::Result<()>;

    /// Writes the next `rows` rows.
    fn append(&mut self, file: &mut WholeFile, piece: &mut Self::Piece, rows: u64) -> io::Result<()>;

    /// Writes what stands behind the last row; called once all rows are written and were as many as counted.
    fn end(&mut self, file: &mut WholeFile, rows: u64) -> io::Result<()>;
}

/// Bytes that an encoder of a text format gathers for a piece: few enough to stay in the processor's cache until they
/// are written.
pub(crate) const PIECE_BYTES: usize = 1 << 18;

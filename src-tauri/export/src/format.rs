//! What every format can do.
//!
//! A file is made by two kinds of workers. Encoders, one in each reading thread, turn rows into pieces; they do not know
//! what stands before their rows. The writing thread assembles: it gets the pieces in the order of the rows and is the
//! only one that touches the file. So what is expensive belongs into the encoder, what needs order into assembling.

use std::io;

use alertbook_core::column::EventRow;

use crate::output::Output;
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;

/// A format with its columns, language and zone decided.
pub trait Format: Sync {
    /// What it writes: a file, or a folder of files.
    type Output: Output;
    /// What encoders hand over.
    type Piece: Send;
    /// Turns rows into pieces.
    type Encoder: RowEncoder<Piece = Self::Piece>;

    /// An encoder of rows; each reading thread has its own.
    fn encoder(&self) -> Self::Encoder;

    /// Writes the file from the beginning to the end. The pieces end only when they are all there; anything else is an
    /// error of [`Pieces::next`], which is handed on, and then there is no file.
    fn assemble(&self, file: &mut Self::Output, pieces: &mut Pieces<'_, Self::Piece>) -> io::Result<()>;

    /// Pieces of one reader that may wait for the writer: together with the size of a piece, the memory of an export.
    fn pieces_waiting(&self) -> usize {
        12
    }
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

    /// Takes the rows added since the last time. `spare` is a piece that was given back, to be used again.
    fn take(&mut self, spare: Option<Self::Piece>) -> io::Result<Self::Piece>;
}

/// Bytes that an encoder of a text format gathers for a piece: few enough to stay in the processor's cache until they
/// are written.
pub(crate) const PIECE_BYTES: usize = 1 << 18;

/// Writes pieces of bytes one behind the other.
pub(crate) fn append_all(file: &mut WholeFile, pieces: &mut Pieces<'_, Vec<u8>>) -> io::Result<()> {
    use std::io::Write as _;
    while let Some(piece) = pieces.next()? {
        file.write_all(&piece.content)?;
        pieces.give_back(piece.content);
    }
    Ok(())
}

//! What every format can do.

use std::io;

use alertbook_core::column::EventRow;

/// A format with its columns, language and zone decided.
pub trait Format: Sync {
    /// What stands before the first row.
    fn beginning(&self) -> io::Result<Vec<u8>>;

    /// An encoder of rows; each thread has its own.
    fn encoder(&self) -> Box<dyn RowEncoder>;
}

/// Turns rows into bytes. What encoders of one format made, put one after another behind the beginning, is the file.
pub trait RowEncoder {
    /// Adds a row.
    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()>;

    /// About how many bytes can be taken.
    fn held(&self) -> usize;

    /// Takes the bytes of the rows added since the last time. The next ones may go into `spare`, which is empty.
    fn take(&mut self, spare: Vec<u8>) -> io::Result<Vec<u8>>;
}

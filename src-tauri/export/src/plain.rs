//! Files that are pieces of bytes one behind the other.

use std::io;

use crate::counted::Counted;
use crate::format::Assembler;
use crate::whole_file::WholeFile;

/// Writes a beginning and then the pieces as they are.
pub struct Plain {
    beginning: io::Result<Vec<u8>>,
}

impl Plain {
    /// An assembler; that the beginning could not be made is told when it is to be written.
    pub(crate) const fn new(beginning: io::Result<Vec<u8>>) -> Self {
        Self { beginning }
    }
}

impl Assembler for Plain {
    type Piece = Vec<u8>;

    fn begin(&mut self, file: &mut WholeFile, _: &Counted) -> io::Result<()> {
        file.write(&std::mem::replace(&mut self.beginning, Ok(Vec::new()))?)
    }

    fn append(&mut self, file: &mut WholeFile, piece: &mut Vec<u8>, _: u64) -> io::Result<()> {
        file.write(piece)
    }

    fn end(&mut self, _: &mut WholeFile, _: u64) -> io::Result<()> {
        Ok(())
    }
}

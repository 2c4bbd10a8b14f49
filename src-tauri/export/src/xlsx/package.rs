//! The archive: entries of pieces that are deflated already, one behind the other.

use std::io::{self, Read, Write};

use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter, ZipEntryWriter};

use super::deflate::{Deflated, Deflater, Part};
use super::long_text::Waiting;

/// Rows of a sheet besides its heading.
pub(super) const MOST_SHEET_ROWS: u64 = 1_048_575;
/// Bytes of a sheet before it is deflated: Excel does not read entries of 4 GiB.
pub(super) const MOST_SHEET_BYTES: u64 = 0xf000_0000;
/// The time of every entry: 1980-01-01, the first that archives can tell.
const ENTRY_TIME: i64 = 315_532_800;

pub(super) struct Package<W: Write> {
    archive: ZipArchiveWriter<W>,
    deflater: Deflater,
    piece: Deflated,
}

impl<W: Write> Package<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            archive: ZipArchiveWriter::new(out),
            deflater: Deflater::new(),
            piece: Deflated::default(),
        }
    }

    /// Writes a small entry.
    pub(super) fn add(&mut self, name: &str, content: &str) -> io::Result<()> {
        self.begin(name)?.end(content)
    }

    /// Begins an entry that is written in pieces.
    pub(super) fn begin(&mut self, name: &str) -> io::Result<Entry<'_, W>> {
        let (entry, _) = self
            .archive
            .new_file(name)
            .compression_method(CompressionMethod::DEFLATE)
            .last_modified(UtcDateTime::from_unix(ENTRY_TIME))
            .start()
            .map_err(into_io)?;
        Ok(Entry {
            out: entry,
            deflater: &mut self.deflater,
            piece: &mut self.piece,
            checksum: crc32fast::Hasher::new(),
            length: 0,
        })
    }

    /// Writes the archive's directory.
    pub(super) fn finish(self) -> io::Result<()> {
        self.archive.finish().map(drop).map_err(into_io)
    }
}

/// An entry being written.
pub(super) struct Entry<'a, W: Write> {
    out: ZipEntryWriter<'a, W>,
    deflater: &'a mut Deflater,
    piece: &'a mut Deflated,
    checksum: crc32fast::Hasher,
    length: u64,
}

impl<W: Write> Entry<'_, W> {
    /// Bytes in it before they are deflated.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn append(&mut self, piece: &Deflated) -> io::Result<()> {
        self.out.write_all(&piece.bytes)?;
        self.checksum.combine(&piece.checksum);
        self.length += piece.length;
        Ok(())
    }

    pub(super) fn append_text(&mut self, text: &[u8]) -> io::Result<()> {
        self.append_part(text, Part::Inner)
    }

    /// Appends what waited in a file.
    pub(super) fn append_waiting(&mut self, waiting: &Waiting, from: &mut dyn Read) -> io::Result<()> {
        let copied = io::copy(&mut from.take(waiting.stored), &mut self.out)?;
        if copied != waiting.stored {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.checksum.combine(&waiting.checksum);
        self.length += waiting.length;
        Ok(())
    }

    /// Writes the last text and ends the entry.
    pub(super) fn end(mut self, text: &str) -> io::Result<()> {
        self.append_part(text.as_bytes(), Part::Last)?;
        let output = DataDescriptorOutput::new(self.checksum.finalize(), self.length);
        self.out.finish(output).map(drop).map_err(into_io)
    }

    fn append_part(&mut self, text: &[u8], part: Part) -> io::Result<()> {
        self.deflater.deflate(text, part, self.piece)?;
        self.out.write_all(&self.piece.bytes)?;
        self.checksum.combine(&self.piece.checksum);
        self.length += self.piece.length;
        Ok(())
    }
}

/// The reason of the file system is kept: a full disk is told as one.
fn into_io(error: rawzip::Error) -> io::Error {
    match error.into_kind() {
        rawzip::ErrorKind::IO(error) => error,
        kind => io::Error::other(rawzip::Error::from(kind)),
    }
}

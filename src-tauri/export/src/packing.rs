//! Packing a file into an archive, as the cloud does with its own exports.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Whether a file stands by itself or in an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Packing {
    /// By itself.
    #[default]
    None,
    /// In a ZIP archive of its own.
    Zip,
}

impl Packing {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::None, Self::Zip];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Zip => "zip",
        }
    }

    /// The packing of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|packing| packing.name() == name)
    }
}

/// What an archive's own name ends with, in the place of the format's ending.
pub const ZIP_ENDING: &str = ".zip";

/// Half of what level 6 takes, and files a tenth larger.
const LEVEL: i64 = 3;

/// An archive of one entry, written as the bytes come.
pub(crate) struct Archive<W: Write> {
    writer: Option<ZipWriter<StreamWriter<Silenced<W>>>>,
    is_abandoned: Arc<AtomicBool>,
}

impl<W: Write> Archive<W> {
    /// Begins an archive whose entry has that name. The time of the entry is the first that archives can tell.
    pub(crate) fn begin(out: W, entry: &str) -> io::Result<Self> {
        let is_abandoned = Arc::new(AtomicBool::new(false));
        let mut writer = ZipWriter::new_stream(Silenced {
            out,
            is_abandoned: Arc::clone(&is_abandoned),
        });
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(true);
        writer.start_file(entry, options).map_err(into_io)?;
        Ok(Self {
            writer: Some(writer),
            is_abandoned,
        })
    }

    /// Writes the directory and answers what the archive was written to.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let writer = self.writer.take().ok_or(io::ErrorKind::NotConnected)?;
        let stream = writer.finish().map_err(into_io)?;
        Ok(stream.into_inner().out)
    }
}

impl<W: Write> Write for Archive<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Some(writer) => writer.write(bytes),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W: Write> Drop for Archive<W> {
    fn drop(&mut self) {
        self.is_abandoned.store(true, Ordering::Relaxed);
    }
}

/// Takes nothing more once the archive is given up: its writer would else write a directory, and tell on standard error
/// where a full disk does not let it.
struct Silenced<W> {
    out: W,
    is_abandoned: Arc<AtomicBool>,
}

impl<W: Write> Write for Silenced<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_abandoned.load(Ordering::Relaxed) {
            return Ok(bytes.len());
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The reason of the file system is kept: a full disk is told as one.
fn into_io(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn an_archive_holds_what_was_written_and_is_the_same_each_time() {
        let content: Vec<u8> = (0..400_000_u32).flat_map(|n| (n % 977).to_le_bytes()).collect();
        let packed = || {
            let mut archive = Archive::begin(Vec::new(), "a.csv").unwrap();
            content
                .chunks(4_099)
                .for_each(|part| archive.write_all(part).unwrap());
            archive.finish().unwrap()
        };
        let bytes = packed();
        assert!(bytes == packed());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), 1);
        let mut entry = archive.by_name("a.csv").unwrap();
        let mut read = Vec::new();
        entry.read_to_end(&mut read).unwrap();
        assert!(read == content);
    }

    #[test]
    fn an_archive_that_is_given_up_writes_nothing_more() {
        let mut out = Vec::new();
        let mut archive = Archive::begin(&mut out, "a.csv").unwrap();
        archive.write_all(b"abc").unwrap();
        drop(archive);
        let end_of_directory = b"PK\x05\x06";
        assert!(!out.windows(4).any(|window| window == end_of_directory));
    }
}

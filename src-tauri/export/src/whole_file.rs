//! A file that appears under its name only when it is complete.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::{Builder, NamedTempFile};

/// The ending of a file that is being written.
pub(crate) const PART_ENDING: &str = ".part";

/// A file being written beside its name. Dropped without [`WholeFile::finish`] it leaves nothing behind.
pub struct WholeFile {
    part: NamedTempFile,
    digest: Sha256,
    bytes: u64,
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its size.
    pub bytes: u64,
    /// Lower-case hex SHA-256 of its bytes.
    pub sha256: String,
}

impl WholeFile {
    /// Begins a file. One that another process is writing under this name is an error.
    pub fn begin(folder: &Path, name: &str) -> io::Result<Self> {
        let part = Builder::new()
            .prefix(name)
            .suffix(PART_ENDING)
            .rand_bytes(0)
            .tempfile_in(folder)?;
        Ok(Self {
            part,
            digest: Sha256::new(),
            bytes: 0,
        })
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.part.write_all(bytes)?;
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Makes the file permanent under its name. A file that is already there is never overwritten.
    pub fn finish(self, folder: &Path, name: &str) -> io::Result<Written> {
        self.part.as_file().sync_all()?;
        self.part
            .persist_noclobber(folder.join(name))
            .map_err(|error| error.error)?;
        sync_folder(folder)?;
        let digest = self.digest.finalize();
        Ok(Written {
            bytes: self.bytes,
            sha256: hex(&digest),
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Makes the new name itself permanent, where folders can be opened.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_only_when_finished() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = WholeFile::begin(folder.path(), "a.csv").unwrap();
        file.write(b"abc").unwrap();
        assert!(folder.path().join("a.csv.part").exists() && !folder.path().join("a.csv").exists());
        let written = file.finish(folder.path(), "a.csv").unwrap();
        assert_eq!(written.bytes, 3);
        assert_eq!(
            written.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(std::fs::read(folder.path().join("a.csv")).unwrap(), b"abc");
        assert!(!folder.path().join("a.csv.part").exists());
    }

    #[test]
    fn an_abandoned_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = WholeFile::begin(folder.path(), "a.csv").unwrap();
        file.write(b"abc").unwrap();
        drop(file);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.csv"), "old").unwrap();
        let file = WholeFile::begin(folder.path(), "a.csv").unwrap();
        assert_eq!(
            file.finish(folder.path(), "a.csv").unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(
            std::fs::read_to_string(folder.path().join("a.csv")).unwrap(),
            "old"
        );
        assert!(!folder.path().join("a.csv.part").exists());
    }
}

//! What tells two contents apart. Of a file: its size, its SHA-256, and a checksum of every block, which tells where. Of a
//! folder: the same of each of its files, and the SHA-256 of their list.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Bytes of a block.
pub const BLOCK_BYTES: usize = 1 << 20;

/// What a content was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Bytes.
    pub bytes: u64,
    /// Lower-case hex SHA-256.
    pub sha256: String,
    /// CRC-32 of every [`BLOCK_BYTES`] bytes; the last block may be shorter. A folder has none of its own.
    pub blocks: Vec<u32>,
    /// The files of a folder, by their paths. A file has none.
    pub files: Vec<FileSum>,
}

/// One file of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSum {
    /// Its path in the folder, with slashes.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// Lower-case hex SHA-256.
    pub sha256: String,
}

impl FileSum {
    /// What is there and no file: a link, which could lead anywhere, or an empty folder.
    const fn nothing(path: String) -> Self {
        Self {
            path,
            bytes: 0,
            sha256: String::new(),
        }
    }
}

impl Fingerprint {
    /// Of a folder: the sum of the sizes, and the SHA-256 of the list that `sha256sum` prints of the sorted paths.
    pub fn of_files(mut files: Vec<FileSum>) -> Self {
        files.sort();
        let mut digest = Sha256::new();
        for file in &files {
            for part in [&file.sha256, "  ", &file.path, "\n"] {
                digest.update(part.as_bytes());
            }
        }
        Self {
            bytes: files.iter().map(|file| file.bytes).sum(),
            sha256: hex(&digest.finalize()),
            blocks: Vec::new(),
            files,
        }
    }
}

/// Takes a fingerprint piece by piece.
#[derive(Default)]
pub struct Fingerprinter {
    digest: Sha256,
    block: crc32fast::Hasher,
    in_block: usize,
    blocks: Vec<u32>,
    bytes: u64,
}

impl Fingerprinter {
    /// Takes the next bytes in.
    pub fn update(&mut self, mut bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        while !bytes.is_empty() {
            let (own, rest) = bytes.split_at(bytes.len().min(BLOCK_BYTES - self.in_block));
            self.block.update(own);
            self.in_block += own.len();
            if self.in_block == BLOCK_BYTES {
                self.end_block();
            }
            bytes = rest;
        }
    }

    /// How many bytes were taken in.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The fingerprint of all of them.
    pub fn finish(mut self) -> Fingerprint {
        if self.in_block > 0 {
            self.end_block();
        }
        Fingerprint {
            bytes: self.bytes,
            sha256: hex(&self.digest.finalize()),
            blocks: self.blocks,
            files: Vec::new(),
        }
    }

    fn end_block(&mut self) {
        self.blocks.push(std::mem::take(&mut self.block).finalize());
        self.in_block = 0;
    }
}

/// The fingerprint of what a reader gives.
pub fn fingerprint(mut content: impl io::Read) -> io::Result<Fingerprint> {
    let mut taken = Fingerprinter::default();
    let mut room = vec![0; BLOCK_BYTES];
    loop {
        match content.read(&mut room) {
            Ok(0) => return Ok(taken.finish()),
            Ok(read) => taken.update(room.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The fingerprint of a file, or of a folder with everything in it. Of what is neither only the path inside a folder
/// counts; by itself it is an error.
pub fn fingerprint_at(path: &Path) -> io::Result<Fingerprint> {
    let found = path.symlink_metadata()?;
    if found.is_file() {
        return fingerprint(File::open(path)?);
    }
    if !found.is_dir() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut files = Vec::new();
    collect(path, "", &mut files)?;
    Ok(Fingerprint::of_files(files))
}

fn collect(folder: &Path, within: &str, files: &mut Vec<FileSum>) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = entry.file_name();
        let path = [within, &name.to_string_lossy()].concat();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            let before = files.len();
            let within = [&path, "/"].concat();
            collect(&entry.path(), &within, files)?;
            if files.len() == before {
                files.push(FileSum::nothing(within));
            }
        } else if kind.is_file() {
            let content = fingerprint(File::open(entry.path())?)?;
            files.push(FileSum {
                path,
                bytes: content.bytes,
                sha256: content.sha256,
            });
        } else {
            files.push(FileSum::nothing(path));
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_does_not_depend_on_how_the_bytes_come() {
        let content: Vec<u8> = (0..BLOCK_BYTES * 2 + 7)
            .map(|at| u8::try_from(at % 251).unwrap())
            .collect();
        let whole = fingerprint(&content[..]).unwrap();
        let mut pieces = Fingerprinter::default();
        content.chunks(4_099).for_each(|piece| pieces.update(piece));
        assert_eq!(pieces.finish(), whole);
        assert_eq!((whole.bytes, whole.blocks.len()), (content.len() as u64, 3));
    }

    #[test]
    fn a_changed_byte_changes_its_block_alone() {
        let mut content = vec![7; BLOCK_BYTES * 3];
        let before = fingerprint(&content[..]).unwrap();
        content[BLOCK_BYTES + 5] = 8;
        let after = fingerprint(&content[..]).unwrap();
        assert_ne!(before.sha256, after.sha256);
        let changed: Vec<bool> = before
            .blocks
            .iter()
            .zip(&after.blocks)
            .map(|(before, after)| before != after)
            .collect();
        assert_eq!(changed, [false, true, false]);
    }

    #[test]
    fn known_sums() {
        let abc = fingerprint(&b"abc"[..]).unwrap();
        assert_eq!(
            abc.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(abc.blocks, [0x3524_41c2]);
        assert!(fingerprint(&b""[..]).unwrap().blocks.is_empty());
    }
}

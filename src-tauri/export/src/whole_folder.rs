//! A folder of files that appears under its name only when all of them are complete.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::fingerprint::{FileSum, Fingerprint, Fingerprinter};
use crate::output::{Output, Place};
use crate::whole_file::{PART_ENDING, sync_folder};

/// A folder being filled beside its name.
pub struct WholeFolder {
    part: PartFolder,
    inner: BTreeSet<PathBuf>,
    files: Vec<FileSum>,
}

impl WholeFolder {
    /// Begins a file in a folder of this folder. Each is begun once.
    pub fn begin_file(&mut self, folder: &str, name: &str) -> io::Result<FolderFile> {
        let inside = self.part.0.join(folder);
        if self.inner.insert(inside.clone()) {
            std::fs::create_dir(&inside)?;
        }
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(inside.join(name))?;
        Ok(FolderFile {
            file,
            path: [folder, "/", name].concat(),
            content: Fingerprinter::default(),
        })
    }

    /// Makes the bytes of a file permanent. It is only lent: a library may hold it. Nothing is written to it after that.
    pub fn end_file(&mut self, file: &mut FolderFile) -> io::Result<()> {
        file.file.sync_all()?;
        let content = std::mem::take(&mut file.content).finish();
        self.files.push(FileSum {
            path: std::mem::take(&mut file.path),
            bytes: content.bytes,
            sha256: content.sha256,
        });
        Ok(())
    }
}

impl Output for WholeFolder {
    fn begin(place: &Place<'_>) -> io::Result<Self> {
        let part = place.folder.join([place.name, PART_ENDING].concat());
        std::fs::create_dir(&part)?;
        Ok(Self {
            part: PartFolder(part),
            inner: BTreeSet::new(),
            files: Vec::new(),
        })
    }

    fn finish(self, place: &Place<'_>) -> io::Result<Fingerprint> {
        for folder in &self.inner {
            sync_folder(folder)?;
        }
        sync_folder(&self.part.0)?;
        let whole = place.folder.join(place.name);
        // Renaming would replace an empty folder.
        if whole.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        std::fs::rename(&self.part.0, whole)?;
        sync_folder(place.folder)?;
        Ok(Fingerprint::of_files(self.files))
    }
}

/// A file of the folder, being written.
pub struct FolderFile {
    file: File,
    path: String,
    content: Fingerprinter,
}

impl Write for FolderFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.content.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Goes with everything in it, unless it was renamed.
struct PartFolder(PathBuf);

impl Drop for PartFolder {
    fn drop(&mut self) {
        // Nobody could be told; the next start tries again.
        let _ = remove_folder(&self.0);
    }
}

fn remove_folder(part: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(part) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::fingerprint_at;

    fn filled(place: &Place<'_>) -> WholeFolder {
        let mut folder = WholeFolder::begin(place).unwrap();
        for (day, name) in [("day=2", "a"), ("day=2", "b"), ("day=1", "a")] {
            let mut file = folder.begin_file(day, name).unwrap();
            file.write_all(day.as_bytes()).unwrap();
            folder.end_file(&mut file).unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_is_there_only_when_finished() {
        let parent = tempfile::tempdir().unwrap();
        let place = Place::of(parent.path(), "x.parquet");
        let folder = filled(&place);
        assert!(parent.path().join("x.parquet.part/day=2/b").exists());
        let written = folder.finish(&place).unwrap();
        let paths: Vec<&str> = written.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["day=1/a", "day=2/a", "day=2/b"]);
        assert_eq!(fingerprint_at(&parent.path().join("x.parquet")).unwrap(), written);
        assert_eq!(parent.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn an_abandoned_folder_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        drop(filled(&Place::of(parent.path(), "x.parquet")));
        assert_eq!(parent.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn what_is_there_is_never_replaced() {
        let parent = tempfile::tempdir().unwrap();
        let place = Place::of(parent.path(), "x.parquet");
        let folder = filled(&place);
        std::fs::create_dir(parent.path().join("x.parquet")).unwrap();
        let error = folder.finish(&place).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(parent.path().read_dir().unwrap().count(), 1);
    }
}

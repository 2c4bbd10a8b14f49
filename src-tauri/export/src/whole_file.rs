//! A file that appears under its name only when it is complete.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use tempfile::{NamedTempFile, PersistError};

use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::output::{Output, Place};
use crate::packing::Archive;

/// The ending of a file that is being written.
pub(crate) const PART_ENDING: &str = ".part";
/// The ending of a file that has to be whole before it can be packed.
pub const UNPACKED_ENDING: &str = ".unpacked";

/// So many bytes are given to the disk at once while more are written, so that the end does not wait for all of them.
const BYTES_AHEAD: u64 = 16 << 20;
/// So many bytes are taken in between two looks at whether to go on: a millisecond or two.
const STEP: usize = 1 << 18;

/// A file being written beside its name. Dropped without [`Output::finish`] it leaves nothing behind.
pub struct WholeFile {
    content: Content,
    folder: PathBuf,
    name: String,
}

enum Content {
    Plain(Box<Part>),
    Packed(Box<Archive<Part>>),
}

impl WholeFile {
    /// The folder it is written in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the file permanent in place of one that is already there, for a name that a person chose.
    pub fn finish_over(self, place: &Place<'_>) -> io::Result<Fingerprint> {
        let name = place.folder.join(place.name);
        self.part()?.finish(place.folder, |file| file.persist(name))
    }

    fn part(self) -> io::Result<Part> {
        match self.content {
            Content::Plain(part) => Ok(*part),
            Content::Packed(archive) => archive.finish(),
        }
    }

    /// Lets another hand write all of the content: `write` is given the path of an empty file. What it wrote is then taken
    /// in; what it answers is asked between the blocks whether to go on, and its error ends that.
    pub fn fill<GoOn: FnMut() -> io::Result<()>>(
        &mut self,
        write: impl FnOnce(&Path) -> io::Result<GoOn>,
    ) -> io::Result<()> {
        match &mut self.content {
            Content::Plain(part) => {
                let mut go_on = write(part.file.path())?;
                let mut written = part.file.as_file().try_clone()?;
                read_back(&mut written, &mut go_on, &mut |bytes| {
                    part.take_in(bytes);
                    Ok(())
                })
            }
            Content::Packed(archive) => {
                let mut unpacked = tempfile::Builder::new()
                    .prefix(&self.name)
                    .suffix(UNPACKED_ENDING)
                    .rand_bytes(0)
                    .tempfile_in(&self.folder)?;
                let mut go_on = write(unpacked.path())?;
                read_back(unpacked.as_file_mut(), &mut go_on, &mut |bytes| {
                    archive.write_all(bytes)
                })
            }
        }
    }
}

/// Hands what a file holds to `take`, block by block.
fn read_back(
    file: &mut File,
    go_on: &mut dyn FnMut() -> io::Result<()>,
    take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    file.rewind()?;
    let mut room = vec![0; STEP];
    loop {
        go_on()?;
        match file.read(&mut room) {
            Ok(0) => return Ok(()),
            Ok(read) => take(room.get(..read).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

impl Output for WholeFile {
    fn begin(place: &Place<'_>) -> io::Result<Self> {
        let part = Part::begin(place.folder, place.name)?;
        let content = match place.packed {
            None => Content::Plain(Box::new(part)),
            Some(entry) => Content::Packed(Box::new(Archive::begin(part, entry)?)),
        };
        let folder = place.folder.to_owned();
        Ok(Self {
            content,
            folder,
            name: place.name.to_owned(),
        })
    }

    fn finish(self, place: &Place<'_>) -> io::Result<Fingerprint> {
        let name = place.folder.join(place.name);
        self.part()?
            .finish(place.folder, |file| file.persist_noclobber(name))
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.content {
            Content::Plain(part) => part.write(bytes),
            Content::Packed(archive) => archive.write(bytes),
        }
    }

    /// Nothing is held back here.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes on the disk, as long as they have no name of their own.
struct Part {
    /// Ends before the file goes, so that nobody has it open then.
    flusher: Flusher,
    file: NamedTempFile,
    content: Fingerprinter,
    flushed: u64,
}

impl Part {
    fn begin(folder: &Path, name: &str) -> io::Result<Self> {
        let file = tempfile::Builder::new()
            .prefix(name)
            .suffix(PART_ENDING)
            .rand_bytes(0)
            .tempfile_in(folder)?;
        let flusher = Flusher::start(file.as_file().try_clone()?)?;
        Ok(Self {
            flusher,
            file,
            content: Fingerprinter::default(),
            flushed: 0,
        })
    }

    /// Reckons with bytes that stand in the file.
    fn take_in(&mut self, bytes: &[u8]) {
        self.content.update(bytes);
        if self.content.bytes() - self.flushed >= BYTES_AHEAD {
            self.flushed = self.content.bytes();
            self.flusher.wake();
        }
    }

    fn finish(
        mut self,
        folder: &Path,
        persist: impl FnOnce(NamedTempFile) -> Result<File, PersistError>,
    ) -> io::Result<Fingerprint> {
        self.flusher.end()?;
        self.file.as_file().sync_all()?;
        persist(self.file).map_err(|error| error.error)?;
        sync_folder(folder)?;
        Ok(self.content.finish())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.take_in(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A thread that makes what was written so far permanent, again and again.
struct Flusher {
    /// Both are there until it ends.
    wishes: Option<SyncSender<()>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Flusher {
    fn start(file: File) -> io::Result<Self> {
        let (wishes, received) = sync_channel(1);
        let thread = Builder::new()
            .name("export flusher".to_owned())
            .spawn(move || received.into_iter().try_for_each(|()| file.sync_data()))?;
        Ok(Self {
            wishes: Some(wishes),
            thread: Some(thread),
        })
    }

    /// Asks for one more flush. One that waits already serves both; a thread that failed tells so at the end.
    fn wake(&self) {
        let _ = self.wishes.as_ref().map(|wishes| wishes.try_send(()));
    }

    /// Waits for the flush under way. The disk's failures are told here, since each is told only once.
    fn end(&mut self) -> io::Result<()> {
        self.wishes = None;
        let Some(thread) = self.thread.take() else {
            return Ok(());
        };
        thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

impl Drop for Flusher {
    /// What is given up goes whole: the thread holds the file open.
    fn drop(&mut self) {
        self.wishes = None;
        if let Some(thread) = self.thread.take() {
            // Nobody asks any more what became of it.
            let _ = thread.join();
        }
    }
}

/// Makes the new name itself permanent, where folders can be opened.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(folder: &Path) -> Place<'_> {
        Place::of(folder, "a.csv")
    }

    #[test]
    fn what_another_hand_wrote_is_the_content() {
        let folder = tempfile::tempdir().unwrap();
        let content = vec![7; STEP * 2 + 5];
        let mut file = WholeFile::begin(&at(folder.path())).unwrap();
        let mut asked = 0;
        file.fill(|part| {
            std::fs::write(part, &content)?;
            Ok(|| {
                asked += 1;
                Ok(())
            })
        })
        .unwrap();
        let written = file.finish(&at(folder.path())).unwrap();
        assert_eq!(written, crate::fingerprint(&content[..]).unwrap());
        assert_eq!(std::fs::read(folder.path().join("a.csv")).unwrap(), content);
        assert_eq!(asked, 4);
    }

    #[test]
    fn taking_in_ends_when_it_is_not_to_go_on_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        for packed in [None, Some("a")] {
            let place = Place {
                packed,
                ..at(folder.path())
            };
            let mut file = WholeFile::begin(&place).unwrap();
            let filled = file.fill(|part| {
                std::fs::write(part, "abc")?;
                Ok(|| Err(io::Error::other("no more")))
            });
            assert!(filled.is_err());
            drop(file);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn a_file_is_there_only_when_finished() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = WholeFile::begin(&at(folder.path())).unwrap();
        file.write_all(b"abc").unwrap();
        assert!(folder.path().join("a.csv.part").exists() && !folder.path().join("a.csv").exists());
        let written = file.finish(&at(folder.path())).unwrap();
        assert_eq!(written, crate::fingerprint(&b"abc"[..]).unwrap());
        assert_eq!(std::fs::read(folder.path().join("a.csv")).unwrap(), b"abc");
        assert!(!folder.path().join("a.csv.part").exists());
    }

    #[test]
    fn an_abandoned_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = WholeFile::begin(&at(folder.path())).unwrap();
        file.write_all(b"abc").unwrap();
        drop(file);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_has_a_file_open_that_was_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let is_open = || {
            let open = std::fs::read_dir("/proc/self/fd").unwrap();
            let mut targets = open.filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok());
            targets.any(|target| target.starts_with(folder.path()))
        };
        // A thread that was not waited for is late only now and then.
        for _ in 0..200 {
            let mut file = WholeFile::begin(&at(folder.path())).unwrap();
            file.write_all(b"abc").unwrap();
            assert!(is_open());
            drop(file);
            assert!(!is_open());
        }
    }

    #[test]
    fn a_file_that_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.csv"), "old").unwrap();
        let file = WholeFile::begin(&at(folder.path())).unwrap();
        assert_eq!(
            file.finish(&at(folder.path())).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(
            std::fs::read_to_string(folder.path().join("a.csv")).unwrap(),
            "old"
        );
        assert!(!folder.path().join("a.csv.part").exists());
    }

    #[test]
    fn a_name_that_a_person_chose_is_overwritten_at_the_end_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let held = || std::fs::read_to_string(folder.path().join("a.csv")).unwrap();
        std::fs::write(folder.path().join("a.csv"), "old").unwrap();
        let mut file = WholeFile::begin(&at(folder.path())).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(held(), "old");
        file.finish_over(&at(folder.path())).unwrap();
        assert_eq!(held(), "new");
    }
}

//! The reading side: opens one input after the other, recognises it, cuts it, deals out batches.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crossbeam_channel::{Receiver, Sender};

use super::archive;
use super::batch::Batch;
use super::csv_file::{Beside, FirstLine, first_line, judge_first_line};
use super::database;
use super::decode::{Kind, probe, recognise, text_of};
use super::reject::Reject;
use super::source::{Input, Origin};
use super::split::{Piece, Splitter};
use super::why::FileWhy;
use crate::cancel::Cancel;

/// The other side is gone or somebody wished to stop: there is no use in reading on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stopped;

/// Reads inputs and deals out what they hold, in turn to each lane.
pub(super) struct Feeder {
    lanes: Vec<Sender<Batch>>,
    spare: Receiver<Batch>,
    turn: usize,
    pub(super) batch: Batch,
    /// What the manifest beside the present file says.
    pub(super) beside: Beside,
    bytes: Arc<AtomicU64>,
    scratch: PathBuf,
    cancel: Cancel,
}

impl Feeder {
    pub(super) fn new(
        lanes: Vec<Sender<Batch>>,
        spare: Receiver<Batch>,
        scratch: PathBuf,
        cancel: Cancel,
    ) -> Self {
        Self {
            lanes,
            spare,
            turn: 0,
            batch: Batch::default(),
            beside: Beside::default(),
            bytes: Arc::default(),
            scratch,
            cancel,
        }
    }

    /// Reads everything.
    pub(super) fn run(mut self, inputs: Vec<Input>) -> Result<(), Stopped> {
        for input in inputs {
            self.batch.file = Arc::clone(&input.name);
            self.beside = input.origin.beside();
            if let Err(error) = self.read_input(input.origin)? {
                let why = FileWhy::Unreadable(error.to_string());
                self.fault(Reject::of_file(&input.name, &why.into()))?;
            }
        }
        self.send()
    }

    fn read_input(&mut self, origin: Origin) -> Result<io::Result<()>, Stopped> {
        match origin {
            Origin::Stream(reader) => self.read_stream(reader),
            Origin::File(path) => {
                let file = match File::open(&path) {
                    Ok(file) => file,
                    Err(error) => return Ok(Err(error)),
                };
                let seekable = file.metadata().is_ok_and(|metadata| metadata.is_file());
                if seekable {
                    self.read_file(&path, file)
                } else {
                    self.read_stream(Box::new(file))
                }
            }
        }
    }

    fn read_file(&mut self, path: &Path, mut file: File) -> Result<io::Result<()>, Stopped> {
        let first = match archive::peek(&mut file) {
            Ok(first) => first,
            Err(error) => return Ok(Err(error)),
        };
        match recognise(&first) {
            Kind::Zip => archive::read(self, self.counted(file)),
            Kind::Database => database::read_file(self, path, file.metadata().map_or(0, |found| found.len())),
            kind => self.read_text(kind, self.counted(file)),
        }
    }

    fn read_stream(&mut self, stream: Box<dyn Read + Send>) -> Result<io::Result<()>, Stopped> {
        let (first, whole) = match probe(self.counted(stream)) {
            Ok(probed) => probed,
            Err(error) => return Ok(Err(error)),
        };
        match recognise(&first) {
            Kind::Zip => match archive::spool(whole, &self.cancel) {
                Ok(Some(file)) => archive::read(self, file),
                Ok(None) => Err(Stopped),
                Err(error) => Ok(Err(error)),
            },
            Kind::Database => database::read_stream(self, whole),
            kind => self.read_text(kind, whole),
        }
    }

    /// Adds what needs no cutting.
    pub(super) fn push(&mut self, piece: &Piece<'_>) -> Result<(), Stopped> {
        self.batch.push(piece);
        if self.batch.is_full() {
            self.send()?;
        }
        Ok(())
    }

    /// Ends what belongs to one file.
    pub(super) fn end_file(&mut self) -> Result<(), Stopped> {
        self.send()
    }

    /// Counts bytes that were read in another way than by [`Self::counted`].
    pub(super) fn count_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// A folder for what has to be a file of its own for a while.
    pub(super) fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// The wish to stop.
    pub(super) const fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// Reads a text: rows of our own CSV, or records of JSON.
    pub(super) fn read_text(&mut self, kind: Kind, source: impl Read) -> Result<io::Result<()>, Stopped> {
        if kind == Kind::Office {
            let reject = Reject::of_file(&self.file(), &FileWhy::Office.into());
            return self.fault(reject).map(Ok);
        }
        if kind != Kind::Utf8 {
            return self.read_json(kind, source);
        }
        let (line, whole) = match first_line(source) {
            Ok(looked_at) => looked_at,
            Err(error) => return Ok(Err(error)),
        };
        match judge_first_line(&line, &self.file()) {
            FirstLine::Csv(shape) => self.read_csv(whole, &shape),
            FirstLine::Refused(why) => self.fault(Reject::of_file(&self.file(), &why)).map(Ok),
            FirstLine::Other => self.read_json(kind, whole),
        }
    }

    /// Cuts a text into records. A failure of reading is told with its place; what was cut before it counts.
    fn read_json(&mut self, kind: Kind, source: impl Read) -> Result<io::Result<()>, Stopped> {
        let (text, scale) = text_of(kind, source);
        let mut splitter = Splitter::new(text, scale);
        loop {
            match splitter.next_piece() {
                Ok(Some(piece)) => self.batch.push(&piece),
                Ok(None) => break,
                Err(error) => {
                    let why = FileWhy::RestOfText(error.to_string());
                    let reject = Reject::new(&self.batch.file, splitter.position(), &why.into(), b"");
                    self.fault(reject)?;
                    break;
                }
            }
            if self.batch.is_full() {
                self.send()?;
            }
        }
        self.send()?;
        Ok(Ok(()))
    }

    /// What is read now.
    pub(super) fn file(&self) -> Arc<str> {
        Arc::clone(&self.batch.file)
    }

    /// Names what is read from now on.
    pub(super) fn enter(&mut self, file: Arc<str>) {
        self.batch.file = file;
    }

    /// Tells what is wrong with the present file as a whole.
    pub(super) fn fault(&mut self, reject: Reject) -> Result<(), Stopped> {
        self.batch.file_faults.push(reject);
        self.send()
    }

    pub(super) fn send(&mut self) -> Result<(), Stopped> {
        if self.cancel.is_cancelled() {
            return Err(Stopped);
        }
        if self.batch.is_empty() {
            return Ok(());
        }
        let mut next = self.spare.try_recv().unwrap_or_default();
        next.file = Arc::clone(&self.batch.file);
        let mut batch = std::mem::replace(&mut self.batch, next);
        batch.bytes_read = self.bytes.load(Ordering::Relaxed);
        let lane = self.lanes.get(self.turn).ok_or(Stopped)?;
        lane.send(batch).map_err(|_| Stopped)?;
        self.turn = (self.turn + 1) % self.lanes.len();
        Ok(())
    }

    fn counted<R>(&self, source: R) -> Counted<R> {
        Counted {
            source,
            bytes: Arc::clone(&self.bytes),
            cancel: self.cancel.clone(),
        }
    }
}

/// Counts what is read, and stops reading on request.
pub(super) struct Counted<R> {
    source: R,
    bytes: Arc<AtomicU64>,
    cancel: Cancel,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.cancel.is_cancelled() {
            return Err(io::Error::other("stopped on request"));
        }
        let count = self.source.read(into)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}

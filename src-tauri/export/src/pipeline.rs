//! Filling a file from several readers at once: each encodes its slices, one thread writes what they made in order.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

use alertbook_core::column::EventRow;
use crossbeam_channel::{Receiver, Sender, bounded};

use crate::counted::Counted;
use crate::format::{Assembler, Format, RowEncoder};
use crate::whole_file::WholeFile;

/// Pieces of one reader that may wait for the writer: together with the size of a piece, the memory of an export.
const PIECES_WAITING: usize = 12;

/// Takes rows, slice after slice. `Break` means that no more are wanted.
pub trait RowSink {
    /// Takes a row.
    fn row(&mut self, event: &EventRow<'_>) -> ControlFlow<()>;

    /// The slice has no more rows.
    fn end_slice(&mut self) -> ControlFlow<()>;
}

/// Where rows come from: slices numbered from 0, to be read side by side.
pub trait RowSource: Sync {
    /// What can go wrong with reading.
    type Error: Send;

    /// How many slices there are.
    fn slices(&self) -> usize;

    /// Counts the rows in another way than by reading them.
    fn count(&self) -> Result<u64, Self::Error>;

    /// Reads the slices `reader`, `reader + readers`, … in this order, until the sink breaks off.
    fn read(&self, reader: usize, readers: usize, sink: &mut dyn RowSink) -> Result<(), Self::Error>;
}

/// How an export goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows in the file so far.
    pub rows: u64,
    /// Bytes in the file so far.
    pub bytes: u64,
}

/// What is to be written where.
pub struct Job<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The file's name in it.
    pub name: &'a str,
    /// How many readers work side by side, at least one.
    pub readers: usize,
    /// Set from outside to stop.
    pub cancelled: &'a AtomicBool,
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Rows in the file.
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
    /// Lower-case hex SHA-256 of its bytes.
    pub sha256: String,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Error<E> {
    /// The rows could not be read.
    #[error("reading rows")]
    Source(E),
    /// The file could not be written.
    #[error("writing the file: {0}")]
    Write(#[from] io::Error),
    /// The rows were not as many as counted.
    #[error("{written} rows instead of {counted}")]
    Incomplete {
        /// Rows counted.
        counted: u64,
        /// Rows read.
        written: u64,
    },
    /// It was stopped from outside.
    #[error("cancelled")]
    Cancelled,
}

/// What a reader hands to the writer.
struct Chunk<P> {
    piece: P,
    rows: u64,
    ends_slice: bool,
}

/// The writer's side of the channels: chunks of each reader, and emptied pieces on their way back.
struct Lanes<'a, P> {
    receivers: &'a [Receiver<Chunk<P>>],
    spare: Sender<P>,
}

/// Writes all rows of a source into a file. `progress` is called for every piece.
pub fn run<S: RowSource, F: Format>(
    job: &Job<'_>,
    source: &S,
    format: &F,
    progress: &mut dyn FnMut(Progress),
) -> Result<Finished, Error<S::Error>> {
    let mut file = WholeFile::begin(job.folder, job.name)?;
    let mut assembler = format.assembler();
    let known = Counted::default();
    let readers = job.readers.clamp(1, source.slices().max(1));
    let (written, counted) = thread::scope(|scope| {
        let (senders, receivers): (Vec<_>, Vec<_>) = (0..readers).map(|_| bounded(PIECES_WAITING)).unzip();
        let (spare_in, spare) = bounded(readers * PIECES_WAITING);
        let workers: Vec<_> = senders
            .into_iter()
            .enumerate()
            .map(|(reader, sender)| {
                let spare = spare.clone();
                scope.spawn(move || {
                    let mut encoding = Encoding::new(format.encoder(), sender, spare, job.cancelled);
                    source
                        .read(reader, readers, &mut encoding)
                        .map_err(Error::Source)?;
                    encoding.failed.map_or(Ok(()), |error| Err(Error::Write(error)))
                })
            })
            .collect();
        let counting = scope.spawn(|| {
            let teller = known.teller();
            source.count().inspect(|rows| teller.tell(*rows))
        });
        let lanes = Lanes {
            receivers: &receivers,
            spare: spare_in,
        };
        let begun = assembler.begin(&mut file, &known);
        let written = begun.and_then(|()| {
            write_in_order(
                (&mut file, &mut assembler),
                &lanes,
                source.slices(),
                job.cancelled,
                progress,
            )
        });
        // Readers that still wait for room find the channel closed.
        drop(receivers);
        for worker in workers {
            joined(worker)?;
        }
        let counted = joined(counting).map_err(Error::Source)?;
        Ok::<_, Error<S::Error>>((written.map_err(Error::Write)?, counted))
    })?;
    if job.cancelled.load(Ordering::Relaxed) {
        return Err(Error::Cancelled);
    }
    if written != counted {
        return Err(Error::Incomplete { counted, written });
    }
    assembler.end(&mut file, written)?;
    let whole = file.finish(job.folder, job.name)?;
    Ok(Finished {
        rows: written,
        bytes: whole.bytes,
        sha256: whole.sha256,
    })
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Writes the chunks of slice after slice; stops early when a reader is gone or the export is cancelled.
fn write_in_order<A: Assembler>(
    (file, assembler): (&mut WholeFile, &mut A),
    lanes: &Lanes<'_, A::Piece>,
    slices: usize,
    cancelled: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> io::Result<u64> {
    let mut rows = 0;
    for (_, receiver) in (0..slices).zip(lanes.receivers.iter().cycle()) {
        loop {
            let Ok(mut chunk) = receiver.recv() else {
                return Ok(rows);
            };
            if cancelled.load(Ordering::Relaxed) {
                return Ok(rows);
            }
            assembler.append(file, &mut chunk.piece, chunk.rows)?;
            rows += chunk.rows;
            progress(Progress {
                rows,
                bytes: file.bytes(),
            });
            // Where there are spare ones enough, this one is given back to the system.
            let _ = lanes.spare.try_send(chunk.piece);
            if chunk.ends_slice {
                break;
            }
        }
    }
    Ok(rows)
}

/// One reader's work: rows to pieces.
struct Encoding<'a, E: RowEncoder> {
    encoder: E,
    sender: Sender<Chunk<E::Piece>>,
    spare: Receiver<E::Piece>,
    cancelled: &'a AtomicBool,
    rows: u64,
    failed: Option<io::Error>,
}

impl<'a, E: RowEncoder> Encoding<'a, E> {
    fn new(
        encoder: E,
        sender: Sender<Chunk<E::Piece>>,
        spare: Receiver<E::Piece>,
        cancelled: &'a AtomicBool,
    ) -> Self {
        Self {
            encoder,
            sender,
            spare,
            cancelled,
            rows: 0,
            failed: None,
        }
    }

    fn hand_over(&mut self, ends_slice: bool) -> ControlFlow<()> {
        match self.encoder.take(self.spare.try_recv().ok()) {
            Ok(piece) => {
                let chunk = Chunk {
                    piece,
                    rows: std::mem::take(&mut self.rows),
                    ends_slice,
                };
                if self.sender.send(chunk).is_ok() {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            }
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, error: io::Error) -> ControlFlow<()> {
        self.failed = Some(error);
        ControlFlow::Break(())
    }
}

impl<E: RowEncoder> RowSink for Encoding<'_, E> {
    fn row(&mut self, event: &EventRow<'_>) -> ControlFlow<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if let Err(error) = self.encoder.encode(event) {
            return self.fail(error);
        }
        self.rows += 1;
        if self.encoder.is_full() {
            self.hand_over(false)
        } else {
            ControlFlow::Continue(())
        }
    }

    fn end_slice(&mut self) -> ControlFlow<()> {
        self.hand_over(true)
    }
}

//! Filling a file from several readers at once: each encodes its slices, one thread writes what they made in order.

use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

use alertbook_core::column::EventRow;
use crossbeam_channel::{Receiver, Sender, bounded};

use crate::counted::Counted;
use crate::fingerprint::Fingerprint;
use crate::format::{Format, RowEncoder};
use crate::output::{Output, Place};
use crate::pieces::{Chunk, Piece, Pieces};

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

/// What is to be written where.
pub struct Job<'a> {
    /// Where the file stands.
    pub place: Place<'a>,
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
    /// What the file holds.
    pub content: Fingerprint,
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

/// Writes all rows of a source into a file. `progress` is told the rows so far, for every piece.
pub fn run<S: RowSource, F: Format>(
    job: &Job<'_>,
    source: &S,
    format: &F,
    progress: &mut dyn FnMut(u64),
) -> Result<Finished, Error<S::Error>> {
    let mut file = F::Output::begin(&job.place)?;
    let counted = Counted::default();
    let readers = job.readers.clamp(1, source.slices().max(1));
    let rows = thread::scope(|scope| {
        let (senders, receivers): (Vec<_>, Vec<_>) =
            (0..readers).map(|_| bounded(format.pieces_waiting())).unzip();
        let (spare_in, spare) = bounded(readers * format.pieces_waiting());
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
            let teller = counted.teller();
            source.count().inspect(|rows| teller.tell(*rows))
        });
        let mut pieces = Pieces {
            receivers,
            spare: spare_in,
            counted: &counted,
            cancelled: job.cancelled,
            progress,
            slices: source.slices(),
            slice: 0,
            rows: 0,
            is_stopped: false,
        };
        let assembled = format.assemble(&mut file, &mut pieces);
        let (written, is_stopped) = (pieces.rows, pieces.is_stopped);
        // Readers that still wait for room find the channel closed.
        drop(pieces);
        for worker in workers {
            joined(worker)?;
        }
        let counted = joined(counting).map_err(Error::Source)?;
        match assembled {
            Err(error) if !is_stopped => Err(Error::Write(error)),
            _ if job.cancelled.load(Ordering::Relaxed) => Err(Error::Cancelled),
            _ if written != counted => Err(Error::Incomplete { counted, written }),
            Err(error) => Err(Error::Write(error)),
            Ok(()) => Ok(written),
        }
    })?;
    let content = file.finish(&job.place)?;
    Ok(Finished { rows, content })
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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
            Ok(content) => {
                let rows = std::mem::take(&mut self.rows);
                let chunk = Chunk {
                    piece: Piece { content, rows },
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

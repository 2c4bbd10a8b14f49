//! The pieces of all readers in the order of the rows.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender};

use crate::counted::Counted;

/// What a reader hands to the writer.
pub(crate) struct Chunk<P> {
    pub(crate) piece: Piece<P>,
    pub(crate) ends_slice: bool,
}

/// Rows, encoded.
pub struct Piece<P> {
    /// What the encoder made of them.
    pub content: P,
    /// How many there are.
    pub rows: u64,
}

/// The pieces, for the one who assembles the file.
pub struct Pieces<'a, P> {
    pub(crate) receivers: Vec<Receiver<Chunk<P>>>,
    pub(crate) spare: Sender<P>,
    pub(crate) counted: &'a Counted,
    pub(crate) cancelled: &'a AtomicBool,
    pub(crate) progress: &'a mut dyn FnMut(u64),
    pub(crate) slices: usize,
    pub(crate) slice: usize,
    pub(crate) rows: u64,
    pub(crate) is_stopped: bool,
}

impl<P> Pieces<'_, P> {
    /// The next piece. None when every row was handed out and they were as many as counted; an error when that will not
    /// come true.
    #[expect(
        clippy::should_implement_trait,
        reason = "a for loop would tempt to leave out the errors"
    )]
    pub fn next(&mut self) -> io::Result<Option<Piece<P>>> {
        if self.slice == self.slices {
            return self.end();
        }
        let lane = self.slice % self.receivers.len().max(1);
        let received = self.receivers.get(lane).map(Receiver::recv);
        let Some(Ok(chunk)) = received else {
            return Err(self.stop());
        };
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(self.stop());
        }
        self.slice += usize::from(chunk.ends_slice);
        self.rows += chunk.piece.rows;
        (self.progress)(self.rows);
        Ok(Some(chunk.piece))
    }

    /// Returns what a piece was made of, for the encoders to use again.
    pub fn give_back(&self, content: P) {
        // Where there are spare ones enough, this one is given back to the system.
        let _ = self.spare.try_send(content);
    }

    /// How many rows there will be. Waits until they are counted, while the readers fill their queues: a format that need
    /// not know must not ask.
    pub fn count(&mut self) -> io::Result<u64> {
        match self.counted.wait() {
            Some(rows) => Ok(rows),
            None => Err(self.stop()),
        }
    }

    /// An error once it is to be stopped, for work on what was handed out before.
    pub fn go_on(&mut self) -> io::Result<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(self.stop());
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<Option<Piece<P>>> {
        if self.count()? == self.rows {
            Ok(None)
        } else {
            Err(self.stop())
        }
    }

    /// The pipeline knows why; this only ends the assembling.
    fn stop(&mut self) -> io::Error {
        self.is_stopped = true;
        io::Error::other("the rows end early")
    }
}

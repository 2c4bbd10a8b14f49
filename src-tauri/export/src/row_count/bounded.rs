//! A reader that gives up: when somebody asks to stop, and after so many bytes.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// Why a reader gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Stopped,
    TooLarge,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Stopped => "stopped on request",
            Self::TooLarge => "larger than any export",
        })
    }
}

impl std::error::Error for Reason {}

/// The reason within an error, however other libraries have wrapped it.
pub(super) fn reason(error: &io::Error) -> Option<Reason> {
    let mut source: Option<&(dyn std::error::Error + 'static)> = error
        .get_ref()
        .map(|inner| inner as &(dyn std::error::Error + 'static));
    while let Some(inner) = source {
        if let Some(reason) = inner.downcast_ref::<Reason>() {
            return Some(*reason);
        }
        source = match inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => inner.source(),
        };
    }
    None
}

/// The wish to stop, shared by all readers of one count.
pub(super) struct Budget<'a> {
    stopped: &'a dyn Fn() -> bool,
}

impl<'a> Budget<'a> {
    pub(super) fn new(stopped: &'a dyn Fn() -> bool) -> Self {
        Self { stopped }
    }
}

/// Reads at most so many bytes, until somebody raises the bound.
pub(super) struct Bounded<'a, R> {
    inner: R,
    budget: &'a Budget<'a>,
    left: Rc<Cell<u64>>,
}

impl<'a, R> Bounded<'a, R> {
    pub(super) fn new(inner: R, budget: &'a Budget<'a>, most: u64) -> Self {
        Self {
            inner,
            budget,
            left: Rc::new(Cell::new(most)),
        }
    }

    /// The bound, to be set anew while the reader is elsewhere.
    pub(super) fn left(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.left)
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if (self.budget.stopped)() {
            return Err(io::Error::other(Reason::Stopped));
        }
        let count = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(count as u64);
        self.left
            .set(left.ok_or_else(|| io::Error::other(Reason::TooLarge))?);
        Ok(count)
    }
}

impl<R: Seek> Seek for Bounded<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

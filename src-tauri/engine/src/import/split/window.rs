//! The part of a text that is in memory: everything from the oldest byte that somebody still needs to the newest one
//! that was read. Offsets count from the start of the text, so they stay valid while the window moves.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use super::position::{Locator, Position, Scale};

const CHUNK: usize = 256 * 1024;

/// A moving window over a text.
pub(super) struct Window<R> {
    source: R,
    buffer: Vec<u8>,
    filled: usize,
    base: u64,
    locator: Locator,
}

impl<R: Read> Window<R> {
    pub(super) fn new(source: R, scale: Scale) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            filled: 0,
            base: 0,
            locator: Locator::new(scale),
        }
    }

    /// Reads more; what stands before `keep` is forgotten. Answers false at the end.
    pub(super) fn read_more(&mut self, keep: u64) -> io::Result<bool> {
        self.forget(keep);
        if self.buffer.len() < self.filled + CHUNK / 4 {
            let larger = (self.buffer.len() * 2).max(CHUNK);
            self.buffer.resize(larger, 0);
        }
        let free = self.buffer.get_mut(self.filled..).unwrap_or_default();
        loop {
            match self.source.read(free) {
                Ok(count) => {
                    self.filled += count;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The text from an offset on, as far as it was read.
    pub(super) fn from(&self, offset: u64) -> &[u8] {
        let filled = self.buffer.get(..self.filled).unwrap_or_default();
        filled.get(self.index(offset)..).unwrap_or_default()
    }

    /// A part of the text; empty when it was forgotten.
    pub(super) fn part(&self, range: Range<u64>) -> &[u8] {
        if range.start < self.base {
            return &[];
        }
        self.buffer
            .get(self.index(range.start)..self.index(range.end))
            .unwrap_or_default()
    }

    /// The offset after the last byte that was read.
    pub(super) const fn end(&self) -> u64 {
        self.base + self.filled as u64
    }

    /// Where an offset stands in the file. Must be asked in rising order, before the offset is forgotten.
    pub(super) fn locate(&mut self, offset: u64) -> Position {
        let start = self.index(self.locator.offset());
        let end = self.index(offset);
        self.locator.pass(self.buffer.get(start..end).unwrap_or_default());
        self.locator.position()
    }

    fn forget(&mut self, keep: u64) {
        let _ = self.locate(keep);
        let start = self.index(keep).min(self.filled);
        if start > 0 {
            self.buffer.copy_within(start..self.filled, 0);
            self.filled -= start;
            self.base += start as u64;
        }
    }

    fn index(&self, offset: u64) -> usize {
        usize::try_from(offset.saturating_sub(self.base)).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_stay_valid_while_the_window_moves() {
        let text: Vec<u8> = (0..CHUNK * 3)
            .map(|index| if index % 100 == 99 { b'\n' } else { b'a' })
            .collect();
        let mut window = Window::new(text.as_slice(), Scale::Same);
        let mut keep = 0;
        while window.read_more(keep).unwrap() {
            keep = window.end() - 10;
        }
        assert_eq!(window.end(), text.len() as u64);
        assert_eq!(
            window.part(keep..keep + 4),
            &text[text.len() - 10..text.len() - 6]
        );
        assert_eq!(window.part(0..4), b"");
        let position = window.locate(keep);
        assert_eq!((position.byte, position.line), (keep, keep / 100 + 1));
    }
}

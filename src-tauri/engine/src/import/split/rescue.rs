//! Going on after damage, and at the end of a text.

use std::io::Read;

use memchr::memmem;

use super::capture::Capture;
use super::nesting::{Bracket, Nesting};
use super::splitter::{Cut, Mode, Splitter};
use super::{Content, Fault};

impl<R: Read> Splitter<R> {
    /// An object begins a line where the grammar allows none: what was open broke off, and a new text begins.
    pub(super) fn break_off(&mut self) -> Cut {
        let at = self.at;
        if let Some(capture) = self.capture.take() {
            return self.break_capture_off(capture, at);
        }
        self.restart(at);
        self.cut_off(at)
    }

    /// Ends a record that broke off; of several lines only the first one is given up.
    fn break_capture_off(&mut self, capture: Capture, at: u64) -> Cut {
        let end = match capture.kind {
            None => self.next_line_with_object(&capture, at).unwrap_or(at),
            Some(_) => at,
        };
        self.restart(end);
        self.cut(capture, end, Content::Fault(Fault::BreaksOff))
    }

    /// Where the first line after a capture's start begins that could be a record of its own.
    fn next_line_with_object(&self, capture: &Capture, end: u64) -> Option<u64> {
        let index = memmem::find(self.window.part(capture.start..end), b"\n{")?;
        Some(capture.start + index as u64 + 1)
    }

    /// Gives up a record whose brackets do not balance and goes on at the next one inside it, if there is any.
    pub(super) fn resume_at_suspect(&mut self) -> Option<Cut> {
        let suspect = self
            .capture
            .as_ref()
            .filter(|capture| !capture.dropped())?
            .suspect?;
        let capture = self.capture.take()?;
        self.nesting.truncate(capture.depth);
        self.mode = Mode::Plain;
        self.key_start = None;
        self.last = b',';
        self.at = suspect;
        Some(self.cut(capture, suspect, Content::Fault(Fault::BreaksOff)))
    }

    /// Deeper than any record: what looks like depth is a row of records that were never closed, if it is one.
    pub(super) fn give_up_depth(&mut self, bracket: Bracket) -> Option<Cut> {
        if bracket == Bracket::Array {
            return None;
        }
        let in_text = self
            .capture
            .as_ref()
            .is_some_and(|capture| capture.kind.is_none() && !capture.dropped());
        if in_text && self.begins_line() {
            return Some(self.break_off());
        }
        if self.list.is_some() {
            self.resume_at_suspect()
        } else {
            None
        }
    }

    /// The end of the text. Asked again until it answers none with nothing left to read.
    pub(super) fn at_end(&mut self) -> Option<Cut> {
        let at = self.at;
        if self.foreign.is_some() {
            return self.end_foreign();
        }
        if self.list.is_some()
            && let Some(cut) = self.resume_at_suspect()
        {
            return Some(cut);
        }
        if let Some(capture) = self.capture.take() {
            let line = if capture.kind.is_none() {
                self.next_line_with_object(&capture, at)
            } else {
                None
            };
            if line.is_some() {
                return Some(self.break_capture_off(capture, at));
            }
            self.restart(at);
            let fault = Fault::EndsInside(self.records + 1);
            return Some(self.cut(capture, at, Content::Fault(fault)));
        }
        if self.nesting.depth() > 0 {
            self.restart(at);
            return Some(self.cut_off(at));
        }
        None
    }

    fn cut_off(&mut self, at: u64) -> Cut {
        let content = Content::Fault(Fault::CutOff(self.records));
        Cut {
            range: at..at,
            position: self.window.locate(at),
            content,
            head: Vec::new(),
        }
    }

    fn restart(&mut self, at: u64) {
        self.at = at;
        self.mode = Mode::Plain;
        self.last = 0;
        self.nesting = Nesting::default();
        self.walk = None;
        self.wrapper = None;
        self.list = None;
        self.key_start = None;
    }
}

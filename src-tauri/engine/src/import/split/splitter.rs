//! The state of a text that is being cut, and the loop over it.

use std::io::{self, Read};
use std::ops::Range;

use super::capture::{Capture, List, Walk};
use super::nesting::Nesting;
use super::position::{Position, Scale};
use super::token::{Met, is_space, next_in_string};
use super::window::Window;
use super::{Content, FOREIGN_LIMIT, Fault, Piece, RECORD_LIMIT, SHOWN_LIMIT};

/// What the next byte is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The structure.
    Plain,
    /// A string.
    Text,
    /// A string, after a backslash.
    Escape,
    /// A string in which a line ended: the string goes on, or its quote is missing.
    TextBreak,
    /// The same, after a quote that closes the string or opens the next one.
    TextBreakQuote,
    /// A number or word where a record is expected.
    Scalar,
    /// A list, after a `}` that is one too many or closes the list's answer.
    ListBrace,
    /// Text that is no JSON.
    Foreign,
    /// The same, at the beginning of a line.
    ForeignLine,
}

/// A piece before its text is looked up.
#[derive(Debug)]
pub(super) struct Cut {
    pub range: Range<u64>,
    pub position: Position,
    pub content: Content,
    /// What was kept when it grew too long.
    pub head: Vec<u8>,
}

/// Cuts a text into its records.
pub(crate) struct Splitter<R> {
    pub(super) window: Window<R>,
    pub(super) at: u64,
    pub(super) mode: Mode,
    /// The last byte of the structure that was no white space.
    pub(super) last: u8,
    pub(super) nesting: Nesting,
    pub(super) capture: Option<Capture>,
    pub(super) foreign: Option<Capture>,
    /// What was kept of the last piece when it grew too long.
    head: Vec<u8>,
    pub(super) walk: Option<Walk>,
    /// The wrapper around `walk`.
    pub(super) wrapper: Option<Walk>,
    pub(super) list: Option<List>,
    pub(super) key_start: Option<u64>,
    pub(super) records: u64,
    pub(super) seen_json: bool,
    pub(super) given_up: bool,
}

impl<R: Read> Splitter<R> {
    /// A splitter of UTF-8 text, or of what was decoded to it.
    pub(crate) fn new(source: R, scale: Scale) -> Self {
        Self {
            window: Window::new(source, scale),
            at: 0,
            mode: Mode::Plain,
            last: 0,
            nesting: Nesting::default(),
            capture: None,
            foreign: None,
            head: Vec::new(),
            walk: None,
            wrapper: None,
            list: None,
            key_start: None,
            records: 0,
            seen_json: false,
            given_up: false,
        }
    }

    /// The next piece; none at the end.
    pub(crate) fn next_piece(&mut self) -> io::Result<Option<Piece<'_>>> {
        let Some(cut) = self.next_cut()? else {
            return Ok(None);
        };
        self.head = cut.head;
        let text = if self.head.is_empty() {
            self.window.part(cut.range)
        } else {
            &self.head
        };
        Ok(Some(Piece {
            text,
            position: cut.position,
            content: cut.content,
        }))
    }

    /// Where reading stands, for a failure of reading itself.
    pub(crate) fn position(&mut self) -> Position {
        let at = self.at;
        self.window.locate(at)
    }

    fn next_cut(&mut self) -> io::Result<Option<Cut>> {
        loop {
            let cut = if self.given_up {
                return Ok(None);
            } else if self.at < self.window.end() {
                self.step()
            } else if let Some(cut) = self.shed() {
                Some(cut)
            } else if self.window.read_more(self.keep())? {
                None
            } else {
                match self.at_end() {
                    Some(cut) => Some(cut),
                    None if self.at < self.window.end() => None,
                    None => return Ok(None),
                }
            };
            if cut.is_some() {
                return Ok(cut);
            }
        }
    }

    /// The oldest byte that is still needed; one byte before the next one tells where lines begin.
    fn keep(&self) -> u64 {
        let captures = self
            .capture
            .iter()
            .chain(&self.foreign)
            .filter(|capture| !capture.dropped());
        let starts = captures.map(|capture| capture.start).chain(self.key_start);
        starts.fold(self.at.saturating_sub(1), u64::min)
    }

    /// Lets go of what grew too long.
    fn shed(&mut self) -> Option<Cut> {
        if self.key_start.is_some_and(|start| self.at - start > 1024) {
            self.key_start = None;
        }
        let at = self.at;
        if self
            .capture
            .as_ref()
            .is_some_and(|capture| !capture.dropped() && at - capture.start > RECORD_LIMIT)
        {
            if let Some(cut) = self.resume_at_suspect() {
                return Some(cut);
            }
            keep_head(&self.window, self.capture.as_mut());
        }
        let foreign = self.foreign.as_ref()?;
        let length = at - foreign.start;
        if length > FOREIGN_LIMIT && !self.seen_json {
            self.given_up = true;
            return self.end_foreign();
        }
        if !foreign.dropped() && length > SHOWN_LIMIT as u64 {
            keep_head(&self.window, self.foreign.as_mut());
        }
        None
    }

    fn step(&mut self) -> Option<Cut> {
        match self.mode {
            Mode::Plain => self.structure(),
            Mode::Text => self.text(),
            Mode::Foreign => {
                let rest = self.window.from(self.at);
                let line = memchr::memchr(b'\n', rest);
                self.at += line.map_or(rest.len(), |index| index + 1) as u64;
                if line.is_some() {
                    self.mode = Mode::ForeignLine;
                }
                None
            }
            _ => self.byte_step(),
        }
    }

    fn text(&mut self) -> Option<Cut> {
        let rest = self.window.from(self.at);
        let Some((index, met)) = next_in_string(rest) else {
            self.at += rest.len() as u64;
            return None;
        };
        self.at += index as u64 + 1;
        match met {
            Met::Quote => self.end_string(),
            Met::Backslash => {
                self.mode = Mode::Escape;
                None
            }
            Met::LineBreak => {
                self.key_start = None;
                self.mode = Mode::TextBreak;
                None
            }
        }
    }

    fn byte_step(&mut self) -> Option<Cut> {
        let byte = self.byte();
        let begins_line = byte == b'{' && self.begins_line();
        let next = match (self.mode, byte) {
            (Mode::Escape, b'\n') => Mode::Text,
            (Mode::TextBreakQuote, other) if is_closing(other) || begins_line => return self.end_string(),
            (Mode::TextBreakQuote, other) if !is_space(other) => Mode::Text,
            (Mode::Escape, _) => {
                self.at += 1;
                Mode::Text
            }
            (Mode::TextBreak, b'"') => {
                self.at += 1;
                Mode::TextBreakQuote
            }
            (Mode::TextBreak, b'}' | b']') => return self.end_string(),
            (Mode::TextBreak, _) if begins_line => return self.end_string(),
            (Mode::TextBreak, other) if !is_space(other) => Mode::Text,
            (Mode::ForeignLine, b'{' | b'[') => return self.end_foreign(),
            (Mode::ForeignLine, other) if !is_space(other) => Mode::Foreign,
            (Mode::ListBrace, b',' | b']') => Mode::Plain,
            (Mode::ListBrace, other) if !is_space(other) => return self.close_answer(),
            (Mode::Scalar, other)
                if is_space(other) || is_closing(other) || matches!(other, b'{' | b'[' | b'"') =>
            {
                return self.end_capture();
            }
            (mode, _) => {
                self.at += 1;
                mode
            }
        };
        self.mode = next;
        None
    }

    /// The next byte. Only asked where there is one.
    pub(super) fn byte(&self) -> u8 {
        self.window.from(self.at).first().copied().unwrap_or_default()
    }

    pub(super) fn begins_line(&self) -> bool {
        self.at > 0 && self.window.part(self.at - 1..self.at) == b"\n"
    }

    fn end_string(&mut self) -> Option<Cut> {
        self.mode = Mode::Plain;
        self.last = b'"';
        if let Some(start) = self.key_start.take() {
            self.take_key(start + 1..self.at - 1);
        }
        let is_record = self
            .capture
            .as_ref()
            .is_some_and(|capture| capture.depth == self.nesting.depth());
        if is_record { self.end_capture() } else { None }
    }

    /// Ends text that is no JSON.
    pub(super) fn end_foreign(&mut self) -> Option<Cut> {
        self.mode = Mode::Plain;
        let foreign = self.foreign.take()?;
        let nothing = !self.seen_json && (self.given_up || self.at >= self.window.end());
        let fault = if nothing {
            Fault::NothingKnown
        } else {
            Fault::Foreign
        };
        let end = self.at.min(foreign.start + SHOWN_LIMIT as u64);
        let content = Content::Fault(fault);
        Some(Cut {
            range: foreign.start..end,
            position: foreign.position,
            content,
            head: foreign.head,
        })
    }
}

const fn is_closing(byte: u8) -> bool {
    matches!(byte, b',' | b'}' | b']' | b':')
}

fn keep_head<R: Read>(window: &Window<R>, capture: Option<&mut Capture>) {
    if let Some(capture) = capture {
        capture.head = window
            .part(capture.start..capture.start + SHOWN_LIMIT as u64)
            .to_vec();
    }
}

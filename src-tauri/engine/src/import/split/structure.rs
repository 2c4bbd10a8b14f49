//! Brackets and keys: what begins and ends a record, a list, an answer.

use std::io::Read;
use std::ops::Range;

use alertbook_core::record::RecordKind;

use super::capture::{Capture, List, Role, Walk};
use super::nesting::{Bracket, Nesting};
use super::splitter::{Cut, Mode, Splitter};
use super::token::{is_space, skim, string_length};
use super::{Content, Fault, RECORD_LIMIT, SHOWN_LIMIT};

impl<R: Read> Splitter<R> {
    /// Goes on outside of strings.
    pub(super) fn structure(&mut self) -> Option<Cut> {
        if self.stands_between() {
            return self.between();
        }
        let keys = self
            .walk
            .as_ref()
            .is_some_and(|walk| walk.depth == self.nesting.depth());
        let rest = self.window.from(self.at);
        let passed = skim(rest, &mut self.last, keys);
        let met = rest.get(passed).copied();
        self.at += passed as u64;
        match met {
            Some(b'"') => {
                if keys && matches!(self.last, b'{' | b',') {
                    self.key();
                } else {
                    self.at += 1;
                    self.mode = Mode::Text;
                }
                None
            }
            Some(byte @ (b'{' | b'[')) => self.open(byte),
            Some(byte) => self.close(byte),
            None => None,
        }
    }

    /// Whether a record, or a whole text, may begin here.
    fn stands_between(&self) -> bool {
        let depth = self.nesting.depth();
        self.capture.is_none() && (self.walk.is_none() || self.list.is_some_and(|list| list.depth == depth))
    }

    fn between(&mut self) -> Option<Cut> {
        let byte = self.byte();
        let outside = self.nesting.depth() == 0;
        match byte {
            _ if is_space(byte) => self.at += 1,
            b',' => {
                self.last = byte;
                self.at += 1;
            }
            b'{' | b'[' => return self.open(byte),
            // A byte order mark before a text that was appended, and the separator of JSON text sequences.
            0xef | 0xbb | 0xbf | 0x1e if outside => self.at += 1,
            _ if outside => {
                self.foreign = Some(self.capture_here(None));
                self.mode = Mode::Foreign;
            }
            b'}' | b']' => return self.close(byte),
            _ => {
                self.begin_capture();
                self.mode = if byte == b'"' { Mode::Text } else { Mode::Scalar };
                self.last = byte;
                self.at += 1;
            }
        }
        None
    }

    fn key(&mut self) {
        let start = self.at;
        let rest = self.window.from(start + 1);
        if let Some(length) = string_length(rest) {
            self.at = start + length as u64 + 2;
            self.last = b'"';
            self.take_key(start + 1..start + 1 + length as u64);
        } else {
            self.key_start = Some(start);
            self.at += 1;
            self.mode = Mode::Text;
        }
    }

    /// Notes what a key announces.
    pub(super) fn take_key(&mut self, range: Range<u64>) {
        let Some(walk) = &mut self.walk else { return };
        let text = self.window.part(range);
        let unescaped: String;
        let key = if text.contains(&b'\\') {
            let quoted = [b"\"", text, b"\""].concat();
            unescaped = serde_json::from_slice(&quoted).unwrap_or_default();
            unescaped.as_bytes()
        } else {
            text
        };
        walk.has_id |= key == b"Id";
        walk.role = std::str::from_utf8(key).map_or(Role::Other, Role::of);
    }

    /// Meets an opening bracket.
    pub(super) fn open(&mut self, byte: u8) -> Option<Cut> {
        let bracket = if byte == b'{' {
            Bracket::Object
        } else {
            Bracket::Array
        };
        if bracket == Bracket::Object && !self.object_may_begin() {
            if self.begins_line() {
                return Some(self.break_off());
            }
            let at = self.at;
            if let Some(capture) = &mut self.capture {
                capture.suspect.get_or_insert(at);
            }
        }
        if self.nesting.depth() >= Nesting::KNOWN
            && let Some(cut) = self.give_up_depth(bracket)
        {
            return Some(cut);
        }
        if self.stands_between() {
            self.begin_value(bracket);
        } else {
            self.enter(bracket);
        }
        self.nesting.open(bracket);
        self.last = byte;
        self.at += 1;
        None
    }

    fn object_may_begin(&self) -> bool {
        match self.last {
            b':' | b'[' => true,
            b',' => self.nesting.innermost() != Some(Bracket::Object),
            _ => self.nesting.depth() == 0,
        }
    }

    /// Begins a record of a list, a text, or a record of an array.
    fn begin_value(&mut self, bracket: Bracket) {
        self.seen_json = true;
        let depth = self.nesting.depth();
        if self.list.is_some() {
            self.begin_capture();
        } else if bracket == Bracket::Object {
            self.walk = Some(Walk::new(depth + 1));
            self.begin_capture();
        } else if depth > 0 {
            self.begin_capture();
        }
    }

    /// Enters what the last key announced, when it is a list of records or the wrapper.
    fn enter(&mut self, bracket: Bracket) {
        let depth = self.nesting.depth();
        let Some(walk) = &mut self.walk else { return };
        if walk.depth != depth || self.last != b':' || walk.has_id {
            return;
        }
        match (std::mem::replace(&mut walk.role, Role::Other), bracket) {
            (Role::List(kind), Bracket::Array) => {
                self.capture = None;
                self.list = Some(List {
                    depth: depth + 1,
                    kind,
                });
            }
            (Role::Body, Bracket::Object) if self.wrapper.is_none() => {
                self.wrapper = self.walk.replace(Walk::new(depth + 1));
                self.capture = Some(self.capture_here(None));
            }
            _ => {}
        }
    }

    /// Meets a closing bracket.
    fn close(&mut self, byte: u8) -> Option<Cut> {
        if self.capture.is_none() && self.list.is_some() && byte == b'}' {
            let direct = self.list.is_some_and(|list| list.depth == self.nesting.depth());
            if direct {
                self.at += 1;
                self.mode = Mode::ListBrace;
                return None;
            }
        }
        let bracket = if byte == b'}' {
            Bracket::Object
        } else {
            Bracket::Array
        };
        let floor = self.capture.as_ref().map_or(0, |capture| capture.depth);
        let closed = self.nesting.close(bracket, floor);
        if !closed
            && byte == b']'
            && self.list.is_some()
            && let Some(cut) = self.resume_at_suspect()
        {
            return Some(cut);
        }
        self.at += 1;
        self.last = byte;
        if closed { self.leave() } else { None }
    }

    /// Closes a list and its answer with one brace, and goes on with the byte after it.
    pub(super) fn close_answer(&mut self) -> Option<Cut> {
        self.mode = Mode::Plain;
        self.last = b'}';
        if self.nesting.close(Bracket::Object, 0) {
            self.leave()
        } else {
            None
        }
    }

    /// Ends whatever the last bracket closed.
    fn leave(&mut self) -> Option<Cut> {
        let depth = self.nesting.depth();
        let cut = match &self.capture {
            Some(capture) if capture.depth == depth => self.end_capture(),
            _ => None,
        };
        if self.list.is_some_and(|list| depth < list.depth) {
            self.list = None;
        }
        while self.walk.as_ref().is_some_and(|walk| depth < walk.depth) {
            self.walk = self.wrapper.take();
        }
        cut
    }

    fn begin_capture(&mut self) {
        self.capture = Some(self.capture_here(self.list.map(|list| list.kind)));
    }

    fn capture_here(&mut self, kind: Option<RecordKind>) -> Capture {
        let position = self.window.locate(self.at);
        Capture {
            start: self.at,
            position,
            kind,
            depth: self.nesting.depth(),
            head: Vec::new(),
            suspect: None,
        }
    }

    /// Ends the record that is being passed before the next byte.
    pub(super) fn end_capture(&mut self) -> Option<Cut> {
        self.mode = Mode::Plain;
        let capture = self.capture.take()?;
        let content = if capture.dropped() || self.at - capture.start > RECORD_LIMIT {
            Content::Fault(Fault::TooLong)
        } else {
            Content::Record(capture.kind)
        };
        Some(self.cut(capture, self.at, content))
    }

    /// A numbered piece from a capture's start to `end`.
    pub(super) fn cut(&mut self, capture: Capture, end: u64, content: Content) -> Cut {
        self.records += 1;
        let mut position = capture.position;
        position.record = Some(self.records);
        let end = match content {
            Content::Record(_) | Content::Row(_) => end,
            Content::Fault(_) => end.min(capture.start + SHOWN_LIMIT as u64),
        };
        Cut {
            range: capture.start..end,
            position,
            content,
            head: capture.head,
        }
    }
}

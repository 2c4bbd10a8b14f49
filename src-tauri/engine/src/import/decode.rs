//! From the bytes of a file to UTF-8, recognised by the first bytes.
//!
//! UTF-8 passes through untouched, so that one damaged record shows as it is. UTF-16 is decoded; a unit that belongs to
//! no character becomes the byte `0xff`, which no UTF-8 holds: its record is refused instead of silently changed.

use std::io::{self, Cursor, ErrorKind, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};

use super::split::Scale;

/// How many first bytes are looked at.
const PROBE: usize = 64;
const STEP: usize = 64 * 1024;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive.
    Zip,
    /// A SQLite database.
    Database,
    /// The older way in which office programs store files, and the one of theirs that have a password.
    Office,
    /// UTF-8, or something that will turn out to be no text.
    Utf8,
    /// UTF-16 in one of its byte orders.
    Utf16(&'static Encoding),
}

/// Judges a file by its first bytes.
pub(super) fn recognise(first: &[u8]) -> Kind {
    match first {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Kind::Zip,
        [
            b'S',
            b'Q',
            b'L',
            b'i',
            b't',
            b'e',
            b' ',
            b'f',
            b'o',
            b'r',
            b'm',
            b'a',
            b't',
            b' ',
            b'3',
            0,
            ..,
        ] => Kind::Database,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Kind::Office,
        [0xff, 0xfe, ..] => Kind::Utf16(UTF_16LE),
        [0xfe, 0xff, ..] => Kind::Utf16(UTF_16BE),
        // JSON begins with a character of ASCII, and so does the one after it or it is white space.
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => Kind::Utf16(UTF_16BE),
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => Kind::Utf16(UTF_16LE),
        _ => Kind::Utf8,
    }
}

/// A stream with its first bytes put back.
pub(super) type Probed<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// The first bytes of a stream, and the stream with them put back.
pub(super) fn probe<R: Read>(mut source: R) -> io::Result<(Vec<u8>, Probed<R>)> {
    let mut first = Vec::with_capacity(PROBE);
    source.by_ref().take(PROBE as u64).read_to_end(&mut first)?;
    Ok((first.clone(), Cursor::new(first).chain(source)))
}

/// The text of a stream in UTF-8.
pub(super) fn text_of<'a, R: Read + 'a>(kind: Kind, source: R) -> (Box<dyn Read + 'a>, Scale) {
    match kind {
        Kind::Utf16(encoding) => (Box::new(Utf16::new(encoding, source)), Scale::Wide),
        Kind::Utf8 | Kind::Zip | Kind::Database | Kind::Office => (Box::new(source), Scale::Same),
    }
}

/// Decodes UTF-16 while it is read.
struct Utf16<R> {
    source: R,
    decoder: Decoder,
    input: Vec<u8>,
    input_at: usize,
    input_end: usize,
    output: Vec<u8>,
    output_at: usize,
    ended: bool,
}

impl<R: Read> Utf16<R> {
    fn new(encoding: &'static Encoding, source: R) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            input: vec![0; STEP],
            input_at: 0,
            input_end: 0,
            output: Vec::with_capacity(STEP * 2),
            output_at: 0,
            ended: false,
        }
    }

    /// Decodes a step into the empty output; nothing comes out only at the end.
    fn decode(&mut self) -> io::Result<()> {
        self.output.clear();
        self.output_at = 0;
        while self.output.is_empty() && !self.ended {
            let mut last = false;
            if self.input_at >= self.input_end {
                self.input_at = 0;
                self.input_end = read_some(&mut self.source, &mut self.input)?;
                last = self.input_end == 0;
            }
            let input = self.input.get(self.input_at..self.input_end).unwrap_or_default();
            let start = self.output.len();
            self.output.resize(STEP * 2, 0);
            let room = self.output.get_mut(start..).unwrap_or_default();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(input, room, last);
            self.output.truncate(start + written);
            self.input_at += read;
            match result {
                DecoderResult::Malformed(..) => self.output.push(0xff),
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.output_at >= self.output.len() {
            self.decode()?;
        }
        let ready = self.output.get(self.output_at..).unwrap_or_default();
        let count = ready.len().min(into.len());
        for (to, from) in into.iter_mut().zip(ready) {
            *to = *from;
        }
        self.output_at += count;
        Ok(count)
    }
}

fn read_some(source: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(into) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            answer => return answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn decoded(bytes: &[u8]) -> Vec<u8> {
        let (first, whole) = probe(bytes).unwrap();
        let mut out = Vec::new();
        text_of(recognise(&first), whole).0.read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn utf16_is_recognised_with_and_without_mark() {
        let text = "{\"Name\": \"中𝄞\"}\r\n".repeat(20_000);
        for marked in [format!("\u{feff}{text}"), text] {
            assert_eq!(decoded(&utf16(&marked, u16::to_le_bytes)), marked.as_bytes());
            assert_eq!(decoded(&utf16(&marked, u16::to_be_bytes)), marked.as_bytes());
            assert_eq!(decoded(marked.as_bytes()), marked.as_bytes());
        }
    }

    #[test]
    fn a_damaged_unit_is_marked_and_costs_nothing_else() {
        let mut bytes = utf16("{\"a\"", u16::to_le_bytes);
        bytes.extend(0xd800_u16.to_le_bytes());
        bytes.extend(utf16("b", u16::to_le_bytes));
        assert_eq!(decoded(&bytes), b"{\"a\"\xffb");
        bytes.push(0x41);
        assert_eq!(decoded(&bytes), b"{\"a\"\xffb\xff");
    }

    #[test]
    fn archives_and_anything_else_are_told_apart() {
        assert_eq!(recognise(b"PK\x03\x04rest"), Kind::Zip);
        assert_eq!(recognise(b"PK\x05\x06rest"), Kind::Zip);
        assert_eq!(recognise(b"SQLite format 3\0\x20"), Kind::Database);
        assert_eq!(recognise(b"SQLite format 3 "), Kind::Utf8);
        assert_eq!(recognise(b"\xef\xbb\xbf{}"), Kind::Utf8);
        assert_eq!(recognise(b""), Kind::Utf8);
        assert_eq!(recognise(&[0; 8]), Kind::Utf8);
    }
}

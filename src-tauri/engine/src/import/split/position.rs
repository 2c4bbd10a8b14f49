//! Where something stands in a file, in the words of a person with an editor: line, byte, record.

use alertbook_core::Sentence;
use memchr::memchr_iter;

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1; 0 in a file that has none.
    pub line: u64,
    /// The byte of the file as it is stored, from 0.
    pub byte: u64,
    /// The number of the record in the file, from 1; none when it is not about a record.
    pub record: Option<u64>,
}

impl Position {
    /// In words.
    pub fn words(&self) -> Sentence {
        let byte = self.byte;
        match (self.line, self.record) {
            (0, Some(record)) => Sentence::new(format!("第 {record} 条记录"), format!("record {record}")),
            (line, Some(record)) => Sentence::new(
                format!("第 {line} 行，字节偏移 {byte}，第 {record} 条记录"),
                format!("line {line}, byte {byte}, record {record}"),
            ),
            (line, None) => Sentence::new(
                format!("第 {line} 行，字节偏移 {byte}"),
                format!("line {line}, byte {byte}"),
            ),
        }
    }
}

/// How many bytes of the file stand behind the text that was decoded from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// The text is the file.
    Same,
    /// The file is UTF-16: two bytes for a character, four outside the basic plane.
    Wide,
}

impl Scale {
    fn stored(self, text: &[u8]) -> u64 {
        match self {
            Self::Same => text.len() as u64,
            Self::Wide => text.iter().map(|byte| u64::from(units(*byte)) * 2).sum(),
        }
    }
}

/// UTF-16 units of the character that begins with a byte of UTF-8. `0xff` is the decoder's mark for one damaged unit.
const fn units(byte: u8) -> u8 {
    match byte {
        0x80..=0xbf => 0,
        0xf0..=0xf7 => 2,
        _ => 1,
    }
}

/// Counts lines and stored bytes while text goes by.
#[derive(Debug)]
pub(super) struct Locator {
    scale: Scale,
    offset: u64,
    line: u64,
    byte: u64,
}

impl Locator {
    pub(super) const fn new(scale: Scale) -> Self {
        Self {
            scale,
            offset: 0,
            line: 1,
            byte: 0,
        }
    }

    /// The offset in the text up to which was counted.
    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    /// Counts the text that follows.
    pub(super) fn pass(&mut self, text: &[u8]) {
        self.offset += text.len() as u64;
        self.line += memchr_iter(b'\n', text).count() as u64;
        self.byte += self.scale.stored(text);
    }

    /// Where the text stands that follows.
    pub(super) const fn position(&self) -> Position {
        Position {
            line: self.line,
            byte: self.byte,
            record: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_bytes_are_counted_as_they_are_stored() {
        let mut same = Locator::new(Scale::Same);
        same.pass("中\n𝄞".as_bytes());
        assert_eq!(same.position().words().en, "line 2, byte 8");
        let mut wide = Locator::new(Scale::Wide);
        wide.pass("a中\n𝄞".as_bytes());
        wide.pass(&[0xff]);
        assert_eq!(
            wide.position(),
            Position {
                line: 2,
                byte: 12,
                record: None
            }
        );
    }

    #[test]
    fn the_record_is_named_when_it_is_about_one() {
        let words = |line, byte, record| Position { line, byte, record }.words();
        assert_eq!(
            words(12, 3456, Some(7)),
            Sentence::new(
                "第 12 行，字节偏移 3456，第 7 条记录",
                "line 12, byte 3456, record 7"
            )
        );
        assert_eq!(
            words(1, 0, None),
            Sentence::new("第 1 行，字节偏移 0", "line 1, byte 0")
        );
        assert_eq!(words(0, 0, Some(7)), Sentence::new("第 7 条记录", "record 7"));
    }
}

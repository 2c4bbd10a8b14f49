//! Passing over JSON without building anything: the inner loops, free of state.

use memchr::memchr3;

/// What was met in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// Its closing quote.
    Quote,
    /// A backslash.
    Backslash,
    /// A line break, which no string of valid JSON holds.
    LineBreak,
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The next byte in a string that needs a decision.
pub(super) fn next_in_string(text: &[u8]) -> Option<(usize, Met)> {
    let index = memchr3(b'"', b'\\', b'\n', text)?;
    let met = match text.get(index) {
        Some(b'"') => Met::Quote,
        Some(b'\\') => Met::Backslash,
        _ => Met::LineBreak,
    };
    Some((index, met))
}

/// The length of a string's inside, given the text after its opening quote; none when it does not end well in there.
pub(super) fn string_length(text: &[u8]) -> Option<usize> {
    let mut length = 0;
    loop {
        let (index, met) = next_in_string(text.get(length..)?)?;
        length += index;
        match met {
            Met::Quote => return Some(length),
            Met::Backslash if text.get(length + 1).is_some_and(|byte| *byte != b'\n') => length += 2,
            Met::Backslash | Met::LineBreak => return None,
        }
    }
}

/// Passes over whole strings, numbers, words and white space up to the next bracket, to a string that does not end
/// well, or, when `keys` are wanted, to a key. `last` becomes the last byte that was no white space.
pub(super) fn skim(text: &[u8], last: &mut u8, keys: bool) -> usize {
    let mut index = 0;
    while let Some(&byte) = text.get(index) {
        match byte {
            b'{' | b'}' | b'[' | b']' => return index,
            b'"' if keys && matches!(*last, b'{' | b',') => return index,
            b'"' => match text.get(index + 1..).and_then(string_length) {
                Some(length) => {
                    index += length + 2;
                    *last = byte;
                }
                None => return index,
            },
            b' ' | b'\t' | b'\n' | b'\r' => index += 1,
            other => {
                *last = other;
                index += 1;
            }
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_at_their_own_quote() {
        assert_eq!(string_length(br#"a]}\"\\" , "#), Some(7));
        assert_eq!(string_length(br#""rest"#), Some(0));
        assert_eq!(string_length(br"a\"), None);
        assert_eq!(string_length(b"a\n\""), None);
        assert_eq!(string_length(b"a\\\n\""), None);
    }

    #[test]
    fn skimming_stops_at_brackets_and_wanted_keys() {
        let mut last = b'{';
        assert_eq!(skim(br#" "k": "v[", 1]"#, &mut last, false), 13);
        assert_eq!(last, b'1');
        last = b'{';
        assert_eq!(skim(br#" "k": "v""#, &mut last, true), 1);
        last = b':';
        assert_eq!(skim(br#" "v", "k""#, &mut last, true), 6);
    }
}

//! Text as it stands in a workbook's XML. What XML cannot hold is written `_xHHHH_`, as Excel does, and a text that looks
//! like that gets its underscore written so.

/// Whether nothing has to be done with a byte; the others are looked at more closely.
#[expect(clippy::indexing_slicing, reason = "the compiler does it")]
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 0x20 {
        plain[byte] = false;
        byte += 1;
    }
    plain[b'\t' as usize] = true;
    plain[b'\n' as usize] = true;
    plain[b'<' as usize] = false;
    plain[b'>' as usize] = false;
    plain[b'&' as usize] = false;
    plain[b'_' as usize] = false;
    // Begins U+FFFE and U+FFFF, among others.
    plain[0xef] = false;
    plain
};

/// Appends a text.
pub(super) fn push_escaped(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let is_plain = |byte: &u8| PLAIN.get(usize::from(*byte)).copied().unwrap_or_default();
    while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
        let plain = rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        let (before, special) = rest.split_at(plain);
        out.extend_from_slice(before);
        done += plain + push_special(special, out);
    }
}

/// Appends what stands for the first character and says how many bytes that was.
fn push_special(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(first) = rest.first() else { return 0 };
    match first {
        b'<' => out.extend_from_slice(b"&lt;"),
        b'>' => out.extend_from_slice(b"&gt;"),
        b'&' => out.extend_from_slice(b"&amp;"),
        b'_' if looks_escaped(rest) => out.extend_from_slice(b"_x005F_"),
        _ => {
            if let Some((code, length)) = unspeakable(rest) {
                push_code(code, out);
                return length;
            }
            out.push(*first);
        }
    }
    1
}

/// The character that the text begins with, if XML cannot hold it, and its length in bytes. A carriage return it would
/// read as a line feed.
fn unspeakable(rest: &[u8]) -> Option<(u16, usize)> {
    match rest {
        [0xef, 0xbf, last @ (0xbe | 0xbf), ..] => Some((0xff00 | u16::from(*last | 0xc0), 3)),
        [control, ..] if *control < 0x20 && !matches!(control, b'\t' | b'\n') => {
            Some((u16::from(*control), 1))
        }
        _ => None,
    }
}

/// Whether a reader would take what begins here for an escape: also when its last underscore is only to come, as the
/// first one of an escape.
fn looks_escaped(rest: &[u8]) -> bool {
    let [_, b'x', digits @ ..] = rest else {
        return false;
    };
    let Some((digits, behind)) = digits.split_at_checked(4) else {
        return false;
    };
    digits.iter().all(u8::is_ascii_hexdigit)
        && (behind.first() == Some(&b'_') || unspeakable(behind).is_some())
}

fn push_code(code: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"_x");
    for shift in [12, 8, 4, 0] {
        let digit = char::from_digit(u32::from(code >> shift) & 15, 16).unwrap_or('0');
        out.push(u8::try_from(digit.to_ascii_uppercase()).unwrap_or(b'0'));
    }
    out.push(b'_');
}

/// Whether a reader would drop blanks at an end of the text unless told to keep them.
pub(super) fn has_outer_blanks(text: &str) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b'\n'));
    is_blank(text.as_bytes().first()) || is_blank(text.as_bytes().last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        push_escaped(text, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected, "{text:?}");
    }

    #[test]
    fn markup_is_escaped_and_quotes_are_not() {
        check("a<b>&\"'", "a&lt;b&gt;&amp;\"'");
        check("", "");
        check("=1+1\t\n中文🦀\u{202e}", "=1+1\t\n中文🦀\u{202e}");
    }

    #[test]
    fn what_xml_cannot_hold_is_written_as_excel_does() {
        check("\0\u{1}\r\u{1f}", "_x0000__x0001__x000D__x001F_");
        check(
            "\u{fffe}\u{ffff}\u{fffd}\u{feff}",
            "_xFFFE__xFFFF_\u{fffd}\u{feff}",
        );
        check("\u{7f}\u{9f}", "\u{7f}\u{9f}");
    }

    #[test]
    fn text_that_looks_like_an_escape_keeps_its_meaning() {
        check("_x0041_", "_x005F_x0041_");
        check("_x0041_x0042_", "_x005F_x0041_x005F_x0042_");
        check("_x00zz_ _x004_ _X0041_ _", "_x00zz_ _x004_ _X0041_ _");
        check("_x0041\u{1}", "_x005F_x0041_x0001_");
        check("_x0041", "_x0041");
        check("__x0001_", "__x005F_x0001_");
    }
}

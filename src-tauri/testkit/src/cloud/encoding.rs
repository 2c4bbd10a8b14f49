//! Percent-encoding, as the gateway reads and writes it.

/// Names and values of a query string or a form, in order; none when it is not well formed.
///
/// `+` is a blank, as every web server has it: clients may write either, and sign `%20`.
pub(crate) fn decode_pairs(text: &str) -> Option<Vec<(String, String)>> {
    let pieces = text.split('&').filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?].map(|digit| char::from(digit).to_digit(16));
                u8::try_from(digits[0]? * 16 + digits[1]?).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(out).ok()
}

/// Everything but `A–Z a–z 0–9 - _ . ~` as `%XX` in upper case.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
    out
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_both_ways_and_a_plus_is_a_blank() {
        let text = "a b*c~/中文+=&%\u{0}";
        let pairs = decode_pairs(&format!("x={}&y=a+b&z", encode(text))).unwrap();
        assert_eq!(pairs[0], ("x".to_owned(), text.to_owned()));
        assert_eq!(pairs[1].1, "a b");
        assert_eq!(pairs[2], ("z".to_owned(), String::new()));
        assert_eq!(encode("a b*c~/+"), "a%20b%2Ac~%2F%2B");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in ["a=%", "a=%4", "a=%zz", "a=%ff"] {
            assert_eq!(decode_pairs(text), None, "{text}");
        }
    }
}

//! The mask over lines of JSON: over every string that is a value, and over numbers that are an account's.
//!
//! The text is not parsed into values and written anew, so the order of keys and the spelling of numbers stay. Keys that
//! are words of a schema stay too; any other key is masked like a value.

use std::io;
use std::sync::Arc;

use alertbook_core::column::EventRow;

use super::masker::Masker;
use crate::format::{Format, RowEncoder};
use crate::pieces::Pieces;

/// The key of a name that the store has in no column.
const ONLY_IN_RECORDS: &[u8] = b"\"K8sNodeId\"";
/// Fewer digits are no account's number.
const SHORTEST_NUMBER: usize = 6;

/// A format of JSON lines with a mask over it.
pub struct MaskedJson<F> {
    format: F,
    masker: Arc<Masker>,
}

impl<F> MaskedJson<F> {
    /// Lays a mask over a format.
    pub const fn new(format: F, masker: Arc<Masker>) -> Self {
        Self { format, masker }
    }
}

impl<F: Format<Piece = Vec<u8>>> Format for MaskedJson<F> {
    type Output = F::Output;
    type Piece = Vec<u8>;
    type Encoder = MaskedEncoder<F::Encoder>;

    fn encoder(&self) -> Self::Encoder {
        MaskedEncoder {
            encoder: self.format.encoder(),
            masker: Arc::clone(&self.masker),
            unmasked: None,
        }
    }

    fn assemble(&self, file: &mut F::Output, pieces: &mut Pieces<'_, Vec<u8>>) -> io::Result<()> {
        self.format.assemble(file, pieces)
    }
}

/// An encoder whose pieces are masked as they are handed over.
pub struct MaskedEncoder<E> {
    encoder: E,
    masker: Arc<Masker>,
    unmasked: Option<Vec<u8>>,
}

impl<E: RowEncoder<Piece = Vec<u8>>> RowEncoder for MaskedEncoder<E> {
    type Piece = Vec<u8>;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        self.encoder.encode(event)
    }

    fn is_full(&self) -> bool {
        self.encoder.is_full()
    }

    fn take(&mut self, spare: Option<Vec<u8>>) -> io::Result<Vec<u8>> {
        let unmasked = self.encoder.take(self.unmasked.take())?;
        let mut masked = spare.unwrap_or_default();
        masked.clear();
        self.masker.mask_json(&unmasked, &mut masked)?;
        self.unmasked = Some(unmasked);
        Ok(masked)
    }
}

impl Masker {
    /// Appends JSON with everything masked that has to be. The text must be valid, and may be several lines of it.
    pub fn mask_json(&self, json: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let mut rest = json;
        let mut names_somebody = false;
        while let Some(at) = rest
            .iter()
            .position(|byte| *byte == b'"' || byte.is_ascii_digit())
        {
            let (before, token) = rest.split_at(at);
            out.extend_from_slice(before);
            let length = if token.starts_with(b"\"") {
                string_length(token)
            } else {
                number_length(token)
            };
            let (token, after) = token.split_at(length);
            let is_key = after.first() == Some(&b':');
            let is_text = token.starts_with(b"\"");
            if is_text && names_somebody {
                self.mask_name(token, out)?;
            } else if is_text && !(is_key && is_word(token) && !self.is_name(token)) {
                self.mask_string(token, out)?;
            } else {
                self.mask_number(token, out)?;
            }
            names_somebody = is_key && token == ONLY_IN_RECORDS;
            rest = after;
        }
        out.extend_from_slice(rest);
        Ok(())
    }

    /// Whether a key that could be a word is a name with a number, as no key of the API is but those of Kubernetes.
    fn is_name(&self, token: &[u8]) -> bool {
        token.iter().any(u8::is_ascii_digit)
            && !token.starts_with(b"\"K8s")
            && serde_json::from_slice::<String>(token).is_ok_and(|text| self.whole(&text).is_some())
    }

    /// The value of a field that is a name, whether the store has it or not.
    fn mask_name(&self, token: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let text: String = serde_json::from_slice(token)?;
        if text.trim().is_empty() || self.whole(&text).is_some() {
            return self.mask_string(token, out);
        }
        Ok(serde_json::to_writer(out, &self.unlisted(&text))?)
    }

    fn mask_string(&self, token: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let text: String = serde_json::from_slice(token)?;
        let mut masked = String::with_capacity(text.len());
        self.mask_value(&text, &mut masked);
        if masked == text {
            out.extend_from_slice(token);
            return Ok(());
        }
        Ok(serde_json::to_writer(out, &masked)?)
    }

    /// A number that is masked becomes a string.
    fn mask_number(&self, token: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let whole = std::str::from_utf8(token)
            .ok()
            .filter(|text| text.len() >= SHORTEST_NUMBER)
            .and_then(|text| self.whole(text));
        match whole {
            None => out.extend_from_slice(token),
            Some(name) => serde_json::to_writer(out, name)?,
        }
        Ok(())
    }
}

/// Bytes up to the quote that ends the string, both quotes included.
fn string_length(token: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in token.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    token.len()
}

fn number_length(token: &[u8]) -> usize {
    token.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether a quoted key is a word as schemas have them: letters, digits and `_`.
fn is_word(token: &[u8]) -> bool {
    token
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::masking::{Masking, Original, OriginalKind};

    fn check(json: &str, expected: &str) {
        let original = |kind, text: &str| Original {
            kind,
            text: text.to_owned(),
        };
        let originals = vec![
            original(OriginalKind::Host, "web-2"),
            original(OriginalKind::Host, "db"),
            original(OriginalKind::Host, "web02"),
            original(OriginalKind::Account, "1234567890123456"),
        ];
        let masker = Masker::new(Masking::Pseudonyms, originals, b"salt").unwrap();
        let mut told = Vec::new();
        masker.mask_json(json.as_bytes(), &mut told).unwrap();
        assert_eq!(String::from_utf8(told).unwrap(), expected);
    }

    #[test]
    fn a_node_that_the_store_has_nowhere_else_is_masked_by_its_key() {
        for (way, told) in [(Masking::Document, "****"), (Masking::Pseudonyms, "x")] {
            let masker = Masker::new(way, Vec::new(), b"salt").unwrap();
            let mut out = Vec::new();
            masker
                .mask_json(br#"{"K8sNodeId":"i-bp1secret","Other":"i-bp1other"}"#, &mut out)
                .unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(out.starts_with(&format!("{{\"K8sNodeId\":\"{told}")), "{out}");
            assert!(!out.contains("secret") && out.contains("i-bp1other"), "{out}");
        }
    }

    #[test]
    fn strings_and_numbers_of_accounts_are_masked_and_the_rest_stays() {
        check(
            r#"{"b":"at web-2","a":1.50e3}"#,
            r#"{"b":"at host-02","a":1.50e3}"#,
        );
        check(r#"{"Name":"db","db":"db2"}"#, r#"{"Name":"host-01","db":"db2"}"#);
        check(r#"{"web-2 ":1}"#, r#"{"host-02 ":1}"#);
        check(
            r#"{"web02":1,"K8sNodeName":2}"#,
            r#"{"host-03":1,"K8sNodeName":2}"#,
        );
        check(
            "[1234567890123456,12345678901234567]\n[\"1234567890123456\"]",
            "[\"account-01\",12345678901234567]\n[\"account-01\"]",
        );
        check(
            r#"{"a":"\"web-2\\","b":"\u0064b"}"#,
            r#"{"a":"\"host-02\\","b":"host-01"}"#,
        );
        check(
            r#"{"a":"\u0041 stays as it was written"}"#,
            r#"{"a":"\u0041 stays as it was written"}"#,
        );
    }
}

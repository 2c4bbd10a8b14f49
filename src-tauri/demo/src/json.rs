//! Compact JSON text written straight into a buffer: a million records never become trees.

/// An object being written; `end` closes it.
pub(crate) struct Object<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl<'a> Object<'a> {
    pub(crate) fn begin(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, empty: true }
    }

    pub(crate) fn end(self) {
        self.out.push(b'}');
    }

    /// Writes the key and hands out the buffer for the value. Keys need no escaping.
    pub(crate) fn key(&mut self, key: &str) -> &mut Vec<u8> {
        if !std::mem::take(&mut self.empty) {
            self.out.push(b',');
        }
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.out
    }

    pub(crate) fn text(&mut self, key: &str, value: &str) {
        write_text(self.key(key), value);
    }

    pub(crate) fn number(&mut self, key: &str, value: i64) {
        let digits = value.to_string();
        self.key(key).extend_from_slice(digits.as_bytes());
    }

    pub(crate) fn bool(&mut self, key: &str, value: bool) {
        self.key(key)
            .extend_from_slice(if value { b"true" } else { b"false" });
    }

    pub(crate) fn null(&mut self, key: &str) {
        self.key(key).extend_from_slice(b"null");
    }

    /// Writes an array of texts.
    pub(crate) fn words(&mut self, key: &str, words: &[&str]) {
        let out = self.key(key);
        out.push(b'[');
        for (place, word) in words.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            write_text(out, word);
        }
        out.push(b']');
    }

    /// Writes an array of objects, one per item.
    pub(crate) fn objects<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Object, T),
    ) {
        let out = self.key(key);
        out.push(b'[');
        for (place, item) in items.into_iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            let mut object = Object::begin(out);
            write(&mut object, item);
            object.end();
        }
        out.push(b']');
    }
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for piece in text.as_bytes().split_inclusive(|byte| needs_escape(*byte)) {
        match piece.split_last() {
            Some((last, plain)) if needs_escape(*last) => {
                out.extend_from_slice(plain);
                write_escape(out, *last);
            }
            _ => out.extend_from_slice(piece),
        }
    }
    out.push(b'"');
}

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn any_text_reads_back_as_it_was() {
        for text in [
            "",
            "plain",
            "\"",
            "a\"b\\c",
            "\n\r\t\u{0}\u{1f}",
            "\\",
            "中文 \u{202e} 𠮷",
            "</script>'; --",
        ] {
            let mut out = Vec::new();
            write_text(&mut out, text);
            assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn members_and_arrays_are_separated_by_commas() {
        let mut out = Vec::new();
        let mut object = Object::begin(&mut out);
        object.text("A", "x");
        object.number("B", -1);
        object.bool("C", true);
        object.null("D");
        object.words("G", &["x", "y"]);
        object.objects("E", [1, 2], |object, item| object.number("F", item));
        object.end();
        let expected =
            json!({"A": "x", "B": -1, "C": true, "D": null, "G": ["x", "y"], "E": [{"F": 1}, {"F": 2}]});
        assert_eq!(serde_json::from_slice::<Value>(&out).unwrap(), expected);
    }
}

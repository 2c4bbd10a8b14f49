//! A request as JSON text, read without losing what the rules ask about: names given twice, whole numbers of any
//! length told apart from fractions, text that is not Unicode.

use std::fmt;

use alertbook_core::filter::{Oddity, RawRequest, RawValue};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue as JsonText;

/// Deepest array that is taken apart; deeper ones are of no shape a parameter has.
const DEEPEST: u8 = 2;

/// Reads the JSON object of a request. An error says where the text stops being one.
pub fn read_request_json(bytes: &[u8]) -> Result<RawRequest, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (text, damaged) = match std::str::from_utf8(bytes) {
        Ok(text) => (std::borrow::Cow::Borrowed(text), false),
        Err(_) => (String::from_utf8_lossy(bytes), true),
    };
    let Entries(entries) = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let entries = entries
        .into_iter()
        .map(|(name, value)| {
            let unreadable = damaged && (value.get().contains('\u{fffd}') || name.contains('\u{fffd}'));
            let value = if unreadable {
                other(Oddity::NotText, value.get())
            } else {
                raw_value(value.get(), 0)
            };
            (name, value)
        })
        .collect();
    Ok(RawRequest { entries })
}

fn other(oddity: Oddity, text: &str) -> RawValue {
    RawValue::Other {
        oddity,
        text: text.to_owned(),
    }
}

fn raw_value(text: &str, depth: u8) -> RawValue {
    match text.bytes().next() {
        Some(b'"') => match serde_json::from_str::<String>(text) {
            Ok(value) => RawValue::Text(value),
            Err(_) => other(Oddity::NotText, text),
        },
        Some(b'n') => RawValue::Null,
        Some(b'[') if depth < DEEPEST => match serde_json::from_str::<Vec<&JsonText>>(text) {
            Ok(items) => RawValue::List(
                items
                    .into_iter()
                    .map(|item| raw_value(item.get(), depth + 1))
                    .collect(),
            ),
            Err(_) => other(Oddity::Shape, text),
        },
        _ if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
            RawValue::Integer(text.to_owned())
        }
        _ => other(Oddity::Shape, text),
    }
}

/// The members of an object in their order, names given twice included.
struct Entries(Vec<(String, Box<JsonText>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object of parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &[u8], expected: &[(&str, RawValue)]) {
        let expected = expected
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        assert_eq!(read_request_json(json), Ok(RawRequest { entries: expected }));
    }

    #[test]
    fn numbers_keep_their_digits_and_names_their_repetitions() {
        check(
            br#"{"Id": 99999999999999999999, "Id": 1.0, "GroupId": -5, "PageSize": 1e2}"#,
            &[
                ("Id", RawValue::Integer("99999999999999999999".to_owned())),
                ("Id", other(Oddity::Shape, "1.0")),
                ("GroupId", RawValue::Integer("-5".to_owned())),
                ("PageSize", other(Oddity::Shape, "1e2")),
            ],
        );
    }

    #[test]
    fn every_shape_is_told_apart() {
        let text = |text: &str| RawValue::Text(text.to_owned());
        check(
            br#"{"a":"x","b":null,"c":true,"d":["x",null,[1]],"e":{"f":1},"g":"\ud800"}"#,
            &[
                ("a", text("x")),
                ("b", RawValue::Null),
                ("c", other(Oddity::Shape, "true")),
                (
                    "d",
                    RawValue::List(vec![
                        text("x"),
                        RawValue::Null,
                        RawValue::List(vec![RawValue::Integer("1".to_owned())]),
                    ]),
                ),
                ("e", other(Oddity::Shape, r#"{"f":1}"#)),
                ("g", other(Oddity::NotText, r#""\ud800""#)),
            ],
        );
    }

    #[test]
    fn bytes_that_are_not_text_are_told_by_their_parameter() {
        let request = read_request_json(b"\xef\xbb\xbf{\"Name\":\"a\xffb\",\"Remark\":\"fine\"}").unwrap();
        assert!(matches!(request.entries.first(), Some((name, RawValue::Other { .. })) if name == "Name"));
        assert!(matches!(request.entries.get(1), Some((_, RawValue::Text(text))) if text == "fine"));
    }

    #[test]
    fn anything_but_one_object_is_refused() {
        for text in ["", "[]", "{", "{} {}", "\"x\"", "null"] {
            assert!(read_request_json(text.as_bytes()).is_err(), "{text:?}");
        }
    }
}

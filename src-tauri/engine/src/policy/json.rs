//! JSON as it stands in a file: members in their order, also one that stands twice, so that nothing of a policy can hide
//! behind something else of it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Text(String),
    Yes(bool),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    /// Null or a number, which mean nothing in a policy: its text.
    Other(String),
}

impl Json {
    /// Reads a text; a byte order mark before it is no part of it.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
    }

    /// What stands there, for telling; blank where it may hold a password.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) if may_hold_password(text) => String::new(),
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Yes(yes) => yes.to_string(),
            Self::List(_) => "[…]".to_owned(),
            Self::Object(_) => "{…}".to_owned(),
        }
    }
}

/// Whether a text has the form of an address with a user in it.
fn may_hold_password(text: &str) -> bool {
    text.split_once("://").is_some_and(|(_, rest)| rest.contains('@'))
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Json, E> {
        Ok(Json::Yes(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Other(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Other(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Other(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other("null".to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(member) = members.next_element()? {
            list.push(member);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_stands_twice_is_seen_twice() {
        let text = "\u{feff}{\"a\": [true, null, 5, 0.5, -1], \"a\": \"x\"}";
        let list = vec![
            Json::Yes(true),
            Json::Other("null".to_owned()),
            Json::Other("5".to_owned()),
            Json::Other("0.5".to_owned()),
            Json::Other("-1".to_owned()),
        ];
        let twice = vec![
            ("a".to_owned(), Json::List(list)),
            ("a".to_owned(), Json::Text("x".to_owned())),
        ];
        assert_eq!(Json::parse(text.as_bytes()).unwrap(), Json::Object(twice));
        assert!(Json::parse(b"{} {}").is_err());
        assert!(
            Json::parse("[".repeat(1_000).as_bytes()).is_err(),
            "no end of nesting"
        );
    }
}

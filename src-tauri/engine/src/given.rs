//! A request as it was given, as JSON, for the audit: nothing in it was judged yet.

use alertbook_core::filter::{RawRequest, RawValue};
use serde_json::Value;

/// The parameters in the order given, also a name that stands twice.
pub(crate) fn given(request: &RawRequest) -> String {
    let members: Vec<String> = request
        .entries
        .iter()
        .map(|(name, value)| [&text(name), ":", &json(value)].concat())
        .collect();
    ["{", &members.join(","), "}"].concat()
}

fn json(value: &RawValue) -> String {
    match value {
        RawValue::Null => "null".to_owned(),
        RawValue::Text(value) | RawValue::Other { text: value, .. } => text(value),
        // The digits as they stand: no number type holds all of them.
        RawValue::Integer(digits) => digits.clone(),
        RawValue::List(members) => {
            let members: Vec<String> = members.iter().map(json).collect();
            ["[", &members.join(","), "]"].concat()
        }
    }
}

fn text(value: &str) -> String {
    Value::from(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_as_it_was_given() {
        let list = vec![RawValue::Text("a".to_owned()), RawValue::Null];
        let other = RawValue::Other {
            oddity: alertbook_core::filter::Oddity::Shape,
            text: "true".to_owned(),
        };
        let request = RawRequest {
            entries: vec![
                ("Levels".to_owned(), RawValue::Text("\"quoted\"".to_owned())),
                (
                    "Levels".to_owned(),
                    RawValue::Integer("18446744073709551616".to_owned()),
                ),
                ("Uuids".to_owned(), RawValue::List(list)),
                ("Dealed".to_owned(), other),
            ],
        };
        assert_eq!(
            given(&request),
            r#"{"Levels":"\"quoted\"","Levels":18446744073709551616,"Uuids":["a",null],"Dealed":"true"}"#
        );
        assert_eq!(given(&RawRequest::default()), "{}");
    }
}

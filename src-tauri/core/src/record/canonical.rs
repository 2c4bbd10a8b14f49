//! One spelling for equal records: keys sorted, no white space. Two copies of a record are the same exactly when this
//! text is.

use serde_json::Value;

use crate::json::{Json, Object};

/// The canonical text of a record.
pub fn canonical_json(object: &Object<'_>) -> String {
    let mut out = String::with_capacity(2048);
    write_object(object, &mut out);
    out
}

fn write_object(object: &Object<'_>, out: &mut String) {
    out.push('{');
    for (index, (key, value)) in object.members().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(key, out);
        out.push(':');
        write_value(value, out);
    }
    out.push('}');
}

fn write_value(value: &Json<'_>, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::Text(text) => write_string(text, out),
        Json::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        Json::Object(object) => write_object(object, out),
    }
}

fn write_string(text: &str, out: &mut String) {
    let plain = text
        .bytes()
        .all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
    if plain {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_order_white_space_and_escapes_do_not_matter() {
        let canonical = |text: &str| {
            let value: Json<'_> = serde_json::from_str(text).unwrap();
            canonical_json(value.as_object().unwrap())
        };
        let one = canonical(r#"{"b": {"y":1,"x":[true,null,"中\n\"q\""]}, "a": 9007199254740993}"#);
        let two = canonical(
            "{\"a\":9007199254740993,\n \"b\":{\"x\":[true,null,\"\\u4e2d\\n\\u0022q\\u0022\"],\"y\":1}}",
        );
        assert_eq!(one, two);
        assert_eq!(
            one,
            r#"{"a":9007199254740993,"b":{"x":[true,null,"中\n\"q\""],"y":1}}"#
        );
    }
}

//! Answers as CSV: plain UTF-8 with LF, headings named as in the JSON answer. A list becomes rows; an answer around a list,
//! such as a page of the API's, the rows of that list; everything else one row.
//!
//! Cells are guarded like those of exported files. For a terminal control characters are made visible as well, because
//! alert text could otherwise drive it; a file or a pipe gets them as they are.

use alertbook_core::text::shown;
use alertbook_engine::{Dialect, ListCsv};
use serde_json::{Map, Value};

/// An answer as text.
pub(crate) fn of(answer: &Value, for_terminal: bool) -> String {
    let rows: Vec<&Value> = match answer {
        Value::Array(rows) => rows.iter().collect(),
        Value::Object(fields) => list_in(fields).map_or_else(|| vec![answer], |rows| rows.iter().collect()),
        other => vec![other],
    };
    let mut names: Vec<&str> = Vec::new();
    for name in rows.iter().filter_map(|row| row.as_object()).flat_map(Map::keys) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let cell = |value: Option<&Value>| {
        let text = text_of(value);
        if for_terminal {
            shown(&text, usize::MAX)
        } else {
            text
        }
    };
    let mut bytes = Vec::new();
    let written = ListCsv::new(&mut bytes, Dialect::Data).and_then(|mut csv| {
        if !names.is_empty() {
            csv.row(names.iter().map(|name| cell(Some(&Value::from(*name)))))?;
        }
        rows.iter().try_for_each(|row| {
            if names.is_empty() {
                csv.row([cell(Some(row))])
            } else {
                csv.row(names.iter().map(|name| cell(row.get(name))))
            }
        })
    });
    // Writing into memory cannot fail.
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// The one list of records that an answer holds.
fn list_in(fields: &Map<String, Value>) -> Option<&Vec<Value>> {
    let mut lists = fields
        .values()
        .filter_map(Value::as_array)
        .filter(|items| items.iter().any(Value::is_object));
    lists.next().filter(|_| lists.next().is_none())
}

fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_become_rows_and_everything_else_one_row() {
        let list = json!([{"id": 1, "name": "=木,马"}, {"id": -2, "more": [1, null]}]);
        assert_eq!(
            of(&list, false),
            "id,name,more\n1,\"'=木,马\",\n-2,,\"[1,null]\"\n"
        );
        let page = json!({"Count": 1, "Groups": [{"GroupId": 7}], "Empty": []});
        assert_eq!(of(&page, false), "GroupId\n7\n");
        assert_eq!(of(&json!({"Id": 5, "Whole": true}), false), "Id,Whole\n5,true\n");
        assert_eq!(of(&json!([]), false), "");
        assert_eq!(of(&json!(["a", "b"]), false), "a\nb\n");
    }

    #[test]
    fn a_terminal_gets_nothing_that_it_would_obey() {
        let hostile = json!([{ "name": "\u{1b}[2J" }]);
        assert_eq!(of(&hostile, true), "name\n\\u{1b}[2J\n");
        assert_eq!(of(&hostile, false), "name\n\u{1b}[2J\n");
    }
}

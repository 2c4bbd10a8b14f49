//! Answers for people: a list becomes a table, everything else name and value. Control characters are made visible,
//! because alert text could otherwise drive the terminal.

use alertbook_core::text::shown;
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

/// The longest cell, in characters.
const LONGEST: usize = 60;

/// An answer as text.
pub(crate) fn of(answer: &Value) -> String {
    match answer {
        Value::Array(rows) => list(rows),
        Value::Object(fields) => object(fields),
        other => cell(other),
    }
}

fn object(fields: &Map<String, Value>) -> String {
    let is_list = |value: &Value| {
        value
            .as_array()
            .is_some_and(|items| items.iter().any(Value::is_object))
    };
    let scalars: Vec<Vec<String>> = fields
        .iter()
        .filter(|(_, value)| !is_list(value))
        .map(|(name, value)| vec![shown(name, LONGEST), cell(value)])
        .collect();
    let lists = fields
        .values()
        .filter(|value| is_list(value))
        .filter_map(Value::as_array)
        .map(|rows| list(rows));
    std::iter::once(aligned(&scalars))
        .chain(lists)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Rows with the fields that any of them holds, in the order they are met.
fn list(rows: &[Value]) -> String {
    let mut names: Vec<&String> = Vec::new();
    for name in rows.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return rows.iter().map(cell).collect::<Vec<_>>().join("\n");
    }
    let heading = names.iter().map(|name| shown(name, LONGEST)).collect();
    let row = |row: &Value| {
        names
            .iter()
            .map(|name| row.get(name).map(cell).unwrap_or_default())
            .collect()
    };
    let cells: Vec<Vec<String>> = std::iter::once(heading).chain(rows.iter().map(row)).collect();
    aligned(&cells)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => shown(text, LONGEST),
        other => shown(&other.to_string(), LONGEST),
    }
}

/// Columns side by side, two blanks between them. Chinese characters are as wide as two others.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|text| text.width())
            .max()
    };
    let widths: Vec<usize> = (0..columns)
        .map(|column| width(column).unwrap_or_default())
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_become_columns_as_wide_as_they_look() {
        let text = of(&json!([{"id": 1, "name": "木马"}, {"id": 22, "name": "x\u{1b}[31m"}]));
        assert_eq!(text, "id  name\n1   木马\n22  x\\u{1b}[31m\n");
        let answer = json!({"Count": 1, "Groups": [{"GroupId": 7}], "Empty": []});
        assert_eq!(of(&answer), "Count  1\nEmpty  []\n\nGroupId\n7\n");
    }
}

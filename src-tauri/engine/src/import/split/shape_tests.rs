//! Whole texts of every shape, however they arrive.

use std::fmt::Write;
use std::io::Read;

use alertbook_core::record::RecordKind;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Content, Scale, Splitter};
use crate::import::why::Why;

/// Gives its text in steps of a few bytes.
pub(super) struct Trickle<'a>(pub &'a [u8], pub usize);

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(into.len());
        into[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Every piece of a text as one line: content, place, text.
pub(super) fn pieces(text: &[u8], step: usize) -> Vec<String> {
    let mut splitter = Splitter::new(Trickle(text, step), Scale::Same);
    let mut found = Vec::new();
    while let Some(piece) = splitter.next_piece().unwrap() {
        let shown = String::from_utf8_lossy(piece.text).into_owned();
        let place = piece.position.words().en;
        found.push(match piece.content {
            Content::Record(None) => format!("? @ {place}: {shown}"),
            Content::Record(Some(kind)) => format!("{} @ {place}: {shown}", kind.list_key()),
            Content::Row(_) => panic!("JSON has no rows"),
            Content::Fault(fault) => format!("{} @ {place}: {shown}", Why::Damage(fault).words().en),
        });
        assert!(found.len() < 10_000, "no end");
    }
    found
}

#[track_caller]
pub(super) fn check(text: &str, expected: &[&str]) {
    for step in [1, 2, 3, 7, 64, 1 << 20] {
        assert_eq!(pieces(text.as_bytes(), step), expected, "in steps of {step}");
    }
}

#[test]
fn lists_of_an_answer_give_their_records() {
    check(
        r#"{"Count":2,"SuspEvents":[{"Id":1},{"Id":2}],"PageInfo":{"SuspEvents":[{"Id":3}]}}"#,
        &[
            r#"SuspEvents @ line 1, byte 25, record 1: {"Id":1}"#,
            r#"SuspEvents @ line 1, byte 34, record 2: {"Id":2}"#,
        ],
    );
    check(
        "\n{ \"Groups\" :\r\n [ {\"GroupId\" : 1 } ] , \"x\":{\"y\":[1]}, \"Susp\\u0045vents\" : [ ] }",
        &[r#"Groups @ line 3, byte 18, record 1: {"GroupId" : 1 }"#],
    );
}

#[test]
fn every_list_key_is_known() {
    for kind in RecordKind::ALL {
        let text = json!({ kind.list_key(): [{"a": 1}], "z": 1 }).to_string();
        let expected = format!(
            "{} @ line 1, byte {}, record 1: {{\"a\":1}}",
            kind.list_key(),
            kind.list_key().len() + 5
        );
        check(&text, &[&expected]);
    }
}

#[test]
fn lines_arrays_and_texts_in_a_row_give_their_records() {
    check(
        "{\"Id\":1}\n\n{\"Id\":2}\r\n {\"Id\":3}{\"Id\":4}",
        &[
            "? @ line 1, byte 0, record 1: {\"Id\":1}",
            "? @ line 3, byte 10, record 2: {\"Id\":2}",
            "? @ line 4, byte 21, record 3: {\"Id\":3}",
            "? @ line 4, byte 29, record 4: {\"Id\":4}",
        ],
    );
    check(
        "[{\"Id\":1}, [2], {\"Id\":3}]\n",
        &[
            "? @ line 1, byte 1, record 1: {\"Id\":1}",
            "? @ line 1, byte 11, record 2: [2]",
            "? @ line 1, byte 16, record 3: {\"Id\":3}",
        ],
    );
    check(
        "{\"SuspEvents\":[{\"Id\":1}]}\n{\"Groups\":[]}\n[{\"SuspEvents\":[{\"Id\":2}]}]",
        &[
            "SuspEvents @ line 1, byte 15, record 1: {\"Id\":1}",
            "SuspEvents @ line 3, byte 56, record 2: {\"Id\":2}",
        ],
    );
}

#[test]
fn the_wrapper_of_the_sdk_is_opened_once() {
    check(
        r#"{"headers":{"a":[1]},"body":{"Count":1,"SuspEvents":[{"Id":1}]},"statusCode":200}"#,
        &[r#"SuspEvents @ line 1, byte 53, record 1: {"Id":1}"#],
    );
    check(
        r#"{"body":{"Code":"x"},"z":1}{"body":{"body":{"Groups":[1]}}}"#,
        &[
            r#"? @ line 1, byte 8, record 1: {"Code":"x"}"#,
            r#"? @ line 1, byte 35, record 2: {"body":{"Groups":[1]}}"#,
        ],
    );
}

#[test]
fn a_record_with_an_id_is_a_record_whatever_it_holds() {
    check(
        r#"{"Id":1,"Groups":[{"x":1}]}"#,
        &[r#"? @ line 1, byte 0, record 1: {"Id":1,"Groups":[{"x":1}]}"#],
    );
}

#[test]
fn brackets_and_quotes_in_strings_are_text() {
    let record = r#"{"Id":1,"Desc":"]}\"{[\\","x":["}",{"\"":"\\\\\""}]}"#;
    check(
        &format!(r#"{{"SuspEvents":[{record},{record}]}}"#),
        &[
            &format!("SuspEvents @ line 1, byte 15, record 1: {record}"),
            &format!(
                "SuspEvents @ line 1, byte {}, record 2: {record}",
                16 + record.len()
            ),
        ],
    );
    check(
        &format!("{record}\n{record}"),
        &[
            &format!("? @ line 1, byte 0, record 1: {record}"),
            &format!("? @ line 2, byte {}, record 2: {record}", record.len() + 1),
        ],
    );
}

#[test]
fn blank_texts_hold_nothing() {
    check("", &[]);
    check(" \r\n\t\u{feff}\n", &[]);
    check("{\"SuspEvents\":[]}{\"SuspEvents\" : [ ] }[]", &[]);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Id".to_owned()),
        Just("SuspEvents".to_owned()),
        Just("body".to_owned()),
        "[a-z\\\\\"{}\\[\\]:,\n 中𝄞]{0,8}",
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_text(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Writes JSON with the white space and the order of keys that `dice` asks for.
pub(super) fn scatter(value: &Value, dice: &mut dyn Iterator<Item = u8>, out: &mut String) {
    blank(dice, out);
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                scatter(item, dice, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            let mut members: Vec<_> = object.iter().collect();
            if !members.is_empty() {
                let turn = usize::from(dice.next().unwrap_or(0)) % members.len();
                members.rotate_left(turn);
            }
            out.push('{');
            for (index, (key, item)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                scatter(&Value::from(key.as_str()), dice, out);
                out.push(':');
                scatter(item, dice, out);
            }
            out.push('}');
        }
        Value::String(text) if dice.next().unwrap_or(0).is_multiple_of(3) => {
            out.push('"');
            for unit in text.encode_utf16() {
                write!(out, "\\u{unit:04x}").unwrap();
            }
            out.push('"');
        }
        other => out.push_str(&other.to_string()),
    }
    blank(dice, out);
}

fn blank(dice: &mut dyn Iterator<Item = u8>, out: &mut String) {
    let choices = ["", "", "", "", " ", "\n", "\r\n", "\t \n  "];
    out.push_str(choices[usize::from(dice.next().unwrap_or(0)) % choices.len()]);
}

fn records_of(texts: &[Value]) -> Vec<(Option<RecordKind>, Value)> {
    let mut records = Vec::new();
    for text in texts {
        let lists: Vec<_> = RecordKind::ALL
            .iter()
            .filter(|kind| text[kind.list_key()].is_array())
            .collect();
        for kind in &lists {
            let items = text[kind.list_key()].as_array().unwrap();
            records.extend(items.iter().map(|item| (Some(**kind), item.clone())));
        }
        if lists.is_empty() {
            records.push((None, text.clone()));
        }
    }
    records.sort_by_key(|(kind, value)| format!("{kind:?} {value}"));
    records
}

fn any_top() -> impl Strategy<Value = Value> {
    let members = prop::collection::vec(("[a-z]{1,4}", any_json()), 0..4);
    let list = prop::collection::vec(any_json(), 0..4);
    let kind = prop::option::weighted(0.7, (0..RecordKind::ALL.len(), list));
    (members, kind).prop_map(|(members, list)| {
        let mut object: serde_json::Map<String, Value> =
            members.into_iter().filter(|(key, _)| key != "body").collect();
        if let Some((kind, items)) = list {
            object.insert(RecordKind::ALL[kind].list_key().to_owned(), Value::from(items));
        }
        Value::Object(object)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn records_are_those_that_serde_sees(
        texts in prop::collection::vec(any_top(), 1..4),
        dice in prop::collection::vec(any::<u8>(), 1..200),
        step in 1_usize..50,
        array in any::<bool>(),
    ) {
        let mut dice = dice.into_iter().cycle();
        let mut text = String::new();
        if array {
            scatter(&Value::from(texts.clone()), &mut dice, &mut text);
        } else {
            for value in &texts {
                scatter(value, &mut dice, &mut text);
            }
        }
        let mut splitter = Splitter::new(Trickle(text.as_bytes(), step), Scale::Same);
        let mut found = Vec::new();
        while let Some(piece) = splitter.next_piece().unwrap() {
            let Content::Record(kind) = piece.content else {
                return Err(TestCaseError::fail(format!("{:?} in {text:?}", piece.content)));
            };
            let start = usize::try_from(piece.position.byte).unwrap();
            prop_assert_eq!(&text.as_bytes()[start..start + piece.text.len()], piece.text);
            let lines = text[..start].matches('\n').count() as u64 + 1;
            prop_assert_eq!(piece.position.line, lines);
            prop_assert_eq!(piece.position.record, Some(found.len() as u64 + 1));
            found.push((kind, serde_json::from_slice::<Value>(piece.text).unwrap()));
        }
        found.sort_by_key(|(kind, value)| format!("{kind:?} {value}"));
        prop_assert_eq!(found, records_of(&texts), "{}", text);
    }

    #[test]
    fn any_bytes_end_without_a_panic(text in prop::collection::vec(prop::sample::select(
        b"{}[]\",:\\\n 1aI\xef\xff".to_vec()), 0..200), step in 1_usize..40) {
        let one = pieces(&text, step);
        prop_assert_eq!(one, pieces(&text, 1 << 20));
    }
}

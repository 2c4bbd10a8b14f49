//! Texts with damage: what it costs, and what is said about it.

use super::shape_tests::{check, pieces};
use super::{Content, Fault, RECORD_LIMIT, Scale, Splitter};
use crate::import::why::Why;

#[test]
fn a_damaged_record_of_a_list_leaves_its_neighbours() {
    for bad in [
        r#"{"Id":2,,"x":1}"#,
        r#"{"Id":2 "x":1}"#,
        "{Id:2}",
        r#"{"Id":2,{"x":1}}"#,
        r#"{"Id":2,"x":"\q"}"#,
        "{\"Id\":2,\"x\":\"a\nb\"}",
        r#"{"Id":2,"x":[{"y":1},"z":2}"#,
        r#"{"Id":2,"x":[{"y":1],"z":2}"#,
        r#"{"Id":2]}"#,
        "17",
        "null",
        r#""}""#,
    ] {
        let text = format!(r#"{{"SuspEvents":[{{"Id":1}}, {bad}, {{"Id":3}}],"Count":3}}"#);
        let line = text
            .find(r#"{"Id":3}"#)
            .map(|at| text[..at].matches('\n').count() + 1)
            .unwrap();
        check(
            &text,
            &[
                r#"SuspEvents @ line 1, byte 15, record 1: {"Id":1}"#,
                &format!("SuspEvents @ line 1, byte 25, record 2: {bad}"),
                &format!(
                    r#"SuspEvents @ line {line}, byte {}, record 3: {{"Id":3}}"#,
                    27 + bad.len()
                ),
            ],
        );
    }
}

#[test]
fn a_quote_that_is_missing_costs_its_record_in_a_printed_page() {
    check(
        "{\"SuspEvents\": [\n  {\n    \"Id\": 1,\n    \"Name\": \"a\n  },\n  {\n    \"Id\": 2,\n    \"x\": \"y,\n    \"z\": 1\n  },\n  {\"Id\": 3}\n]}",
        &[
            "SuspEvents @ line 2, byte 19, record 1: {\n    \"Id\": 1,\n    \"Name\": \"a\n  }",
            "SuspEvents @ line 6, byte 56, record 2: {\n    \"Id\": 2,\n    \"x\": \"y,\n    \"z\": 1\n  }",
            "SuspEvents @ line 11, byte 102, record 3: {\"Id\": 3}",
        ],
    );
}

#[test]
fn a_brace_that_is_missing_costs_its_record() {
    check(
        r#"{"SuspEvents":[{"Id":1,"x":{"a":1},{"Id":2},{"Id":3}],"Count":3}"#,
        &[
            r#"the record breaks off; its brackets or quotes are not closed @ line 1, byte 15, record 1: {"Id":1,"x":{"a":1},"#,
            r#"SuspEvents @ line 1, byte 35, record 2: {"Id":2}"#,
            r#"SuspEvents @ line 1, byte 44, record 3: {"Id":3}"#,
        ],
    );
    check(
        r#"{"SuspEvents":[{"Id":1}},{"Id":2}]}{"SuspEvents":[{"Id":3}}{"Id":4}"#,
        &[
            r#"SuspEvents @ line 1, byte 15, record 1: {"Id":1}"#,
            r#"SuspEvents @ line 1, byte 25, record 2: {"Id":2}"#,
            r#"SuspEvents @ line 1, byte 50, record 3: {"Id":3}"#,
            r#"? @ line 1, byte 59, record 4: {"Id":4}"#,
        ],
    );
}

#[test]
fn a_broken_line_leaves_the_other_lines() {
    let said = "the record breaks off; its brackets or quotes are not closed";
    for bad in [
        r#"{"Id":2"#,
        r#"{"Id":2,"x":"abc"#,
        r#"{"Id":2,"x":"abc\"#,
        r#"{"Id":2,"x":[{"y":1}"#,
        r#"{"Id":2,"x":"#,
        r#"{"Id":2,"x":["#,
        r#"{"Id":2,"#,
        "{",
        r#"{"Id"#,
    ] {
        check(
            &format!("{{\"Id\":1}}\n{bad}\n{{\"Id\":3}}\n{{\"Id\":4}}\n"),
            &[
                "? @ line 1, byte 0, record 1: {\"Id\":1}",
                &format!("{said} @ line 2, byte 9, record 2: {bad}\n"),
                &format!("? @ line 3, byte {}, record 3: {{\"Id\":3}}", 10 + bad.len()),
                &format!("? @ line 4, byte {}, record 4: {{\"Id\":4}}", 19 + bad.len()),
            ],
        );
    }
}

#[test]
fn a_broken_answer_in_a_line_leaves_the_next_answer() {
    check(
        "{\"SuspEvents\":[{\"Id\":1},{\"Id\":2,\"x\n{\"SuspEvents\":[{\"Id\":3}]}\n{\"SuspEvents\":[{\"Id\":4}]\n{\"Id\":5}",
        &[
            "SuspEvents @ line 1, byte 15, record 1: {\"Id\":1}",
            "the record breaks off; its brackets or quotes are not closed @ line 1, byte 24, record 2: {\"Id\":2,\"x\n",
            "SuspEvents @ line 2, byte 50, record 3: {\"Id\":3}",
            "SuspEvents @ line 3, byte 76, record 4: {\"Id\":4}",
            "the answer is cut off after record 4; further records may be missing @ line 4, byte 86: ",
            "? @ line 4, byte 86, record 5: {\"Id\":5}",
        ],
    );
}

#[test]
fn a_text_may_end_anywhere() {
    let first = r#"{"Id":1,"Details":[{"Value":"]}\" \\"}],"x":null}"#;
    let page = format!("{{\n \"Count\": 2,\n \"SuspEvents\": [\n  {first},\n  {{\"Id\":2}}\n ]\n}}\n");
    let whole = page.trim_end().len();
    for length in 0..=page.len() {
        let found = pieces(&page.as_bytes()[..length], 9);
        let records = usize::from(length >= page.find(first).unwrap() + first.len())
            + usize::from(length >= page.find("{\"Id\":2}").unwrap() + 8);
        let faults = usize::from(length > 0 && length < whole);
        assert_eq!(
            found
                .iter()
                .filter(|line| line.starts_with("SuspEvents @"))
                .count(),
            records,
            "{length}"
        );
        assert_eq!(found.len(), records + faults, "{length}: {found:?}");
    }
    check(
        "{\"SuspEvents\":[{\"Id\":1},{\"Id",
        &[
            "SuspEvents @ line 1, byte 15, record 1: {\"Id\":1}",
            "the file ends in the middle of record 2 @ line 1, byte 24, record 2: {\"Id",
        ],
    );
}

#[test]
fn text_that_is_no_json_is_one_fault_in_a_row() {
    check(
        "WARNING: a\nmore\n{\"Id\":1}\nx {\n]\n\n{\"Id\":2},\n",
        &[
            "not JSON @ line 1, byte 0: WARNING: a\nmore\n",
            "? @ line 3, byte 16, record 1: {\"Id\":1}",
            "not JSON @ line 4, byte 25: x {\n]\n\n",
            "? @ line 7, byte 32, record 2: {\"Id\":2}",
        ],
    );
    let said = Why::Damage(Fault::NothingKnown).words().en;
    check(
        "告警,时间\r\n1,2\r\n",
        &[&format!("{said} @ line 1, byte 0: 告警,时间\r\n1,2\r\n")],
    );
}

#[test]
fn a_large_foreign_file_is_given_up() {
    let text = b"a,b,c\n".repeat(1 << 20);
    let mut splitter = Splitter::new(text.as_slice(), Scale::Same);
    let piece = splitter.next_piece().unwrap().unwrap();
    assert_eq!(piece.content, Content::Fault(Fault::NothingKnown));
    assert_eq!(piece.text.len(), super::SHOWN_LIMIT);
    assert_eq!(splitter.next_piece().unwrap(), None);
    assert!(splitter.position().byte < 3 << 20);
}

#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let limit = usize::try_from(RECORD_LIMIT).unwrap();
    let sized = |length: usize| format!("{{\"Id\":2,\"x\":\"{}\"}}", "y".repeat(length - 15));
    assert_eq!(sized(100).len(), 100);
    for (head, tail) in [
        ("{\"SuspEvents\":[{\"Id\":1},", ",{\"Id\":3}]}"),
        ("{\"Id\":1}\n", "\n{\"Id\":3}"),
    ] {
        for (length, fits) in [(limit, true), (limit + 1, false), (limit * 2, false)] {
            let text = format!("{head}{}{tail}", sized(length));
            let mut splitter = Splitter::new(text.as_bytes(), Scale::Same);
            let mut found = Vec::new();
            while let Some(piece) = splitter.next_piece().unwrap() {
                found.push((piece.content, piece.text.len(), piece.position.record));
            }
            assert_eq!(found.len(), 3);
            assert_eq!((found[0].1, found[2].1, found[2].2), (8, 8, Some(3)));
            if fits {
                assert_eq!(found[1].1, limit);
                assert!(matches!(found[1].0, Content::Record(_)));
            } else {
                assert_eq!(
                    (found[1].0, found[1].1),
                    (Content::Fault(Fault::TooLong), super::SHOWN_LIMIT)
                );
            }
        }
    }
}

#[test]
fn a_long_value_before_the_list_does_not_matter() {
    let limit = usize::try_from(RECORD_LIMIT).unwrap();
    let text = format!(
        "{{\"x\":\"{}\",\"SuspEvents\":[{{\"Id\":1}}]}}",
        "y".repeat(limit + limit / 2)
    );
    let mut splitter = Splitter::new(text.as_bytes(), Scale::Same);
    assert_eq!(splitter.next_piece().unwrap().unwrap().text, b"{\"Id\":1}");
    assert_eq!(splitter.next_piece().unwrap(), None);
}

#[test]
fn hostile_depth_ends_in_time() {
    for unit in [
        "{\"a\":\n",
        "{\"a\":1,",
        "[",
        "{\"a\":[\n{},\n{},\n",
        "{\"SuspEvents\":[",
    ] {
        let text = unit.repeat(4_000);
        let mut splitter = Splitter::new(text.as_bytes(), Scale::Same);
        while splitter.next_piece().unwrap().is_some() {}
        let inside = format!("{{\"SuspEvents\":[{text}");
        let mut splitter = Splitter::new(inside.as_bytes(), Scale::Same);
        while splitter.next_piece().unwrap().is_some() {}
    }
}

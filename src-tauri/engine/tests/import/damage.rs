//! Bad input: what is kept aside, with which words, and what goes in nevertheless.

use serde_json::json;

use crate::bed::{Bed, event, page};

#[test]
fn bad_records_among_good_ones_are_kept_with_their_places() {
    let mut bed = Bed::new();
    let good = event(1).to_string();
    let mut text = format!("{good}\n").into_bytes();
    let second = text.len();
    text.extend(b"{\"Id\":2,\"Level\":\"\xff\"}\n");
    let third = text.len();
    text.extend(b"{\"Id\":-3,\"Level\":\"x\"}\n\n{\"Id\":4,\"Level\" \"x\"}\n{\"a\":1}\n");
    text.extend(event(6).to_string().bytes());
    let summary = bed.import_bytes(text);
    assert_eq!(
        (
            summary.progress.inserted,
            summary.progress.rejected,
            summary.progress.records
        ),
        (2, 4, 6)
    );
    assert_eq!(bed.ids(), [1, 6]);
    assert_eq!(
        bed.reasons(),
        [
            format!("line 2, byte {second}, record 2: not valid UTF-8 at byte 17 of the record"),
            format!(
                "line 3, byte {third}, record 3: Id: expected the event's id, a whole number from 0 to 9223372036854775807, \
                 found -3"
            ),
            format!(
                "line 5, byte {}, record 4: not valid JSON: expected `:` at byte 16 of the record",
                third + 23
            ),
            format!(
                "line 6, byte {}, record 5: not a record of Security Center; expected an event (Id, Level, LastTime …), \
                 an asset, a group or a container",
                third + 44
            ),
        ]
    );
    assert_eq!(bed.rejects[1]["Record"], "{\"Id\":-3,\"Level\":\"x\"}");
    assert_eq!(
        (&bed.rejects[0]["Whole"], &bed.rejects[1]["Whole"]),
        (&false.into(), &true.into())
    );
}

#[test]
fn saved_errors_and_foreign_files_are_reported() {
    let mut bed = Bed::new();
    bed.file("1.json", page(&[event(1)]).to_string());
    bed.file(
        "2.json",
        "{\n \"RequestId\": \"R\", \"Code\": \"Throttling.User\",\n \"Message\": \"slow\"}\n",
    );
    bed.file("3.csv", "Id,Level\r\n1,serious\r\n");
    bed.file("4.json", page(&[event(4)]).to_string());
    let summary = bed.import_path(&bed.folder.path().join("given"));
    assert_eq!((summary.progress.inserted, summary.progress.rejected), (2, 2));
    assert_eq!(
        bed.reasons()[0],
        "line 1, byte 0, record 1: the saved answer is an error: Throttling.User"
    );
    assert!(
        bed.reasons()[1]
            .starts_with("line 1, byte 0: not a CSV file as Alertbook exports it: the headings ID and")
    );
    assert!(bed.rejects[1]["File"].as_str().unwrap().ends_with("3.csv"));
}

#[test]
fn a_page_may_end_at_any_byte() {
    let events = [
        json!({"Id": 1, "Level": "serious"}),
        json!({"Id": 2, "Name": "中\"]}"}),
    ];
    let whole = format!("{:#}\n", page(&events));
    let ends: Vec<usize> = events
        .iter()
        .map(|event| {
            let text = format!("{event:#}").replace('\n', "\n    ");
            whole.find(&text).unwrap() + text.len()
        })
        .collect();
    let closed = whole.trim_end().len();
    for length in 0..=whole.len() {
        let mut bed = Bed::new();
        let summary = bed.import_bytes(&whole.as_bytes()[..length]);
        let complete = ends.iter().filter(|end| **end <= length).count();
        assert_eq!(summary.progress.inserted, complete as u64, "cut at {length}");
        let damaged = u64::from(length > 0 && length < closed);
        assert_eq!(
            summary.progress.rejected,
            damaged,
            "cut at {length}: {:?}",
            bed.reasons()
        );
    }
}

#[test]
fn a_damaged_utf16_unit_costs_one_record() {
    let mut bed = Bed::new();
    let text = format!("{}\n{}\n{}", event(1), json!({"Id": 2, "Name": "X"}), event(3));
    let mut units: Vec<u16> = text.encode_utf16().collect();
    let at = units.iter().position(|unit| *unit == u16::from(b'X')).unwrap();
    units[at] = 0xdc00;
    let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    bed.import_bytes(bytes);
    assert_eq!(bed.ids(), [1, 3]);
    let start = event(1).to_string().encode_utf16().count() * 2 + 2;
    assert_eq!(
        bed.reasons(),
        [format!(
            "line 2, byte {start}, record 2: not valid UTF-8 at byte 16 of the record"
        )]
    );
}

#[test]
fn a_record_above_the_limit_is_passed_over() {
    let mut bed = Bed::new();
    let long = json!({"Id": 2, "Level": "x", "Desc": "y".repeat(17 * 1024 * 1024)});
    bed.import_bytes(page(&[event(1), long, event(3)]).to_string());
    assert_eq!(bed.ids(), [1, 3]);
    assert!(bed.reasons()[0].ends_with("record 2: the record is longer than 16 MiB"));
    assert_eq!(bed.rejects[0]["Record"].as_str().unwrap().len(), 64 * 1024);
}

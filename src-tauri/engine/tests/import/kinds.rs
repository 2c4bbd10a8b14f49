//! Every kind of content, told by the content alone.

use std::io::{Cursor, Write};

use alertbook_engine::import::Source;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::bed::{Bed, event, inventory, page};

const BIG: i64 = 9_007_199_254_740_993;

fn events() -> Vec<Value> {
    [1, 2, BIG, i64::MAX].into_iter().map(event).collect()
}

/// All answers of a small tenant.
fn answers() -> Vec<Value> {
    let events = events();
    let mut answers = inventory();
    answers.extend(events.chunks(3).map(page));
    answers
}

fn records() -> Vec<Value> {
    let keys = [
        "Groups",
        "Instances",
        "ContainerInstanceList",
        "GroupedContainerInstanceList",
        "SuspEvents",
    ];
    let of = |answer: &Value| {
        keys.iter()
            .filter_map(|key| answer[key].as_array().cloned())
            .flatten()
            .collect::<Vec<_>>()
    };
    answers().iter().flat_map(of).collect()
}

fn lines(values: &[Value], end: &str) -> String {
    values
        .iter()
        .flat_map(|value| [value.to_string(), end.to_owned()])
        .collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

pub(crate) fn zip(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        if name.ends_with('/') {
            archive
                .add_directory(*name, SimpleFileOptions::default())
                .unwrap();
        } else {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_same_records_in_any_container_give_the_same_store() {
    let mut first = Bed::new();
    let summary = first.import_bytes(lines(&answers(), "\n"));
    assert_eq!(
        (
            summary.progress.inserted,
            summary.progress.rejected,
            summary.progress.records
        ),
        (8, 0, 8)
    );
    assert_eq!(first.ids(), [1, 2, BIG, i64::MAX]);
    let expected = first.content();
    let printed: String = answers()
        .iter()
        .flat_map(|answer| [format!("{answer:#}"), "\n".to_owned()])
        .collect();
    let pages: Vec<_> = answers()
        .iter()
        .enumerate()
        .map(|(n, page)| (format!("a/{n}"), page.to_string()))
        .collect();
    let mut entries: Vec<_> = pages
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone().into_bytes()))
        .collect();
    entries.insert(0, ("a/", Vec::new()));
    entries.push((".hidden", b"x".to_vec()));
    entries.push(("__MACOSX/a", b"x".to_vec()));
    entries.push(("../../outside.json", b" ".to_vec()));
    let wrapped: Vec<Value> = answers()
        .into_iter()
        .map(|answer| json!({"headers": {}, "body": answer}))
        .collect();
    let containers: Vec<(&str, Vec<u8>)> = vec![
        ("printed answers", printed.clone().into_bytes()),
        ("CRLF", printed.replace('\n', "\r\n").into_bytes()),
        ("UTF-8 with mark", format!("\u{feff}{printed}").into_bytes()),
        ("UTF-16 LE", utf16(&printed, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(&printed, u16::to_be_bytes)),
        (
            "UTF-16 LE with mark",
            utf16(&format!("\u{feff}{printed}"), u16::to_le_bytes),
        ),
        (
            "UTF-16 BE with mark",
            utf16(&format!("\u{feff}{printed}"), u16::to_be_bytes),
        ),
        ("NDJSON", lines(&records(), "\n").into_bytes()),
        (
            "NDJSON with CRLF and blank lines",
            lines(&records(), "\r\n\r\n").into_bytes(),
        ),
        ("array", json!(records()).to_string().into_bytes()),
        ("printed array", format!("{:#}", json!(records())).into_bytes()),
        ("array of answers", json!(answers()).to_string().into_bytes()),
        ("wrapped answers", lines(&wrapped, "").into_bytes()),
        ("zip", zip(&entries)),
    ];
    for (kind, bytes) in containers {
        let mut stream = Bed::new();
        let summary = stream.import_bytes(bytes.clone());
        assert_eq!(summary.progress.rejected, 0, "{kind}: {:?}", stream.rejects);
        assert_eq!(stream.content(), expected, "{kind} as a stream");
        let mut file = Bed::new();
        let path = file.file("no.name", &bytes);
        let summary = file.import_path(&path);
        assert_eq!(file.content(), expected, "{kind} as a file");
        assert_eq!(summary.progress.bytes_total, Some(bytes.len() as u64));
        let again = file.import_path(&path).progress;
        assert_eq!(
            (again.unchanged, again.inserted, again.updated),
            (8, 0, 0),
            "{kind} again"
        );
        assert_eq!(file.content(), expected, "{kind} again");
    }
}

#[test]
fn folders_are_read_in_natural_order() {
    let mut bed = Bed::new();
    let named = |name: &str| {
        let mut event = event(1);
        event["InstanceName"] = json!(name);
        page(&[event]).to_string()
    };
    for name in ["p10.json", "p9.json", "p2/z.json", ".p99.json"] {
        bed.file(name, named(name));
    }
    let summary = bed.import_path(&bed.folder.path().join("given"));
    assert_eq!(summary.progress.records, 3);
    assert!(
        bed.content()[0].contains("p10.json"),
        "the last file wins a tie: {:?}",
        bed.content()
    );
}

#[test]
fn sources_are_read_in_the_order_given() {
    let mut bed = Bed::new();
    let one = bed.file("1", event(1).to_string());
    let two = bed.file("2", event(2).to_string());
    let stream = Source::Stream {
        name: "-".to_owned(),
        reader: Box::new(Cursor::new(b"x y\n".to_vec())),
    };
    bed.import(vec![Source::Path(two), stream, Source::Path(one)])
        .unwrap();
    assert_eq!(bed.ids(), [1, 2]);
    assert_eq!(bed.rejects[0]["File"], "-");
}

#[test]
fn an_office_file_is_one_reject_wherever_it_is() {
    let parts = |first: &str, second: &str| zip(&[(first, b"<Types/>".to_vec()), (second, b"<x/>".to_vec())]);
    let plain = parts("[Content_Types].xml", "xl/workbook.xml");
    let late = parts("xl/workbook.xml", "[Content_Types].xml");
    let mut bed = Bed::new();
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    for bytes in [&plain, &late, &old] {
        let path = bed.file("console.xlsx", bytes);
        assert_eq!(bed.import_path(&path).progress.rejected, 1);
        assert!(
            bed.reasons()[0].starts_with("line 1, byte 0: an Excel workbook (.xlsx) or another Office file"),
            "{:?}",
            bed.reasons()
        );
        assert!(bed.rejects[0]["File"].as_str().unwrap().ends_with("console.xlsx"));
    }
    bed.import_bytes(zip(&[
        ("no-ending", plain.clone()),
        ("late.XLSX", late),
        ("old.xls", old),
        ("inner.zip", zip(&[("x", b"{}".to_vec())])),
        ("good.json", event(1).to_string().into_bytes()),
    ]));
    assert_eq!(bed.ids(), [1]);
    let said: Vec<_> = bed
        .rejects
        .iter()
        .map(|reject| {
            reject["ReasonZh"]
                .as_str()
                .unwrap()
                .chars()
                .take(9)
                .collect::<String>()
        })
        .collect();
    assert_eq!(
        said,
        [
            "Excel 工作簿",
            "Excel 工作簿",
            "Excel 工作簿",
            "压缩包中还有压缩包"
        ]
    );
}

#[test]
fn damaged_archives_are_rejects() {
    let mut bed = Bed::new();
    let inner = zip(&[("x", b"{}".to_vec())]);
    let good = event(1).to_string().into_bytes();
    let archive = zip(&[
        ("inner.zip", inner),
        ("a\u{1b}\nb", b"nothing".to_vec()),
        ("good", good),
    ]);
    bed.import_bytes(archive.clone());
    assert_eq!(bed.ids(), [1]);
    let files: Vec<_> = bed
        .rejects
        .iter()
        .map(|reject| reject["File"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["- → inner.zip", "- → a\\u{1b}\\u{a}b"]);
    for length in [4, 30, archive.len() - 5] {
        bed.import_bytes(&archive[..length]);
        assert_eq!(bed.rejects.len(), 1);
        assert!(
            bed.reasons()[0].contains("the zip archive cannot be read"),
            "{:?}",
            bed.reasons()
        );
    }
}

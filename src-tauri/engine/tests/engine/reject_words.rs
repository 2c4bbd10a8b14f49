//! The language in which rejected records are told: that of whoever asks, whoever imported them.

use alertbook_core::Language;
use alertbook_engine::{Engine, EngineOptions};
use alertbook_wire::{Reject, RejectAnswer, SavedList};
use serde_json::Value;

use crate::support::Data;

const IDS: &str = "{\"Id\":1,\"Level\":\"serious\"}\n{\"Id\":-3,\"Level\":\"x\"}\n";
const ZH: (&str, &str) = (
    "第 2 行，字节偏移 27，第 2 条记录",
    "Id：应为告警 ID（0 到 9223372036854775807 的整数），实际为 -3",
);
const EN: (&str, &str) = (
    "line 2, byte 27, record 2",
    "Id: expected the event's id, a whole number from 0 to 9223372036854775807, found -3",
);

fn open(data: &Data, language: Language) -> Engine {
    Engine::open(EngineOptions {
        language: Some(language),
        ..data.options()
    })
    .unwrap()
}

fn import(engine: &Engine, data: &Data) -> (i64, Vec<RejectAnswer>) {
    let file = data.beside("ids.ndjson");
    std::fs::write(&file, IDS).unwrap();
    let answer = engine.run_import(&[file], &mut |_| {}).unwrap();
    assert_eq!(answer.rejected, 1);
    (answer.id, answer.rejects)
}

fn shown(engine: &Engine, id: i64) -> (String, String) {
    let [reject]: [Reject; 1] = engine.get_import(id).unwrap().rejects.try_into().unwrap();
    (reject.position, reject.reason)
}

fn saved(engine: &Engine, data: &Data, id: i64) -> (String, String) {
    let list = data.beside("list.json");
    engine.save_list(&SavedList::ImportRejects { id }, &list).unwrap();
    let rows: Vec<Value> = serde_json::from_slice(&std::fs::read(list).unwrap()).unwrap();
    let text = |name: &str| rows[0][name].as_str().unwrap().to_owned();
    let mut names: Vec<_> = rows[0].as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["File", "Position", "Reason", "Record", "Whole"]);
    (text("Position"), text("Reason"))
}

fn owned((position, reason): (&str, &str)) -> (String, String) {
    (position.to_owned(), reason.to_owned())
}

#[test]
fn rejects_are_told_in_the_language_of_whoever_asks() {
    let data = Data::new();
    let id = {
        let chinese = open(&data, Language::Zh);
        let (id, rejects) = import(&chinese, &data);
        assert_eq!(rejects[0].position, ZH.0);
        assert_eq!(rejects[0].reason, ZH.1);
        assert_eq!(shown(&chinese, id), owned(ZH));
        assert_eq!(saved(&chinese, &data, id), owned(ZH));
        id
    };
    let english = open(&data, Language::En);
    assert_eq!(shown(&english, id), owned(EN));
    assert_eq!(saved(&english, &data, id), owned(EN));
}

#[test]
fn a_file_of_the_version_before_is_told_in_its_english() {
    let data = Data::new();
    let chinese = open(&data, Language::Zh);
    let (id, _) = import(&chinese, &data);
    let file = data.root().join(format!("rejects/import-{id}.ndjson"));
    let text = std::fs::read_to_string(&file).unwrap();
    let mut line: Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(
        (&line["PositionZh"], &line["ReasonZh"]),
        (&ZH.0.into(), &ZH.1.into())
    );
    let members = line.as_object_mut().unwrap();
    members.remove("PositionZh").unwrap();
    members.remove("ReasonZh").unwrap();
    std::fs::write(&file, format!("{line}\n")).unwrap();
    assert_eq!(saved(&chinese, &data, id), owned(EN));
}

#[test]
fn a_workbook_is_told_in_chinese() {
    use std::io::Write as _;

    let data = Data::new();
    let chinese = open(&data, Language::Zh);
    let file = data.beside("console.xlsx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create_new(&file).unwrap());
    for part in [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ] {
        zip.start_file(part, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap();
    let answer = chinese.run_import(&[file], &mut |_| {}).unwrap();
    assert_eq!((answer.inserted, answer.rejected), (0, 1), "{answer:?}");
    assert!(
        answer.rejects[0]
            .reason
            .starts_with("Excel 工作簿（.xlsx）和其他 Office 文件不能导入"),
        "{answer:?}"
    );
}

//! Lists saved as files: every row that is shown, in its order, whole or not at all.

use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_engine::{Engine, EngineOptions};
use alertbook_wire::{ListAudit, SavedList};
use serde_json::Value;

use crate::support::{Data, call, code, map, names_in};

pub(crate) fn rows(file: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{text:?}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let record = |record: csv::Result<csv::StringRecord>| record.unwrap().iter().map(str::to_owned).collect();
    reader.records().map(record).collect()
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, heading: &str) -> &'a str {
    let place = rows[0].iter().position(|own| own == heading).unwrap();
    &rows[row][place]
}

fn save(engine: &Engine, list: &SavedList, file: &Path) -> u64 {
    engine.save_list(list, file).unwrap()
}

fn file(data: &Data) -> PathBuf {
    data.beside("list.csv")
}

#[test]
fn exports_are_saved_as_they_are_shown_and_in_the_language_of_the_screen() {
    let data = Data::new();
    let engine = data.open_filled();
    let ids: Vec<i64> = [("Levels", "serious"), ("Name", "=1+1,\"x\"")]
        .iter()
        .map(|filter| engine.run_export(&call(&[*filter]), &mut |_| {}).unwrap().id)
        .collect();
    let list = SavedList::Exports { ids: ids.clone() };
    assert_eq!(save(&engine, &list, &file(&data)), 2);
    let saved = rows(&file(&data));
    assert_eq!(saved.len(), 3);
    let record = engine.get_export(ids[0]).unwrap();
    assert_eq!(cell(&saved, 1, "Id"), ids[0].to_string());
    assert_eq!(cell(&saved, 1, "File name"), record.file_name);
    assert_eq!(cell(&saved, 1, "Asked for (GMT+8)"), record.created);
    assert_eq!(cell(&saved, 1, "Rows"), "1");
    assert_eq!(cell(&saved, 2, "Request"), r#"{"Name":"=1+1,\"x\""}"#);
    drop(engine);
    let chinese = Engine::open(EngineOptions {
        language: Some(Language::Zh),
        ..data.options()
    })
    .unwrap();
    let only = SavedList::Exports { ids: vec![ids[1]] };
    assert_eq!(
        save(&chinese, &only, &file(&data)),
        1,
        "a name that is chosen is overwritten"
    );
    let saved = rows(&file(&data));
    assert_eq!((saved.len(), cell(&saved, 1, "状态")), (2, "成功"));
    assert!(saved[0].contains(&"提交时间（GMT+8）".to_owned()));
}

#[test]
fn rejects_are_saved_whole_and_guarded() {
    let data = Data::new();
    let engine = data.open();
    let answers = data.beside("rejects.json");
    let bad: Vec<String> = (0..150)
        .map(|number| format!("{{\"Id\":-{number},\"Level\":\"=x\"}}"))
        .collect();
    std::fs::write(&answers, bad.join("\n")).unwrap();
    let import = engine.run_import(&[answers], &mut |_| {}).unwrap();
    let list = SavedList::ImportRejects { id: import.id };
    assert_eq!(save(&engine, &list, &file(&data)), import.rejected);
    let saved = rows(&file(&data));
    assert_eq!(
        saved.len() as u64,
        import.rejected + 1,
        "more than the first hundred"
    );
    assert!(cell(&saved, 1, "Record").contains("Level"));
    let json = data.beside("list.JSON");
    assert_eq!(save(&engine, &list, &json), import.rejected);
    let values: Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    assert_eq!(values.as_array().unwrap().len() as u64, import.rejected);
    assert!(values[0]["Reason"].is_string());
    let runs = SavedList::Imports { ids: vec![import.id] };
    save(&engine, &runs, &file(&data));
    assert_eq!(
        cell(&rows(&file(&data)), 1, "Rejected"),
        import.rejected.to_string()
    );
    assert_eq!(
        code(engine.save_list(&SavedList::SyncRejects { id: 9 }, &file(&data))),
        "sync.not_found"
    );
}

#[test]
fn the_record_of_actions_tells_what_was_saved_and_a_refusal_leaves_no_file() {
    let data = Data::new();
    let engine = data.open_filled();
    save(&engine, &SavedList::Accounts, &file(&data));
    let all = ListAudit::default();
    let page = engine.list_audit(&all).unwrap();
    assert_eq!(page.total, page.entries.len() as u64);
    assert!(
        page.entries
            .iter()
            .any(|entry| entry.request.contains("list.csv"))
    );
    let list = SavedList::Audit {
        query: ListAudit {
            search: "import".to_owned(),
            ..all.clone()
        },
    };
    let count = save(&engine, &list, &file(&data));
    assert!(count >= 1 && count < page.total, "{count} of {}", page.total);
    assert_eq!(cell(&rows(&file(&data)), 1, "Action"), "alertbook:Import");
    data.policy(
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
            {"Effect":"Deny","Action":"alertbook:DescribeAudit","Resource":"*"}]}"#,
    );
    let refused = data.beside("refused.csv");
    let error = engine.save_list(&list, &refused).unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.action.as_deref()),
        ("NoPermission", Some("alertbook:DescribeAudit"))
    );
    assert!(
        !names_in(refused.parent().unwrap())
            .iter()
            .any(|name| name.starts_with("refused"))
    );
    assert_eq!(code(engine.list_audit(&all)), "NoPermission");
}

#[test]
fn counts_and_profiles_are_lists_too() {
    let data = Data::new();
    let engine = data.open_filled();
    let list = SavedList::Facets {
        request: map(&[("Levels", "serious")]),
    };
    save(&engine, &list, &file(&data));
    let saved = rows(&file(&data));
    assert_eq!(saved[1], ["level", "Severity", "serious", "Urgent", "1"]);
    assert!(
        saved
            .iter()
            .any(|row| row[..3] == ["assetType", "Asset type", "ECS"].map(str::to_owned))
    );
    assert_eq!(save(&engine, &SavedList::Profiles, &file(&data)), 0);
    assert_eq!(rows(&file(&data)).len(), 1, "the headings stand");
    assert_eq!(save(&engine, &SavedList::Syncs { ids: vec![7] }, &file(&data)), 0);
    let nowhere = data.beside("nowhere").join("list.csv");
    assert_eq!(
        code(engine.save_list(&SavedList::Profiles, &nowhere)),
        "export.write_failed"
    );
}

use alertbook_wire::{ExportOptions, ExportStatus, StartExport};

use crate::support::{Data, NOON, call, code, map, names_in, request};

#[test]
fn an_export_writes_the_selected_events_in_order() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut export = call(&[("Lang", "en")]);
    export.options = ExportOptions {
        dialect: Some("data".to_owned()),
        columns: Some(vec![
            "id".to_owned(),
            "eventSubType".to_owned(),
            "level".to_owned(),
            "lastTime".to_owned(),
        ]),
        ..ExportOptions::default()
    };
    let answer = engine.run_export(&export, &mut |_| {}).unwrap();
    assert_eq!(answer.file_name, format!("suspicious_event_20261122_{NOON}.csv"));
    let path = engine.export_path(answer.id).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "ID,Alert name,Severity,Last occurred (GMT+8)");
    assert!(lines[1].starts_with("3,恶意进程-挖矿程序,"), "{}", lines[1]);
    assert!(lines[2].starts_with("2,'=cmd|' /C calc'!A0,"), "{}", lines[2]);
    assert!(
        lines[3].starts_with("9007199254740993,remind me,"),
        "{}",
        lines[3]
    );
    let record = engine.get_export(answer.id).unwrap();
    assert_eq!(
        (record.status, record.rows, record.matched),
        (ExportStatus::Success, 3, Some(3))
    );
    assert_eq!(record.bytes, Some(text.len() as u64));
    assert!(record.file_exists);
    assert_eq!(record.filter, "All alerts");
}

#[test]
fn a_workbook_holds_the_rows_and_names_the_request() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut export = call(&[("Lang", "en"), ("Levels", "serious")]);
    export.options.format = Some("xlsx".to_owned());
    let [first, second] = [0, 1].map(|_| engine.run_export(&export, &mut |_| {}).unwrap());
    assert_eq!(first.file_name, format!("suspicious_event_20261122_{NOON}.xlsx"));
    let bytes = std::fs::read(engine.export_path(first.id).unwrap()).unwrap();
    assert!(bytes.starts_with(b"PK"));
    assert!(bytes == std::fs::read(engine.export_path(second.id).unwrap()).unwrap());
    let record = engine.get_export(first.id).unwrap();
    assert_eq!(
        (
            record.status,
            record.rows,
            record.format.as_str(),
            record.dialect.as_str()
        ),
        (ExportStatus::Success, 1, "xlsx", "")
    );
}

#[test]
fn a_records_filter_names_groups_and_clusters_as_chips_do() {
    let data = Data::new();
    let engine = data.open_filled();
    let asked = [("GroupId", "7"), ("Levels", "serious")];
    engine.run_export(&call(&asked), &mut |_| {}).unwrap();
    let clusters = [("ClusterId", "cl-1")];
    engine.run_export(&call(&clusters), &mut |_| {}).unwrap();
    let filters: Vec<String> = engine
        .list_exports()
        .unwrap()
        .into_iter()
        .map(|record| record.filter)
        .collect();
    assert!(filters[0].contains("daily"), "{filters:?}");
    assert!(filters[1].contains("production"), "{filters:?}");
    let described = engine.describe_request(&map(&asked)).unwrap();
    assert_eq!(filters[1], described.sentence);
}

#[test]
fn the_windows_export_answers_at_once_and_ends_in_its_record() {
    let data = Data::new();
    let engine = data.open_filled();
    let start = StartExport {
        request: map(&[("Levels", "serious")]),
        options: ExportOptions::default(),
        profile: None,
    };
    let answer = engine.export_susp_events(&start).unwrap();
    while engine.get_export(answer.id).unwrap().status != ExportStatus::Success {
        std::thread::yield_now();
    }
    assert_eq!(engine.get_export(answer.id).unwrap().rows, 1);
    engine.shut_down();
}

#[test]
fn file_names_never_collide_and_nothing_is_overwritten() {
    let data = Data::new();
    let engine = data.open_filled();
    let exports = data.root().join("exports");
    let name = |millis: i64| format!("suspicious_event_20261122_{millis}.csv");
    std::fs::write(exports.join(name(NOON)), "mine").unwrap();
    std::fs::write(exports.join(name(NOON + 1) + ".part"), "somebody's").unwrap();
    let first = engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    let second = engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    assert_eq!(
        (first.file_name, second.file_name),
        (name(NOON + 2), name(NOON + 3))
    );
    assert_eq!(std::fs::read_to_string(exports.join(name(NOON))).unwrap(), "mine");
    assert_eq!(
        std::fs::read_to_string(exports.join(name(NOON + 1) + ".part")).unwrap(),
        "somebody's"
    );
}

#[test]
fn a_cancelled_export_leaves_no_file() {
    let data = Data::new();
    let engine = data.open_filled();
    let stopper = engine.clone();
    let answer = engine.run_export(&call(&[]), &mut |step| stopper.cancel_export(step.id).unwrap());
    assert_eq!(code(answer), "export.cancelled");
    assert!(names_in(&data.root().join("exports")).is_empty());
    let record = engine.list_exports().unwrap().remove(0);
    assert_eq!((record.status, record.error), (ExportStatus::Cancelled, None));
    assert_eq!(code(engine.open_export(record.id)), "export.not_finished");
}

#[test]
fn a_wish_of_another_process_to_stop_is_heard() {
    let data = Data::new();
    let engine = data.open_filled();
    let other = data.open();
    let answer = engine.run_export(&call(&[]), &mut |step| other.cancel_export(step.id).unwrap());
    assert_eq!(code(answer), "export.cancelled");
    assert!(names_in(&data.root().join("exports")).is_empty());
    assert_eq!(other.list_exports().unwrap()[0].status, ExportStatus::Cancelled);
}

#[test]
fn a_page_is_exported_only_when_the_request_asks_for_one() {
    let data = Data::new();
    let engine = data.open_filled();
    for (texts, rows) in [
        (vec![], 3),
        (vec![("PageSize", "2")], 2),
        (vec![("CurrentPage", "2"), ("PageSize", "2")], 1),
    ] {
        let answer = engine.run_export(&call(&texts), &mut |_| {}).unwrap();
        assert_eq!(engine.get_export(answer.id).unwrap().rows, rows);
    }
    let answer = engine
        .run_export(&call(&[("CurrentPage", "9")]), &mut |_| {})
        .unwrap();
    let path = engine.export_path(answer.id).unwrap();
    assert_eq!(
        std::fs::read_to_string(path).unwrap().lines().count(),
        1,
        "an empty page has a heading"
    );
}

#[test]
fn wrong_requests_name_every_parameter_and_write_nothing() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut export = call(&[
        ("Levels", "high"),
        ("Uuids", "x"),
        ("TimeStart", "2026-01-02 00:00:00"),
        ("TimeEnd", "2026-01-01 00:00:00"),
    ]);
    export.options.dialect = Some("word".to_owned());
    export.options.format = Some("xls".to_owned());
    export.options.columns = Some(vec!["id".to_owned(), "nothing".to_owned()]);
    export.options.zone = Some("Moon/Base".to_owned());
    let error = engine.run_export(&export, &mut |_| {}).unwrap_err();
    assert_eq!(error.code, "IllegalParam");
    let mut names: Vec<&str> = error
        .problems
        .iter()
        .map(|problem| problem.parameter.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "Levels", "TimeEnd", "Uuids", "columns", "dialect", "format", "zone"
        ]
    );
    assert!(engine.list_exports().unwrap().is_empty());
    assert!(names_in(&data.root().join("exports")).is_empty());
}

#[test]
fn an_exports_folder_that_cannot_be_used_is_told() {
    let data = Data::new();
    let engine = data.open_filled();
    let file = data.beside("file");
    std::fs::write(&file, "").unwrap();
    for folder in [file, data.beside("missing")] {
        let mut export = call(&[]);
        export.folder = Some(folder.clone());
        assert_eq!(
            code(engine.run_export(&export, &mut |_| {})),
            "export.folder_not_writable"
        );
        assert_eq!(
            code(engine.set_exports_folder(Some(&folder))),
            "export.folder_not_writable"
        );
    }
    assert!(engine.list_exports().unwrap().is_empty());
}

#[test]
fn an_export_goes_where_the_settings_or_the_call_say() {
    let data = Data::new();
    let engine = data.open_filled();
    let (set, given) = (data.beside("set"), data.beside("given"));
    std::fs::create_dir(&set).unwrap();
    std::fs::create_dir(&given).unwrap();
    engine.set_exports_folder(Some(&set)).unwrap();
    engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    let mut export = call(&[]);
    export.folder = Some(given.clone());
    engine.run_export(&export, &mut |_| {}).unwrap();
    // Each with its manifest.
    assert_eq!((names_in(&set).len(), names_in(&given).len()), (2, 2));
    assert!(names_in(&data.root().join("exports")).is_empty());
    engine.set_exports_folder(None).unwrap();
    engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    assert_eq!(names_in(&data.root().join("exports")).len(), 2);
}

#[test]
fn removing_takes_file_and_record_also_when_the_file_is_gone_already() {
    let data = Data::new();
    let engine = data.open_filled();
    for gone in [false, true] {
        let id = engine.run_export(&call(&[]), &mut |_| {}).unwrap().id;
        if gone {
            std::fs::remove_file(engine.export_path(id).unwrap()).unwrap();
            assert_eq!(code(engine.open_export(id)), "export.file_missing");
            assert!(!engine.get_export(id).unwrap().file_exists);
        }
        engine.remove_export(id).unwrap();
        assert_eq!(code(engine.get_export(id)), "export.not_found");
        assert_eq!(code(engine.remove_export(id)), "export.not_found");
        assert!(names_in(&data.root().join("exports")).is_empty());
    }
}

#[test]
fn the_clouds_own_shape_tells_everything() {
    let data = Data::new();
    let engine = data.open_filled();
    let id = engine.run_export(&call(&[]), &mut |_| {}).unwrap().id;
    let info = engine
        .describe_susp_event_export_info(&request(&[("ExportId", &id.to_string())]))
        .unwrap();
    assert_eq!(
        (info.export_status.as_str(), info.progress, info.total_count),
        ("success", 100, 3)
    );
    assert_eq!(
        info.properties,
        "id,eventSubType,eventDetail,level,status,ip,instanceName,desc,lastTime,operateTime,note"
    );
    assert_eq!(
        (info.kind.as_str(), info.gmt_create, info.gmt_modified, info.id),
        ("suspiciousEvent", NOON, NOON, id)
    );
    assert!(
        info.link.starts_with("file:///") && info.link.ends_with(&info.file_name),
        "{}",
        info.link
    );
    std::fs::remove_file(engine.export_path(id).unwrap()).unwrap();
    let info = engine
        .describe_susp_event_export_info(&request(&[("ExportId", "1")]))
        .unwrap();
    assert_eq!(info.link, "");
    let unknown = engine.describe_susp_event_export_info(&request(&[("ExportId", "99")]));
    assert_eq!(code(unknown), "export.not_found");
    for texts in [&[][..], &[("ExportId", "x")], &[("ExportId", "1"), ("Id", "1")]] {
        assert_eq!(
            code(engine.describe_susp_event_export_info(&request(texts))),
            "IllegalParam"
        );
    }
}

#[test]
fn a_preset_names_its_columns_and_data_tells_times_with_their_zone() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut export = call(&[("Lang", "en")]);
    export.options = ExportOptions {
        dialect: Some("data".to_owned()),
        columns: Some(vec!["triage".to_owned()]),
        ..ExportOptions::default()
    };
    let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
    assert_eq!(engine.get_export(id).unwrap().columns[..2], ["level", "lastTime"]);
    let text = std::fs::read_to_string(engine.export_path(id).unwrap()).unwrap();
    let time = text.lines().nth(1).unwrap().split(',').nth(1).unwrap();
    assert!(time.contains('T') && time.ends_with("+08:00"), "{time}");
}

//! Our own CSV, read back: what a file shows comes again, and what a store holds already is left alone.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_core::column::{COLUMNS, Column};
use alertbook_engine::ExportCall;
use alertbook_testkit::{HOSTILE, chance, record};
use alertbook_wire::ImportAnswer;
use fastrand::Rng;
use serde_json::{Value, json};

use crate::support::{Data, call, names_in};

/// What the inventory knows is no part of an event.
const STAY_BEHIND: [Column; 3] = [Column::AssetKind, Column::GroupName, Column::RegionId];

fn options(dialect: &str, language: Language, columns: &str, zone: &str) -> ExportCall {
    let mut call = call(&[]);
    call.options.dialect = Some(dialect.to_owned());
    call.options.language = Some(language.into());
    call.options.columns = Some(columns.split(',').map(str::to_owned).collect());
    call.options.zone = Some(zone.to_owned());
    call
}

fn export(data: &Data, call: &ExportCall) -> PathBuf {
    let engine = data.open();
    let answer = engine.run_export(call, &mut |_| {}).unwrap();
    engine.export_path(answer.id).unwrap()
}

fn import(data: &Data, file: &Path) -> ImportAnswer {
    data.open().run_import(&[file.to_owned()], &mut |_| {}).unwrap()
}

fn import_values(data: &Data, values: &[Value]) {
    let file = data.beside("answers.json");
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    assert_eq!(import(data, &file).rejected, 0);
}

/// Rows of a file by their cells, in no order: moments within a second are not told by it.
fn rows(file: &Path, without: &[Column]) -> Vec<Vec<(String, String)>> {
    let text = std::fs::read_to_string(file).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().unwrap().clone();
    let gone = |heading: &str| {
        let headings = |column: &Column| column.spec().heading;
        without
            .iter()
            .map(headings)
            .any(|gone| gone.zh == heading || gone.en == heading)
    };
    let row = |record: csv::StringRecord| {
        let cells = headings.iter().zip(&record);
        cells
            .filter(|(heading, _)| !gone(heading))
            .map(|(heading, cell)| (heading.to_owned(), cell.to_owned()))
            .collect()
    };
    let mut rows: Vec<Vec<_>> = reader.records().map(Result::unwrap).map(row).collect();
    rows.sort();
    rows
}

fn goes_round(data: &Data, call: &ExportCall) {
    let file = export(data, call);
    let copy = Data::new();
    let answer = import(&copy, &file);
    let before = rows(&file, &STAY_BEHIND);
    assert_eq!(
        (answer.inserted, answer.rejected),
        (before.len() as u64, 0),
        "{answer:?}"
    );
    let again = export(&copy, call);
    for (one, other) in before.iter().zip(rows(&again, &STAY_BEHIND)) {
        assert_eq!(*one, other);
    }
    let twice = import(&copy, &file);
    assert_eq!((twice.unchanged, twice.inserted), (before.len() as u64, 0));
}

/// A random world with what its events lack there, so that every column shows something.
fn world(rng: &mut Rng) -> Vec<Value> {
    let mut world = chance::world(rng, 40);
    for event in &mut world.events {
        let mut hostile = || HOSTILE[rng.usize(..HOSTILE.len())];
        event["Details"] = json!([{"NameDisplay": hostile(), "Value": hostile()}, {"Value": hostile()}]);
        event["Desc"] = json!(hostile());
        event["DataSource"] = json!(hostile());
        event["AlarmUniqueInfo"] = json!(hostile());
        let pod = ["'=1", "'", "''@x", "-5", "'-5", "=1"][rng.usize(..6)];
        event["K8sPodName"] = json!(pod);
        event["OccurrenceTime"] = json!("1988-07-01 08:00:00");
        event["OperateTime"] = json!(rng.i64(0..1_800_000_000_000));
        let code = ["AI.real_attack", "AI.new", ""][rng.usize(..3)];
        event["SupportOperateCode"] = json!(code);
        let tactic = ["TA0002", "a, b"][rng.usize(..2)];
        event["TacticItems"] = json!([{"TacticId": "TA0001"}, {"TacticId": tactic}]);
    }
    // The same id of two accounts and of none.
    for account in [json!(1), json!(2), json!(null)] {
        world
            .events
            .push(record(77_777, json!({ "SourceAliUid": account })));
    }
    vec![
        json!({ "SuspEvents": world.events }),
        json!({ "Instances": world.assets }),
        json!({ "ContainerInstanceList": world.containers }),
    ]
}

#[test]
fn every_cell_of_random_worlds_comes_back_in_both_dialects_and_languages() {
    let zones = ["Asia/Shanghai", "UTC", "Asia/Kolkata", "Europe/Berlin"];
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        import_values(&data, &world(&mut rng));
        for dialect in ["excel", "data"] {
            for language in Language::ALL {
                goes_round(&data, &options(dialect, language, "full", zones[rng.usize(..4)]));
            }
        }
    }
}

#[test]
fn columns_come_in_any_choice_and_order_and_without_a_manifest() {
    let mut rng = Rng::with_seed(9);
    let data = Data::new();
    import_values(&data, &world(&mut rng));
    for _ in 0..8 {
        let mut columns: Vec<Column> = COLUMNS.iter().map(|spec| spec.column).collect();
        rng.shuffle(&mut columns);
        columns.truncate(rng.usize(3..12));
        columns.retain(|column| {
            !matches!(
                column,
                Column::Id | Column::Account | Column::Dealed | Column::Status
            )
        });
        // Without its account an event of an id is any of them; whether it is handled is told by its status.
        columns.extend([Column::Account, Column::Status, Column::Dealed, Column::Id]);
        let names: Vec<&str> = columns.iter().map(|column| column.spec().name).collect();
        let call = options("excel", Language::Zh, &names.join(","), "Asia/Shanghai");
        let file = export(&data, &call);
        let alone = data.beside("alone.csv");
        std::fs::copy(&file, &alone).unwrap();
        let copy = Data::new();
        assert_eq!(import(&copy, &alone).rejected, 0, "{names:?}");
        let again = export(&copy, &call);
        assert_eq!(rows(&file, &STAY_BEHIND), rows(&again, &STAY_BEHIND), "{names:?}");
    }
}

#[test]
fn an_event_that_is_known_is_left_as_it_is() {
    let data = Data::new();
    data.open_filled();
    let columns = "id,eventSubType,status,lastTime";
    let call = options("excel", Language::En, columns, "Asia/Shanghai");
    let file = export(&data, &call);
    let newer = std::fs::read_to_string(&file)
        .unwrap()
        .replace("2026-11-2", "2027-11-2")
        .replace("Pending", "Handled")
        + "42,\"'=1+1\",Pending,2026-11-24 08:00:00\r\n";
    let edited = data.beside("edited.csv");
    std::fs::write(&edited, newer).unwrap();
    let full = options("data", Language::En, "full", "UTC");
    let before = rows(&export(&data, &full), &[]);
    let answer = import(&data, &edited);
    assert_eq!((answer.inserted, answer.updated, answer.unchanged), (1, 0, 3));
    let after = rows(&export(&data, &full), &[]);
    assert!(before.iter().all(|row| after.contains(row)));
    let new: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert_eq!(new.len(), 1);
    assert!(new[0].contains(&("Alert name".to_owned(), "'=1+1".to_owned())));
    // The cloud's own record holds more, and replaces what the file told.
    import_values(
        &data,
        &[json!({"SuspEvents": [record(42, json!({
            "Name": "full", "Desc": "more", "EventStatus": 1, "LastTime": "2026-11-24 08:00:00",
            "LastTimeStamp": 1_795_478_400_000_i64,
        }))]})],
    );
    let text = std::fs::read_to_string(export(&data, &full)).unwrap();
    assert!(text.contains("full") && text.contains("more"));
}

#[test]
fn a_masked_file_is_refused_by_its_manifest() {
    let data = Data::new();
    data.open_filled();
    let mut call = options("excel", Language::En, "full", "UTC");
    call.options.masking = Some("pseudonyms".to_owned());
    let file = export(&data, &call);
    let copy = Data::new();
    let answer = import(&copy, &file);
    assert_eq!((answer.inserted, answer.rejected), (0, 1));
    assert!(
        answer.rejects[0]
            .reason
            .starts_with("its manifest says that it is masked (pseudonyms)"),
        "{answer:?}"
    );
    assert_eq!(names_in(file.parent().unwrap()).len(), 2);
    let folder = import(&copy, file.parent().unwrap());
    assert_eq!(
        (folder.inserted, folder.rejected),
        (0, 1),
        "the manifest is no record"
    );
}

#[test]
fn files_in_an_archive_are_read_by_the_manifest_beside_them() {
    let data = Data::new();
    data.open_filled();
    let plain = export(&data, &options("excel", Language::En, "full", "UTC"));
    let mut call = options("excel", Language::En, "full", "UTC");
    call.options.masking = Some("document".to_owned());
    let masked = export(&data, &call);
    let archive = data.beside("files.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create_new(&archive).unwrap());
    for (number, file) in [masked, plain].iter().enumerate() {
        for ending in ["", ".manifest.json"] {
            let mut path = file.clone().into_os_string();
            path.push(ending);
            let bytes = std::fs::read(path).unwrap();
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(format!("week/{number}.csv{ending}"), options)
                .unwrap();
            zip.write_all(&bytes).unwrap();
        }
    }
    zip.finish().unwrap();
    let answer = import(&Data::new(), &archive);
    assert_eq!((answer.inserted, answer.rejected), (3, 1), "{answer:?}");
    let [reject] = answer.rejects.try_into().unwrap();
    assert!(reject.file.ends_with("week/0.csv") && reject.reason.contains("masked (document)"));
    // An export that was packed itself has its manifest beside the archive.
    call.options.packing = Some("zip".to_owned());
    let refused = import(&Data::new(), &export(&data, &call));
    assert_eq!((refused.inserted, refused.rejected), (0, 1), "{refused:?}");
    call.options.masking = None;
    assert_eq!(import(&Data::new(), &export(&data, &call)).inserted, 3);
}

#[test]
fn a_file_beside_its_manifest_takes_the_zone_from_it() {
    let data = Data::new();
    import_values(
        &data,
        &[json!({"SuspEvents": [record(1, json!({"LastTime": "1988-07-01 08:00:00"}))]})],
    );
    // In that summer its clocks were an hour ahead of what their heading calls GMT+8.
    let call = options("excel", Language::Zh, "id,lastTime", "Asia/Taipei");
    let file = export(&data, &call);
    let copy = Data::new();
    assert_eq!(import(&copy, file.parent().unwrap()).inserted, 1);
    assert_eq!(rows(&file, &[]), rows(&export(&copy, &call), &[]));
}

#[test]
fn rows_and_files_that_cannot_be_read_say_where_and_why() {
    let data = Data::new();
    let refused = |name: &str, text: &str| {
        let file = data.beside(name);
        std::fs::write(&file, text).unwrap();
        let answer = import(&data, &file);
        let reason =
            |reject: &alertbook_wire::RejectAnswer| format!("{}: {}", reject.position, reject.reason);
        (
            answer.inserted,
            answer.rejects.iter().map(reason).collect::<Vec<_>>(),
        )
    };
    let text = "ID,Severity,Last occurred (GMT+8)\r\n1,Urgent,2026-11-22 08:00:00\r\n9.0E+15,Urgent,\r\n2,\"a\r\nb\"\r\n3,Urgent,46000.5\r\n";
    let (inserted, reasons) = refused("rows.csv", text);
    assert_eq!(inserted, 1);
    let starts = [
        "line 3, byte 65, record 2: ID: expected the event's id",
        "line 4, byte 82, record 3: expected 3 cells, as there are headings; found 2",
        "line 6, byte 92, record 4: Last occurred: expected a time as",
    ];
    for (reason, start) in reasons.iter().zip(starts) {
        assert!(reason.starts_with(start), "{reason}");
    }
    assert_eq!(reasons.len(), 3);
    let only = |name: &str, text: &str| {
        let (inserted, reasons) = refused(name, text);
        assert_eq!((inserted, reasons.len()), (0, 1), "{reasons:?}");
        reasons[0].clone()
    };
    assert!(
        only("foreign.csv", "name,severity\r\na,b\r\n").contains("the headings ID and at least one more")
    );
    assert!(only("noid.csv", "告警名称,风险等级\r\na,b\r\n").contains("the heading ID is missing"));
    assert!(
        only("more.csv", "ID,状态,我的列\r\n1,待处理,x\r\n")
            .contains("\"我的列\" is no heading of exported files")
    );
    assert!(
        only(
            "zone.csv",
            "ID,Last occurred (GMT+99)\r\n1,2026-11-22 08:00:00\r\n"
        )
        .contains("GMT+99, which is unknown")
    );
    assert!(only("quote.csv", "ID,Note\r\n\"1,x\r\n").contains("expected 2 cells"));
}

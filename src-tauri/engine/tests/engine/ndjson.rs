//! Exports as NDJSON: what is imported from them is what was exported.

use std::path::{Path, PathBuf};

use alertbook_testkit::record;
use fastrand::Rng;
use serde_json::{Value, json};

use crate::content::{content, import, import_values, odd_event, odd_inventory};
use crate::support::{Data, call};

/// The file of an export, and its rows.
fn export(data: &Data, request: &[(&str, &str)]) -> (PathBuf, u64) {
    let engine = data.open();
    let mut call = call(request);
    call.options.format = Some("ndjson".to_owned());
    let answer = engine.run_export(&call, &mut |_| {}).unwrap();
    let record = engine.get_export(answer.id).unwrap();
    assert!(engine.verify_export(answer.id).unwrap().sound);
    (engine.export_path(answer.id).unwrap(), record.rows)
}

/// Exports everything, imports it into an empty store and holds that both are the same, and so is a second export.
fn goes_round(data: &Data) -> PathBuf {
    let before = content(data);
    let (file, rows) = export(data, &[]);
    assert_eq!(rows, before.events.len() as u64);
    let copy = Data::new();
    import(&copy, &file);
    let after = content(&copy);
    for (one, other) in before.events.iter().zip(&after.events) {
        assert_eq!(one, other);
    }
    assert_eq!(before, after);
    let (again, _) = export(&copy, &[]);
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert!(read(&file) == read(&again), "a second export differs");
    let (twice, _) = export(data, &[]);
    assert!(read(&file) == read(&twice), "the same export differs");
    file
}

#[test]
fn a_tenant_in_two_languages_with_all_oddities_goes_round() {
    let data = Data::new();
    let tenant = alertbook_testkit::tenant(5, 3_000);
    let mut values = vec![tenant.group_page()];
    values.extend(tenant.asset_pages(100));
    values.extend(tenant.cluster_pages(100));
    values.extend(tenant.container_pages(100));
    values.extend(tenant.event_pages(100));
    for language in [
        alertbook_demo::Language::English,
        alertbook_demo::Language::Chinese,
    ] {
        values.extend((0..800).map(|index| {
            let mut text = Vec::new();
            tenant.append_event_in(index, language, &mut text);
            serde_json::from_slice::<Value>(&text).unwrap()
        }));
    }
    import_values(&data, &values);
    let file = goes_round(&data);
    let text = std::fs::read_to_string(file).unwrap();
    let plain = text.lines().filter(|line| line.starts_with("{\"A")).count();
    assert!(plain > 3_000, "nearly every line is a record as it came: {plain}");
    assert!(
        content(&data)
            .events
            .iter()
            .any(|(_, stored)| stored.other_raw.is_some())
    );
}

#[test]
fn random_copies_of_few_events_go_round() {
    for seed in 0..25 {
        let mut rng = Rng::with_seed(seed);
        let data = Data::new();
        import_values(&data, &odd_inventory());
        for _ in 0..rng.usize(1..4) {
            let events: Vec<Value> = (0..40).map(|_| odd_event(&mut rng)).collect();
            import_values(&data, &[json!({"SuspEvents": events})]);
        }
        goes_round(&data);
    }
}

#[test]
fn the_event_of_no_account_stays_apart_from_those_of_two_accounts() {
    let data = Data::new();
    let of = |account: Value| json!({"SuspEvents": [record(7, json!({"SourceAliUid": account}))]});
    import_values(&data, &[of(json!(1)), of(json!(2)), of(json!(null))]);
    assert_eq!(content(&data).events.len(), 3);
    let file = goes_round(&data);
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text.matches("\"shared\":true").count(), 3, "{text}");
}

#[test]
fn a_filtered_export_takes_along_what_its_events_name() {
    let data = Data::new();
    data.open_filled();
    let (file, rows) = export(&data, &[("Levels", "serious")]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(rows, 1);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with('{') && lines[0].contains("\"Id\":3"));
    assert!(lines[1].starts_with("{\"Groups\":[{") && lines[1].contains("production"));
    assert!(lines[2].starts_with("{\"Instances\":[{") && lines[2].contains("u-1"));
    let copy = Data::new();
    import(&copy, &file);
    assert_eq!(
        content(&copy).events[0],
        content(&data)
            .events
            .iter()
            .find(|event| event.0.0 == 3)
            .unwrap()
            .clone()
    );
    let (paged, _) = export(&data, &[("PageSize", "1"), ("CurrentPage", "3")]);
    let text = std::fs::read_to_string(paged).unwrap();
    assert!(
        text.contains("ContainerInstanceList") && !text.contains("Instances\""),
        "{text}"
    );
}

#[test]
fn columns_are_refused_because_records_are_whole() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut call = call(&[]);
    call.options.format = Some("ndjson".to_owned());
    call.options.columns = Some(vec!["id".to_owned()]);
    let refused = engine.run_export(&call, &mut |_| {}).unwrap_err();
    assert_eq!(refused.code, "IllegalParam");
    let problem = &refused.problems[0];
    assert_eq!(problem.parameter, "columns");
    assert!(problem.allowed.contains("csv"), "{problem:?}");
    call.options.columns = Some(vec![" ".to_owned()]);
    let answer = engine.run_export(&call, &mut |_| {}).unwrap();
    let record = engine.get_export(answer.id).unwrap();
    assert!(
        record.columns.is_empty() && record.dialect.is_empty(),
        "{record:?}"
    );
    assert!(engine.export_manifest(answer.id).unwrap().columns.is_empty());
}

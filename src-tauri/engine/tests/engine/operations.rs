use alertbook_engine::DemoInto;

use crate::support::{Data, code, request};

#[test]
fn events_come_as_raw_records_page_by_page() {
    let data = Data::new();
    let engine = data.open_filled();
    let answer = engine
        .describe_susp_events(&request(&[("PageSize", "2")]))
        .unwrap();
    assert_eq!(
        (
            answer.count,
            answer.total_count,
            answer.current_page,
            answer.page_size
        ),
        (2, 3, 1, 2)
    );
    assert!(answer.susp_events[0].get().contains("\"Id\":3"));
    let named = engine
        .describe_susp_events(&request(&[("Name", "db-1")]))
        .unwrap();
    assert_eq!(named.total_count, 1, "Name is the asset's name here");
    let sorted = [("Dealed", "Y"), ("SortColumn", "lastTime"), ("SortType", "asc")];
    assert_eq!(engine.describe_susp_events(&request(&sorted)).unwrap().count, 1);
    for texts in [
        &[("PageSize", "101")][..],
        &[("SortType", "asc")],
        &[("Uuid", "x")],
    ] {
        assert_eq!(
            code(engine.describe_susp_events(&request(texts))),
            "IllegalParam",
            "{texts:?}"
        );
    }
}

#[test]
fn groups_are_those_imported_and_those_that_assets_name() {
    let data = Data::new();
    let engine = data.open_filled();
    let answer = engine.describe_all_groups(&request(&[("Lang", "zh")])).unwrap();
    let groups: Vec<&str> = answer.groups.iter().map(|group| group.get()).collect();
    assert_eq!(answer.count, 2);
    assert_eq!(
        groups[0],
        r#"{"GroupFlag":1,"GroupId":7,"GroupName":"production"}"#
    );
    assert_eq!(groups[1], r#"{"GroupFlag":1,"GroupId":8,"GroupName":"test"}"#);
    assert_eq!(
        code(engine.describe_all_groups(&request(&[("Lang", "fr")]))),
        "IllegalParam"
    );
}

#[test]
fn containers_are_grouped_by_the_five_words() {
    let data = Data::new();
    let engine = data.open_filled();
    let ask = |texts: &[(&str, &str)]| engine.describe_grouped_container_instances(&request(texts));
    let answer = ask(&[("GroupField", "clusterid"), ("FieldValue", "CL")]).unwrap();
    assert_eq!(
        (
            answer.page_info.count,
            answer.page_info.page_size,
            answer.page_info.total_count
        ),
        (1, 20, 1)
    );
    let row = &answer.grouped_container_instance_list[0];
    assert_eq!(
        (row["ClusterId"].as_str(), row["AlarmCount"].as_i64()),
        (Some("cl-1"), Some(2))
    );
    let criteria = r#"[{"name":"clusterName","value":"other"}]"#;
    assert_eq!(
        ask(&[("GroupField", "clusterId"), ("Criteria", criteria)])
            .unwrap()
            .page_info
            .total_count,
        0
    );
    assert_eq!(
        ask(&[("GroupField", "clusterId"), ("CurrentPage", "2")])
            .unwrap()
            .page_info
            .count,
        0
    );
    for texts in [
        &[][..],
        &[("GroupField", "node")],
        &[("GroupField", "pod"), ("Criteria", "x")],
        &[("GroupField", "pod"), ("LogicalExp", "XOR")],
        &[("GroupField", "pod"), ("PageSize", "0")],
    ] {
        assert_eq!(code(ask(texts)), "IllegalParam", "{texts:?}");
    }
}

#[test]
fn an_import_tells_what_it_rejected() {
    let data = Data::new();
    let engine = data.open_filled();
    let run = engine.list_imports().unwrap().remove(0);
    assert_eq!((run.inserted, run.rejected, run.rejects.len()), (7, 1, 1));
    assert!(run.rejects[0].reason.contains("Id"), "{:?}", run.rejects);
    assert!(
        data.root()
            .join(format!("rejects/import-{}.ndjson", run.id))
            .exists()
    );
    assert_eq!(engine.get_import(run.id).unwrap(), run);
    let again = engine
        .run_import(&[data.beside("answers.json")], &mut |_| {})
        .unwrap();
    assert_eq!((again.inserted, again.updated, again.unchanged), (0, 0, 7));
    assert_eq!(
        code(engine.run_import(&[data.beside("missing")], &mut |_| {})),
        "import.missing"
    );
    assert_eq!(code(engine.get_import(99)), "import.not_found");
    assert_eq!(code(engine.cancel_import(99)), "import.not_found");
}

#[test]
fn demo_events_enter_by_the_same_door() {
    let data = Data::new();
    let engine = data.open();
    let fill = |events, into| engine.run_demo(events, into, &mut |_| {});
    let answer = fill(300, DemoInto::EmptyStore).unwrap();
    assert_eq!(answer.rejected, 0);
    let events = || engine.check_store().unwrap().tables["event"];
    assert_eq!(events(), 300);
    assert_eq!(code(fill(300, DemoInto::EmptyStore)), "demo.not_empty");
    assert_eq!(code(engine.fill_demo(300)), "demo.not_empty");
    assert_eq!(events(), 300, "a refused filling adds nothing");
    assert_eq!(engine.list_imports().unwrap().len(), 1);
    fill(400, DemoInto::AnyStore).unwrap();
    assert!(events() > 300);
}

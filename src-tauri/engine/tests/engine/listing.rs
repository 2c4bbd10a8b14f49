use alertbook_wire::{CountEvents, EventKey, ListEvents, Sort};

use crate::support::{Data, code, map};

fn list(texts: &[(&str, &str)]) -> ListEvents {
    ListEvents {
        request: map(texts),
        columns: vec!["id".to_owned(), "level".to_owned()],
        sort: None,
        offset: 0,
        limit: 100,
    }
}

fn ids(engine: &alertbook_engine::Engine, query: &ListEvents) -> Vec<String> {
    engine
        .list_events(query)
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.key.id)
        .collect()
}

#[test]
fn lists_counts_and_pages_agree() {
    let data = Data::new();
    let engine = data.open_filled();
    for (texts, expected) in [
        (&[][..], &["3", "2", "9007199254740993"][..]),
        (&[("Levels", "serious,remind")], &["3", "9007199254740993"]),
        (&[("Dealed", "Y")], &["2"]),
        (&[("GroupId", "7")], &["3"]),
        (&[("ClusterId", "cl-1")], &["9007199254740993"]),
        (&[("PageSize", "2"), ("CurrentPage", "2")], &["9007199254740993"]),
        (&[("Remark", "WEB-1")], &["3"]),
    ] {
        assert_eq!(ids(&engine, &list(texts)), expected, "{texts:?}");
        let count = engine.count_events(&CountEvents { request: map(texts) }).unwrap();
        assert_eq!(
            (count.count, count.total),
            (expected.len() as u64, 3),
            "{texts:?}"
        );
    }
    let mut query = list(&[]);
    (query.offset, query.limit) = (1, 1);
    assert_eq!(ids(&engine, &query), ["2"]);
    let mut query = list(&[("PageSize", "2")]);
    (query.offset, query.limit) = (1, 100);
    assert_eq!(
        ids(&engine, &query),
        ["2"],
        "the request's own page ends the list"
    );
}

#[test]
fn cells_are_in_the_persons_language_and_sorting_is_by_known_columns() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut query = list(&[]);
    query.sort = Some(Sort {
        column: "id".to_owned(),
        descending: true,
        grouped: false,
    });
    let page = engine.list_events(&query).unwrap();
    assert_eq!(page.rows[0].cells[0], "9007199254740993");
    assert_eq!(page.rows[0].level.as_deref(), Some("remind"));
    query.sort = Some(Sort {
        column: "note".to_owned(),
        descending: true,
        grouped: false,
    });
    query.columns.push("nothing".to_owned());
    let error = engine.list_events(&query).unwrap_err();
    let names: Vec<&str> = error
        .problems
        .iter()
        .map(|problem| problem.parameter.as_str())
        .collect();
    assert_eq!(
        (error.code.as_str(), names),
        ("IllegalParam", vec!["columns", "sort"])
    );
}

#[test]
fn one_event_is_told_in_full() {
    let data = Data::new();
    let engine = data.open_filled();
    let detail = engine
        .get_event(&EventKey {
            id: "3".to_owned(),
            account: None,
        })
        .unwrap();
    assert_eq!(
        (detail.title.as_str(), detail.level.as_deref()),
        ("恶意进程-挖矿程序", Some("serious"))
    );
    assert_eq!(detail.description, "what happened");
    assert_eq!(
        (detail.details[0].name.as_str(), detail.details[0].value.as_str()),
        ("path", "/tmp/x")
    );
    assert_eq!(detail.notes[0].value, "seen");
    assert_eq!(
        (detail.tactics[0].id.as_str(), detail.tactics[0].en.as_str()),
        ("TA0002", "Execution")
    );
    assert_eq!(detail.attack.iter().filter(|step| step.held).count(), 1);
    assert!(
        detail.asset.iter().any(|field| field.value == "production"),
        "{:?}",
        detail.asset
    );
    assert!(detail.container.is_empty());
    assert_eq!(
        detail
            .other
            .iter()
            .map(|field| field.name.as_str())
            .collect::<Vec<_>>(),
        ["SaleVersion"]
    );
    assert!(detail.raw.contains("\n  \"Id\": 3"));
    let container = engine
        .get_event(&EventKey {
            id: "9007199254740993".to_owned(),
            account: None,
        })
        .unwrap();
    assert!(container.container.iter().any(|field| field.value == "daily"));
    for key in [("4", None), ("x", None), ("3", Some("5"))] {
        let key = EventKey {
            id: key.0.to_owned(),
            account: key.1.map(str::to_owned),
        };
        assert_eq!(code(engine.get_event(&key)), "event.not_found");
    }
}

#[test]
fn choices_have_names_and_counts() {
    let data = Data::new();
    let engine = data.open_filled();
    let choices = engine.get_store_choices().unwrap();
    let groups: Vec<(&str, &str, u64)> = choices
        .groups
        .iter()
        .map(|group| (group.value.as_str(), group.name.as_str(), group.events))
        .collect();
    assert_eq!(groups, [("7", "production", 1), ("8", "test", 1)]);
    assert_eq!(
        (choices.clusters[0].name.as_str(), choices.clusters[0].events),
        ("daily", 1)
    );
    let kinds: Vec<(&str, u64)> = choices
        .asset_types
        .iter()
        .map(|kind| (kind.value.as_str(), kind.events))
        .collect();
    assert_eq!(kinds, [("ECS", 2), ("CONTAINER", 1)]);
}

#[test]
fn a_request_is_described_or_all_of_its_problems_are() {
    let data = Data::new();
    let engine = data.open_filled();
    let described = engine
        .describe_request(&map(&[("GroupId", "7"), ("Levels", "serious"), ("Lang", "en")]))
        .unwrap();
    assert_eq!(described.chips.len(), 2);
    assert!(
        described.sentence.contains("production"),
        "{}",
        described.sentence
    );
    assert!(
        described
            .command
            .starts_with("alertbook ExportSuspEvents --Levels serious"),
        "{}",
        described.command
    );
    let described = engine
        .describe_request(&map(&[("Status", "10"), ("ContainerFieldName", "image")]))
        .unwrap();
    assert_eq!((described.problems.len(), described.chips.len()), (2, 0));
}

#[test]
fn a_row_tells_which_event_it_is_and_how_bad_whatever_columns_are_shown() {
    let data = Data::new();
    let engine = data.open();
    let file = data.beside("event.json");
    let event =
        r#"{"SuspEvents":[{"Id":7,"SourceAliUid":1960721413480001,"Level":"serious","EventStatus":1}]}"#;
    std::fs::write(&file, event).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    let query = ListEvents {
        columns: vec!["note".to_owned()],
        ..list(&[])
    };
    let row = engine.list_events(&query).unwrap().rows.remove(0);
    assert_eq!(row.key.account.as_deref(), Some("1960721413480001"));
    assert_eq!((row.level.as_deref(), row.status), (Some("serious"), Some(1)));
    engine.get_event(&row.key).unwrap();
}

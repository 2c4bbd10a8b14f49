//! A query in its forms, and requests out of pasted text.

use alertbook_engine::DemoInto;
use alertbook_wire::{CountEvents, ListEvents};

use crate::support::{Data, code, map, request};

#[test]
fn a_query_is_shown_in_every_form_and_each_leads_back_to_it() {
    let data = Data::new();
    let engine = data.open_filled();
    let texts = [("Levels", "serious"), ("Remark", "it's $(x)"), ("sync", "new")];
    let forms = engine.show_query(&request(&texts)).unwrap();
    assert_eq!(
        forms.aliyun,
        r"aliyun sas ExportSuspEvents --Levels serious --Remark 'it'\''s $(x)'"
    );
    assert_eq!(
        forms.alertbook,
        r"alertbook ExportSuspEvents --Levels serious --Remark 'it'\''s $(x)' --sync new"
    );
    let left_out: Vec<&str> = forms
        .inexpressible
        .iter()
        .map(|one| one.parameter.as_str())
        .collect();
    assert_eq!(left_out, ["sync"]);
    assert!(forms.inexpressible[0].reason.contains("cannot express"));
    for (text, expected) in [
        (&forms.request, &texts[..]),
        (&forms.alertbook, &texts[..]),
        (&forms.aliyun, &texts[..2]),
    ] {
        let read = engine.read_request(text).unwrap();
        assert_eq!(read.problems, [], "{text}");
        assert_eq!(read.request, Some(map(expected)), "{text}");
    }
}

#[test]
fn the_sql_has_its_values_and_a_plan_that_says_what_is_read_tested_and_sorted() {
    let data = Data::new();
    let engine = data.open();
    // Enough that an index beats reading all of them.
    engine.run_demo(500, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let words = |texts: &[(&str, &str)]| {
        let forms = engine.show_query(&request(texts)).unwrap();
        assert_eq!(forms.sql.matches('?').count(), forms.values.len());
        let plan = forms.plan.iter().map(|line| line.words.clone());
        plan.collect::<Vec<_>>().join("\n")
    };
    let plan = words(&[("Remark", "web"), ("TimeStart", "2026-11-01 00:00:00")]);
    assert!(
        plan.contains("by the index \"newest first\" (event_order)"),
        "{plan}"
    );
    assert!(plan.contains("Tested row by row: Remark, TimeStart."), "{plan}");
    assert!(plan.contains("Nothing is sorted"), "{plan}");
    let page = engine
        .list_events(&ListEvents {
            request: map(&[]),
            columns: Vec::new(),
            sort: None,
            offset: 0,
            limit: 1,
        })
        .unwrap();
    let plan = words(&[("Id", &page.rows[0].key.id)]);
    assert!(
        plan.contains("(event_id)") && plan.contains("Nothing is tested row by row"),
        "{plan}"
    );
    assert!(plan.contains("Sorts what was found"), "{plan}");
    let paged = engine
        .show_query(&request(&[("PageSize", "2"), ("CurrentPage", "3")]))
        .unwrap();
    assert!(paged.sql.ends_with("LIMIT ? OFFSET ?"), "{}", paged.sql);
    assert_eq!(paged.values, [2, 4]);
}

#[test]
fn a_wrong_query_names_what_is_wrong_and_a_forbidden_one_is_denied() {
    let data = Data::new();
    let engine = data.open_filled();
    let error = engine.show_query(&request(&[("Levels", "high")])).unwrap_err();
    assert_eq!(error.problems[0].parameter, "Levels");
    data.policy(r#"{"Version":"1","Statement":[]}"#);
    assert_eq!(code(engine.show_query(&request(&[]))), "NoPermission");
}

#[test]
fn pasted_text_that_is_wrong_becomes_problems_and_nothing_else() {
    let data = Data::new();
    let engine = data.open_filled();
    let read = engine
        .read_request("alertbook ExportSuspEvents --Levels high --Status x")
        .unwrap();
    assert_eq!(read.request, None);
    let names: Vec<&str> = read.problems.iter().map(|one| one.parameter.as_str()).collect();
    assert_eq!(names, ["Levels", "Status"]);
    let read = engine
        .read_request("aliyun --region cn-shanghai sas ExportSuspEvents --Dealed N")
        .unwrap();
    assert_eq!(
        (read.problems, read.left_aside),
        (Vec::new(), vec!["--region".to_owned()])
    );
    let filters = read.request.unwrap();
    let count = engine
        .count_events(&CountEvents {
            request: filters.clone(),
        })
        .unwrap();
    let page = engine
        .list_events(&ListEvents {
            request: filters,
            columns: vec!["id".to_owned()],
            sort: None,
            offset: 0,
            limit: 10,
        })
        .unwrap();
    assert_eq!((count.count, page.rows.len()), (2, 2));
}

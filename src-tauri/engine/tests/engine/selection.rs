//! What a person selects: named one by one or all that match; copied, reviewed and exported as one.

use alertbook_wire::{CopiedEvents, CopyEvents, CopyForm, EventKey, ReviewEvents, Sort};

use crate::support::{Data, code, map, request};

fn copy(texts: &[(&str, &str)], form: CopyForm) -> CopyEvents {
    CopyEvents {
        request: map(texts),
        columns: vec!["id".to_owned(), "level".to_owned()],
        sort: None,
        form,
    }
}

fn copied(engine: &alertbook_engine::Engine, wanted: &CopyEvents) -> CopiedEvents {
    engine.copy_events(wanted).unwrap()
}

fn found(engine: &alertbook_engine::Engine, texts: &[(&str, &str)]) -> Vec<String> {
    let keys = engine.find_events(&request(texts)).unwrap();
    keys.into_iter().map(|key| key.id).collect()
}

#[test]
fn events_are_named_by_id_by_account_and_id_or_as_those_of_no_account() {
    let data = Data::new();
    let engine = data.open_filled();
    let own = engine.find_events(&request(&[("Id", "3")])).unwrap();
    let account = own[0].account.clone().unwrap_or_default();
    let named = [account.as_str(), "/3, 9007199254740993"].concat();
    assert_eq!(found(&engine, &[("event", &named)]), ["3", "9007199254740993"]);
    assert_eq!(found(&engine, &[("event", "77/3")]), [""; 0]);
    assert_eq!(found(&engine, &[("event", "2,3"), ("Dealed", "Y")]), ["2"]);
    for wrong in ["a", "1/2/3", "1/", "-4"] {
        let error = engine.find_events(&request(&[("event", wrong)])).unwrap_err();
        assert_eq!(error.problems[0].parameter, "event", "{wrong}");
    }
    let many = vec!["1"; 10_001].join(",");
    let error = engine.find_events(&request(&[("event", &many)])).unwrap_err();
    assert!(error.message.contains("10000"), "{}", error.message);
    let exactly = vec!["3"; 10_000].join(",");
    assert_eq!(found(&engine, &[("event", &exactly)]), ["3"]);
}

#[test]
fn copies_hold_the_cells_of_the_list_in_its_order_in_three_forms() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut wanted = copy(&[("event", "2,3")], CopyForm::Text);
    wanted.columns = vec!["id".to_owned(), "status".to_owned()];
    let text = copied(&engine, &wanted);
    assert_eq!(text.rows, 2);
    let lines: Vec<&str> = text.text.lines().collect();
    assert!(
        lines[0].starts_with("3\t") && lines[1].starts_with("2\t"),
        "{lines:?}"
    );
    wanted.sort = Some(Sort {
        column: "id".to_owned(),
        descending: false,
        grouped: false,
    });
    assert!(copied(&engine, &wanted).text.starts_with("2\t"));
    wanted.form = CopyForm::Csv;
    let csv = copied(&engine, &wanted).text;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.lines().nth(1).unwrap().starts_with("2,"), "{csv}");
    wanted.form = CopyForm::Json;
    let json: serde_json::Value = serde_json::from_str(&copied(&engine, &wanted).text).unwrap();
    assert_eq!(json[0]["id"], "2");
    assert_eq!(json[1]["id"], "3");
    wanted.columns = Vec::new();
    assert_eq!(
        engine.copy_events(&wanted).unwrap_err().problems[0].parameter,
        "columns"
    );
}

#[test]
fn cells_that_would_run_as_formulas_are_guarded_when_copied() {
    let data = Data::new();
    let engine = data.open();
    let file = data.beside("hostile.json");
    let hostile =
        r#"{"SuspEvents":[{"Id":1,"AlarmEventName":"=cmd|'/c calc'!A1","InstanceName":"a\tb\nc"}]}"#;
    std::fs::write(&file, hostile).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    let mut wanted = copy(&[], CopyForm::Text);
    wanted.columns = vec!["alarmEventName".to_owned(), "instanceName".to_owned()];
    assert_eq!(copied(&engine, &wanted).text, "'=cmd|'/c calc'!A1\ta b c");
    wanted.form = CopyForm::Csv;
    assert!(
        copied(&engine, &wanted)
            .text
            .contains("\n'=cmd|'/c calc'!A1,\"a\tb\nc\"\n")
    );
}

#[test]
fn all_that_match_are_reviewed_as_one_step_unless_they_are_others_by_now() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut wanted = ReviewEvents {
        request: Some(map(&[("Levels", "serious,remind")])),
        count: Some(3),
        reviewed: Some(true),
        ..ReviewEvents::default()
    };
    let error = engine.review_events(&wanted).unwrap_err();
    assert_eq!(error.problems[0].parameter, "count");
    assert_eq!(found(&engine, &[("reviewed", "Y")]), [""; 0]);
    wanted.count = Some(2);
    let step = engine.review_events(&wanted).unwrap();
    assert_eq!(step.changed, 2);
    assert_eq!(found(&engine, &[("reviewed", "Y")]), ["3", "9007199254740993"]);
    engine.undo_review(step.step).unwrap();
    assert_eq!(found(&engine, &[("reviewed", "Y")]), [""; 0]);
    wanted.events = vec![EventKey {
        id: "3".to_owned(),
        account: None,
    }];
    assert_eq!(code(engine.review_events(&wanted)), "IllegalParam");
}

//! Reviews: made, found, exported, undone, and who may make them.

use std::fs;

use alertbook_wire::{
    EventKey, EventReview, ExportOptions, ListEvents, NewReviewNote, ReviewEvents, ReviewStep, Settings,
};
use serde_json::json;

use crate::support::{ANSWERS, Data, call, code, map, request};

fn key(id: &str) -> EventKey {
    EventKey {
        id: id.to_owned(),
        account: None,
    }
}

fn mark(ids: &[&str]) -> ReviewEvents {
    ReviewEvents {
        events: ids.iter().map(|id| key(id)).collect(),
        reviewed: Some(true),
        ..ReviewEvents::default()
    }
}

fn note(id: &str, text: &str) -> NewReviewNote {
    NewReviewNote {
        events: vec![key(id)],
        text: text.to_owned(),
    }
}

fn found(engine: &alertbook_engine::Engine, texts: &[(&str, &str)]) -> Vec<String> {
    let keys = engine.find_events(&request(texts)).unwrap();
    keys.into_iter().map(|key| key.id).collect()
}

#[test]
fn a_review_is_found_shown_and_undone_step_by_step() {
    let data = Data::new();
    let engine = data.open_filled();
    let settings = Settings {
        reviewer: " Li Wei ".to_owned(),
        ..Settings::default()
    };
    engine.save_settings(&settings).unwrap();
    let both = ReviewEvents {
        verdict: Some("false-positive".to_owned()),
        add_tags: vec![" noise ".to_owned()],
        ..mark(&["3", "2", "3"])
    };
    let step = engine.review_events(&both).unwrap();
    assert_eq!(step.changed, 2);
    engine.add_review_note(&note("3", "one\ntwo")).unwrap();
    let review = engine.get_event(&key("3")).unwrap().review;
    assert_eq!(
        (review.reviewed, review.verdict.as_str(), review.author.as_str()),
        (true, "false-positive", "Li Wei")
    );
    assert_eq!(
        (review.marked.as_str(), &review.tags),
        ("2026-11-22 12:00:00", &vec!["noise".to_owned()])
    );
    let [written] = review.notes.as_slice() else {
        panic!("{review:?}")
    };
    assert_eq!(
        (written.author.as_str(), written.text.as_str()),
        ("Li Wei", "one\ntwo")
    );
    assert_eq!(found(&engine, &[("reviewed", "Y")]), ["3", "2"]);
    assert_eq!(found(&engine, &[("verdict", "none")]), ["9007199254740993"]);
    assert_eq!(found(&engine, &[("tag", "noise"), ("Levels", "serious")]), ["3"]);
    let tags = engine.list_tags().unwrap();
    assert_eq!(
        (tags[0].value.as_str(), tags[0].events, tags.len()),
        ("noise", 2, 1)
    );

    let undone = engine.undo_review(None).unwrap();
    assert_eq!(
        (undone.events, undone.wish.note.as_deref()),
        (1, Some("one\ntwo"))
    );
    let undone = engine.undo_review(step.step).unwrap();
    assert_eq!(
        (undone.events, undone.wish.add_tags),
        (2, vec![" noise ".to_owned()])
    );
    let review = engine.get_event(&key("3")).unwrap().review;
    let blank = EventReview {
        verdict: "none".to_owned(),
        ..EventReview::default()
    };
    assert_eq!(review, blank);
    assert_eq!(code(engine.undo_review(None)), "review.nothing_to_undo");
}

#[test]
fn reviews_outlive_imports_and_stand_in_files() {
    let data = Data::new();
    let engine = data.open_filled();
    engine
        .review_events(&ReviewEvents {
            verdict: Some("real".to_owned()),
            add_tags: vec!["=1+1".to_owned(), "b".to_owned()],
            ..mark(&["2"])
        })
        .unwrap();
    engine.add_review_note(&note("2", "seen")).unwrap();
    let before = engine.get_event(&key("2")).unwrap().review;
    let file = data.beside("newer.json");
    let newer = ANSWERS
        .replace("\"EventStatus\":2", "\"EventStatus\":4")
        .replace("1795060000000", "1795070000000");
    fs::write(&file, newer).unwrap();
    let import = engine.run_import(&[file], &mut |_| {}).unwrap();
    assert!(import.updated > 0, "{import:?}");
    assert_eq!(engine.get_event(&key("2")).unwrap().review, before);

    let mut wanted = call(&[("reviewed", "Y")]);
    wanted.options = ExportOptions {
        columns: Some(
            ["id", "reviewed", "verdict", "tags", "review_notes"]
                .map(str::to_owned)
                .into(),
        ),
        dialect: Some("data".to_owned()),
        language: Some(alertbook_wire::Language::En),
        ..ExportOptions::default()
    };
    let answer = engine.run_export(&wanted, &mut |_| {}).unwrap();
    let path = engine.export_path(answer.id).unwrap();
    let text = fs::read_to_string(path).unwrap();
    let author = &before.author;
    assert_eq!(
        text,
        format!(
            "ID,Reviewed,Own verdict,Tags,Review notes\n\
             2,Reviewed,Real,\"'=1+1, b\",2026-11-22T12:00:00+08:00 {author}: seen\n"
        )
    );
}

#[test]
fn rows_of_a_list_say_whether_they_were_reviewed() {
    let engine_data = Data::new();
    let engine = engine_data.open_filled();
    engine.review_events(&mark(&["2"])).unwrap();
    let page = engine
        .list_events(&ListEvents {
            request: map(&[]),
            columns: vec!["id".to_owned()],
            sort: None,
            offset: 0,
            limit: 10,
        })
        .unwrap();
    let reviewed: Vec<bool> = page.rows.iter().map(|row| row.reviewed).collect();
    assert_eq!(reviewed, [false, true, false]);
}

#[test]
fn a_wrong_wish_names_what_is_wrong_and_changes_nothing() {
    let data = Data::new();
    let engine = data.open_filled();
    let wrong = ReviewEvents {
        verdict: Some("maybe".to_owned()),
        add_tags: vec!["a,b".to_owned()],
        ..mark(&["3"])
    };
    let error = engine.review_events(&wrong).unwrap_err();
    let named: Vec<&str> = error
        .problems
        .iter()
        .map(|problem| problem.parameter.as_str())
        .collect();
    assert_eq!(
        (error.code.as_str(), named),
        ("IllegalParam", vec!["addTags", "verdict"])
    );
    assert_eq!(code(engine.review_events(&mark(&[]))), "IllegalParam");
    assert_eq!(
        code(engine.review_events(&ReviewEvents {
            reviewed: None,
            ..mark(&["3"])
        })),
        "IllegalParam"
    );
    assert_eq!(code(engine.review_events(&mark(&["3", "4"]))), "event.not_found");
    assert_eq!(code(engine.add_review_note(&note("3", " \n"))), "IllegalParam");
    assert_eq!(code(engine.remove_review_note(1)), "review.note_not_found");
    assert_eq!(found(&engine, &[("reviewed", "Y")]), Vec::<String>::new());
    let settings = Settings {
        reviewer: "a\nb".to_owned(),
        ..Settings::default()
    };
    assert_eq!(code(engine.save_settings(&settings)), "IllegalParam");
}

#[test]
fn what_was_reviewed_again_since_is_not_undone_under_it() {
    let data = Data::new();
    let engine = data.open_filled();
    let first = engine.review_events(&mark(&["3", "2"])).unwrap();
    let again = engine.review_events(&mark(&["3", "2"])).unwrap();
    let nothing = ReviewStep {
        step: None,
        changed: 0,
        revision: None,
    };
    assert_eq!(again, nothing);
    engine.add_review_note(&note("2", "later")).unwrap();
    let notes = engine.get_event(&key("2")).unwrap().review.notes;
    assert_eq!(code(engine.undo_review(first.step)), "review.changed_since");
    engine.remove_review_note(notes[0].id).unwrap();
    engine.undo_review(None).unwrap();
    assert_eq!(engine.get_event(&key("2")).unwrap().review.notes, notes);
}

#[test]
fn reviewing_needs_its_permission_and_is_recorded() {
    let data = Data::new();
    let engine = data.open_filled();
    engine.review_events(&mark(&["3"])).unwrap();
    data.policy(
        &json!({"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": "alertbook:Review", "Resource": "*"},
        ]})
        .to_string(),
    );
    let engine = data.open();
    assert_eq!(code(engine.review_events(&mark(&["2"]))), "NoPermission");
    assert_eq!(code(engine.undo_review(None)), "NoPermission");
    let audit = engine.list_audit(&alertbook_wire::ListAudit::default()).unwrap();
    let reviews: Vec<bool> = audit
        .entries
        .iter()
        .filter(|entry| entry.action == "alertbook:Review")
        .map(|entry| entry.allowed)
        .collect();
    assert_eq!(reviews, [false, false, true]);
}

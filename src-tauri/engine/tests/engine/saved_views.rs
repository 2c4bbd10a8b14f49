//! Saved views.

use alertbook_store::Store;
use alertbook_wire::{KeepView, SavedView, ViewChange};

use crate::support::{Data, code, map, request};

fn view(name: &str, texts: &[(&str, &str)], key: Option<u8>) -> KeepView {
    KeepView {
        name: name.to_owned(),
        request: map(texts),
        key,
    }
}

fn names(views: &[SavedView]) -> Vec<&str> {
    views.iter().map(|view| view.name.as_str()).collect()
}

fn refused(answer: Result<SavedView, alertbook_wire::WireError>) -> Vec<String> {
    let problems = answer.unwrap_err().problems;
    problems.into_iter().map(|problem| problem.parameter).collect()
}

#[test]
fn shipped_views_come_first_each_with_a_key_and_a_sentence() {
    let data = Data::new();
    let engine = data.open_filled();
    let views = engine.list_saved_views().unwrap();
    assert_eq!(
        names(&views),
        ["new", "urgent", "changed", "containers", "failed"]
    );
    assert_eq!(views[1].title, "Urgent and pending");
    assert_eq!(views[1].sentence, "Handled or not: Unhandled; Severity: Urgent");
    assert_eq!(views[1].request, map(&[("Levels", "serious"), ("Dealed", "N")]));
    assert!(
        views
            .iter()
            .all(|view| view.shipped && view.key.is_some() && !view.hidden)
    );
    let failed = engine.show_query(&views[4].request.to_raw()).unwrap();
    assert!(
        failed.aliyun.contains("--OperateErrorCodeList.3 ignore.Failure"),
        "{}",
        failed.aliyun
    );
    assert!(!failed.aliyun.contains("Success"), "{}", failed.aliyun);
}

#[test]
fn an_own_view_is_kept_in_its_plainest_form_and_replaced_in_its_place() {
    let data = Data::new();
    let engine = data.open_filled();
    let kept = engine
        .keep_saved_view(&view(" 夜班 ", &[("Dealed", " n "), ("sync", "new")], Some(9)))
        .unwrap();
    assert_eq!(
        (kept.name.as_str(), kept.title.as_str(), kept.shipped),
        ("夜班", "夜班", false)
    );
    assert_eq!(kept.request, map(&[("Dealed", "n"), ("sync", "new")]));
    engine.keep_saved_view(&view("day", &[], None)).unwrap();
    let again = engine
        .keep_saved_view(&view("夜班", &[("Levels", "remind")], Some(8)))
        .unwrap();
    let views = engine.list_saved_views().unwrap();
    assert_eq!(names(&views)[5..], ["夜班", "day"]);
    assert_eq!(views[5], again);
    let reopened = {
        drop(engine);
        data.open()
    };
    assert_eq!(reopened.list_saved_views().unwrap(), views);
}

#[test]
fn no_two_views_share_a_key_and_a_hidden_one_has_none() {
    let data = Data::new();
    let engine = data.open_filled();
    assert_eq!(refused(engine.keep_saved_view(&view("a", &[], Some(1)))), ["key"]);
    assert_eq!(refused(engine.keep_saved_view(&view("a", &[], Some(0)))), ["key"]);
    assert_eq!(
        refused(engine.keep_saved_view(&view("a", &[], Some(10)))),
        ["key"]
    );
    let change = |name: &str, key, hidden| engine.change_saved_view(name, &ViewChange { key, hidden });
    let hidden = change("new", Some(1), true).unwrap();
    assert_eq!((hidden.key, hidden.hidden), (None, true));
    engine.keep_saved_view(&view("a", &[], Some(1))).unwrap();
    assert_eq!(refused(change("new", Some(1), false)), ["key"]);
    let shown = change("New since the last sync", Some(7), false).unwrap();
    assert_eq!(
        (shown.name.as_str(), shown.key, shown.hidden),
        ("new", Some(7), false)
    );
    assert_eq!(code(change("nothing", None, false)), "view.not_found");
}

#[test]
fn shipped_views_cannot_be_removed_renamed_or_imitated() {
    let data = Data::new();
    let engine = data.open_filled();
    for name in ["new", "NEW", "上次同步新增", "failed handling"] {
        assert_eq!(
            refused(engine.keep_saved_view(&view(name, &[], None))),
            ["name"],
            "{name}"
        );
    }
    assert_eq!(code(engine.remove_saved_view("failed")), "IllegalParam");
    assert_eq!(refused(engine.rename_saved_view("failed", "x")), ["name"]);
    engine.keep_saved_view(&view("a", &[], None)).unwrap();
    engine.keep_saved_view(&view("b", &[], None)).unwrap();
    assert_eq!(refused(engine.rename_saved_view("a", "容器")), ["to"]);
    assert_eq!(code(engine.rename_saved_view("a", "b")), "view.exists");
    assert_eq!(
        refused(engine.keep_saved_view(&view("", &[("Levels", "high")], None))),
        ["name", "Levels"]
    );
    engine.remove_saved_view("b").unwrap();
    assert_eq!(names(&engine.list_saved_views().unwrap())[5..], ["a"]);
}

#[test]
fn views_stand_in_the_order_they_were_put_into() {
    let data = Data::new();
    let engine = data.open_filled();
    engine.keep_saved_view(&view("a", &[], None)).unwrap();
    let order = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        engine.order_saved_views(&names)
    };
    let views = order(&["a", "failed"]).unwrap();
    let expected = ["a", "failed", "new", "urgent", "changed", "containers"];
    assert_eq!(names(&views), expected);
    engine.rename_saved_view("a", "z").unwrap();
    assert_eq!(names(&engine.list_saved_views().unwrap())[0], "z");
    assert_eq!(code(order(&["z", "z"])), "IllegalParam");
    assert_eq!(code(order(&["nothing"])), "view.not_found");
}

#[test]
fn changing_views_needs_the_permission_of_settings_and_is_recorded() {
    let data = Data::new();
    let engine = data.open_filled();
    engine
        .keep_saved_view(&view("a", &[("Dealed", "N")], None))
        .unwrap();
    let audit = |data: &Data| {
        let store = Store::open(&data.root().join("alerts.db")).unwrap();
        store.read().unwrap().latest_audit(1).unwrap().remove(0)
    };
    let entry = audit(&data);
    assert_eq!(
        (entry.action.as_str(), entry.allowed),
        ("alertbook:ChangeSettings", true)
    );
    assert!(entry.request.contains("\"Dealed\":\"N\""), "{}", entry.request);
    data.policy(r#"{"Version":"1","Statement":[]}"#);
    assert_eq!(
        code(engine.keep_saved_view(&view("b", &[], None))),
        "NoPermission"
    );
    assert_eq!(code(engine.rename_saved_view("a", "b")), "NoPermission");
    assert_eq!(code(engine.order_saved_views(&["a".to_owned()])), "NoPermission");
    assert_eq!(code(engine.remove_saved_view("a")), "NoPermission");
    let change = ViewChange {
        key: None,
        hidden: true,
    };
    assert_eq!(code(engine.change_saved_view("a", &change)), "NoPermission");
    assert!(!audit(&data).allowed);
    assert_eq!(names(&engine.list_saved_views().unwrap())[5..], ["a"]);
}

#[test]
fn a_view_is_laid_under_a_request_parameter_by_parameter() {
    let data = Data::new();
    let engine = data.open_filled();
    let pod = [
        ("ContainerFieldName", "namespace"),
        ("ContainerFieldValue", "x"),
        ("AssetsTypeList", "ECS"),
        ("Dealed", "N"),
    ];
    engine.keep_saved_view(&view("pod", &pod, None)).unwrap();
    let names_of = |texts: &[(&str, &str)]| {
        let laid = engine.request_of_view("pod", &request(texts)).unwrap();
        laid.entries.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(
        names_of(&[]),
        [
            "AssetsTypeList",
            "ContainerFieldName",
            "ContainerFieldValue",
            "Dealed"
        ]
    );
    assert_eq!(
        names_of(&[("AssetsTypeList.1", "SLB"), ("ContainerFieldName", "image")]),
        ["Dealed", "AssetsTypeList.1", "ContainerFieldName"]
    );
}

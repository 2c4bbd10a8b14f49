//! Exports as HTML: text of alerts is text, whatever it looks like.

use std::collections::BTreeSet;

use alertbook_testkit::{hostile_markup, record};
use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::support::{Data, call};

/// Every element that the page is made of, with its attributes.
const TEMPLATE: [&str; 34] = [
    "a href",
    "body",
    "dd",
    "div class",
    "dl",
    "dt",
    "footer id",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header id",
    "html lang",
    "main",
    "meta charset",
    "meta content http-equiv",
    "meta content name",
    "p",
    "p class",
    "rect class height width x y",
    "section",
    "style",
    "svg aria-label role viewBox",
    "table",
    "tbody",
    "td",
    "td class",
    "text text-anchor x y",
    "text x y",
    "th class scope",
    "thead",
    "title",
    "tr",
];

fn exported(data: &Data, values: &[Value], request: &[(&str, &str)], columns: &str) -> String {
    let engine = data.open();
    let file = data.beside("answers.json");
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    let mut call = call(request);
    call.options.format = Some("html".to_owned());
    call.options.columns = Some(vec![columns.to_owned()]);
    let read = || {
        let answer = engine.run_export(&call, &mut |_| {}).unwrap();
        assert!(answer.file_name.ends_with(".html"));
        assert!(engine.verify_export(answer.id).unwrap().sound);
        std::fs::read_to_string(engine.export_path(answer.id).unwrap()).unwrap()
    };
    let page = read();
    assert!(page == read(), "the same export differs");
    page
}

/// Parses a page, and holds that it is valid and made of nothing but the template.
fn parsed(page: &str) -> (Html, BTreeSet<String>) {
    let document = Html::parse_document(page);
    assert_eq!(document.errors, Vec::<std::borrow::Cow<'_, str>>::new());
    let everything = Selector::parse("*").unwrap();
    let kinds: BTreeSet<String> = document
        .select(&everything)
        .map(|element| {
            let mut attributes: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
            attributes.sort_unstable();
            [&[element.value().name()], attributes.as_slice()]
                .concat()
                .join(" ")
        })
        .collect();
    let foreign: Vec<&String> = kinds
        .iter()
        .filter(|kind| !TEMPLATE.contains(&kind.as_str()))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let controls = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(!page.contains(controls));
    assert!(!page.contains(['\u{202e}', '\u{2066}', '\u{200f}', '\u{feff}']));
    (document, kinds)
}

#[test]
fn five_hundred_hostile_texts_are_text() {
    let payloads = hostile_markup();
    let mut events: Vec<Value> = Vec::new();
    for (payload, id) in payloads.iter().zip(1..) {
        let mut fields = json!({"EventStatus": 1, "Level": payload});
        for field in [
            "Name",
            "AlarmEventName",
            "AlarmEventNameDisplay",
            "AlarmEventType",
            "AlarmEventTypeDisplay",
            "EventSubType",
            "Desc",
            "InstanceName",
            "InstanceId",
            "Uuid",
            "InternetIp",
            "IntranetIp",
            "ContainerId",
            "ContainerImageName",
            "K8sNodeName",
            "K8sPodName",
            "K8sClusterName",
            "K8sNamespace",
            "AppName",
            "DataSource",
            "UniqueInfo",
            "OperateErrorCode",
            "SupportOperateCode",
        ] {
            fields[field] = json!(payload);
        }
        fields["Details"] = json!([{"NameDisplay": payload, "Value": payload}]);
        fields["EventNotes"] = json!([{"Note": payload}]);
        fields["TacticItems"] = json!([{"TacticId": payload}]);
        events.push(record(id, fields));
    }
    // What it takes for every part of the page to be there: two days, and an event without a time.
    events.push(record(9001, json!({"LastTime": "2026-01-03 00:00:00"})));
    events.push(record(9002, json!({"LastTime": null, "LastTimeStamp": null})));
    for language in ["zh", "en"] {
        let page = exported(
            &Data::new(),
            &[json!({"SuspEvents": events})],
            &[("Lang", language)],
            "full",
        );
        let (document, kinds) = parsed(&page);
        assert_eq!(kinds, TEMPLATE.map(str::to_owned).into());
        let rows = Selector::parse("tbody tr").unwrap();
        assert_eq!(document.select(&rows).count(), events.len());
        let scripts = Selector::parse("script, img, iframe, [onload], [onerror], [style]").unwrap();
        assert_eq!(document.select(&scripts).count(), 0);
    }
}

#[test]
fn what_was_asked_for_is_text_too() {
    let data = Data::new();
    let engine = data.open_filled();
    for payload in hostile_markup().iter().filter(|payload| !payload.contains('\0')) {
        let remark = [payload.as_str(), "x"].concat();
        let mut call = call(&[("Remark", &remark)]);
        call.options.format = Some("html".to_owned());
        let answer = engine.run_export(&call, &mut |_| {}).unwrap();
        parsed(&std::fs::read_to_string(engine.export_path(answer.id).unwrap()).unwrap());
    }
}

#[test]
fn the_summary_counts_the_rows_of_the_page() {
    let events: Vec<Value> = (1..=7)
        .map(|id| {
            let level = if id <= 4 { "serious" } else { "remind" };
            record(id, json!({"Level": level, "LastTime": format!("2026-01-0{id} 07:59:59"), "InstanceName": format!("web-{}", id % 2)}))
        })
        .collect();
    let data = Data::new();
    let values = [json!({"SuspEvents": events})];
    let page = exported(
        &data,
        &values,
        &[("Lang", "en"), ("Levels", "serious,remind")],
        "cloud",
    );
    let (document, _) = parsed(&page);
    let all = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        document
            .select(&selector)
            .map(|element| element.text().collect())
            .collect()
    };
    assert_eq!(all("dd")[2], "7");
    assert!(all("dd")[0].contains("Urgent"), "{:?}", all("dd"));
    assert_eq!(all("th").len(), 11);
    assert_eq!(all("td.serious").len(), 4);
    assert_eq!(
        all("section:nth-of-type(1) text"),
        ["Urgent", "4", "Suspicious", "0", "Reminder", "3"]
    );
    assert_eq!(all("section:nth-of-type(2) g title").len(), 7);
    assert_eq!(all("section:nth-of-type(3) text"), ["Unusual logon", "7"]);
    assert_eq!(all("section:nth-of-type(4) text"), ["web-1", "4", "web-0", "3"]);
    assert!(page.contains("<html lang=\"en\">") && page.contains("prefers-color-scheme: dark"));
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
    let paged = exported(&data, &values, &[("PageSize", "2")], "id");
    assert!(paged.contains("<html lang=\"zh-CN\">") && paged.contains("<dd>2</dd>"));
    parsed(&paged);
}

#[test]
fn a_page_without_events_is_a_page() {
    let page = exported(
        &Data::new(),
        &[json!({"SuspEvents": []})],
        &[("Lang", "en")],
        "cloud",
    );
    assert!(page.contains("<dd>0</dd>"));
    parsed(&page);
}

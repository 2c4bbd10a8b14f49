//! An exported page in a real browser: hostile text in every field, and nothing of it runs.

use alertbook_testkit::hostile_markup;
use serde_json::{Value, json};

use crate::cli::ask;
use crate::home::Home;
use crate::session::{Session, run};

/// What attackers may write into.
const FIELDS: [&str; 10] = [
    "Name",
    "AlarmEventType",
    "AlarmEventTypeDisplay",
    "Desc",
    "InstanceName",
    "InternetIp",
    "ContainerImageName",
    "K8sPodName",
    "UniqueInfo",
    "OperateErrorCode",
];

/// What no text may become.
const MADE_OF_TEXT: &str = "script, img, iframe, object, embed, form, input, base, link, meta[http-equiv=refresh], \
                            main a, td a, td *, [onload], [onerror], [onfocus], [onmouseover]";

fn event(id: usize, payload: &str) -> Value {
    let mut event = json!({
        "Id": id, "Level": "serious", "EventStatus": 1, "LastTime": "2026-11-20 10:00:00",
        "Details": [{"NameDisplay": payload, "Value": payload}], "EventNotes": [{"Note": payload}],
    });
    for field in FIELDS {
        event[field] = json!(payload);
    }
    event
}

#[test]
fn five_hundred_hostile_texts_run_nothing_in_a_browser() {
    run(async {
        let home = Home::new();
        let payloads = hostile_markup();
        let events: Vec<Value> = (1..).zip(&payloads).map(|(id, text)| event(id, text)).collect();
        let file = home.write("answers.json", &json!({ "SuspEvents": events }).to_string());
        ask(&home, &["import", file.to_str().unwrap()]);
        for language in ["zh", "en"] {
            let answer = ask(
                &home,
                &[
                    "ExportSuspEvents",
                    "--format",
                    "html",
                    "--columns",
                    "full",
                    "--Lang",
                    language,
                ],
            );
            let page = home.exports().join(answer["FileName"].as_str().unwrap());
            let session = Session::browse(&home, &page).await;
            let app = &session.app;
            // An alert that a script opened would fail this and every other question.
            assert_eq!(
                app.run("return document.querySelectorAll('tbody tr').length")
                    .await,
                payloads.len()
            );
            let made = format!("return document.querySelectorAll('{MADE_OF_TEXT}').length");
            assert_eq!(app.run(&made).await, 0);
            assert_eq!(
                app.run("return performance.getEntriesByType('resource').length")
                    .await,
                0,
                "the page loaded something"
            );
            let shown = app.run("return document.body.textContent").await;
            let shown = shown.as_str().unwrap();
            for payload in [
                "<script>alert(1)</script>",
                "javascript:alert(1)",
                "</title><plaintext>",
            ] {
                assert!(shown.contains(payload), "{payload}");
            }
            session.end().await;
        }
    });
}

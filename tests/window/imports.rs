//! Imports started in the window.

use serde_json::json;

use crate::app::id;
use crate::home::Home;
use crate::session::{Session, run};

fn page() -> String {
    let event = |number: u64, level: &str| {
        json!({
            "Id": 9_007_199_254_740_993_u64 + number, "Level": level, "AlarmEventType": "网站后门", "AlarmEventName": "webshell",
            "Name": format!("网站后门-发现后门文件 {number}"), "EventStatus": 1, "Dealed": "N", "Uuid": "u-1",
            "InstanceName": "web-01", "LastTime": "2026-11-01 10:00:00", "LastTimeStamp": 1_793_498_400_000_u64 + number,
        })
    };
    json!({
        "CurrentPage": 1, "PageSize": 20, "TotalCount": 3, "Count": 3, "RequestId": "F8B6F758-BCD4-597A-8A2C-DA5A552C****",
        "SuspEvents": [event(0, "serious"), event(1, "remind"), { "Level": "serious", "Name": "no id" }],
    })
    .to_string()
}

#[test]
fn an_imported_file_is_told_in_sources_with_what_was_rejected() {
    run(async {
        let home = Home::new();
        let file = home.write("page.json", &page());
        let session = Session::start(&home).await;
        let app = &session.app;
        let run = app
            .call("import_files", json!({ "paths": [file] }))
            .await
            .unwrap();
        app.until("document.querySelectorAll('[data-testid=grid-row][data-id]').length === 2")
            .await;
        assert_eq!(app.count().await, [2]);
        assert_eq!(app.rows().await, ["9007199254740994", "9007199254740993"]);
        app.go("sources").await;
        let card = format!("{}[data-id=\"{run}\"][data-status=finished]", id("import-row"));
        let told = app.text(&card).await;
        assert!(told.contains("page.json"), "{told}");
        app.click(&format!("{card} {}", id("rejects-toggle"))).await;
        let rejects = app.text(&id("rejects")).await;
        assert!(
            rejects.contains("page.json") && rejects.contains("Id"),
            "{rejects}"
        );
        session.end().await;
    });
}

#[test]
fn a_file_that_is_not_there_is_told_with_its_code() {
    run(async {
        let home = Home::new();
        let session = Session::start(&home).await;
        let app = &session.app;
        app.call("import_files", json!({ "paths": [home.path("files/none.json")] }))
            .await
            .unwrap();
        app.go("sources").await;
        let told = app
            .text(&format!("{}[data-status=failed]", id("import-row")))
            .await;
        assert!(told.contains("import.missing"), "{told}");
        session.end().await;
    });
}

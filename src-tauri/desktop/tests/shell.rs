//! The shell around a stand-in window, and calls as the front end makes them.

use std::path::Path;

use alertbook_engine::{Door, EngineOptions};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

/// A shell with its window.
pub(crate) struct Shell {
    window: WebviewWindow<MockRuntime>,
    _app: App<MockRuntime>,
}

impl Shell {
    /// A shell on a data folder.
    pub(crate) fn on(data_folder: &Path) -> Self {
        Self::in_window(data_folder, "main")
    }

    /// The same, whose calls come from the window of a name.
    pub(crate) fn in_window(data_folder: &Path, label: &str) -> Self {
        let options = EngineOptions {
            data_folder: Some(data_folder.to_owned()),
            system_policy: None,
            releases: None,
            watch: false,
            ..EngineOptions::new(Door::Window)
        };
        let app = alertbook_desktop::build(mock_builder(), options).unwrap();
        let window = WebviewWindowBuilder::new(&app, label, tauri::WebviewUrl::default())
            .build()
            .unwrap();
        Self { window, _app: app }
    }

    /// Calls a command as the front end does.
    pub(crate) fn call(&self, command: &str, args: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: if cfg!(windows) {
                "http://tauri.localhost"
            } else {
                "tauri://localhost"
            }
            .parse()
            .unwrap(),
            body: InvokeBody::Json(args),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }
}

/// Something acceptable for each argument that commands take.
pub(crate) fn sample(argument: &str) -> Value {
    match argument {
        "id" => json!(1),
        "events" => json!(10),
        "paths" | "names" | "checks" => json!([]),
        "request" => json!({}),
        "key" => json!({ "id": "1", "account": null }),
        // Nothing that a browser could open.
        "address" => json!("file:///"),
        "ask" => json!({ "key": { "id": "1", "account": null }, "relation": "asset" }),
        "settings" => json!({ "zone": "UTC" }),
        "state" => json!({ "place": "exports", "zoom": 150 }),
        "guide" => json!({ "language": "en", "theme": "dark", "page": "index", "anchor": null }),
        "extent" => json!("due"),
        "account" => json!({
            "name": "", "key": { "kind": "environment" }, "site": "mainland", "members": "own", "language": "zh",
            "everyMinutes": 0,
        }),
        "change" => json!({
            "name": "a", "key": null, "members": "own", "language": "zh", "everyMinutes": 0, "rate": 5, "fullDays": 7,
        }),
        "start" => json!({ "account": 1, "request": {} }),
        "name" | "to" => json!("weekly"),
        "profile" => json!({ "name": "weekly", "options": {}, "keepFolder": false }),
        "preset" => json!({ "name": "night", "columns": ["id"] }),
        "export" => json!({ "request": {}, "options": {} }),
        // Both queries: what one of them does not know it leaves aside.
        "query" => json!({ "request": {}, "columns": [], "sort": null, "offset": 0, "limit": 1 }),
        "grouping" => json!({
            "request": {}, "sort": { "column": "level", "descending": true, "grouped": true },
        }),
        "copy" => json!({ "request": {}, "columns": ["id"], "sort": null, "form": "text" }),
        "review" => json!({ "events": [{ "id": "1", "account": null }], "reviewed": true }),
        "note" => json!({ "events": [{ "id": "1", "account": null }], "text": "seen" }),
        "step" => json!(null),
        "audit" => json!({ "limit": 1 }),
        "list" => json!({ "list": "profiles" }),
        "picture" => json!({ "part": "trend", "png": "" }),
        "file" | "folder" => json!(""),
        "text" => json!("{}"),
        "view" => json!({ "name": "night", "request": {}, "key": null }),
        "viewChange" => json!({ "key": null, "hidden": false }),
        other => panic!("no sample of {other}"),
    }
}

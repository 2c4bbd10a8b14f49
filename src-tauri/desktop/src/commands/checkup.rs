//! The self-test, logs and crash reports.

use alertbook_engine::{Answer, DoorFacts, Engine};
use alertbook_wire::{Check, CheckName, CrashReport};
use tauri::State;

use crate::backend::Backend;

fn facts() -> DoorFacts {
    DoorFacts {
        web_view: tauri::webview_version().ok(),
    }
}

#[tauri::command]
pub(crate) async fn list_checks(backend: State<'_, Backend>) -> Answer<Vec<CheckName>> {
    backend.ask(|engine| Ok(engine.list_checks())).await
}

#[tauri::command]
pub(crate) async fn run_check(backend: State<'_, Backend>, name: String) -> Answer<Check> {
    backend.ask(move |engine| engine.run_check(&name, &facts())).await
}

/// The text of checks that were made, for the clipboard.
#[tauri::command]
pub(crate) async fn report_checks(backend: State<'_, Backend>, checks: Vec<Check>) -> Answer<String> {
    backend.ask(move |engine| Ok(engine.report(&checks))).await
}

#[tauri::command]
pub(crate) async fn reveal_logs(backend: State<'_, Backend>) -> Answer<()> {
    backend.ask(Engine::reveal_logs).await
}

#[tauri::command]
pub(crate) async fn get_crash_report(backend: State<'_, Backend>) -> Answer<Option<CrashReport>> {
    backend.ask(Engine::get_crash_report).await
}

#[tauri::command]
pub(crate) async fn dismiss_crash_report(backend: State<'_, Backend>, name: String) -> Answer<()> {
    backend
        .ask(move |engine| engine.dismiss_crash_report(&name))
        .await
}

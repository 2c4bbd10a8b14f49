//! The self-test, logs and crash reports.

use alertbook_engine::{Answer, Doctor, DoorFacts, Engine, reveal_logs_of, system_language};
use alertbook_wire::{Check, CheckName, CrashReport};
use tauri::State;

use crate::backend::Backend;

/// Asks the doctor, also where the data folder does not open.
async fn ask<T: Send + 'static>(
    backend: &Backend,
    work: impl FnOnce(&Doctor<'_>) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let ask = move |backend: &Backend| {
        let door = DoorFacts {
            web_view: tauri::webview_version().ok(),
        };
        match backend.engine() {
            Ok(engine) => work(&Doctor::of(&engine, door)),
            Err(why) => work(&Doctor::of_closed(&why, system_language(), door)),
        }
    };
    backend.ask_backend(ask).await
}

#[tauri::command]
pub(crate) async fn list_checks(backend: State<'_, Backend>) -> Answer<Vec<CheckName>> {
    ask(&backend, |doctor| Ok(doctor.names())).await
}

#[tauri::command]
pub(crate) async fn run_check(backend: State<'_, Backend>, name: String) -> Answer<Check> {
    ask(&backend, move |doctor| doctor.check(&name)).await
}

/// The text of checks that were made, for the clipboard.
#[tauri::command]
pub(crate) async fn report_checks(backend: State<'_, Backend>, checks: Vec<Check>) -> Answer<String> {
    ask(&backend, move |doctor| Ok(doctor.report(&checks))).await
}

#[tauri::command]
pub(crate) async fn reveal_logs(backend: State<'_, Backend>) -> Answer<()> {
    backend
        .ask_backend(|backend| reveal_logs_of(backend.options()))
        .await
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

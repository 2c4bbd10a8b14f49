//! Exports: starting one, and what can be done with a record.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{
    ExportEstimate, ExportManifest, ExportRecord, ExportSuspEventsAnswer, StartCloudExport, StartExport,
    Verification,
};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn export_susp_events(
    backend: State<'_, Backend>,
    export: StartExport,
) -> Answer<ExportSuspEventsAnswer> {
    backend
        .ask(move |engine| engine.export_susp_events(&export))
        .await
}

#[tauri::command]
pub(crate) async fn estimate_export(
    backend: State<'_, Backend>,
    export: StartExport,
) -> Answer<ExportEstimate> {
    backend.ask(move |engine| engine.estimate_export(&export)).await
}

#[tauri::command]
pub(crate) async fn ask_cloud_export(
    backend: State<'_, Backend>,
    start: StartCloudExport,
) -> Answer<ExportSuspEventsAnswer> {
    backend.ask(move |engine| engine.ask_cloud_export(&start)).await
}

#[tauri::command]
pub(crate) async fn run_export_again(backend: State<'_, Backend>, id: i64) -> Answer<ExportSuspEventsAnswer> {
    backend.ask(move |engine| engine.run_export_again(id)).await
}

#[tauri::command]
pub(crate) async fn list_exports(backend: State<'_, Backend>) -> Answer<Vec<ExportRecord>> {
    backend.ask(Engine::list_exports).await
}

#[tauri::command]
pub(crate) async fn get_export(backend: State<'_, Backend>, id: i64) -> Answer<ExportRecord> {
    backend.ask(move |engine| engine.get_export(id)).await
}

#[tauri::command]
pub(crate) async fn open_export(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.open_export(id)).await
}

#[tauri::command]
pub(crate) async fn reveal_export(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.reveal_export(id)).await
}

#[tauri::command]
pub(crate) async fn verify_export(backend: State<'_, Backend>, id: i64) -> Answer<Verification> {
    backend.ask(move |engine| engine.verify_export(id)).await
}

#[tauri::command]
pub(crate) async fn export_manifest(backend: State<'_, Backend>, id: i64) -> Answer<ExportManifest> {
    backend.ask(move |engine| engine.export_manifest(id)).await
}

/// For the clipboard: no command takes a path back.
#[tauri::command]
pub(crate) async fn export_path(backend: State<'_, Backend>, id: i64) -> Answer<String> {
    let path = backend.ask(move |engine| engine.export_path(id)).await?;
    Ok(path.display().to_string())
}

#[tauri::command]
pub(crate) async fn cancel_export(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.cancel_export(id)).await
}

#[tauri::command]
pub(crate) async fn remove_export(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.remove_export(id)).await
}

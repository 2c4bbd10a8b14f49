//! Named choices of how exports are written.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{ExportProfile, SaveExportProfile};
use tauri::{Runtime, State, WebviewWindow};

use crate::backend::Backend;
use crate::pick;

#[tauri::command]
pub(crate) async fn list_export_profiles(backend: State<'_, Backend>) -> Answer<Vec<ExportProfile>> {
    backend.ask(Engine::list_export_profiles).await
}

#[tauri::command]
pub(crate) async fn save_export_profile(
    backend: State<'_, Backend>,
    profile: SaveExportProfile,
) -> Answer<ExportProfile> {
    backend
        .ask(move |engine| engine.save_window_export_profile(&profile))
        .await
}

#[tauri::command]
pub(crate) async fn rename_export_profile(
    backend: State<'_, Backend>,
    name: String,
    to: String,
) -> Answer<ExportProfile> {
    backend
        .ask(move |engine| engine.rename_export_profile(&name, &to))
        .await
}

#[tauri::command]
pub(crate) async fn remove_export_profile(backend: State<'_, Backend>, name: String) -> Answer<()> {
    backend
        .ask(move |engine| engine.remove_export_profile(&name))
        .await
}

#[tauri::command]
pub(crate) async fn pick_export_profile<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<ExportProfile>> {
    let pick = move |engine: &Engine| {
        pick::profile_file(&window, engine)
            .map(|file| engine.import_export_profile(&file))
            .transpose()
    };
    backend.ask(pick).await
}

#[tauri::command]
pub(crate) async fn write_export_profile<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
    name: String,
) -> Answer<bool> {
    let write = move |engine: &Engine| match pick::new_profile_file(&window, engine) {
        Some(file) => engine.write_export_profile(&name, &file).map(|()| true),
        None => Ok(false),
    };
    backend.ask(write).await
}

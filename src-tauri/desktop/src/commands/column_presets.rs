//! Own presets of columns.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::ColumnPreset;
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn list_column_presets(backend: State<'_, Backend>) -> Answer<Vec<ColumnPreset>> {
    backend.ask(Engine::list_column_presets).await
}

#[tauri::command]
pub(crate) async fn save_column_preset(
    backend: State<'_, Backend>,
    preset: ColumnPreset,
) -> Answer<ColumnPreset> {
    backend
        .ask(move |engine| engine.save_column_preset(&preset))
        .await
}

#[tauri::command]
pub(crate) async fn rename_column_preset(
    backend: State<'_, Backend>,
    name: String,
    to: String,
) -> Answer<ColumnPreset> {
    backend
        .ask(move |engine| engine.rename_column_preset(&name, &to))
        .await
}

#[tauri::command]
pub(crate) async fn remove_column_preset(backend: State<'_, Backend>, name: String) -> Answer<()> {
    backend
        .ask(move |engine| engine.remove_column_preset(&name))
        .await
}

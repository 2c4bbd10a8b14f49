//! Saved views.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{KeepView, SavedView, ViewChange};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn list_saved_views(backend: State<'_, Backend>) -> Answer<Vec<SavedView>> {
    backend.ask(Engine::list_saved_views).await
}

#[tauri::command]
pub(crate) async fn keep_saved_view(backend: State<'_, Backend>, view: KeepView) -> Answer<SavedView> {
    backend.ask(move |engine| engine.keep_saved_view(&view)).await
}

#[tauri::command]
pub(crate) async fn rename_saved_view(
    backend: State<'_, Backend>,
    name: String,
    to: String,
) -> Answer<SavedView> {
    backend
        .ask(move |engine| engine.rename_saved_view(&name, &to))
        .await
}

#[tauri::command]
pub(crate) async fn change_saved_view(
    backend: State<'_, Backend>,
    name: String,
    view_change: ViewChange,
) -> Answer<SavedView> {
    backend
        .ask(move |engine| engine.change_saved_view(&name, &view_change))
        .await
}

#[tauri::command]
pub(crate) async fn order_saved_views(
    backend: State<'_, Backend>,
    names: Vec<String>,
) -> Answer<Vec<SavedView>> {
    backend.ask(move |engine| engine.order_saved_views(&names)).await
}

#[tauri::command]
pub(crate) async fn remove_saved_view(backend: State<'_, Backend>, name: String) -> Answer<()> {
    backend.ask(move |engine| engine.remove_saved_view(&name)).await
}

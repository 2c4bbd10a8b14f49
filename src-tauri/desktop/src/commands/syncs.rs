//! Syncs, running and past.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{Reject, SyncExtent, SyncRun};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn start_sync(backend: State<'_, Backend>, id: i64, extent: SyncExtent) -> Answer<i64> {
    backend.ask(move |engine| engine.start_sync(id, extent)).await
}

#[tauri::command]
pub(crate) async fn cancel_sync(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.cancel_sync(id)).await
}

#[tauri::command]
pub(crate) async fn list_sync_runs(backend: State<'_, Backend>) -> Answer<Vec<SyncRun>> {
    backend.ask(Engine::list_sync_runs).await
}

#[tauri::command]
pub(crate) async fn get_sync_run(backend: State<'_, Backend>, id: i64) -> Answer<SyncRun> {
    backend.ask(move |engine| engine.get_sync_run(id)).await
}

#[tauri::command]
pub(crate) async fn list_sync_rejects(backend: State<'_, Backend>, id: i64) -> Answer<Vec<Reject>> {
    backend.ask(move |engine| engine.list_sync_rejects(id)).await
}

#[tauri::command]
pub(crate) async fn reveal_sync_rejects(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.reveal_sync_rejects(id)).await
}

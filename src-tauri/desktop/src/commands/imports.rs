//! Imports: from the system's pickers, and what can be done with a run.

use std::path::PathBuf;

use alertbook_engine::{Answer, Engine};
use alertbook_wire::ImportRun;
use tauri::{Runtime, State, WebviewWindow};

use crate::backend::Backend;
use crate::pick;

#[tauri::command]
pub(crate) async fn pick_import<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<i64>> {
    let import = move |engine: &Engine| {
        pick::files(&window, engine)
            .map(|paths| engine.start_import(&paths))
            .transpose()
    };
    backend.ask(import).await
}

#[tauri::command]
pub(crate) async fn pick_import_folder<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<i64>> {
    let import = move |engine: &Engine| {
        pick::folders(&window, engine)
            .map(|paths| engine.start_import(&paths))
            .transpose()
    };
    backend.ask(import).await
}

/// What a picker answers, without the picker: for programs that drive the window and cannot drive the system's dialogs.
#[tauri::command]
pub(crate) async fn import_files(backend: State<'_, Backend>, paths: Vec<PathBuf>) -> Answer<i64> {
    backend.ask(move |engine| engine.start_import(&paths)).await
}

#[tauri::command]
pub(crate) async fn list_imports(backend: State<'_, Backend>) -> Answer<Vec<ImportRun>> {
    backend.ask(Engine::list_imports).await
}

#[tauri::command]
pub(crate) async fn get_import(backend: State<'_, Backend>, id: i64) -> Answer<ImportRun> {
    backend.ask(move |engine| engine.get_import(id)).await
}

#[tauri::command]
pub(crate) async fn cancel_import(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.cancel_import(id)).await
}

#[tauri::command]
pub(crate) async fn reveal_rejects(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.reveal_rejects(id)).await
}

#[tauri::command]
pub(crate) async fn fill_demo(backend: State<'_, Backend>, events: u64) -> Answer<i64> {
    backend.ask(move |engine| engine.fill_demo(events)).await
}

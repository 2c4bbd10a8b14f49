//! Settings, and facts about the running program.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{AppInfo, Settings};
use tauri::{Runtime, State, WebviewWindow};

use crate::backend::Backend;
use crate::pick;

#[tauri::command]
pub(crate) async fn get_app_info(backend: State<'_, Backend>) -> Answer<AppInfo> {
    backend.ask(Engine::get_app_info).await
}

#[tauri::command]
pub(crate) async fn get_settings(backend: State<'_, Backend>) -> Answer<Settings> {
    backend.ask(Engine::get_settings).await
}

#[tauri::command]
pub(crate) async fn save_settings(backend: State<'_, Backend>, settings: Settings) -> Answer<Settings> {
    backend.ask(move |engine| engine.save_settings(&settings)).await
}

#[tauri::command]
pub(crate) async fn choose_exports_folder<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<AppInfo>> {
    let choose = move |engine: &Engine| {
        pick::exports_folder(&window, engine)
            .map(|folder| engine.set_exports_folder(Some(&folder)))
            .transpose()
    };
    backend.ask(choose).await
}

#[tauri::command]
pub(crate) async fn reset_exports_folder(backend: State<'_, Backend>) -> Answer<AppInfo> {
    backend.ask(|engine| engine.set_exports_folder(None)).await
}

#[tauri::command]
pub(crate) async fn open_releases(backend: State<'_, Backend>) -> Answer<()> {
    backend.ask(Engine::open_releases).await
}

#[tauri::command]
pub(crate) async fn pick_ca_file<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<Settings>> {
    let pick = move |engine: &Engine| {
        pick::ca_file(&window, engine)
            .map(|file| engine.set_ca_file(&file))
            .transpose()
    };
    backend.ask(pick).await
}

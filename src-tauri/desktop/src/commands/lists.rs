//! Lists and charts as files, and the record of actions.

use std::path::PathBuf;

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{AuditPage, ListAudit, Picture, SavedList};
use tauri::{Runtime, State, WebviewWindow};

use crate::backend::Backend;
use crate::pick;

#[tauri::command]
pub(crate) async fn list_audit(backend: State<'_, Backend>, audit: ListAudit) -> Answer<AuditPage> {
    backend.ask(move |engine| engine.list_audit(&audit)).await
}

#[tauri::command]
pub(crate) async fn save_list<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
    list: SavedList,
) -> Answer<Option<u64>> {
    let save = move |engine: &Engine| {
        pick::new_list_file(&window, engine, &list)
            .map(|file| engine.save_list(&list, &file))
            .transpose()
    };
    backend.ask(save).await
}

/// The same with what the dialog answers, without the dialog: for programs that drive the window.
#[tauri::command]
pub(crate) async fn save_list_to(backend: State<'_, Backend>, list: SavedList, file: PathBuf) -> Answer<u64> {
    backend.ask(move |engine| engine.save_list(&list, &file)).await
}

#[tauri::command]
pub(crate) async fn save_picture<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
    picture: Picture,
) -> Answer<Option<u64>> {
    let save = move |engine: &Engine| {
        pick::new_picture_file(&window, engine, picture.part)
            .map(|file| engine.save_picture(&picture, &file))
            .transpose()
    };
    backend.ask(save).await
}

/// The same with what the dialog answers, without the dialog: for programs that drive the window.
#[tauri::command]
pub(crate) async fn save_picture_to(
    backend: State<'_, Backend>,
    picture: Picture,
    file: PathBuf,
) -> Answer<u64> {
    backend
        .ask(move |engine| engine.save_picture(&picture, &file))
        .await
}

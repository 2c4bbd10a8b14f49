//! The data folder, moving it, and copies of the store.
//!
//! A path is chosen in the system's picker and kept here until the person agrees; JavaScript sees it as text only.

use std::path::PathBuf;

use alertbook_engine::{Answer, CopyStep, Engine, check_folder, plan_restore};
use alertbook_wire::{
    BackupAnswer, DataFolderInfo, DataMovePlan, DataMoved, Notice, RestoreAnswer, RestorePlan,
};
use tauri::{Runtime, State, WebviewWindow};

use crate::backend::Backend;
use crate::pick;

#[tauri::command]
pub(crate) async fn get_data_folder(backend: State<'_, Backend>) -> Answer<DataFolderInfo> {
    backend.ask(Engine::get_data_folder).await
}

#[tauri::command]
pub(crate) async fn pick_data_move<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<DataMovePlan>> {
    let picked = move |engine: &Engine| Ok(pick::new_data_folder(&window, engine));
    match backend.ask(picked).await? {
        Some(folder) => planned(&backend, folder).await.map(Some),
        None => Ok(None),
    }
}

/// What the picker answers, without the picker: for programs that drive the window.
#[tauri::command]
pub(crate) async fn plan_data_move(backend: State<'_, Backend>, folder: PathBuf) -> Answer<DataMovePlan> {
    planned(&backend, folder).await
}

async fn planned(backend: &Backend, folder: PathBuf) -> Answer<DataMovePlan> {
    let wanted = folder.clone();
    let plan = backend.ask(move |engine| engine.plan_data_move(&wanted)).await?;
    backend.chosen().new_data_folder = Some(folder);
    Ok(plan)
}

#[tauri::command]
pub(crate) async fn move_data_folder(backend: State<'_, Backend>) -> Answer<DataMoved> {
    backend.ask_backend(Backend::move_data).await
}

/// Ends a move or a backup that runs.
#[tauri::command]
pub(crate) async fn stop_copy(backend: State<'_, Backend>) -> Answer<()> {
    backend.ask_backend(Backend::stop_copy).await
}

#[tauri::command]
pub(crate) async fn back_up(backend: State<'_, Backend>) -> Answer<BackupAnswer> {
    backend.ask(|engine| engine.back_up(None, tell(engine))).await
}

#[tauri::command]
pub(crate) async fn pick_backup<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<BackupAnswer>> {
    let pick = move |engine: &Engine| {
        pick::new_backup_file(&window, engine)
            .map(|file| engine.back_up(Some(&file), tell(engine)))
            .transpose()
    };
    backend.ask(pick).await
}

fn tell(engine: &Engine) -> impl FnMut(CopyStep) {
    |step| {
        engine.tell(Notice::CopyProgress {
            done: step.done,
            total: step.total,
        });
    }
}

#[tauri::command]
pub(crate) async fn reveal_backups(backend: State<'_, Backend>) -> Answer<()> {
    backend.ask(Engine::reveal_backups).await
}

/// Also where the store does not open, which is when it is needed most.
#[tauri::command]
pub(crate) async fn pick_restore<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<Option<RestorePlan>> {
    let pick = move |backend: &Backend| {
        check_folder(backend.options())?;
        pick::backup_file(&window)
            .map(|file| agreed(backend, file))
            .transpose()
    };
    backend.ask_backend(pick).await
}

/// What the picker answers, without the picker: for programs that drive the window.
#[tauri::command]
pub(crate) async fn plan_restore_of(backend: State<'_, Backend>, file: PathBuf) -> Answer<RestorePlan> {
    backend.ask_backend(move |backend| agreed(backend, file)).await
}

fn agreed(backend: &Backend, file: PathBuf) -> Answer<RestorePlan> {
    let plan = plan_restore(backend.options(), &file)?;
    backend.chosen().backup = Some(file);
    Ok(plan)
}

#[tauri::command]
pub(crate) async fn restore_backup(backend: State<'_, Backend>) -> Answer<RestoreAnswer> {
    backend.ask_backend(Backend::restore_backup).await
}

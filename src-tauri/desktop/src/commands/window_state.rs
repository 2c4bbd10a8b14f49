//! What the window looks like: kept, and brought back. How large everything is drawn is the web view's to do.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::WindowState;
use tauri::{Runtime, State, WebviewWindow};

use crate::backend::Backend;
use crate::window::zoom_to;

#[tauri::command]
pub(crate) async fn get_window_state<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
) -> Answer<WindowState> {
    let kept = backend.ask(Engine::get_window_state).await?;
    zoom_to(&window, kept.zoom);
    Ok(kept)
}

#[tauri::command]
pub(crate) async fn save_window_state<R: Runtime>(
    window: WebviewWindow<R>,
    backend: State<'_, Backend>,
    state: WindowState,
) -> Answer<()> {
    zoom_to(&window, state.zoom);
    backend.ask(move |engine| engine.save_window_state(&state)).await
}

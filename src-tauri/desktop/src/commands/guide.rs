//! Opening the guide.

use alertbook_engine::{Answer, Code};
use alertbook_wire::{OpenGuide, WireError};
use tauri::{AppHandle, Runtime};

use crate::backend::failed_call;

#[tauri::command]
pub(crate) async fn open_guide<R: Runtime>(app: AppHandle<R>, guide: OpenGuide) -> Answer<()> {
    crate::guide::open(&app, &guide).map_err(|error| refused(&error))
}

fn refused(error: &tauri::Error) -> WireError {
    tracing::warn!(%error, "the guide does not open");
    failed_call(Code::OpenFailed)
}

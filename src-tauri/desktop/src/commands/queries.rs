//! The query on the screen in other forms, and such forms as filters.

use alertbook_engine::Answer;
use alertbook_wire::{ParameterMap, QueryForms, ReadRequest};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn show_query(backend: State<'_, Backend>, request: ParameterMap) -> Answer<QueryForms> {
    backend
        .ask(move |engine| engine.show_query(&request.to_raw()))
        .await
}

#[tauri::command]
pub(crate) async fn read_request(backend: State<'_, Backend>, text: String) -> Answer<ReadRequest> {
    backend.ask(move |engine| engine.read_request(&text)).await
}

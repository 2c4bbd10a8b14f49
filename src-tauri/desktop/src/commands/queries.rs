//! The query on the screen in other forms and in numbers, and such forms as filters.

use alertbook_engine::Answer;
use alertbook_wire::{
    EmptyExplanation, FacetCounts, Overview, ParameterMap, QueryForms, ReadRequest, TimeHistogram,
};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn show_query(backend: State<'_, Backend>, request: ParameterMap) -> Answer<QueryForms> {
    backend
        .ask(move |engine| engine.show_query(&request.to_raw()))
        .await
}

#[tauri::command]
pub(crate) async fn show_facets(
    backend: State<'_, Backend>,
    request: ParameterMap,
) -> Answer<Option<FacetCounts>> {
    backend
        .ask(move |engine| engine.show_facets(&request.to_raw()))
        .await
}

#[tauri::command]
pub(crate) async fn show_histogram(
    backend: State<'_, Backend>,
    request: ParameterMap,
) -> Answer<Option<TimeHistogram>> {
    backend
        .ask(move |engine| engine.show_histogram(&request.to_raw()))
        .await
}

#[tauri::command]
pub(crate) async fn explain_empty(
    backend: State<'_, Backend>,
    request: ParameterMap,
) -> Answer<Option<EmptyExplanation>> {
    backend
        .ask(move |engine| engine.explain_empty(&request.to_raw()))
        .await
}

#[tauri::command]
pub(crate) async fn show_overview(
    backend: State<'_, Backend>,
    request: ParameterMap,
) -> Answer<Option<Overview>> {
    backend
        .ask(move |engine| engine.show_overview(&request.to_raw()))
        .await
}

#[tauri::command]
pub(crate) async fn read_request(backend: State<'_, Backend>, text: String) -> Answer<ReadRequest> {
    backend.ask(move |engine| engine.read_request(&text)).await
}

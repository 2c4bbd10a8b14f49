//! Reading events, and what the window knows about filters.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{
    AskRelated, Catalog, CopiedEvents, CopyEvents, CountEvents, EventCount, EventDetail, EventGroups,
    EventKey, EventPage, GroupEvents, ListEvents, ParameterMap, RelatedEvents, RequestDescription,
    StoreChoices,
};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn get_catalog(backend: State<'_, Backend>) -> Answer<Catalog> {
    backend.ask(Engine::get_catalog).await
}

#[tauri::command]
pub(crate) async fn get_store_choices(backend: State<'_, Backend>) -> Answer<StoreChoices> {
    backend.ask(Engine::get_store_choices).await
}

#[tauri::command]
pub(crate) async fn describe_request(
    backend: State<'_, Backend>,
    request: ParameterMap,
) -> Answer<RequestDescription> {
    backend.ask(move |engine| engine.describe_request(&request)).await
}

#[tauri::command]
pub(crate) async fn count_events(backend: State<'_, Backend>, query: CountEvents) -> Answer<EventCount> {
    backend.ask(move |engine| engine.count_events(&query)).await
}

#[tauri::command]
pub(crate) async fn list_events(backend: State<'_, Backend>, query: ListEvents) -> Answer<EventPage> {
    backend.ask(move |engine| engine.list_events(&query)).await
}

#[tauri::command]
pub(crate) async fn group_events(backend: State<'_, Backend>, grouping: GroupEvents) -> Answer<EventGroups> {
    backend.ask(move |engine| engine.group_events(&grouping)).await
}

#[tauri::command]
pub(crate) async fn copy_events(backend: State<'_, Backend>, copy: CopyEvents) -> Answer<CopiedEvents> {
    backend.ask(move |engine| engine.copy_events(&copy)).await
}

#[tauri::command]
pub(crate) async fn get_event(backend: State<'_, Backend>, key: EventKey) -> Answer<EventDetail> {
    backend.ask(move |engine| engine.get_event(&key)).await
}

#[tauri::command]
pub(crate) async fn related_events(backend: State<'_, Backend>, ask: AskRelated) -> Answer<RelatedEvents> {
    backend.ask(move |engine| engine.related_events(&ask)).await
}

#[tauri::command]
pub(crate) async fn open_link(backend: State<'_, Backend>, address: String) -> Answer<()> {
    backend.ask(move |engine| engine.open_link(&address)).await
}

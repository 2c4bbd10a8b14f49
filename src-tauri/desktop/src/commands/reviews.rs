//! Reviewing events.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{NamedChoice, NewReviewNote, ReviewEvents, ReviewStep, UndoneReview};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn review_events(backend: State<'_, Backend>, review: ReviewEvents) -> Answer<ReviewStep> {
    backend.ask(move |engine| engine.review_events(&review)).await
}

#[tauri::command]
pub(crate) async fn add_review_note(backend: State<'_, Backend>, note: NewReviewNote) -> Answer<ReviewStep> {
    backend.ask(move |engine| engine.add_review_note(&note)).await
}

#[tauri::command]
pub(crate) async fn remove_review_note(backend: State<'_, Backend>, id: i64) -> Answer<ReviewStep> {
    backend.ask(move |engine| engine.remove_review_note(id)).await
}

#[tauri::command]
pub(crate) async fn list_tags(backend: State<'_, Backend>) -> Answer<Vec<NamedChoice>> {
    backend.ask(Engine::list_tags).await
}

#[tauri::command]
pub(crate) async fn undo_review(backend: State<'_, Backend>, step: Option<i64>) -> Answer<UndoneReview> {
    backend.ask(move |engine| engine.undo_review(step)).await
}

//! Accounts of the cloud.

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{AccountChange, AccountTest, CloudAccount, KeySources, NewCloudAccount};
use tauri::State;

use crate::backend::Backend;

#[tauri::command]
pub(crate) async fn list_cloud_accounts(backend: State<'_, Backend>) -> Answer<Vec<CloudAccount>> {
    backend.ask(Engine::list_cloud_accounts).await
}

#[tauri::command]
pub(crate) async fn list_key_sources(backend: State<'_, Backend>) -> Answer<KeySources> {
    backend.ask(Engine::list_key_sources).await
}

#[tauri::command]
pub(crate) async fn test_new_account(
    backend: State<'_, Backend>,
    account: NewCloudAccount,
) -> Answer<AccountTest> {
    backend.ask(move |engine| engine.test_new_account(account)).await
}

#[tauri::command]
pub(crate) async fn add_cloud_account(
    backend: State<'_, Backend>,
    account: NewCloudAccount,
) -> Answer<CloudAccount> {
    backend.ask(move |engine| engine.add_cloud_account(account)).await
}

#[tauri::command]
pub(crate) async fn test_cloud_account(backend: State<'_, Backend>, id: i64) -> Answer<AccountTest> {
    backend.ask(move |engine| engine.test_cloud_account(id)).await
}

#[tauri::command]
pub(crate) async fn change_cloud_account(
    backend: State<'_, Backend>,
    id: i64,
    change: AccountChange,
) -> Answer<CloudAccount> {
    backend
        .ask(move |engine| engine.change_cloud_account(id, change))
        .await
}

#[tauri::command]
pub(crate) async fn remove_cloud_account(backend: State<'_, Backend>, id: i64) -> Answer<()> {
    backend.ask(move |engine| engine.remove_cloud_account(id)).await
}

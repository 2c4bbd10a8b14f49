//! One command per call of the front end, under the same name: convert, ask the engine, hand its answer on.
//!
//! The names stand four times, and a test compares them: here, in `ui/src/backend.ts`, in `permissions/commands.toml`
//! and in the capabilities.

mod accounts;
mod checkup;
mod column_presets;
mod data_folder;
mod events;
mod export_profiles;
mod exports;
mod guide;
mod imports;
mod lists;
mod queries;
mod reviews;
mod saved_views;
mod settings;
mod syncs;
mod window_state;

use tauri::Runtime;
use tauri::ipc::Invoke;

/// Answers calls of the front end.
#[expect(clippy::too_many_lines, reason = "a table with one line for each command")]
pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        events::get_catalog,
        events::get_store_choices,
        events::describe_request,
        events::count_events,
        events::group_events,
        events::list_events,
        events::copy_events,
        events::get_event,
        queries::show_facets,
        queries::show_histogram,
        queries::explain_empty,
        events::related_events,
        events::open_link,
        queries::show_overview,
        queries::show_query,
        queries::read_request,
        saved_views::list_saved_views,
        saved_views::keep_saved_view,
        saved_views::rename_saved_view,
        saved_views::change_saved_view,
        saved_views::order_saved_views,
        saved_views::remove_saved_view,
        reviews::review_events,
        reviews::add_review_note,
        reviews::remove_review_note,
        reviews::list_tags,
        reviews::undo_review,
        exports::export_susp_events,
        exports::estimate_export,
        exports::ask_cloud_export,
        exports::run_export_again,
        exports::list_exports,
        exports::get_export,
        exports::open_export,
        exports::reveal_export,
        exports::verify_export,
        exports::export_manifest,
        exports::export_path,
        exports::cancel_export,
        exports::remove_export,
        export_profiles::list_export_profiles,
        export_profiles::save_export_profile,
        export_profiles::rename_export_profile,
        export_profiles::remove_export_profile,
        export_profiles::pick_export_profile,
        export_profiles::write_export_profile,
        column_presets::list_column_presets,
        column_presets::save_column_preset,
        column_presets::rename_column_preset,
        column_presets::remove_column_preset,
        imports::pick_import,
        imports::pick_import_folder,
        imports::import_files,
        imports::list_imports,
        imports::get_import,
        imports::cancel_import,
        imports::reveal_rejects,
        imports::fill_demo,
        lists::list_audit,
        lists::save_list,
        lists::save_list_to,
        lists::save_picture,
        lists::save_picture_to,
        settings::get_app_info,
        settings::get_settings,
        settings::save_settings,
        settings::choose_exports_folder,
        settings::reset_exports_folder,
        settings::pick_ca_file,
        data_folder::get_data_folder,
        data_folder::pick_data_move,
        data_folder::plan_data_move,
        data_folder::move_data_folder,
        data_folder::stop_copy,
        data_folder::back_up,
        data_folder::pick_backup,
        data_folder::reveal_backups,
        data_folder::pick_restore,
        data_folder::plan_restore_of,
        data_folder::restore_backup,
        checkup::list_checks,
        checkup::run_check,
        checkup::report_checks,
        checkup::reveal_logs,
        checkup::get_crash_report,
        checkup::dismiss_crash_report,
        settings::open_releases,
        guide::open_guide,
        window_state::get_window_state,
        window_state::save_window_state,
        accounts::list_cloud_accounts,
        accounts::list_key_sources,
        accounts::test_new_account,
        accounts::add_cloud_account,
        accounts::test_cloud_account,
        accounts::change_cloud_account,
        accounts::remove_cloud_account,
        syncs::start_sync,
        syncs::cancel_sync,
        syncs::list_sync_runs,
        syncs::get_sync_run,
        syncs::list_sync_rejects,
        syncs::reveal_sync_rejects,
    ]
}

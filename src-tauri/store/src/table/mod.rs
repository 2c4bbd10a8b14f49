//! One file per small table: its columns, its row type, reading and writing.
//!
//! Reading is done through [`crate::ReadConn`]; every function whose name ends in `_in` writes inside the caller's
//! transaction and leaves a row in `changes` where the table has watchers.

mod account;
mod audit;
mod change;
mod choice;
mod cloud_export;
mod export;
mod export_folder;
mod export_row;
mod import_run;
mod inventory;
mod review;
mod review_state;
mod setting;
mod sighting;
mod sync_run;
mod sync_run_row;
mod sync_window;

pub use account::{
    AccountRow, NewAccount, delete_account_in, insert_account_in, set_cloud_account_in, update_account_in,
};
pub use audit::{AuditEntry, AuditFilter, AuditFound, AuditRow, insert_audit_in};
pub(crate) use change::note_change;
pub use change::{Change, Subject, record_change_in};
pub use choice::Counted;
pub use cloud_export::{
    CloudCounts, CloudExport, CloudProgress, count_cloud_export_in, insert_cloud_export_in,
    move_cloud_export_in, set_cloud_export_id_in,
};
pub use export::{
    ask_export_cancel_in, delete_export_in, end_export_in, finish_export_in, insert_export_in,
    is_export_name_taken_in, move_export_in, rename_export_in, start_export_in,
};
pub use export_folder::move_exports_in;
pub use export_row::{ExportEnd, ExportProgress, ExportRow, ExportState, FinishedExport, NewExport};
pub use import_run::{
    ImportEnd, ImportProgress, ImportRow, ImportState, NewImport, ask_import_cancel_in, end_import_in,
    insert_import_in, move_import_in,
};
pub use inventory::ContainerPlace;
pub use review::{MadeStep, ReviewStep, ReviewUndo, UndoneStep, change_review_in, undo_review_in};
pub(crate) use review_state::read_review;
pub use setting::{delete_setting_in, keep_setting_in, setting_in, settings_of_in, write_setting_in};
pub use sighting::{FieldChange, KeptChange, Missing, Sighting, mark_gone_in};
pub(crate) use sighting::{NewSighting, insert_change, keep_sighting, seen};
pub(crate) use sync_run::move_sync;
pub use sync_run::{
    ask_sync_cancel_in, end_lists_in, end_sync_in, insert_sync_in, move_sync_in, replace_sync_in,
    resume_sync_in, set_sync_server_in, sync_runs_of_in,
};
pub use sync_run_row::{NewSync, SyncCounts, SyncEnd, SyncKind, SyncRow, SyncState};
pub(crate) use sync_window::keep_page;
pub use sync_window::{ListedPage, NewWindow, WindowRow, WindowState, end_window_in, insert_window_in};

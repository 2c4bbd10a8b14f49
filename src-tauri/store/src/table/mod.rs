//! One file per small table: its columns, its row type, reading and writing.
//!
//! Reading is done through [`crate::ReadConn`]; every function whose name ends in `_in` writes inside the caller's
//! transaction and leaves a row in `changes` where the table has watchers.

mod audit;
mod change;
mod choice;
mod export;
mod export_row;
mod import_run;
mod inventory;
mod setting;

pub use audit::{AuditEntry, insert_audit_in};
pub(crate) use change::note_change;
pub use change::{Change, Subject, record_change_in};
pub use choice::Counted;
pub use export::{
    ask_export_cancel_in, delete_export_in, end_export_in, finish_export_in, insert_export_in,
    is_export_name_taken_in, move_export_in, start_export_in,
};
pub use export_row::{ExportEnd, ExportProgress, ExportRow, ExportState, FinishedExport, NewExport};
pub use import_run::{
    ImportEnd, ImportProgress, ImportRow, ImportState, NewImport, ask_import_cancel_in, end_import_in,
    insert_import_in, move_import_in,
};
pub use inventory::ContainerPlace;
pub use setting::{delete_setting_in, write_setting_in};

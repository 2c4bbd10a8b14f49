//! The use cases: listing, exporting, importing, settings, permissions, and telling who watches what changed.
//!
//! Owns: the data folder, threads and jobs, the policy, the audit, the queue of notices; the order in which the other
//! crates are called. Must never know: SQL, bytes of file formats, a terminal, a window. Invariants: every operation is
//! permitted before it reads or writes; a record says `success` only when its file is whole; notices leave after the
//! commit they tell of; failures become a code in one place. Failure modes: [`Error`], each with a stable code.

mod audit;
mod backup;
mod cancel;
mod catalog;
mod choice_name;
mod choices;
mod clock;
mod cloud_export;
mod column_preset;
mod copying;
mod crash;
mod data_folder;
mod db_check;
mod demo;
mod describe;
mod detail;
mod doctor;
mod engine;
mod error;
mod export_job;
mod export_profile;
mod export_record;
mod exports;
mod facet;
mod given;
mod gone;
mod grouping;
mod history;
pub mod import;
mod import_record;
mod imports;
mod jobs;
mod keychain;
mod link;
mod listing;
mod logging;
mod managed;
mod notices;
mod operations;
mod overview;
mod owner;
mod pasted_request;
mod permit;
mod picture;
mod plan_words;
mod policy;
mod pulse;
mod query_forms;
mod readers;
mod recover;
mod related;
mod releases;
mod relocation;
mod request_id;
mod restore;
mod review;
mod row_index;
mod saved_list;
mod saved_view;
mod settings;
mod sync;
mod user;
mod verify;
mod watcher;
mod window_state;
mod zone;

pub use alertbook_cloud::{Credentials, RetryRules};
pub use alertbook_export::{Dialect, ListCsv};
pub use backup::CopyStep;
pub use cancel::Cancel;
pub use catalog::catalog;
pub use clock::{Clock, SystemClock};
pub use cloud_export::{CloudExportCall, CloudExportStep, CloudPhase};
pub use crash::{report_crashes, report_lost_process, reveal_logs_of};
pub use data_folder::{DATA_FOLDER_VARIABLE, DataFolderError, MoveStep, Surroundings};
pub use demo::DemoInto;
pub use doctor::{Doctor, DoorFacts};
pub use engine::{Answer, Door, Engine, EngineOptions, FreeSpace, check_folder, system_language};
pub use error::{Code, Error};
pub use export_job::{ExportCall, ExportStep};
pub use gone::Gone;
pub use imports::ImportStep;
pub use jobs::JobStopper;
pub use policy::{Action, Reason, check_policy, policy_in_force};
pub use relocation::PermittedMove;
pub use request_id::new_request_id;
pub use restore::{plan_restore, restore};
pub use saved_list::ListPlace;
pub use sync::{
    AccountChoice, CredentialPlace, NewAccount, OnLoss, SyncCall, SyncStep, SyncWait, SyncWaitReason,
};

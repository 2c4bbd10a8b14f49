//! Notices: what changed, by id. The receiver reads again what it shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ExportRecord, ImportRun, SyncRun};

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Notice {
    /// Events, assets, groups, clusters or containers changed.
    EventsChanged {
        /// The store's revision.
        #[ts(type = "number")]
        revision: u64,
    },
    /// An export was added, changed its status, or was removed.
    ExportChanged {
        /// The record.
        #[ts(type = "number")]
        id: i64,
    },
    /// A running export moved on.
    ExportProgress {
        /// The record as it stands.
        record: Box<ExportRecord>,
    },
    /// An import was added or ended.
    ImportChanged {
        /// The run.
        #[ts(type = "number")]
        id: i64,
    },
    /// A running import moved on.
    ImportProgress {
        /// The run as it stands.
        run: Box<ImportRun>,
    },
    /// An account of the cloud was added, changed or removed.
    AccountsChanged,
    /// A sync began, moved on or ended.
    SyncChanged {
        /// The run.
        #[ts(type = "number")]
        id: i64,
    },
    /// A running sync moved on.
    SyncProgress {
        /// The run as it stands.
        run: Box<SyncRun>,
    },
    /// A person clicked on the system's notification of new serious events: show them.
    ShowNewSerious,
    /// Settings were saved, here or by another process.
    SettingsChanged,
    /// Files are held over the window.
    DropHover {
        /// Whether they are over it now.
        over: bool,
    },
    /// A copy of the store, or a move of the data, is so far.
    CopyProgress {
        /// Bytes copied.
        #[ts(type = "number")]
        done: u64,
        /// Bytes to copy.
        #[ts(type = "number")]
        total: u64,
    },
    /// Notices were dropped: read everything again.
    Overflow,
}

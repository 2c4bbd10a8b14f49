//! The SQLite file: the only place that knows rusqlite and the only one that renders SQL.
//!
//! Owns: the schema and its migrations, connections, the translation of filters to SQL, reading and writing of every
//! table. Must never know: files of other formats, the network, the window. Invariants: one opener; readers cannot
//! write; text given at run time is bound and never becomes SQL; every change is one transaction that also raises the
//! revision or leaves a row in `changes`. Failure modes: not a database, a newer schema, damage, a full disk, a
//! read-only folder, another process writing for too long, a file that was altered; each has its own [`Error`].

mod backup;
mod check;
mod columnar;
mod connection;
mod error;
mod event;
mod facet;
mod filter;
mod migrate;
mod open;
mod overview;
mod place;
mod prepare;
mod search;
mod slice;
mod sql;
pub mod table;

pub use backup::{CopyFacts, files_of, judge_copy};
pub use check::{TableSize, sqlite_version};
pub use columnar::{Field, FieldSet};
pub use connection::{HeldSnapshot, Interrupter, ReadConn, Snapshot, Store, WriteConn, WriteTx};
pub use error::Error;
pub use event::{
    Applied, Common, EventBatch, EventMark, EventOrder, EventSlices, FoundRows, Identities, ListExplanation,
    Listed, ListedBy, NearEvents, PlanStep, PlanWork, QueryText, ROWS_OF_A_SLICE, SliceStep, StoredRecord,
    Wanted, cut,
};
pub use facet::{
    AlertFacet, ColumnPart, CountJob, CountTask, Counting, EventTallies, EventTimes, FacetIndex, LevelCounts,
    TargetFacet, TimeRange, ValueCounts, WorkloadFacet,
};
pub use filter::Selection;
pub use migrate::SCHEMA_VERSION;
pub use overview::{OverviewTallies, StretchTally, TargetAsset};
pub use place::{EventGroup, EventPlaces, GROUPABLE, GroupValue};
pub use prepare::{PreparedRecord, Preparer};
pub use slice::{DatabaseRecord, DatabaseStep, RecordOwner, SliceReader, SliceWriter, UnreadableRecord};
pub use table::*;

/// What every function of this crate answers.
pub type Result<T> = std::result::Result<T, Error>;

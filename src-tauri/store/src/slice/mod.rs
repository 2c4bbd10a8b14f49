//! Databases that are files and not the store: slices of it, written to be handed on, and databases read to be imported.
//!
//! Owns: how such a file is made and opened. Must never know: exports, imports, where files stand. Invariants: a slice is a
//! store of this program's schema, with a description of it and one view for people beside; the same records in the same
//! order give the same bytes; nothing of a file that is read runs, and nothing is written beside either. Failure modes:
//! the disk is full; a file is no store, a later one's, damaged, altered, or its last changes stand in another file.

mod foreign;
mod readable;
mod reader;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use foreign::{refuse_damaged, refuse_unsettled};
pub(crate) use readable::REMOVE_READABLE;
pub use reader::{DatabaseRecord, DatabaseStep, RecordOwner, SliceReader, UnreadableRecord};
pub use writer::SliceWriter;

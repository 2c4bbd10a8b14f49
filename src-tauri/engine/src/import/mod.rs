//! Import: saved answers of the cloud and databases of the program, from files, folders, archives and streams, into the
//! store.
//!
//! Owns: recognising what a file holds by its content, cutting it into records, judging them, and writing the good ones
//! in their order while the bad ones are kept aside. Must never know: where the data folder is, who asked and in which
//! language (reasons are made in both). Invariants: order is kept from the first file to the last record; memory is
//! bounded whatever the files hold; a record that cannot be stored never stops the others; names inside archives never
//! become paths. Failure modes are [`Error`]s; rejected records are none.
//!
//! One thread reads and cuts, two parse and compress, the caller's thread writes: bounded channels between them, dealt
//! out in turn so that the original order comes back without sorting.

mod archive;
mod batch;
mod classify;
mod csv_file;
mod database;
mod decode;
mod error;
mod natural;
mod page;
mod parse;
mod pipeline;
mod progress;
mod read;
mod reject;
pub(crate) mod reject_file;
pub(crate) mod reject_row;
mod run;
mod source;
mod split;
mod told;
mod why;
mod write;

pub(crate) use batch::Outcome;
pub use error::Error;
pub(crate) use page::judge_page;
pub use progress::{ImportObserver, ImportProgress, ImportSummary, Pace};
pub(crate) use reject::KEPT as SHOWN_REJECTS;
pub use reject::{Reject, RejectSink};
pub use run::import;
pub use source::Source;
pub use split::{Position, RECORD_LIMIT};
pub(crate) use told::in_language;

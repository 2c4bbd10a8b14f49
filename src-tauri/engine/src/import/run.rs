//! One import from beginning to end.

use std::path::Path;

use alertbook_store::Store;

use super::progress::{ImportObserver, ImportSummary};
use super::reject::RejectSink;
use super::source::{Source, survey};
use super::write::Writer;
use super::{Error, pipeline};
use crate::cancel::Cancel;

/// Imports everything the sources hold.
///
/// All sources are looked up before anything is read. What was committed before a failure or a wish to stop stays.
pub fn import(
    store: &Store,
    sources: Vec<Source>,
    rejects: &mut RejectSink,
    cancel: &Cancel,
    observer: &mut dyn ImportObserver,
) -> Result<ImportSummary, Error> {
    let survey = survey(sources)?;
    let bytes_total = survey.bytes_total;
    // Beside the store: what is unpacked holds alerts, and there is room for them or nowhere.
    let scratch = store.path().parent().unwrap_or(Path::new(""));
    let pipeline = pipeline::start(survey.inputs, scratch, cancel)?;
    Writer::new(store, rejects, cancel, observer, bytes_total).run(pipeline)
}

//! Writing the file: the store's rows into the format, two readers of one state side by side.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use alertbook_core::filter::{ExportRequest, sentence};
use alertbook_export::{
    Error as ExportError, FileFormat, Fingerprint, Finished, Job, NdjsonFormat, OcsfFormat, RowSink,
    RowSource, run,
};
use alertbook_store::{Error as StoreError, EventSlices, HeldSnapshot, Selection, SliceStep, Wanted};

use super::ExportPlan;
use super::format::{csv_format, html_format, read_columns};
use super::inventory::inventory_of;
use super::plan::How;
use crate::describe::NamesOnDemand;
use crate::engine::Shared;
use crate::error::{Error, Result};

/// How many readers work side by side.
const READERS: usize = 2;
/// Stands for "not counted yet".
const UNCOUNTED: u64 = u64::MAX;

/// How far the writing thread is, for the one that keeps the record.
pub(super) struct Counters {
    rows: AtomicU64,
    matched: AtomicU64,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            rows: AtomicU64::new(0),
            matched: AtomicU64::new(UNCOUNTED),
        }
    }
}

impl Counters {
    /// Rows written, and rows that match once they are counted.
    pub(super) fn read(&self) -> (u64, Option<u64>) {
        let matched = self.matched.load(Ordering::Relaxed);
        (
            self.rows.load(Ordering::Relaxed),
            (matched != UNCOUNTED).then_some(matched),
        )
    }
}

/// A whole file, and what was read for it.
pub(super) struct Written {
    pub(super) revision: u64,
    pub(super) rows: u64,
    pub(super) content: Fingerprint,
    pub(super) selection: Selection,
}

/// Writes the whole file, or none.
pub(super) fn write_file(shared: &Shared, plan: &ExportPlan, counters: &Counters) -> Result<Written> {
    let cancel = plan.ticket.cancel().clone();
    let mut held = shared
        .store
        .hold_snapshots(READERS + 1, move || cancel.is_cancelled())?;
    let counting = held.pop().ok_or(Error::Defect("no snapshot"))?;
    let request = &plan.request;
    let slices = counting.snapshot().slice_events(&request.filter, request.page)?;
    let revision = counting.snapshot().revision();
    let selection = counting.snapshot().selection(&request.filter, request.page)?;
    let columns = read_columns(&plan.how);
    let parts = request
        .parsed
        .parts(plan.how.language, &NamesOnDemand::of(shared));
    let source = StoreRows {
        held: held.into_iter().map(Mutex::new).collect(),
        counting: Mutex::new(counting),
        counters,
        slices,
        request,
        filter_words: sentence(&parts, plan.how.language),
        wanted: Wanted {
            columns: &columns,
            language: plan.how.language,
            copies: plan.how.format == FileFormat::Ndjson,
        },
    };
    let job = Job {
        folder: &plan.folder,
        name: &plan.file_name,
        readers: READERS,
        cancelled: plan.ticket.cancel().flag(),
    };
    let finished =
        write_as(&plan.how, shared.clock.now(), &job, &source).map_err(|error| told_apart(plan, error))?;
    Ok(Written {
        revision,
        rows: finished.rows,
        content: finished.content,
        selection,
    })
}

/// Writes the rows in the format that was asked for.
fn write_as(
    how: &How,
    now: i64,
    job: &Job<'_>,
    source: &StoreRows<'_>,
) -> std::result::Result<Finished, ExportError<StoreError>> {
    let mut progress = |rows| source.counters.rows.store(rows, Ordering::Relaxed);
    match how.format {
        FileFormat::Csv => run(job, source, &csv_format(how, now), &mut progress),
        FileFormat::Ndjson => run(
            job,
            source,
            &NdjsonFormat::new(inventory_of(source)),
            &mut progress,
        ),
        FileFormat::Ocsf => run(job, source, &OcsfFormat::new(how.language), &mut progress),
        FileFormat::Html => {
            let format = html_format(how, now, source.filter_words.clone());
            run(job, source, &format, &mut progress)
        }
    }
}

fn told_apart(plan: &ExportPlan, error: ExportError<StoreError>) -> Error {
    match error {
        ExportError::Source(error) => Error::Store(error),
        ExportError::Incomplete { counted, written } => Error::Incomplete {
            written,
            matched: counted,
        },
        ExportError::Cancelled => Error::Cancelled,
        ExportError::Write(source) => match source.downcast::<StoreError>() {
            Ok(error) => Error::Store(error),
            Err(source) => not_written(plan, source),
        },
    }
}

fn not_written(plan: &ExportPlan, source: std::io::Error) -> Error {
    match source.kind() {
        ErrorKind::NotFound
        | ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::NotADirectory => Error::ExportsFolder {
            path: plan.folder.clone(),
            source,
        },
        _ => Error::Write(source),
    }
}

/// The rows of one state of the store.
pub(super) struct StoreRows<'a> {
    // A snapshot for each reader; each is locked by its own reader only.
    held: Vec<Mutex<HeldSnapshot>>,
    pub(super) counting: Mutex<HeldSnapshot>,
    counters: &'a Counters,
    pub(super) slices: EventSlices,
    pub(super) request: &'a ExportRequest,
    wanted: Wanted<'a>,
    filter_words: String,
}

impl RowSource for StoreRows<'_> {
    type Error = StoreError;

    fn slices(&self) -> usize {
        self.slices.count()
    }

    fn count(&self) -> std::result::Result<u64, StoreError> {
        let held = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let matched = held
            .snapshot()
            .count_page_rows(&self.request.filter, self.request.page)?;
        self.counters.matched.store(matched, Ordering::Relaxed);
        Ok(matched)
    }

    fn read(
        &self,
        reader: usize,
        readers: usize,
        sink: &mut dyn RowSink,
    ) -> std::result::Result<(), StoreError> {
        let Some(held) = self.held.get(reader) else {
            return Ok(());
        };
        let held = held.lock().unwrap_or_else(PoisonError::into_inner);
        held.snapshot().read_slices(
            (&self.request.filter, &self.slices),
            self.wanted,
            (reader, readers),
            &mut |step| match step {
                SliceStep::Row(event) => sink.row(event),
                SliceStep::End => sink.end_slice(),
            },
        )
    }
}

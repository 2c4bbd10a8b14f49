//! Writing the file: the store's rows into the format, readers of one state side by side.

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use alertbook_core::filter::ExportRequest;
use alertbook_export::{
    DailyParquetFormat, Error as ExportError, FileFormat, Fingerprint, Finished, Job, MaskedJson, Masker,
    NdjsonFormat, OcsfFormat, Partition, Place, ROWS_OF_A_GROUP, RowSink, RowSource, run,
};
use alertbook_store::{
    Error as StoreError, EventSlices, HeldSnapshot, ROWS_OF_A_SLICE, Selection, SliceStep, Wanted,
};

use super::ExportPlan;
use super::estimate::check_room;
use super::format::{csv_format, html_format, parquet_format, read_columns, xlsx_format};
use super::inventory::inventory_of;
use super::masking::masker_of;
use super::plan::How;
use super::slice::SliceFormat;
use crate::describe::NamesOnDemand;
use crate::engine::{Asked, Shared};
use crate::error::{Error, Result};
use crate::policy::Action;

/// How many readers work side by side at most: each holds pages, caches and pieces.
const MOST_READERS: usize = 4;
/// The same where a piece is a whole row group, or where one hand writes everything.
const FEW_READERS: usize = 2;
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
    pub(super) masker: Option<Arc<Masker>>,
}

/// What is written, and when that was asked for.
#[derive(Clone, Copy)]
pub(super) struct What<'a> {
    pub(super) request: &'a ExportRequest,
    pub(super) how: &'a How,
    /// UTC milliseconds.
    pub(super) created: i64,
}

/// Writes the whole file, or none.
pub(super) fn write_file(shared: &Shared, plan: &ExportPlan, counters: &Counters) -> Result<Written> {
    // While it waited for its turn, others may have taken the room that there was.
    check_room(shared, (&plan.request, &plan.how), &plan.folder)?;
    judge_again(shared, plan)?;
    let packed = plan.how.packed_name(&plan.file_name);
    let job = Job {
        place: Place {
            folder: &plan.folder,
            name: &plan.file_name,
            packed: packed.as_deref(),
        },
        readers: readers(plan.how.format),
        cancelled: plan.ticket.cancel().flag(),
    };
    let cancel = plan.ticket.cancel().clone();
    let stop = move || cancel.is_cancelled();
    let what = What {
        request: &plan.request,
        how: &plan.how,
        created: plan.created,
    };
    write_held(shared, what, &job, counters, stop)
}

/// Nor may it pass by a policy that came meanwhile. That it was allowed is recorded already.
fn judge_again(shared: &Shared, plan: &ExportPlan) -> Result<()> {
    let asked = Asked {
        request_id: plan.request_id.clone(),
        at: shared.clock.now(),
    };
    let permit = shared.permit(Action::ExportSuspEvents, &asked, &plan.request_text()?)?;
    let judged = shared
        .in_force()
        .judge_export(plan.how.format, plan.how.masking, &plan.folder);
    permit.record_refusal(shared, judged)
}

/// As many as there are cores, within what memory allows.
fn readers(format: FileFormat) -> usize {
    let most = match format {
        FileFormat::Parquet | FileFormat::Sqlite => FEW_READERS,
        FileFormat::Csv | FileFormat::Xlsx | FileFormat::Ndjson | FileFormat::Ocsf | FileFormat::Html => {
            MOST_READERS
        }
    };
    std::thread::available_parallelism()
        .map_or(FEW_READERS, NonZeroUsize::get)
        .clamp(1, most)
}

/// Writes a file that nobody waits long for.
pub(super) fn write_rows(
    shared: &Shared,
    what: What<'_>,
    job: &Job<'_>,
    counters: &Counters,
) -> Result<Written> {
    write_held(shared, what, job, counters, || false)
}

fn write_held(
    shared: &Shared,
    what: What<'_>,
    job: &Job<'_>,
    counters: &Counters,
    stop: impl Fn() -> bool + Clone + Send + 'static,
) -> Result<Written> {
    let What { request, how, .. } = what;
    let mut held = shared.store.hold_snapshots(job.readers + 1, stop)?;
    let counting = held.pop().ok_or(Error::Defect("no snapshot"))?;
    let slices =
        counting
            .snapshot()
            .slice_events(&request.filter, request.page, rows_of_slice(how.format))?;
    let revision = counting.snapshot().revision();
    let selection = counting.snapshot().selection(&request.filter, request.page)?;
    let masker = masker_of(shared, how.masking, &counting.snapshot())?;
    let columns = read_columns(how);
    let source = StoreRows {
        held: held.into_iter().map(Mutex::new).collect(),
        counting: Mutex::new(counting),
        counters,
        slices,
        request,
        wanted: Wanted {
            columns: &columns,
            language: how.language,
            copies: matches!(how.format, FileFormat::Ndjson | FileFormat::Sqlite),
        },
    };
    let around = Around {
        shared,
        what,
        masker: masker.as_ref(),
        revision,
    };
    let finished = write_as(&around, job, &source).map_err(|error| told_apart(job.place.folder, error))?;
    Ok(Written {
        revision,
        rows: finished.rows,
        content: finished.content,
        selection,
        masker,
    })
}

/// What a format may want to know beside the rows.
#[derive(Clone, Copy)]
struct Around<'a> {
    shared: &'a Shared,
    what: What<'a>,
    masker: Option<&'a Arc<Masker>>,
    revision: u64,
}

/// A slice of Parquet is a row group; of all else, small ones keep the readers even.
const fn rows_of_slice(format: FileFormat) -> u64 {
    match format {
        FileFormat::Parquet => ROWS_OF_A_GROUP,
        FileFormat::Csv
        | FileFormat::Xlsx
        | FileFormat::Ndjson
        | FileFormat::Ocsf
        | FileFormat::Html
        | FileFormat::Sqlite => ROWS_OF_A_SLICE,
    }
}

/// Writes the rows in the format that was asked for.
fn write_as(
    around: &Around<'_>,
    job: &Job<'_>,
    source: &StoreRows<'_>,
) -> std::result::Result<Finished, ExportError<StoreError>> {
    let mut progress = |rows| source.counters.rows.store(rows, Ordering::Relaxed);
    let Around {
        shared,
        what,
        masker,
        revision,
    } = *around;
    match what.how.format {
        FileFormat::Csv => run(
            job,
            source,
            &csv_format(what.how, what.created, masker),
            &mut progress,
        ),
        FileFormat::Ndjson => {
            let format = NdjsonFormat::new(inventory_of(source, masker));
            match masker {
                None => run(job, source, &format, &mut progress),
                Some(masker) => {
                    let covered = MaskedJson::new(format, Arc::clone(masker));
                    run(job, source, &covered, &mut progress)
                }
            }
        }
        FileFormat::Ocsf => {
            let format = OcsfFormat::new(what.how.language);
            match masker {
                None => run(job, source, &format, &mut progress),
                Some(masker) => {
                    let covered = MaskedJson::new(format, Arc::clone(masker));
                    run(job, source, &covered, &mut progress)
                }
            }
        }
        FileFormat::Sqlite => {
            let format = SliceFormat::new(what.how.language, inventory_of(source, None));
            run(job, source, &format, &mut progress)
        }
        FileFormat::Html => {
            let format = html_format(what, masker, &NamesOnDemand::of(shared));
            run(job, source, &format, &mut progress)
        }
        FileFormat::Parquet => {
            let format = parquet_format(what.how, masker)?;
            match what.how.partition {
                Partition::None => run(job, source, &format, &mut progress),
                Partition::Day => {
                    let daily = DailyParquetFormat::new(format, what.how.zone);
                    run(job, source, &daily, &mut progress)
                }
            }
        }
        FileFormat::Xlsx => {
            let format = xlsx_format(what, masker, &NamesOnDemand::of(shared), revision)?;
            run(job, source, &format, &mut progress)
        }
    }
}

fn told_apart(folder: &Path, error: ExportError<StoreError>) -> Error {
    match error {
        ExportError::Source(error) => Error::Store(error),
        ExportError::Incomplete { counted, written } => Error::Incomplete {
            written,
            matched: counted,
        },
        ExportError::Cancelled => Error::Cancelled,
        ExportError::Write(source) => match source.downcast::<StoreError>() {
            Ok(error) => Error::Store(error),
            Err(source) => not_written(folder, source),
        },
    }
}

fn not_written(folder: &Path, source: std::io::Error) -> Error {
    match source.kind() {
        ErrorKind::NotFound
        | ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::NotADirectory => Error::ExportsFolder {
            path: folder.to_owned(),
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

//! Writing the file: the store's rows into the format, two readers of one state side by side.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, EventRow, Kind, TimeStyle};
use alertbook_core::filter::EventFilter;
use alertbook_core::time::zone_label;
use alertbook_export::{CsvFormat, Job, RowSink, RowSource, run};
use alertbook_store::{Error as StoreError, EventSlices, HeldSnapshot};

use super::ExportPlan;
use super::plan::How;
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

/// A whole file.
pub(super) struct Written {
    pub(super) revision: u64,
    pub(super) rows: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// Writes the whole file, or none.
pub(super) fn write_file(shared: &Shared, plan: &ExportPlan, counters: &Counters) -> Result<Written> {
    let held = shared.store.hold_snapshots(READERS)?;
    let first = held.first().ok_or(Error::Defect("no snapshot"))?.snapshot();
    let slices = first.slice_events(&plan.request.filter, plan.request.page)?;
    let revision = first.revision();
    drop(first);
    counters.matched.store(slices.matched, Ordering::Relaxed);
    let matched = slices.matched;
    let source = StoreRows {
        held: held.into_iter().map(Mutex::new).collect(),
        slices,
        filter: &plan.request.filter,
        columns: &plan.how.columns,
        language: plan.how.language,
    };
    let job = Job {
        folder: &plan.folder,
        name: &plan.file_name,
        rows: matched,
        readers: READERS,
        cancelled: plan.ticket.cancel().flag(),
    };
    let format = format_of(&plan.how, shared.clock.now());
    let finished = run(&job, &source, &format, &mut |progress| {
        counters.rows.store(progress.rows, Ordering::Relaxed);
    })
    .map_err(|error| told_apart(plan, error))?;
    Ok(Written {
        revision,
        rows: finished.rows,
        bytes: finished.bytes,
        sha256: finished.sha256,
    })
}

fn format_of(how: &How, now: i64) -> CsvFormat {
    let zone = zone_label(how.zone, now.div_euclid(1000));
    let heading = |column: &Column| {
        let (spec, language) = (column.spec(), how.language);
        let text = spec.heading.get(language);
        match (spec.kind, language) {
            (Kind::Time, Language::Zh) => [text, "（", &zone, "）"].concat(),
            (Kind::Time, Language::En) => [text, " (", &zone, ")"].concat(),
            _ => text.to_owned(),
        }
    };
    let columns: Vec<(Column, String)> = how
        .columns
        .iter()
        .map(|column| (*column, heading(column)))
        .collect();
    CsvFormat::new(
        how.dialect,
        &columns,
        Cells::new(how.language, how.zone, TimeStyle::Plain),
    )
}

fn told_apart(plan: &ExportPlan, error: alertbook_export::Error<StoreError>) -> Error {
    use alertbook_export::Error as ExportError;
    match error {
        ExportError::Source(error) => Error::Store(error),
        ExportError::Incomplete { announced, written } => Error::Incomplete {
            written,
            matched: announced,
        },
        ExportError::Cancelled => Error::Cancelled,
        ExportError::Write(source) => match source.kind() {
            ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::NotADirectory => Error::ExportsFolder {
                path: plan.folder.clone(),
                source,
            },
            _ => Error::Write(source),
        },
    }
}

/// The rows of one state of the store.
struct StoreRows<'a> {
    // A snapshot for each reader; each is locked by its own reader only.
    held: Vec<Mutex<HeldSnapshot>>,
    slices: EventSlices,
    filter: &'a EventFilter,
    columns: &'a [Column],
    language: Language,
}

impl RowSource for StoreRows<'_> {
    type Error = StoreError;

    fn slices(&self) -> usize {
        self.slices.slices.len()
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
        let snapshot = held.snapshot();
        let mut rows = snapshot.slice_reader(self.filter, self.columns, self.language)?;
        for slice in self.slices.slices.iter().skip(reader).step_by(readers) {
            let stopped = rows
                .read(slice, &mut |event: &EventRow<'_>| sink.row(event))?
                .is_break()
                || sink.end_slice().is_break();
            if stopped {
                break;
            }
        }
        Ok(())
    }
}

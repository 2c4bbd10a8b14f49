//! Running an accepted export: one thread writes the file, the calling one keeps the record and listens for a wish to
//! stop, so that neither waits for the other.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use alertbook_store::Error as StoreError;
use alertbook_store::table::{
    ExportEnd, ExportProgress, ExportState, FinishedExport, end_export_in, finish_export_in, move_export_in,
    start_export_in,
};

use super::manifest::{manifest_path, write_manifest};
use super::masking::{legend_path, write_legend};
use super::place::remove_whole;
use super::write::{Counters, Written, write_file};
use super::{ExportPlan, ExportStep};
use crate::engine::Shared;
use crate::error::{Error, Result};

/// How often the record is moved on, and a wish of another process to stop is heard.
const INTERVAL: Duration = Duration::from_millis(80);

/// Runs an export to its end. The record then says how it ended, whatever this answers.
pub(super) fn run(shared: &Shared, plan: &ExportPlan, observer: &mut dyn FnMut(ExportStep)) -> Result<()> {
    let ended = write_and_finish(shared, plan, observer);
    if let Err(error) = shared.store.checkpoint() {
        tracing::warn!(%error, "the log was not taken in after an export");
    }
    match &ended {
        Ok(()) => tracing::info!(export = plan.id, request_id = plan.request_id, "exported"),
        Err(error) => end_without_file(shared, plan.id, error),
    }
    ended
}

fn write_and_finish(shared: &Shared, plan: &ExportPlan, observer: &mut dyn FnMut(ExportStep)) -> Result<()> {
    if !shared.write(|tx| start_export_in(tx, plan.id, shared.clock.now()))? {
        return Err(Error::Cancelled);
    }
    observer(ExportStep {
        id: plan.id,
        rows: 0,
        matched: None,
    });
    let written = write_beside(shared, plan, observer)?;
    let kept = write_manifest(shared, plan, &written).and_then(|manifest_sha256| {
        write_legend(shared, plan, written.masker.as_ref())?;
        let finished = FinishedExport {
            revision: signed(written.revision),
            rows: signed(written.rows),
            bytes: signed(written.content.bytes),
            sha256: written.content.sha256,
            manifest_sha256: Some(manifest_sha256),
            now: shared.clock.now(),
        };
        shared.write_patiently(|tx| finish_export_in(tx, plan.id, &finished))
    });
    if !matches!(kept, Ok(true)) {
        // Without their record the files would be strangers.
        let file = plan.file();
        remove_stranger(&manifest_path(&file), plan.id);
        remove_stranger(&legend_path(shared, &plan.file_name), plan.id);
        remove_stranger(&file, plan.id);
    }
    match kept {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Cancelled),
        Err(error) => Err(error),
    }
}

fn remove_stranger(path: &Path, export: i64) {
    match remove_whole(path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => tracing::error!(%error, export, "a file without a record stays"),
    }
}

/// Writes the file on a thread of its own and keeps the record meanwhile.
fn write_beside(shared: &Shared, plan: &ExportPlan, observer: &mut dyn FnMut(ExportStep)) -> Result<Written> {
    let counters = Counters::default();
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        let counted = &counters;
        let worker = std::thread::Builder::new()
            .name("export writer".to_owned())
            .spawn_scoped(scope, move || {
                // The receiver waits for exactly this; it is gone only with the whole scope.
                let _ = sender.send(write_file(shared, plan, counted));
            })
            .map_err(Error::system("starting the writer"))?;
        let written = loop {
            match receiver.recv_timeout(INTERVAL) {
                Ok(written) => break written,
                Err(RecvTimeoutError::Timeout) => keep_record(shared, plan, &counters, observer),
                Err(RecvTimeoutError::Disconnected) => {
                    break Err(Error::Defect("the thread that writes a file ended"));
                }
            }
        };
        if worker.join().is_err() {
            return Err(Error::Defect("the thread that writes a file panicked"));
        }
        let (rows, matched) = counters.read();
        observer(ExportStep {
            id: plan.id,
            rows,
            matched,
        });
        written
    })
}

/// Notes the progress, and hears whether another process asked to stop.
fn keep_record(
    shared: &Shared,
    plan: &ExportPlan,
    counters: &Counters,
    observer: &mut dyn FnMut(ExportStep),
) {
    let (rows, matched) = counters.read();
    let progress = ExportProgress {
        revision: None,
        matched: matched.map(signed),
        rows: signed(rows),
        now: shared.clock.now(),
    };
    match shared.write(|tx| move_export_in(tx, plan.id, &progress)) {
        Ok(true) => {}
        Ok(false) => plan.ticket.cancel().cancel(),
        // The file matters more than its progress.
        Err(error) => tracing::warn!(
            code = error.code().word(),
            export = plan.id,
            "progress was not kept"
        ),
    }
    observer(ExportStep {
        id: plan.id,
        rows,
        matched,
    });
}

/// Ends a record that has no file, and says why.
pub(crate) fn end_without_file(shared: &Shared, id: i64, error: &Error) {
    let cancelled = matches!(error, Error::Cancelled | Error::Store(StoreError::Interrupted));
    let end = ExportEnd {
        state: if cancelled {
            ExportState::Cancelled
        } else {
            ExportState::Failed
        },
        error_code: Some(error.code().word().to_owned()),
        error_message: error.detail(),
        now: shared.clock.now(),
    };
    tracing::warn!(
        code = error.code().word(),
        export = id,
        detail = error.detail(),
        "an export ended without a file"
    );
    if let Err(error) = shared.write_patiently(|tx| end_export_in(tx, id, &end)) {
        tracing::error!(
            code = error.code().word(),
            export = id,
            "the record could not be ended"
        );
    }
}

pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

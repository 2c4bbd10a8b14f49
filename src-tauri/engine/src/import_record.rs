//! Import runs as callers see them.

use alertbook_store::table::{ImportRow, ImportState};
use alertbook_wire::{ImportRun, ImportStatus};

use crate::engine::Shared;
use crate::error::{Code, wire_of};
use crate::export_record::{shown_time, unsigned};
use crate::import::reject_row;

/// A run for the window and the command line.
pub(crate) fn to_wire(shared: &Shared, row: &ImportRow) -> ImportRun {
    let progress = &row.progress;
    let elapsed = unsigned(
        row.finished
            .unwrap_or_else(|| shared.clock.now())
            .saturating_sub(row.asked.started),
    );
    let records = progress.inserted + progress.updated + progress.unchanged + progress.rejected;
    ImportRun {
        id: row.id,
        status: status_of(row.state),
        sources: serde_json::from_str(&row.asked.sources).unwrap_or_default(),
        started: shown_time(shared, row.asked.started).unwrap_or_default(),
        started_at: row.asked.started,
        elapsed,
        bytes: unsigned(progress.bytes),
        bytes_total: progress.bytes_total.map(unsigned),
        rate: unsigned(records).saturating_mul(1000) / elapsed.max(1),
        remaining: remaining(row, elapsed),
        inserted: unsigned(progress.inserted),
        updated: unsigned(progress.updated),
        unchanged: unsigned(progress.unchanged),
        rejected: unsigned(progress.rejected),
        rejects: reject_row::read(&progress.rejects, shared.language()),
        error: (row.state == ImportState::Failed).then(|| {
            let code = row
                .error_code
                .as_deref()
                .and_then(Code::from_word)
                .unwrap_or(Code::ServerError);
            wire_of(code, row.error_message.as_deref(), shared.language(), "")
        }),
    }
}

const fn status_of(state: ImportState) -> ImportStatus {
    match state {
        ImportState::Running => ImportStatus::Running,
        ImportState::Finished => ImportStatus::Finished,
        ImportState::Cancelled => ImportStatus::Cancelled,
        ImportState::Failed => ImportStatus::Failed,
    }
}

fn remaining(row: &ImportRow, elapsed: u64) -> Option<u64> {
    let (read, total) = (unsigned(row.progress.bytes), unsigned(row.progress.bytes_total?));
    let running = row.state == ImportState::Running && read > 0;
    running.then(|| elapsed.saturating_mul(total.saturating_sub(read)) / read)
}

//! Export records as callers see them.

use std::path::{Path, PathBuf};

use alertbook_cloud::least_privilege_policy;
use alertbook_core::filter::{Names, parse_export_request, sentence};
use alertbook_core::time::{ZoneClock, format_cloud_time};
use alertbook_store::table::{ExportRow, ExportState};
use alertbook_wire::{ExportRecord, ExportStatus, ParameterMap, WireError};

use crate::cloud_export::OPERATIONS as CLOUD_EXPORT_OPERATIONS;
use crate::engine::Shared;
use crate::error::{Code, Result, wire_of};
use crate::export_job::is_whole;

/// A record for the window and the command line; `names` are for its filter in words.
pub(crate) fn to_wire(shared: &Shared, row: &ExportRow, names: &dyn Names) -> Result<ExportRecord> {
    let asked = &row.asked;
    let request: ParameterMap = serde_json::from_str(&asked.request).unwrap_or_default();
    let elapsed = unsigned(
        row.finished
            .unwrap_or_else(|| shared.clock.now())
            .saturating_sub(asked.created),
    );
    let counts = row.cloud.as_ref().map(|cloud| cloud.counts).unwrap_or_default();
    Ok(ExportRecord {
        id: row.id,
        file_name: asked.file_name.clone(),
        status: status_of(row.state),
        format: asked.format.clone(),
        progress: percent(row),
        rows: unsigned(row.rows),
        matched: row.matched.map(unsigned),
        bytes: row.bytes.map(unsigned),
        sha256: row.sha256.clone(),
        filter: filter_words(shared, &request, names),
        request,
        columns: names_of(&asked.columns),
        dialect: asked.dialect.clone(),
        language: asked.language.clone(),
        created: shown_time(shared, asked.created)?,
        created_at: asked.created,
        elapsed,
        zone: asked.zone.clone(),
        masking: asked.masking.clone(),
        packing: asked.packing.clone(),
        partition_by: asked.partition_by.clone(),
        legend: asked.legend,
        remaining: remaining(row, running_for(shared, row, elapsed)),
        file_exists: row.state == ExportState::Success && is_whole(&file_of(row), asked),
        error: error_of(shared, row),
        account: row.cloud.as_ref().map(|cloud| cloud.account.clone()),
        cloud_rows: counts.cloud_rows.map(unsigned),
        file_rows: counts.file_rows.map(unsigned),
        local_rows: counts.local_rows.map(unsigned),
        sync_from: counts
            .range
            .map(|(from, _)| format_cloud_time(from.div_euclid(1000))),
        sync_to: counts.range.map(|(_, to)| format_cloud_time(to.div_euclid(1000))),
    })
}

/// Names of columns; of a file of the cloud's none is known.
fn names_of(columns: &str) -> Vec<String> {
    let names = columns.split(',').filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// A moment in the display zone.
pub(crate) fn shown_time(shared: &Shared, millis: i64) -> Result<String> {
    let mut text = String::new();
    ZoneClock::new(shared.zone()?).write_plain(millis.div_euclid(1000), &mut text);
    Ok(text)
}

/// The time of day of a moment, in the display zone.
pub(crate) fn shown_clock(shared: &Shared, millis: i64) -> Result<String> {
    let moment = shown_time(shared, millis)?;
    Ok(moment.split(' ').next_back().unwrap_or_default().to_owned())
}

/// Percent of the rows, or what the cloud says of its own file; whole only when the file is, and nothing while nobody
/// knows of how many.
pub(crate) fn percent(row: &ExportRow) -> u8 {
    if row.state == ExportState::Success {
        return 100;
    }
    if let Some(cloud) = &row.cloud {
        return u8::try_from(cloud.percent.clamp(0, 99)).unwrap_or_default();
    }
    let Some(matched) = row.matched.filter(|matched| *matched > 0) else {
        return 0;
    };
    u8::try_from(row.rows.saturating_mul(100) / matched)
        .unwrap_or(99)
        .min(99)
}

/// Where the file of a record belongs.
pub(crate) fn file_of(row: &ExportRow) -> PathBuf {
    Path::new(&row.asked.folder).join(&row.asked.file_name)
}

/// A count of the store.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

const fn status_of(state: ExportState) -> ExportStatus {
    match state {
        ExportState::Pending => ExportStatus::Pending,
        ExportState::Exporting => ExportStatus::Exporting,
        ExportState::Success => ExportStatus::Success,
        ExportState::Failed => ExportStatus::Failed,
        ExportState::Cancelled => ExportStatus::Cancelled,
    }
}

/// The filter in words. A request that an older program accepted and this one does not has none.
fn filter_words(shared: &Shared, request: &ParameterMap, names: &dyn Names) -> String {
    let language = shared.language();
    parse_export_request(&request.to_raw())
        .map(|accepted| sentence(&accepted.parsed.parts(language, names), language))
        .unwrap_or_default()
}

/// How long a record has been running, without the time that it waited for its turn.
fn running_for(shared: &Shared, row: &ExportRow, elapsed: u64) -> u64 {
    let began = shared.export_queue.began(row.id);
    began.map_or(elapsed, |began| {
        unsigned(shared.clock.now().saturating_sub(began))
    })
}

fn remaining(row: &ExportRow, elapsed: u64) -> Option<u64> {
    let (rows, matched) = (unsigned(row.rows), unsigned(row.matched?));
    let running = row.state.is_running() && rows > 0;
    running.then(|| elapsed.saturating_mul(matched.saturating_sub(rows)) / rows)
}

fn error_of(shared: &Shared, row: &ExportRow) -> Option<WireError> {
    if row.state != ExportState::Failed {
        return None;
    }
    let code = row
        .error_code
        .as_deref()
        .and_then(Code::from_word)
        .unwrap_or(Code::ServerError);
    let told = row.error_message.as_deref();
    let mut error = wire_of(code, told, shared.language(), &row.asked.request_id);
    if code == Code::CloudNoPermission {
        (error.action, error.policy) = lacking(told.unwrap_or_default()).unzip();
    }
    Some(error)
}

/// What a permission lacks that was refused while the cloud made a file: its detail begins with the operation.
fn lacking(told: &str) -> Option<(String, String)> {
    let operation = CLOUD_EXPORT_OPERATIONS
        .into_iter()
        .find(|operation| told.split(':').next() == Some(operation.name()))?;
    Some((
        operation.ram_action()?,
        least_privilege_policy(&CLOUD_EXPORT_OPERATIONS),
    ))
}

#[cfg(test)]
mod tests {
    use alertbook_store::table::NewExport;

    use super::*;

    fn check(state: ExportState, rows: i64, matched: Option<i64>, expected: u8) {
        let row = ExportRow {
            id: 1,
            asked: NewExport {
                request_id: String::new(),
                request: String::new(),
                format: String::new(),
                dialect: String::new(),
                columns: String::new(),
                language: String::new(),
                zone: String::new(),
                masking: "none".to_owned(),
                packing: "none".to_owned(),
                partition_by: "none".to_owned(),
                legend: false,
                folder: String::new(),
                file_name: String::new(),
                owner: String::new(),
                created: 0,
            },
            state,
            cancel_asked: false,
            revision: None,
            matched,
            rows,
            bytes: None,
            sha256: None,
            manifest_sha256: None,
            error_code: None,
            error_message: None,
            modified: 0,
            finished: None,
            cloud: None,
        };
        assert_eq!(percent(&row), expected, "{state:?} {rows} of {matched:?}");
    }

    #[test]
    fn percents_are_of_the_rows_that_match_once_these_are_counted() {
        check(ExportState::Pending, 0, None, 0);
        check(ExportState::Exporting, 4_096, None, 0);
        check(ExportState::Exporting, 0, Some(0), 0);
        check(ExportState::Exporting, 50, Some(200), 25);
        check(ExportState::Exporting, 200, Some(200), 99);
        check(ExportState::Success, 0, None, 100);
        check(ExportState::Failed, 50, Some(200), 25);
    }
}

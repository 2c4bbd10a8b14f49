//! Runs as callers see them.

use alertbook_core::time::format_cloud_time;
use alertbook_store::table::{SyncRow, WindowRow};
use alertbook_wire::{SyncAnswer, UnexplainedAnswer};

use crate::engine::Shared;
use crate::error::{Code, Result, wire_of};

/// A difference of clocks below this is not worth telling, in milliseconds.
const WORTH_TELLING: i64 = 30_000;

/// A run as its record tells it.
pub(super) fn sync_answer(shared: &Shared, account: &str, row: &SyncRow) -> Result<SyncAnswer> {
    let unexplained = shared.read(|connection| Ok(connection.unexplained_windows(row.id)?))?;
    let counts = &row.counts;
    Ok(SyncAnswer {
        id: row.id,
        account: account.to_owned(),
        kind: match row.asked.range {
            Some(_) => "range",
            None => row.asked.kind.word(),
        }
        .to_owned(),
        status: row.state.word().to_owned(),
        inserted: counts.inserted,
        changed: counts.changed,
        gone: counts.gone,
        returned: counts.returned,
        listed: counts.listed,
        inventory: counts.inventory,
        rejected: counts.rejected,
        rejects_file: counts.rejects_file.clone(),
        windows: counts.windows,
        pages: counts.pages,
        calls: counts.calls,
        retries: counts.retries,
        elapsed: counts.worked,
        waited: counts.waited,
        starts: row.starts,
        clock_difference_seconds: clock_seconds(counts.clock_difference),
        unexplained: unexplained.iter().map(unexplained_answer).collect(),
        error: row.error_code.as_deref().map(|code| {
            let code = Code::from_word(code).unwrap_or(Code::ServerError);
            wire_of(code, row.error_message.as_deref(), shared.language(), "")
        }),
    })
}

/// A difference that is worth telling, in seconds.
pub(super) fn clock_seconds(milliseconds: Option<i64>) -> Option<i64> {
    milliseconds
        .filter(|difference| difference.abs() >= WORTH_TELLING)
        .map(|difference| difference / 1000)
}

fn unexplained_answer(row: &WindowRow) -> UnexplainedAnswer {
    let time = |seconds: Option<i64>| seconds.map(format_cloud_time).unwrap_or_default();
    UnexplainedAnswer {
        from: time(row.window.from),
        to: time(row.window.to),
        total: row.total.unwrap_or_default(),
        listed: row.listed,
    }
}

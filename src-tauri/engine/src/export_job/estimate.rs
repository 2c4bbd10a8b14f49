//! What an export would come to, before anything is written: rows, bytes, and whether there is room.
//!
//! Rows are counted. Bytes follow the last exports of the same format and columns; where there are none of any size, a
//! few rows are written into a folder that goes away. An estimate is about right and nothing more: that a disk becomes
//! full while a file is written is still heard there.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use alertbook_core::filter::{ExportRequest, Page};
use alertbook_export::{FileFormat, Job, Packing, Place};
use alertbook_store::table::{ExportRow, ExportState};
use alertbook_wire::{ExportEstimate, StartExport};
use tempfile::TempDir;

use super::ExportCall;
use super::plan::{How, Ready, prepare};
use super::write::{Counters, What, write_rows};
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_record::unsigned;
use crate::policy::Action;

/// An earlier export of fewer rows says more of a format's frame than of its rows.
const TELLING_ROWS: i64 = 1000;
/// How many earlier exports are looked at.
const EARLIER: usize = 5;
const SAMPLE_ROWS: u32 = 200;
/// With as much room for each event of the store, nobody needs to estimate.
const PLENTY_PER_EVENT: u64 = 8 << 10;
const PLENTY: u64 = 64 << 20;

impl Engine {
    /// What an export would come to. Nothing is kept of it.
    pub fn estimate_export(&self, start: &StartExport) -> Answer<ExportEstimate> {
        self.answer(|asked| {
            let shared = &self.shared;
            let call = ExportCall {
                request: start.request.to_raw(),
                options: start.options.clone(),
                profile: start.profile.clone(),
                ..ExportCall::default()
            };
            let given = crate::given::given(&call.request);
            shared.permit_read(Action::DescribeSuspEvents, asked, &given)?;
            let Ready { request, how, folder } = prepare(shared, &call)?;
            let rows = count(shared, &request)?;
            Ok(ExportEstimate {
                rows,
                bytes: bytes(shared, (&request, &how), rows)?,
                free: (shared.free_space)(&folder).ok(),
                folder: folder.display().to_string(),
            })
        })
    }
}

/// Refuses an export that finds too little room where it goes.
pub(super) fn check_room(shared: &Shared, what: (&ExportRequest, &How), folder: &Path) -> Result<()> {
    let Ok(free) = (shared.free_space)(folder) else {
        return Ok(());
    };
    let total = shared.snapshot(|snapshot| Ok(snapshot.total_events()?))?;
    if free >= total.saturating_mul(PLENTY_PER_EVENT).saturating_add(PLENTY) {
        return Ok(());
    }
    let estimate = count(shared, what.0).and_then(|rows| room(shared, what, rows));
    match estimate {
        Ok(estimate) if estimate > free => Err(Error::NoRoom { estimate, free }),
        Ok(_) => Ok(()),
        Err(error) => {
            // Writing the file tells what is wrong, if it is.
            tracing::warn!(code = error.code().word(), "an export was not estimated");
            Ok(())
        }
    }
}

/// The bytes that an export takes while it is written: a database is whole before it is packed.
fn room(shared: &Shared, (request, how): (&ExportRequest, &How), rows: u64) -> Result<u64> {
    let file = bytes(shared, (request, how), rows)?;
    if how.format != FileFormat::Sqlite || how.packing == Packing::None {
        return Ok(file);
    }
    let unpacked = How {
        packing: Packing::None,
        ..how.clone()
    };
    Ok(file.saturating_add(bytes(shared, (request, &unpacked), rows)?))
}

fn count(shared: &Shared, request: &ExportRequest) -> Result<u64> {
    shared.snapshot(|snapshot| {
        let all = snapshot.count_events(&request.filter)?;
        Ok(request.page.map_or(all, |page| {
            all.saturating_sub(page.offset()).min(page.size.into())
        }))
    })
}

fn bytes(shared: &Shared, (request, how): (&ExportRequest, &How), rows: u64) -> Result<u64> {
    let earlier = shared.read(|connection| Ok(connection.exports()?))?;
    if let Some(bytes) = by_earlier(&earlier, how, rows) {
        return Ok(bytes);
    }
    let folder = sample_folder(shared).map_err(Error::system("making a sample"))?;
    let sample = |name: &str, page: Page| {
        let request = ExportRequest {
            page: Some(page),
            ..request.clone()
        };
        let name = &[name, how.ending()].concat();
        let packed = how.packed_name(name);
        let job = Job {
            place: Place {
                folder: folder.path(),
                name,
                packed: packed.as_deref(),
            },
            readers: 1,
            cancelled: &AtomicBool::new(false),
        };
        let what = What {
            request: &request,
            how,
            created: shared.clock.now(),
        };
        write_rows(shared, what, &job, &Counters::default())
    };
    let first = request.page.unwrap_or(Page {
        size: SAMPLE_ROWS,
        number: 1,
    });
    let some = sample(
        "some",
        Page {
            size: first.size.min(SAMPLE_ROWS),
            ..first
        },
    )?;
    if some.rows == 0 || some.rows >= rows {
        return Ok(some.content.bytes);
    }
    let frame = sample(
        "frame",
        Page {
            size: 1,
            number: u32::MAX,
        },
    )?;
    let own = some.content.bytes.saturating_sub(frame.content.bytes);
    Ok(frame.content.bytes.saturating_add(scaled(own, some.rows, rows)))
}

/// A folder that goes; if this process dies before, the next one finds by its name that nobody needs it.
fn sample_folder(shared: &Shared) -> std::io::Result<TempDir> {
    tempfile::Builder::new()
        .prefix(&[shared.owner.name(), "."].concat())
        .tempdir_in(shared.folder.samples())
}

/// By the last exports that were written in the same way.
fn by_earlier(earlier: &[ExportRow], how: &How, rows: u64) -> Option<u64> {
    let columns: Vec<&str> = how.columns.iter().map(|column| column.spec().name).collect();
    let columns = columns.join(",");
    let alike = |row: &&ExportRow| {
        row.state == ExportState::Success
            && row.rows >= TELLING_ROWS
            && row.asked.format == how.format.name()
            && row.asked.dialect == how.dialect_word()
            && row.asked.columns == columns
            && row.asked.packing == how.packing.name()
            && row.asked.partition_by == how.partition.name()
    };
    let (bytes, written) =
        earlier
            .iter()
            .filter(alike)
            .take(EARLIER)
            .fold((0_i64, 0_i64), |(bytes, rows), row| {
                (
                    bytes.saturating_add(row.bytes.unwrap_or_default()),
                    rows.saturating_add(row.rows),
                )
            });
    (written > 0).then(|| scaled(unsigned(bytes), unsigned(written), rows))
}

/// `bytes` of `written` rows, for `rows` of them.
fn scaled(bytes: u64, written: u64, rows: u64) -> u64 {
    let exact = u128::from(bytes) * u128::from(rows) / u128::from(written.max(1));
    u64::try_from(exact).unwrap_or(u64::MAX)
}

//! Running an accepted request: one thread works with the cloud, the calling one keeps the record and listens for a wish
//! to stop, which ends every wait of the other.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use alertbook_cloud::{Client, Stop};
use alertbook_core::time::format_cloud_time;
use alertbook_store::table::{
    CloudProgress, FinishedExport, count_cloud_export_in, finish_export_in, move_cloud_export_in,
    start_export_in,
};
use alertbook_wire::CloudExportAnswer;

use super::CloudExportStep;
use super::accept::CloudPlan;
use super::ask::Pace;
use super::fetch::{Course, Fetched, Work, discard};
use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::export_job::{end_without_file, signed};
use crate::export_record::unsigned;

/// How often the record is looked at and moved on.
const INTERVAL: Duration = Duration::from_millis(200);

/// Runs to the end. The record then says how it ended, whatever this answers.
pub(super) fn run(
    shared: &Shared,
    plan: &CloudPlan,
    client: &Client,
    pace: Pace,
    observer: &mut dyn FnMut(CloudExportStep),
) -> Result<CloudExportAnswer> {
    let ended = fetch_and_finish(shared, plan, client, pace, observer);
    match &ended {
        Ok(_) => tracing::info!(
            export = plan.id,
            request_id = plan.request_id,
            "the cloud's export is here"
        ),
        Err(error) => end_without_file(shared, plan.id, error),
    }
    ended
}

fn fetch_and_finish(
    shared: &Shared,
    plan: &CloudPlan,
    client: &Client,
    pace: Pace,
    observer: &mut dyn FnMut(CloudExportStep),
) -> Result<CloudExportAnswer> {
    if !shared.write(|tx| start_export_in(tx, plan.id, shared.clock.now()))? {
        return Err(Error::Cancelled);
    }
    let course = Course::new(plan.id);
    let stop = Stop::new();
    let work = Work {
        shared,
        plan,
        client,
        pace,
        course: &course,
        stop: &stop,
    };
    let fetched = work_beside(&work, observer)?;
    finish(shared, plan, fetched)
}

/// Lets the work run on a thread of its own and keeps the record meanwhile.
fn work_beside(work: &Work<'_>, observer: &mut dyn FnMut(CloudExportStep)) -> Result<Fetched> {
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name("cloud export worker".to_owned())
            .spawn_scoped(scope, move || {
                // The receiver waits for exactly this; it is gone only with the whole scope.
                let _ = sender.send(work.run());
            })
            .map_err(Error::system("starting the cloud export"))?;
        let mut kept = None;
        let fetched = loop {
            observer(work.course.read().0);
            match receiver.recv_timeout(INTERVAL) {
                Ok(fetched) => break fetched,
                Err(RecvTimeoutError::Timeout) => keep_record(work, &mut kept),
                Err(RecvTimeoutError::Disconnected) => {
                    break Err(Error::Defect("the thread that asks the cloud ended"));
                }
            }
        };
        if worker.join().is_err() {
            return Err(Error::Defect("the thread that asks the cloud panicked"));
        }
        observer(work.course.read().0);
        fetched
    })
}

/// Notes what changed, and hears whether this or another process asked to stop.
fn keep_record(work: &Work<'_>, kept: &mut Option<(u8, Option<u64>)>) {
    let (shared, id) = (work.shared, work.plan.id);
    if work.plan.ticket.cancel().is_cancelled() {
        work.stop.stop();
        return;
    }
    let (step, cloud_rows) = work.course.read();
    let now = Some((step.percent, cloud_rows));
    let goes_on = if *kept == now {
        // Who asks to stop writes; who waits only reads, so that a long wait tells nobody of changes that are none.
        shared.read(|connection| Ok(connection.export(id)?.is_some_and(|row| !row.cancel_asked)))
    } else {
        let progress = CloudProgress {
            percent: step.percent.into(),
            cloud_rows: cloud_rows.map(signed),
            now: shared.clock.now(),
        };
        shared.write(|tx| move_cloud_export_in(tx, id, &progress))
    };
    match goes_on {
        Ok(true) => *kept = now,
        Ok(false) => work.stop.stop(),
        // The file matters more than its progress.
        Err(error) => tracing::warn!(code = error.code().word(), export = id, "progress was not kept"),
    }
}

/// Ends the record well, or takes the file back.
fn finish(shared: &Shared, plan: &CloudPlan, fetched: Fetched) -> Result<CloudExportAnswer> {
    let finished = FinishedExport {
        revision: signed(fetched.revision),
        rows: signed(fetched.rows),
        bytes: signed(fetched.written.bytes),
        sha256: fetched.written.sha256,
        manifest_sha256: None,
        now: shared.clock.now(),
    };
    let kept = shared.write_patiently(|tx| {
        count_cloud_export_in(tx, plan.id, &fetched.counts)?;
        finish_export_in(tx, plan.id, &finished)
    });
    if !matches!(kept, Ok(true)) {
        discard(&plan.folder.join(&fetched.file_name), plan.id);
    }
    if !kept? {
        return Err(Error::Cancelled);
    }
    let counts = fetched.counts;
    let text = |millis: i64| format_cloud_time(millis.div_euclid(1_000));
    Ok(CloudExportAnswer {
        request_id: plan.request_id.clone(),
        file_name: fetched.file_name,
        id: plan.id,
        cloud_rows: counts.cloud_rows.map(unsigned),
        file_rows: counts.file_rows.map(unsigned),
        local_rows: fetched.local_rows,
        sync_from: counts.range.map(|(from, _)| text(from)),
        sync_to: counts.range.map(|(_, to)| text(to)),
    })
}

//! The window's exports, one after the other.
//!
//! Owns: whose turn it is. Invariant: at most one of them runs in a process; the others stay `pending` in the order they
//! were asked for. A wish to stop is heard while waiting, too, whichever process has it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use alertbook_store::table::ExportState;

use super::run::{end_without_file, run};
use super::{ExportPlan, ExportStep};
use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::jobs::Ticket;

/// Accepted exports that wait, and whether one runs.
#[derive(Default)]
pub(crate) struct ExportQueue {
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    waiting: VecDeque<ExportPlan>,
    working: bool,
    /// The one that runs, and since when.
    current: Option<(i64, i64)>,
}

impl ExportQueue {
    /// When the one that runs here began, if it is this one.
    pub(crate) fn began(&self, id: i64) -> Option<i64> {
        let current = self.line().current;
        current.and_then(|(running, began)| (running == id).then_some(began))
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts an export at the end; true when somebody has to begin working.
    fn push(&self, plan: ExportPlan) -> bool {
        let mut line = self.line();
        line.waiting.push_back(plan);
        !std::mem::replace(&mut line.working, true)
    }

    /// The next one; without one, nobody works any longer.
    fn next(&self, now: i64) -> Option<ExportPlan> {
        let mut line = self.line();
        let next = line.waiting.pop_front();
        line.working = next.is_some();
        line.current = next.as_ref().map(|plan| (plan.id, now));
        next
    }

    /// Takes out those that somebody wishes to stop.
    fn take_stopped(&self, stopped: impl Fn(&ExportPlan) -> bool) -> Vec<ExportPlan> {
        let mut line = self.line();
        let (gone, stay) = line.waiting.drain(..).partition(stopped);
        line.waiting = stay;
        Vec::from(gone)
    }

    fn is_anybody_waiting(&self) -> bool {
        !self.line().waiting.is_empty()
    }
}

/// Lets an accepted export run when its turn comes.
pub(super) fn enqueue(shared: &Arc<Shared>, plan: ExportPlan) -> Result<()> {
    if !shared.export_queue.push(plan) {
        return Ok(());
    }
    let worker = Arc::clone(shared);
    let started = std::thread::Builder::new()
        .name("export".to_owned())
        .spawn(move || work(worker));
    started.map(drop).map_err(|source| {
        let error = Error::system("starting an export")(source);
        // Nobody else began meanwhile: those that came after it wait for the same thread.
        while let Some(plan) = shared.export_queue.next(shared.clock.now()) {
            end_without_file(shared, plan.id, &error);
        }
        error
    })
}

fn work(shared: Arc<Shared>) {
    let mut last: Option<Ticket> = None;
    while let Some(plan) = shared.export_queue.next(shared.clock.now()) {
        drop(last.take());
        if plan.ticket.cancel().is_cancelled() {
            end_without_file(&shared, plan.id, &Error::Cancelled);
        } else {
            // The record says how it ended; whoever shows it reads it there.
            let _ = run(&shared, &plan, &mut |_: ExportStep| end_stopped(&shared));
        }
        last = Some(plan.ticket);
    }
    // Whoever waits for the last job finds the store let go.
    drop(shared);
    drop(last);
}

/// Ends the records of those that somebody wishes to stop before their turn.
fn end_stopped(shared: &Shared) {
    let queue = &shared.export_queue;
    if !queue.is_anybody_waiting() {
        return;
    }
    let asked = shared.read(|connection| Ok(connection.running_exports()?));
    let asked = asked.unwrap_or_else(|error| {
        tracing::warn!(code = error.code().word(), "waiting exports were not looked at");
        Vec::new()
    });
    let stopped = |plan: &ExportPlan| {
        let row = asked.iter().find(|row| row.id == plan.id);
        let here = plan.ticket.cancel().is_cancelled();
        here || row.is_some_and(|row| row.cancel_asked && row.state == ExportState::Pending)
    };
    for plan in queue.take_stopped(stopped) {
        end_without_file(shared, plan.id, &Error::Cancelled);
    }
}

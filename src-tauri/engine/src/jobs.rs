//! The jobs of this process: stopping them, and waiting until they are gone.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::cancel::Cancel;

/// Which job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum JobId {
    /// An export, by its record.
    Export(i64),
    /// An import, by its run.
    Import(i64),
    /// A sync, by its run.
    Sync(i64),
    /// A copy of the store.
    Backup,
}

/// Stops the jobs of an engine without keeping it open: for signal handlers, which live as long as the process.
#[derive(Clone)]
pub struct JobStopper(Jobs);

impl JobStopper {
    /// Asks every job to stop, without waiting; false when there is none.
    pub fn stop_all(&self) -> bool {
        self.0.cancel_all()
    }
}

/// Every job of this process that has not ended.
#[derive(Clone, Default)]
pub(crate) struct Jobs {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    running: Mutex<HashMap<JobId, Cancel>>,
    ended: Condvar,
}

impl Inner {
    fn running(&self) -> MutexGuard<'_, HashMap<JobId, Cancel>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job's place among the running ones; given up when dropped.
pub(crate) struct Ticket {
    inner: Arc<Inner>,
    id: JobId,
    cancel: Cancel,
}

impl Ticket {
    /// The wish to stop this job.
    pub(crate) fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.inner.running().remove(&self.id);
        self.inner.ended.notify_all();
    }
}

impl Jobs {
    /// Counts a job as running until its ticket is dropped.
    pub(crate) fn begin(&self, id: JobId) -> Ticket {
        let cancel = Cancel::new();
        self.inner.running().insert(id, cancel.clone());
        Ticket {
            inner: Arc::clone(&self.inner),
            id,
            cancel,
        }
    }

    /// What stops them from outside.
    pub(crate) fn stopper(&self) -> JobStopper {
        JobStopper(self.clone())
    }

    /// Asks a job of this process to stop.
    pub(crate) fn cancel(&self, id: JobId) {
        if let Some(cancel) = self.inner.running().get(&id) {
            cancel.cancel();
        }
    }

    /// Asks all of them; false when there is none.
    pub(crate) fn cancel_all(&self) -> bool {
        let running = self.inner.running();
        running.values().for_each(Cancel::cancel);
        !running.is_empty()
    }

    /// Waits until none is running.
    pub(crate) fn wait_for_all(&self) {
        let running = self.inner.running();
        let waited = self
            .inner
            .ended
            .wait_while(running, |running| !running.is_empty());
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

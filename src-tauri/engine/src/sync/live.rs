//! How far the syncs of this process are: what no record tells.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::progress::SyncStep;

/// The last word of every running sync.
#[derive(Default)]
pub(crate) struct LiveSyncs {
    steps: Mutex<HashMap<i64, SyncStep>>,
}

impl LiveSyncs {
    fn steps(&self) -> MutexGuard<'_, HashMap<i64, SyncStep>> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn keep(&self, step: SyncStep) {
        self.steps().insert(step.id, step);
    }

    pub(super) fn of(&self, run: i64) -> Option<SyncStep> {
        self.steps().get(&run).copied()
    }

    pub(super) fn forget(&self, run: i64) {
        self.steps().remove(&run);
    }
}

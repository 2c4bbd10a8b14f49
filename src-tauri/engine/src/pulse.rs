//! A wait that others can end early.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What ended a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beat {
    /// The time passed, or somebody poked.
    Look,
    /// It is over.
    Stop,
}

#[derive(Default)]
struct State {
    poked: bool,
    stopped: bool,
}

/// See the module.
#[derive(Default)]
pub(crate) struct Pulse {
    state: Mutex<State>,
    changed: Condvar,
}

impl Pulse {
    /// Ends the present or the next wait.
    pub(crate) fn poke(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).poked = true;
        self.changed.notify_all();
    }

    /// Ends every wait from now on.
    pub(crate) fn stop(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).stopped = true;
        self.changed.notify_all();
    }

    /// Waits for a poke, at most so long.
    pub(crate) fn wait(&self, at_most: Duration) -> Beat {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .changed
            .wait_timeout_while(state, at_most, |state| !state.poked && !state.stopped);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.poked = false;
        if state.stopped { Beat::Stop } else { Beat::Look }
    }
}

//! Notices waiting for whoever shows them: bounded, and when too many wait, one that says so stands for them all.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use alertbook_wire::Notice;

/// How many may wait.
const BOUND: usize = 256;

/// A queue with one reader.
#[derive(Default)]
pub(crate) struct Notices {
    state: Mutex<State>,
    arrived: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Notice>,
    closed: bool,
}

impl Notices {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a notice.
    pub(crate) fn push(&self, notice: Notice) {
        let mut state = self.state();
        if state.waiting.len() >= BOUND {
            state.waiting.clear();
            state.waiting.push_back(Notice::Overflow);
        } else {
            state.waiting.push_back(notice);
        }
        self.arrived.notify_one();
    }

    /// Waits for the next notice; none after the queue was closed.
    pub(crate) fn next(&self) -> Option<Notice> {
        let mut state = self.state();
        loop {
            if let Some(notice) = state.waiting.pop_front() {
                return Some(notice);
            }
            if state.closed {
                return None;
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets the reader go once it has read what waits.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.arrived.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_arrive_in_order_until_the_queue_closes() {
        let notices = Notices::default();
        notices.push(Notice::SettingsChanged);
        notices.push(Notice::ExportChanged { id: 1 });
        notices.close();
        assert_eq!(notices.next(), Some(Notice::SettingsChanged));
        assert_eq!(notices.next(), Some(Notice::ExportChanged { id: 1 }));
        assert_eq!(notices.next(), None);
    }

    #[test]
    fn too_many_become_one() {
        let notices = Notices::default();
        for id in 0..=i64::try_from(BOUND).unwrap() {
            notices.push(Notice::ExportChanged { id });
        }
        notices.push(Notice::SettingsChanged);
        notices.close();
        assert_eq!(notices.next(), Some(Notice::Overflow));
        assert_eq!(notices.next(), Some(Notice::SettingsChanged));
        assert_eq!(notices.next(), None);
    }
}

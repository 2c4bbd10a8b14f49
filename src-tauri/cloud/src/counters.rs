//! What a client has done, and what it waits for.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Operation;

/// A client's work so far. Times of calls that run at once are added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Requests sent, every try of every call.
    pub calls: u64,
    /// Those among them that repeated a failed one.
    pub retries: u64,
    /// Bytes of answers.
    pub bytes: u64,
    /// Time waited for answers.
    pub for_server: Duration,
    /// Time waited because of the limit of calls per second.
    pub for_limiter: Duration,
    /// Time waited before trying again.
    pub for_retry: Duration,
    /// What is waited for now; of several waits the one that tells most: the last in the order of their reasons.
    pub waiting: Option<Waiting>,
}

/// A wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Why.
    pub reason: WaitReason,
    /// In which call; `None` while a file is fetched or the caller waits.
    pub operation: Option<Operation>,
    /// Until when, by the machine's clock, where that is known.
    pub until: Option<DateTime<Utc>>,
}

/// Why a client waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitReason {
    /// For an answer.
    Server,
    /// For its turn.
    Limiter,
    /// To try again.
    Retry,
    /// To try again, because the cloud refused for too many calls.
    Throttled,
}

/// The counters, shared by everything that works for one client.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    counters: Counters,
    waits: Vec<(u64, Waiting)>,
    next: u64,
}

impl Ledger {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn snapshot(&self) -> Counters {
        let inner = self.lock();
        let waiting = inner
            .waits
            .iter()
            .map(|(_, waiting)| *waiting)
            .max_by_key(|waiting| waiting.reason);
        Counters {
            waiting,
            ..inner.counters.clone()
        }
    }

    pub(crate) fn count_try(&self, is_retry: bool) {
        let mut inner = self.lock();
        inner.counters.calls += 1;
        inner.counters.retries += u64::from(is_retry);
    }

    pub(crate) fn count_bytes(&self, bytes: usize) {
        self.lock().counters.bytes += bytes as u64;
    }

    /// Tells of a wait until the guard goes, and adds up the time that the guard is told of.
    pub(crate) fn begin(&self, waiting: Waiting) -> Wait<'_> {
        let mut inner = self.lock();
        let number = inner.next;
        inner.next += 1;
        inner.waits.push((number, waiting));
        Wait { ledger: self, number }
    }
}

/// A wait that goes on; also ends when its call is dropped in the middle.
pub(crate) struct Wait<'a> {
    ledger: &'a Ledger,
    number: u64,
}

impl Wait<'_> {
    /// Adds the time that the wait took.
    pub(crate) fn took(self, time: Duration) {
        let mut inner = self.ledger.lock();
        let reason = inner
            .waits
            .iter()
            .find(|(number, _)| *number == self.number)
            .map(|(_, wait)| wait.reason);
        let counters = &mut inner.counters;
        match reason {
            Some(WaitReason::Server) => counters.for_server += time,
            Some(WaitReason::Limiter) => counters.for_limiter += time,
            Some(WaitReason::Retry | WaitReason::Throttled) => counters.for_retry += time,
            None => {}
        }
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.ledger
            .lock()
            .waits
            .retain(|(number, _)| *number != self.number);
    }
}

//! What the stand-in knows and remembers, behind one lock.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fastrand::Rng;

use super::call::{Call, Counters};
use super::clock::Clock;
use super::export::Export;
use super::fault::{Course, Faults};
use super::key::Keys;
use super::options::Options;
use super::tenant::Tenant;

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) tenant: Tenant,
    pub(crate) keys: Keys,
    pub(crate) faults: Faults,
    pub(crate) course: Course,
    pub(crate) options: Options,
    pub(crate) exports: Vec<Export>,
    /// Nonces, and when they were seen.
    pub(crate) nonces: HashMap<String, i64>,
    pub(crate) calls: Vec<Call>,
    pub(crate) counters: Counters,
    pub(crate) in_flight: u64,
    pub(crate) rng: Rng,
}

/// What the server and its owner share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) state: Mutex<State>,
    pub(crate) clock: Clock,
    /// `127.0.0.1:PORT`.
    pub(crate) host: String,
}

impl State {
    pub(crate) fn new(tenant: Tenant, options: Options) -> Self {
        let mut keys = Keys::default();
        for key in &options.keys {
            keys.add(key.clone());
        }
        Self {
            tenant,
            keys,
            faults: options.faults.clone(),
            course: Course::default(),
            exports: Vec::new(),
            nonces: HashMap::new(),
            calls: Vec::new(),
            counters: Counters::default(),
            in_flight: 0,
            rng: Rng::with_seed(options.seed),
            options,
        }
    }

    /// A new request id.
    pub(crate) fn request_id(&mut self) -> String {
        let digits = format!("{:032X}", self.rng.u128(..));
        let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &digits[range]);
        groups.join("-")
    }
}

impl Shared {
    /// The state; a request that panicked leaves it as it was, and the test that it belongs to fails anyway.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

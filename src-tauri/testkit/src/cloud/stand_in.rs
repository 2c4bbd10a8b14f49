//! A running stand-in, and what its owner can do with it.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::oneshot::{Sender, channel};

use super::call::{Call, Counters};
use super::change::Changes;
use super::clock::Clock;
use super::fault::Faults;
use super::key::Keys;
use super::options::Options;
use super::server;
use super::state::{Shared, State};
use super::tenant::Tenant;

/// A server on loopback that plays Security Center. Stops when dropped.
#[derive(Debug)]
pub struct StandIn {
    shared: Arc<Shared>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

const DAY: i64 = 86_400_000;

impl StandIn {
    /// Starts serving; the port is open when this returns.
    ///
    /// # Errors
    /// The port is taken, or there is no thread to be had.
    pub fn start(tenant: Tenant, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let host = listener.local_addr()?.to_string();
        let clock = Clock::system();
        if let Some(now) = options.clock {
            clock.set(now);
        }
        let shared = Arc::new(Shared {
            state: State::new(tenant, options).into(),
            clock,
            host,
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let (stop, stopped) = channel();
        let served = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("cloud stand-in".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                        server::serve(listener, served, stopped).await;
                    }
                });
            })?;
        Ok(Self {
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.shared.host)
    }

    /// The stand-in's clock. It may be set at any time.
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Looks at the tenant or changes it, between two answers.
    pub fn tenant<T>(&self, work: impl FnOnce(&mut Tenant) -> T) -> T {
        work(&mut self.shared.state().tenant)
    }

    /// Lives on for some days, with the clock: see [`Tenant::advance`]. A client has to notice that time went by.
    pub fn advance(&self, days: u32, seed: u64) -> Changes {
        self.shared.advance(days, seed)
    }

    /// Looks at the keys or changes them.
    pub fn keys<T>(&self, work: impl FnOnce(&mut Keys) -> T) -> T {
        work(&mut self.shared.state().keys)
    }

    /// Sets the faults; what struck before is forgotten.
    pub fn set_faults(&self, faults: Faults) {
        self.shared.set_faults(faults);
    }

    /// Changes how it behaves; keys, faults, seed, port and clock have handles of their own.
    pub fn options<T>(&self, work: impl FnOnce(&mut Options) -> T) -> T {
        work(&mut self.shared.state().options)
    }

    /// Every call since the start or the last [`StandIn::clear_calls`], refused ones included.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.state().calls.clone()
    }

    /// Sums over the same calls.
    pub fn counters(&self) -> Counters {
        self.shared.state().counters.clone()
    }

    /// Forgets the calls so far.
    pub fn clear_calls(&self) {
        self.shared.clear_calls();
    }

    /// The ARN that `AssumeRole` accepts.
    pub fn role_arn(&self) -> String {
        self.shared.role_arn()
    }
}

impl Shared {
    pub(crate) fn advance(&self, days: u32, seed: u64) -> Changes {
        let mut state = self.state();
        // What happens from here on is later than all that a client can have seen.
        state.tenant.now = state.tenant.now.max(self.clock.now());
        let changes = state.tenant.advance(days, seed);
        self.clock.shift(i64::from(days) * DAY);
        changes
    }

    pub(crate) fn set_faults(&self, faults: Faults) {
        let mut state = self.state();
        state.faults = faults;
        state.course.forget();
    }

    pub(crate) fn clear_calls(&self) {
        let mut state = self.state();
        state.calls.clear();
        state.counters = Counters::default();
    }

    pub(crate) fn role_arn(&self) -> String {
        let state = self.state();
        format!("acs:ram::{}:role/{}", state.tenant.own, state.options.role)
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

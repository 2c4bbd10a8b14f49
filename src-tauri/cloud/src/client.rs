//! The client: its threads, and the blocking face of a call.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::runtime::Runtime;

use crate::client_options::ClientOptions;
use crate::counters::{Counters, Ledger, WaitReason, Waiting};
use crate::credential::Sts;
use crate::exchange::http_client;
use crate::proxy::Way;
use crate::stop::Stop;
use crate::{Answer, Error, Refusal, Request, SetupError};

/// A client of one account. Cheap to clone; used from several threads at once.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    pub(crate) way: Way,
    pub(crate) options: ClientOptions,
    pub(crate) ledger: Ledger,
    pub(crate) clock: Mutex<ClockKnowledge>,
    runtime: Option<Runtime>,
}

/// What answers tell of the time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClockKnowledge {
    /// The cloud's clock less ours, by the newest answer.
    pub(crate) difference: Option<TimeDelta>,
    /// What is added to our clock for signing; only after the cloud has refused our time.
    pub(crate) correction: TimeDelta,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Waiting for the network's threads could be on one of them.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// Makes a client; nothing is sent yet.
    pub fn new(options: ClientOptions) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("cloud")
            .enable_all()
            .build()
            .map_err(SetupError::Runtime)?;
        let inner = Inner {
            http: http_client(&options)?,
            way: Way::of(&options),
            options,
            ledger: Ledger::default(),
            clock: Mutex::default(),
            runtime: Some(runtime),
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Makes a call and waits for its answer, however often it must be tried. Returns soon after `stop` is set, also in
    /// the middle of a wait.
    pub fn call(&self, request: impl Into<Request>, stop: &Stop) -> Result<Answer, Error> {
        let request = request.into();
        let source = &self.inner.options.source;
        let credentials = source.credentials(&Sts::new(self, stop))?;
        let answered = self.block_on(stop, self.inner.call(&request, &credentials))?;
        match answered {
            // A refusal at the door: nothing was begun, so any call may be made again.
            Err(error) if has_run_out(&error) && source.renew(&credentials) => {
                let credentials = source.credentials(&Sts::new(self, stop))?;
                self.block_on(stop, self.inner.call(&request, &credentials))?
            }
            answered => answered,
        }
    }

    /// Fetches a file by its signed link, going on where it broke off; answers how many bytes were written.
    pub fn download(&self, link: &str, into: &mut dyn Write, stop: &Stop) -> Result<u64, Error> {
        self.block_on(stop, self.inner.download(link, into))?
    }

    /// Waits, as between two looks at an export's state, and stops waiting when asked.
    pub fn wait(&self, duration: Duration, stop: &Stop) -> Result<(), Error> {
        let pause = self.inner.pause(WaitReason::Retry, None, duration);
        self.block_on(stop, pause)
    }

    /// The cloud's time, as far as it is known: our clock and the difference learnt from answers.
    pub fn server_now(&self) -> DateTime<Utc> {
        self.inner.options.time.now() + self.clock_difference().unwrap_or_default()
    }

    /// The cloud's clock less ours, within a second, by the newest answer.
    pub fn clock_difference(&self) -> Option<TimeDelta> {
        self.inner.clock().difference
    }

    /// What was done so far, and what is waited for now.
    pub fn counters(&self) -> Counters {
        self.inner.ledger.snapshot()
    }

    pub(crate) fn block_on<T>(&self, stop: &Stop, future: impl Future<Output = T>) -> Result<T, Error> {
        let Some(runtime) = &self.inner.runtime else {
            return Err(Error::Stopped);
        };
        if stop.is_stopped() {
            return Err(Error::Stopped);
        }
        runtime.block_on(stop.or(future)).ok_or(Error::Stopped)
    }
}

/// Whether the key was temporary and is over.
fn has_run_out(error: &Error) -> bool {
    error
        .refused()
        .is_some_and(|refused| refused.kind == Refusal::TokenExpired)
}

impl std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Client")
            .field("options", &self.inner.options)
            .finish_non_exhaustive()
    }
}

impl Inner {
    pub(crate) fn clock(&self) -> ClockKnowledge {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits and tells of it.
    pub(crate) async fn pause(
        &self,
        reason: WaitReason,
        operation: Option<crate::Operation>,
        duration: Duration,
    ) {
        let time = &self.options.time;
        let begin = time.elapsed();
        let until = TimeDelta::from_std(duration)
            .ok()
            .map(|duration| time.now() + duration);
        let wait = self.ledger.begin(Waiting {
            reason,
            operation,
            until,
        });
        time.sleep(duration).await;
        wait.took(time.elapsed().saturating_sub(begin));
    }
}

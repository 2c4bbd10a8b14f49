//! The limit of calls per second, one for everything that talks to one account.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::Quota;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};

use crate::time::{SystemTime, Time};

type Limiter = governor::RateLimiter<NotKeyed, InMemoryState, GivenClock, NoOpMiddleware<Nanos>>;

/// Spaces calls evenly: never more than so many in any second. Share one among all clients of an account.
pub struct RateLimiter {
    limiter: Option<Limiter>,
    time: Arc<dyn Time>,
    /// Whoever comes first goes first.
    queue: tokio::sync::Mutex<()>,
    /// After a refusal for too many calls everybody waits, not only the call that was refused.
    held_until: Mutex<Duration>,
}

/// The client's time as the limiter's clock.
#[derive(Clone)]
struct GivenClock(Arc<dyn Time>);

impl Clock for GivenClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.elapsed().into()
    }
}

impl RateLimiter {
    /// The usual limit: the cloud publishes none for this product, and 5 a second is polite.
    pub const USUAL: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);

    /// At most so many calls in any second; `None` for no limit.
    pub fn new(per_second: Option<NonZeroU32>) -> Self {
        Self::with_time(per_second, Arc::new(SystemTime::default()))
    }

    /// The same with a time of the caller's, which should be the clients' own.
    pub fn with_time(per_second: Option<NonZeroU32>, time: Arc<dyn Time>) -> Self {
        let limiter = per_second.map(|limit| {
            let quota = Quota::per_second(limit).allow_burst(NonZeroU32::MIN);
            governor::RateLimiter::direct_with_clock(quota, GivenClock(Arc::clone(&time)))
        });
        Self {
            limiter,
            time,
            queue: tokio::sync::Mutex::new(()),
            held_until: Mutex::new(Duration::ZERO),
        }
    }

    /// How long the next call has to wait; takes the turn when it need not wait.
    fn turn(&self) -> Option<Duration> {
        let now = self.time.elapsed();
        let held = *self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(wait) = held.checked_sub(now).filter(|wait| !wait.is_zero()) {
            return Some(wait);
        }
        let too_early = self.limiter.as_ref()?.check().err()?;
        Some(too_early.wait_time_from(now.into()).max(Duration::from_micros(1)))
    }

    /// Ends when it is the caller's turn.
    pub(crate) async fn wait(&self) {
        let _first = self.queue.lock().await;
        while let Some(wait) = self.turn() {
            self.time.sleep(wait).await;
        }
    }

    /// Makes everybody wait for at least so long.
    pub(crate) fn hold(&self, wait: Duration) {
        let until = self.time.elapsed().saturating_add(wait);
        let mut held = self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        *held = until.max(*held);
    }
}

impl Default for RateLimiter {
    fn default() -> Self {
        Self::new(Some(Self::USUAL))
    }
}

impl std::fmt::Debug for RateLimiter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let is_on = self.limiter.is_some();
        formatter
            .debug_struct("RateLimiter")
            .field("is_on", &is_on)
            .finish_non_exhaustive()
    }
}

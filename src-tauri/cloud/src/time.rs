//! Time, as the client is given it, so that tests decide what time it is and how long a wait lasts.

use std::pin::Pin;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

/// What the client knows of time.
pub trait Time: Send + Sync {
    /// The machine's idea of now.
    fn now(&self) -> DateTime<Utc>;
    /// Time since some moment in the past; never goes back.
    fn elapsed(&self) -> Duration;
    /// Ends after a while.
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The machine's own time.
#[derive(Clone, Copy, Debug)]
pub struct SystemTime {
    start: Instant,
}

impl Default for SystemTime {
    fn default() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Time for SystemTime {
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the one place of the crate that asks the machine"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

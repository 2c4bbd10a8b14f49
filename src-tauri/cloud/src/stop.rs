//! The wish to stop, which also ends every wait.

use tokio_util::sync::CancellationToken;

/// A wish to stop, shared by its clones. Once set it stays set.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    token: CancellationToken,
}

impl Stop {
    /// Nobody wishes to stop yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks everything that was given this wish, or a clone of it, to stop; wakes whoever waits.
    pub fn stop(&self) {
        self.token.cancel();
    }

    /// Whether somebody asked.
    pub fn is_stopped(&self) -> bool {
        self.token.is_cancelled()
    }

    /// A wish that is set together with this one, and can be set alone.
    #[must_use]
    pub fn child(&self) -> Self {
        Self {
            token: self.token.child_token(),
        }
    }

    /// What a future answers, or nothing when the wish comes first.
    pub(crate) async fn or<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        self.token.run_until_cancelled(future).await
    }
}

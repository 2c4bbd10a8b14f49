//! Knowing when an engine is gone, with everything that it held open.

use std::convert::Infallible;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

/// Held by an engine as its last part.
pub(crate) struct Presence {
    // Nothing is ever sent: that it is dropped is what is heard.
    _sender: Sender<Infallible>,
    receiver: Receiver<Infallible>,
}

/// Hears when the engine is gone, without keeping it.
pub struct Gone(Receiver<Infallible>);

impl Presence {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = bounded(0);
        Self {
            _sender: sender,
            receiver,
        }
    }

    pub(crate) fn gone(&self) -> Gone {
        Gone(self.receiver.clone())
    }
}

impl Gone {
    /// Waits until the last clone of the engine was dropped; false when that takes longer.
    pub fn wait(&self, patience: Duration) -> bool {
        self.0.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_heard_once_nobody_holds_it() {
        let presence = Presence::new();
        let gone = presence.gone();
        assert!(!gone.wait(Duration::ZERO));
        drop(presence);
        assert!(gone.wait(Duration::ZERO));
    }
}

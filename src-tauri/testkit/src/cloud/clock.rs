//! The stand-in's own clock, which a test can set: a client has to live with a cloud whose time differs.

use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A clock in Unix milliseconds.
#[derive(Debug)]
pub struct Clock(Mutex<Mode>);

#[derive(Debug, Clone, Copy)]
enum Mode {
    /// Runs, this far ahead of the machine's.
    Ahead(i64),
    /// Stands still.
    Frozen(i64),
}

impl Clock {
    /// The machine's time.
    pub fn system() -> Self {
        Self(Mutex::new(Mode::Ahead(0)))
    }

    /// The time now.
    pub fn now(&self) -> i64 {
        match *self.mode() {
            Mode::Ahead(difference) => machine_now() + difference,
            Mode::Frozen(now) => now,
        }
    }

    /// Runs on from this time.
    pub fn set(&self, now: i64) {
        *self.mode() = Mode::Ahead(now - machine_now());
    }

    /// Stands still at this time.
    pub fn freeze(&self, now: i64) {
        *self.mode() = Mode::Frozen(now);
    }

    /// Jumps by this many milliseconds, forwards or back; runs or stands as before.
    pub fn shift(&self, by: i64) {
        let mut mode = self.mode();
        *mode = match *mode {
            Mode::Ahead(difference) => Mode::Ahead(difference + by),
            Mode::Frozen(now) => Mode::Frozen(now + by),
        };
    }

    fn mode(&self) -> std::sync::MutexGuard<'_, Mode> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "plays another machine, whose clock the engine cannot be given"
)]
fn machine_now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

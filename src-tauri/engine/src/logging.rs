//! The program's log: `logs/alertbook.<day>.log`. Codes, ids and durations; never a word of an alert.
//!
//! A process has one log, that of the engine opened first; it ends with that engine, and the next one opened may start
//! another. What is told while there is none is lost.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Once, PoisonError, RwLock};

use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::layer::SubscriberExt;

const KEPT_FILES: usize = 14;

/// Where lines go. A subscriber is installed once for ever, so it asks here for each line.
static PLACE: RwLock<Option<NonBlocking>> = RwLock::new(None);
static INSTALLED: Once = Once::new();

/// Keeps the log running; dropping it writes what is still waiting.
pub(crate) struct Logging {
    _guard: WorkerGuard,
}

impl Logging {
    /// Starts the log of this process in a folder. None when it cannot be written or already runs: the program goes on
    /// without.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        let mut place = PLACE.write().unwrap_or_else(PoisonError::into_inner);
        if place.is_some() {
            return None;
        }
        let appender = Builder::new()
            .rotation(Rotation::DAILY)
            .filename_prefix("alertbook")
            .filename_suffix("log")
            .max_log_files(KEPT_FILES)
            .build(folder)
            .ok()?;
        let (writer, guard) = tracing_appender::non_blocking(appender);
        *place = Some(writer);
        drop(place);
        INSTALLED.call_once(install);
        Some(Self { _guard: guard })
    }
}

impl Drop for Logging {
    fn drop(&mut self) {
        *PLACE.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn install() {
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(|| Line)
        .with_ansi(false)
        .with_target(false);
    let info = tracing_subscriber::filter::LevelFilter::INFO;
    let subscriber = tracing_subscriber::registry().with(info).with(lines);
    // It fails where the process has a subscriber of its own; that one hears everything then.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// Writes to the log there is now.
struct Line;

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match PLACE.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            Some(writer) => writer.clone().write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

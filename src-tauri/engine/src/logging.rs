//! The program's log: `logs/alertbook.<day>.log`. Codes, ids and durations; never a word of an alert.
//!
//! A process has one log, that of the engine opened first; it ends with that engine, and the next one opened may start
//! another. What is told while there is none is lost. How much is told is the environment's choice, else the setting's;
//! of libraries only warnings are told, since nobody here decides what they write.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Once, PoisonError, RwLock};

use alertbook_wire::LogLevel;
use tracing::{Level, Metadata};
use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::layer::SubscriberExt;

/// The environment variable that says how much is told, whatever the setting says.
const VARIABLE: &str = "ALERTBOOK_LOG";
const KEPT_FILES: usize = 14;
/// What our own crates are called.
const OWN: &str = "alertbook";

/// Where lines go. A subscriber is installed once for ever, so it asks here for each line.
static PLACE: RwLock<Option<NonBlocking>> = RwLock::new(None);
static INSTALLED: Once = Once::new();
/// How much is told, as the place of a level in [`LEVELS`].
static TOLD: AtomicU8 = AtomicU8::new(2);
const LEVELS: [(LogLevel, Level); 4] = [
    (LogLevel::Error, Level::ERROR),
    (LogLevel::Warn, Level::WARN),
    (LogLevel::Info, Level::INFO),
    (LogLevel::Debug, Level::DEBUG),
];

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

/// Tells so much from now on, unless the environment says something else.
pub(crate) fn tell(level: LogLevel) {
    let level = given_by_environment().unwrap_or(level);
    let place = LEVELS.iter().position(|(name, _)| *name == level);
    let place = place.and_then(|place| u8::try_from(place).ok());
    TOLD.store(place.unwrap_or_default(), Ordering::Relaxed);
}

/// What the environment says; a word that is no level says nothing.
pub(crate) fn given_by_environment() -> Option<LogLevel> {
    level_of(&std::env::var(VARIABLE).ok()?)
}

fn level_of(word: &str) -> Option<LogLevel> {
    match word.trim().to_ascii_lowercase().as_str() {
        "error" => Some(LogLevel::Error),
        "warn" => Some(LogLevel::Warn),
        "info" => Some(LogLevel::Info),
        "debug" => Some(LogLevel::Debug),
        _ => None,
    }
}

fn is_told(about: &Metadata<'_>) -> bool {
    let place = usize::from(TOLD.load(Ordering::Relaxed));
    let told = LEVELS.get(place).map_or(Level::INFO, |(_, level)| *level);
    let most = if about.target().starts_with(OWN) {
        told
    } else {
        told.min(Level::WARN)
    };
    *about.level() <= most
}

fn install() {
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(|| Line)
        .with_ansi(false)
        .with_target(false)
        .with_filter(dynamic_filter_fn(|about, _| is_told(about)));
    let subscriber = tracing_subscriber::registry().with(lines);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_known_by_their_words() {
        assert_eq!(level_of(" Debug "), Some(LogLevel::Debug));
        assert_eq!(level_of("warn"), Some(LogLevel::Warn));
        assert_eq!(level_of("loud"), None);
        assert_eq!(level_of(""), None);
    }
}

//! The program's log: `logs/alertbook.<day>.log`. Codes, ids and durations; never a word of an alert.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::layer::SubscriberExt;

const KEPT_FILES: usize = 14;

/// Keeps the log running; dropping it writes what is still waiting.
pub struct Logging {
    _guard: WorkerGuard,
}

impl Logging {
    /// Starts the log of this process in a folder. None when it cannot be written or already runs: the program goes on
    /// without.
    pub fn start(folder: &Path) -> Option<Self> {
        let appender = Builder::new()
            .rotation(Rotation::DAILY)
            .filename_prefix("alertbook")
            .filename_suffix("log")
            .max_log_files(KEPT_FILES)
            .build(folder)
            .ok()?;
        let (writer, guard) = tracing_appender::non_blocking(appender);
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(writer)
            .with_ansi(false)
            .with_target(false);
        let info = tracing_subscriber::filter::LevelFilter::INFO;
        let subscriber = tracing_subscriber::registry().with(info).with(lines);
        tracing::subscriber::set_global_default(subscriber).ok()?;
        Some(Self { _guard: guard })
    }
}

//! How far a job is, on standard error: one line that changes on a terminal, a line each time elsewhere when asked for.

use std::fmt::Write;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use alertbook_core::time::format_cloud_time;
use alertbook_engine::{
    CloudExportStep, CloudPhase, CopyStep, ExportStep, ImportStep, SyncStep, SyncWait, SyncWaitReason,
};

use crate::output;

const TERMINAL_INTERVAL: Duration = Duration::from_millis(100);

/// Whether progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    /// On a terminal.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// A line of progress.
pub(crate) struct ProgressLine {
    shown: bool,
    terminal: bool,
    last: Option<Instant>,
    drawn: bool,
}

impl ProgressLine {
    pub(crate) fn new(show: Show) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let shown = match show {
            Show::Auto => terminal,
            Show::Always => true,
            Show::Never => false,
        };
        Self {
            shown,
            terminal,
            last: None,
            drawn: false,
        }
    }

    /// Shows an export's step.
    pub(crate) fn export(&mut self, step: ExportStep) {
        self.draw(|| match step.matched {
            None => format!("export {}: {} rows", step.id, step.rows),
            Some(matched) => {
                format!(
                    "export {}: {} of {matched} rows, {} %",
                    step.id,
                    step.rows,
                    percent(step.rows, matched)
                )
            }
        });
    }

    /// Shows a step of the cloud's own export.
    pub(crate) fn cloud_export(&mut self, step: CloudExportStep) {
        self.draw(|| {
            let id = step.id;
            match step.phase {
                CloudPhase::Asking => format!("cloud export {id}: asking"),
                CloudPhase::Waiting => format!("cloud export {id}: the cloud works, {} %", step.percent),
                CloudPhase::Fetching => format!("cloud export {id}: {} bytes fetched", step.bytes),
                CloudPhase::Counting => format!("cloud export {id}: counting rows"),
            }
        });
    }

    /// Shows an import's step.
    pub(crate) fn import(&mut self, step: ImportStep) {
        self.draw(|| {
            let progress = step.progress;
            let mut text = format!(
                "import {}: {} records, {} new, {} rejected, {}/s",
                step.id, progress.records, progress.inserted, progress.rejected, step.pace.records_per_second
            );
            if let Some(total) = progress.bytes_total.filter(|total| *total > 0) {
                let _ = write!(text, ", {} %", percent(progress.bytes, total));
            }
            if let Some(remaining) = step.pace.remaining {
                let _ = write!(text, ", {} s to go", remaining.div_ceil(1000));
            }
            text
        });
    }

    /// Shows a sync's step.
    pub(crate) fn sync(&mut self, step: SyncStep) {
        self.draw(|| {
            let mut text = format!("sync {}: {} events", step.id, step.events);
            if let Some(expected) = step.expected {
                let _ = write!(text, " of {expected}");
            }
            let _ = write!(
                text,
                ", {} new, {} changed, {} pages, {} calls, {}/s",
                step.inserted, step.changed, step.pages, step.calls, step.rate
            );
            if step.retries > 0 {
                let _ = write!(text, ", {} tried again", step.retries);
            }
            if let Some(remaining) = step.remaining.filter(|remaining| *remaining > 0) {
                let _ = write!(text, ", {} s to go", remaining.div_ceil(1000));
            }
            if let Some(from) = step.window.and_then(|(from, _)| from) {
                let _ = write!(text, ", from {}", format_cloud_time(from));
            }
            if let Some(wait) = step.wait {
                write_wait(wait, &mut text);
            }
            text
        });
    }

    /// Shows how far a copy is.
    pub(crate) fn copy(&mut self, step: CopyStep) {
        self.draw(|| {
            format!(
                "{} of {} MiB, {} %",
                step.done >> 20,
                step.total >> 20,
                percent(step.done, step.total)
            )
        });
    }

    /// Shows which check is made.
    pub(crate) fn check(&mut self, title: &str) {
        self.draw(|| title.to_owned());
    }

    fn draw(&mut self, text: impl FnOnce() -> String) {
        if !self.shown {
            return;
        }
        let soon = self.last.is_some_and(|last| last.elapsed() < TERMINAL_INTERVAL);
        if self.terminal && soon {
            return;
        }
        self.last = Some(Instant::now());
        self.drawn = true;
        let text = text();
        output::aside(&if self.terminal {
            ["\r\u{1b}[2K", &text].concat()
        } else {
            [&text, "\n"].concat()
        });
    }

    /// Leaves the line as if nothing had been there.
    pub(crate) fn clear(&mut self) {
        if self.terminal && self.drawn {
            output::aside("\r\u{1b}[2K");
        }
    }
}

fn write_wait(wait: SyncWait, text: &mut String) {
    text.push_str(match wait.reason {
        SyncWaitReason::Network => ", waiting for the network",
        SyncWaitReason::Throttled => ", throttled, waiting to try again",
        SyncWaitReason::Retry => ", waiting to try again",
        SyncWaitReason::Limit => ", waiting for its turn",
        SyncWaitReason::Server => return,
    });
    if let Some(until) = wait.until {
        let _ = write!(text, " at {}", format_cloud_time(until.div_euclid(1000)));
    }
}

fn percent(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(100) / whole.max(1)).min(100)
}

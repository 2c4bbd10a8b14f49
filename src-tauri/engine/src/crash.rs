//! What is left when a part of the program breaks down: a report for people, in the folder of logs.
//!
//! Nothing sends it. It says where in the program it happened and how it came there, and never what was being worked on:
//! words that were put together while running are left out, since they may hold text of alerts.

use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use alertbook_store::table::keep_setting_in;
use alertbook_wire::CrashReport;
use chrono::DateTime;

use crate::clock::{Clock as _, SystemClock};
use crate::data_folder::DataFolder;
use crate::engine::{Answer, Engine, EngineOptions, system_language};
use crate::error::Error;
use crate::request_id::new_request_id;

/// Where reports go, once a data folder is open.
static FOLDER: RwLock<Option<PathBuf>> = RwLock::new(None);
/// The last report that a person has seen, or does not want to.
const SEEN: &str = "crash_seen";
const PREFIX: &str = "crash-";
const ENDING: &str = ".txt";
const KEPT: usize = 10;
const LONGEST: u64 = 1 << 20;

/// Writes a report whenever a thread of this process panics, and one line on standard error. For the start of a program.
pub fn report_crashes(program: &'static str) {
    std::panic::set_hook(Box::new(move |panic| {
        keep(
            program,
            &Breakdown {
                place: panic
                    .location()
                    .map_or_else(|| "unknown".to_owned(), ToString::to_string),
                // A literal of the program says nothing of what it works on; anything else might.
                message: panic
                    .payload()
                    .downcast_ref::<&'static str>()
                    .copied()
                    .unwrap_or("(left out: it may hold text of alerts)"),
                trace: Backtrace::force_capture().to_string(),
            },
        );
    }));
}

/// Writes a report on a process of another program that this one cannot work without and that broke down.
pub fn report_lost_process(program: &'static str, process: &'static str, reason: &'static str) {
    keep(
        program,
        &Breakdown {
            place: process.to_owned(),
            message: reason,
            trace: "(another program's: the system's own tools tell more of it)".to_owned(),
        },
    );
}

/// What broke down.
struct Breakdown {
    place: String,
    message: &'static str,
    trace: String,
}

fn keep(program: &str, breakdown: &Breakdown) {
    let at = SystemClock.now();
    let report = text_of(program, at, breakdown);
    let place = FOLDER.read().unwrap_or_else(PoisonError::into_inner).clone();
    let told = match place.map(|folder| write(&folder, at, &report)) {
        Some(Ok(path)) => format!(
            "{program}: a part of the program broke down. Report: {}\n",
            path.display()
        ),
        Some(Err(_)) | None => report,
    };
    // There is nobody left to tell of a failure.
    let _ = io::stderr().write_all(told.as_bytes());
}

/// Reports go there from now on; old ones beyond the last few go.
pub(crate) fn report_into(folder: &Path) {
    *FOLDER.write().unwrap_or_else(PoisonError::into_inner) = Some(folder.to_owned());
    drop_old(folder);
}

fn drop_old(folder: &Path) {
    for name in names_in(folder).iter().rev().skip(KEPT) {
        if let Err(error) = std::fs::remove_file(folder.join(name)) {
            tracing::debug!(%error, "an old crash report stays");
        }
    }
}

fn text_of(program: &str, at: i64, breakdown: &Breakdown) -> String {
    let thread = std::thread::current();
    format!(
        "Alertbook: report of a crash\n\
         \n\
         A part of the program broke down. This file stays on this machine unless you hand it on;\n\
         read it first. It holds no text of alerts and no keys.\n\
         \n\
         program    {program} {version}\n\
         system     {system} {machine}\n\
         time       {time}\n\
         thread     {thread}\n\
         place      {place}\n\
         message    {message}\n\
         \n\
         {trace}\n",
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        machine = std::env::consts::ARCH,
        time = DateTime::from_timestamp_millis(at)
            .unwrap_or_default()
            .to_rfc3339(),
        thread = thread.name().unwrap_or("without a name"),
        place = breakdown.place,
        message = breakdown.message,
        trace = breakdown.trace,
    )
}

/// Names sort by time: of two reports of one process in one moment the later one is named after the next moment.
fn write(folder: &Path, at: i64, report: &str) -> io::Result<PathBuf> {
    let path = folder.join(name_of(at));
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return write(folder, at + 1, report),
        opened => opened?,
    };
    file.write_all(report.as_bytes())?;
    file.sync_all()?;
    Ok(path)
}

fn name_of(at: i64) -> String {
    let moment = DateTime::from_timestamp_millis(at).unwrap_or_default();
    format!(
        "{PREFIX}{}-{}{ENDING}",
        moment.format("%Y%m%d-%H%M%S%.3f"),
        std::process::id()
    )
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with(PREFIX) && name.ends_with(ENDING))
        .collect();
    names.sort();
    names
}

impl Engine {
    /// The newest report that nobody has seen yet.
    pub fn get_crash_report(&self) -> Answer<Option<CrashReport>> {
        self.answer(|_| {
            let folder = self.shared.folder.logs();
            let seen = self
                .shared
                .read(|connection| Ok(connection.setting(SEEN)?))?
                .unwrap_or_default();
            let newest = names_in(&folder).pop().filter(|name| *name > seen);
            // One that another user's program left cannot be read; that keeps nobody from working.
            Ok(newest.and_then(|name| read(&folder, name).ok()))
        })
    }

    /// A person has seen a report, or does not want to; it stays where it is.
    pub fn dismiss_crash_report(&self, name: &str) -> Answer<()> {
        self.answer(|_| self.shared.write(|tx| keep_setting_in(tx, SEEN, name)))
    }
}

/// Shows the folder of logs and crash reports in the system's file manager, also where the store does not open.
pub fn reveal_logs_of(options: &EngineOptions) -> Answer<()> {
    let language = options.language.unwrap_or_else(system_language);
    let folder = DataFolder::make(&|| options.data_folder_place()).map_err(Error::from);
    folder
        .and_then(|folder| opener::open(folder.logs()).map_err(Error::Open))
        .map_err(|error| error.to_wire(language, &new_request_id()))
}

fn read(folder: &Path, name: String) -> io::Result<CrashReport> {
    let path = folder.join(&name);
    let text = std::fs::File::open(&path).and_then(|file| {
        let mut text = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(file, LONGEST), &mut text)?;
        Ok(text)
    });
    Ok(CrashReport {
        path: path.display().to_string(),
        text: String::from_utf8_lossy(&text?).into_owned(),
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_report_is_found_and_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("alertbook.2026-11-30.log"), "").unwrap();
        for _ in 0..KEPT + 3 {
            write(folder.path(), 12_000, "report").unwrap();
        }
        let names = names_in(folder.path());
        drop_old(folder.path());
        let kept = names_in(folder.path());
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept.last(), names.last());
        assert!(kept.last().unwrap().starts_with("crash-19700101-000012.012-"));
    }
}

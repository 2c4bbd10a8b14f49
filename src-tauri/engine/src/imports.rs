//! Imports: starting one, and the records of all.

mod run;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alertbook_core::text::shown;
use alertbook_store::table::{ImportState, ask_import_cancel_in};
use alertbook_wire::{ImportAnswer, ImportRun, Reject as WireReject, RejectAnswer};

use crate::demo::DemoInto;
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::import::{ImportProgress, Pace, RejectSink, Source};
use crate::jobs::JobId;
use crate::{demo, import_record};
use run::Run;

/// How many runs are listed.
const LISTED: u32 = 200;
/// How many rejects the command line shows.
const SHOWN_REJECTS: usize = 20;
/// The longest name of a source that is shown.
const SHOWN_NAME: usize = 300;

/// How far a running import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportStep {
    /// The run.
    pub id: i64,
    /// The counts.
    pub progress: ImportProgress,
    /// Rate and estimate.
    pub pace: Pace,
}

impl Engine {
    /// Imports files, folders and archives beside, and answers the run's id at once.
    pub fn start_import(&self, paths: &[PathBuf]) -> Answer<i64> {
        self.answer(|_| {
            let names: Vec<String> = paths.iter().map(|path| shown_path(path)).collect();
            self.start(&names, paths.iter().cloned().map(Source::Path).collect())
        })
    }

    /// Fills an empty store with generated events beside, and answers the run's id at once.
    pub fn fill_demo(&self, events: u64) -> Answer<i64> {
        self.answer(|asked| {
            let source = demo::source_for(&self.shared, events, DemoInto::EmptyStore, asked.at)?;
            self.start(&["demo".to_owned()], vec![source])
        })
    }

    /// Imports for the command line: answers when everything was read. `-` is standard input.
    pub fn run_import(
        &self,
        paths: &[PathBuf],
        observer: &mut (dyn FnMut(ImportStep) + Send),
    ) -> Answer<ImportAnswer> {
        self.answer(|_| {
            let source = |path: &PathBuf| {
                if path.as_os_str() == "-" {
                    Source::StandardInput
                } else {
                    Source::Path(path.clone())
                }
            };
            let names: Vec<String> = paths.iter().map(|path| shown_path(path)).collect();
            run_here(&self.shared, &names, paths.iter().map(source).collect(), observer)
        })
    }

    /// Fills the store with generated events, for the command line.
    pub fn run_demo(
        &self,
        events: u64,
        into: DemoInto,
        observer: &mut (dyn FnMut(ImportStep) + Send),
    ) -> Answer<ImportAnswer> {
        self.answer(|asked| {
            let source = demo::source_for(&self.shared, events, into, asked.at)?;
            run_here(&self.shared, &["demo".to_owned()], vec![source], observer)
        })
    }

    /// The latest imports, newest first.
    pub fn list_imports(&self) -> Answer<Vec<ImportRun>> {
        self.answer(|_| {
            let rows = self
                .shared
                .read(|connection| Ok(connection.import_runs(LISTED)?))?;
            Ok(rows
                .iter()
                .map(|row| import_record::to_wire(&self.shared, row))
                .collect())
        })
    }

    /// One import.
    pub fn get_import(&self, id: i64) -> Answer<ImportRun> {
        self.answer(|_| {
            let row = self
                .shared
                .read(|connection| connection.import_run(id)?.ok_or(Error::ImportNotFound(id)))?;
            Ok(import_record::to_wire(&self.shared, &row))
        })
    }

    /// Asks a running import to stop, whichever process runs it. What was read stays.
    pub fn cancel_import(&self, id: i64) -> Answer<()> {
        self.answer(|_| {
            let shared = &self.shared;
            shared.read(|connection| connection.import_run(id)?.ok_or(Error::ImportNotFound(id)))?;
            shared.write(|tx| ask_import_cancel_in(tx, id, shared.clock.now()))?;
            shared.jobs.cancel(JobId::Import(id));
            Ok(())
        })
    }

    /// Shows the file of an import's rejected records in its folder.
    pub fn reveal_rejects(&self, id: i64) -> Answer<()> {
        self.answer(|_| {
            let shared = &self.shared;
            let row =
                shared.read(|connection| connection.import_run(id)?.ok_or(Error::ImportNotFound(id)))?;
            row.progress.rejects_file.ok_or(Error::NoRejects(id))?;
            let file = RejectSink::new(&shared.folder.rejects(), id).path().to_owned();
            let there = file.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
            if !there {
                return Err(Error::NoRejects(id));
            }
            opener::reveal(file).map_err(Error::Open)
        })
    }

    fn start(&self, names: &[String], sources: Vec<Source>) -> Result<i64> {
        let run = Run::begin(&self.shared, names)?;
        let (id, shared) = (run.id, Arc::clone(&self.shared));
        std::thread::Builder::new()
            .name("import".to_owned())
            .spawn(move || {
                // The record says how it ended; whoever shows it reads it there.
                let _ = run.finish(&shared, sources, &mut |_| {});
            })
            .map_err(Error::system("starting an import"))?;
        Ok(id)
    }
}

fn shown_path(path: &Path) -> String {
    shown(&path.to_string_lossy(), SHOWN_NAME)
}

fn run_here(
    shared: &Shared,
    names: &[String],
    sources: Vec<Source>,
    observer: &mut (dyn FnMut(ImportStep) + Send),
) -> Result<ImportAnswer> {
    let run = Run::begin(shared, names)?;
    let id = run.id;
    run.finish(shared, sources, observer)?;
    let row = shared.read(|connection| connection.import_run(id)?.ok_or(Error::ImportNotFound(id)))?;
    if row.state == ImportState::Cancelled {
        return Err(Error::ImportCancelled);
    }
    let wire = import_record::to_wire(shared, &row);
    let reject = |reject: WireReject| RejectAnswer {
        file: reject.file,
        position: reject.position,
        reason: reject.reason,
    };
    Ok(ImportAnswer {
        id,
        inserted: wire.inserted,
        updated: wire.updated,
        unchanged: wire.unchanged,
        rejected: wire.rejected,
        rejects_file: row.progress.rejects_file,
        rejects: wire.rejects.into_iter().take(SHOWN_REJECTS).map(reject).collect(),
    })
}

//! Imports: starting one, and the records of all.

mod run;

use std::path::PathBuf;
use std::sync::Arc;

use alertbook_core::text::shown;
use alertbook_store::table::{ImportRow, ImportState, ask_import_cancel_in};
use alertbook_wire::{ImportAnswer, ImportRun, Reject as WireReject, RejectAnswer};

use crate::demo::DemoInto;
use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::import::{ImportProgress, Pace, Source, reject_file};
use crate::jobs::JobId;
use crate::policy::Action;
use crate::{demo, import_record};
use run::{Run, Wish};

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
        self.answer(|asked| {
            let wish = Wish::accept(&self.shared, asked, shown_paths(paths))?;
            self.start(&wish, paths.iter().cloned().map(Source::Path).collect())
        })
    }

    /// Fills an empty store with generated events beside, and answers the run's id at once.
    pub fn fill_demo(&self, events: u64) -> Answer<i64> {
        self.answer(|asked| {
            let wish = Wish::accept(&self.shared, asked, vec!["demo".to_owned()])?;
            let source = demo::source_for(&self.shared, events, DemoInto::EmptyStore, asked.at)?;
            self.start(&wish, vec![source])
        })
    }

    /// Imports for the command line: answers when everything was read. `-` is standard input.
    pub fn run_import(
        &self,
        paths: &[PathBuf],
        observer: &mut (dyn FnMut(ImportStep) + Send),
    ) -> Answer<ImportAnswer> {
        self.answer(|asked| {
            let wish = Wish::accept(&self.shared, asked, shown_paths(paths))?;
            let source = |path: &PathBuf| {
                if path.as_os_str() == "-" {
                    Source::StandardInput
                } else {
                    Source::Path(path.clone())
                }
            };
            run_here(&self.shared, &wish, paths.iter().map(source).collect(), observer)
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
            let wish = Wish::accept(&self.shared, asked, vec!["demo".to_owned()])?;
            let source = demo::source_for(&self.shared, events, into, asked.at)?;
            run_here(&self.shared, &wish, vec![source], observer)
        })
    }

    /// The latest imports, newest first.
    pub fn list_imports(&self) -> Answer<Vec<ImportRun>> {
        self.answer(|asked| {
            self.shared.permit_read(Action::DescribeImports, asked, "{}")?;
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
        self.answer(|asked| {
            let row = permitted_row(&self.shared, asked, id)?;
            Ok(import_record::to_wire(&self.shared, &row))
        })
    }

    /// Asks a running import to stop, whichever process runs it. What was read stays.
    pub fn cancel_import(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::Import, asked, &id_request(id))?;
            row_of(shared, id)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                ask_import_cancel_in(tx, id, shared.clock.now())
            })?;
            shared.jobs.cancel(JobId::Import(id));
            Ok(())
        })
    }

    /// Shows the file of an import's rejected records in its folder.
    pub fn reveal_rejects(&self, id: i64) -> Answer<()> {
        self.answer(|asked| opener::reveal(rejects_file(&self.shared, asked, id)?).map_err(Error::Open))
    }

    fn start(&self, wish: &Wish, sources: Vec<Source>) -> Result<i64> {
        let run = Run::begin(&self.shared, wish)?;
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

fn shown_paths(paths: &[PathBuf]) -> Vec<String> {
    let name = |path: &PathBuf| shown(&path.to_string_lossy(), SHOWN_NAME);
    paths.iter().map(name).collect()
}

fn id_request(id: i64) -> String {
    ["{\"ImportId\":", &id.to_string(), "}"].concat()
}

fn permitted_row(shared: &Shared, asked: &Asked, id: i64) -> Result<ImportRow> {
    shared.permit_read(Action::DescribeImports, asked, &id_request(id))?;
    row_of(shared, id)
}

/// The file of an import's rejected records, for whoever may read imports.
pub(crate) fn rejects_file(shared: &Shared, asked: &Asked, id: i64) -> Result<PathBuf> {
    let row = permitted_row(shared, asked, id)?;
    row.progress.rejects_file.ok_or(Error::NoRejects(id))?;
    let file = reject_file::of_import(&shared.folder.rejects(), id);
    if reject_file::is_there(&file) {
        Ok(file)
    } else {
        Err(Error::NoRejects(id))
    }
}

fn row_of(shared: &Shared, id: i64) -> Result<ImportRow> {
    shared.read(|connection| connection.import_run(id)?.ok_or(Error::ImportNotFound(id)))
}

fn run_here(
    shared: &Shared,
    wish: &Wish,
    sources: Vec<Source>,
    observer: &mut (dyn FnMut(ImportStep) + Send),
) -> Result<ImportAnswer> {
    let run = Run::begin(shared, wish)?;
    let id = run.id;
    run.finish(shared, sources, observer)?;
    let row = row_of(shared, id)?;
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

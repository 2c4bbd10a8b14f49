//! One import from its record's beginning to its end.

use std::time::{Duration, Instant};

use alertbook_store::table::{
    ImportEnd, ImportProgress as StoredProgress, ImportState, NewImport, end_import_in, insert_import_in,
    move_import_in,
};

use super::ImportStep;
use crate::engine::{Asked, Shared};
use crate::error::{Code, Error, Result};
use crate::import::{ImportObserver, ImportProgress, Pace, RejectSink, Source, import, reject_row};
use crate::jobs::{JobId, Ticket};
use crate::permit::Permit;
use crate::policy::Action;

/// An import that is permitted and has not begun.
pub(super) struct Wish {
    permit: Permit,
    /// What is imported, for showing, as a JSON array.
    sources: String,
}

impl Wish {
    /// Asks the policy whether anything may be imported.
    pub(super) fn accept(shared: &Shared, asked: &Asked, names: Vec<String>) -> Result<Self> {
        let sources = serde_json::Value::from(names).to_string();
        let request = ["{\"sources\":", &sources, "}"].concat();
        let permit = shared.permit(Action::Import, asked, &request)?;
        Ok(Self { permit, sources })
    }
}

/// A run whose record stands.
pub(super) struct Run {
    pub(super) id: i64,
    ticket: Ticket,
}

impl Run {
    /// Writes the record.
    pub(super) fn begin(shared: &Shared, wish: &Wish) -> Result<Self> {
        let new = NewImport {
            sources: wish.sources.clone(),
            owner: shared.owner.name().to_owned(),
            started: shared.clock.now(),
        };
        let id = shared.write(|tx| {
            wish.permit.record_in(tx)?;
            insert_import_in(tx, &new)
        })?;
        Ok(Self {
            id,
            ticket: shared.jobs.begin(JobId::Import(id)),
        })
    }

    /// Imports, and ends the record whatever happens.
    pub(super) fn finish(
        self,
        shared: &Shared,
        sources: Vec<Source>,
        observer: &mut (dyn FnMut(ImportStep) + Send),
    ) -> Result<()> {
        let mut rejects = RejectSink::new(&shared.folder.rejects(), self.id);
        let last = ImportProgress::default();
        let mut keeper = Keeper {
            shared,
            id: self.id,
            ticket: &self.ticket,
            begun: Instant::now(),
            last,
            observer,
        };
        let imported = import(
            &shared.store,
            sources,
            &mut rejects,
            self.ticket.cancel(),
            &mut keeper,
        );
        let (state, last) = match &imported {
            Ok(summary) if summary.cancelled => (ImportState::Cancelled, summary.progress),
            Ok(summary) => (ImportState::Finished, summary.progress),
            Err(_) => (ImportState::Failed, keeper.last),
        };
        let failure = imported.err().map(Error::Import);
        self.keep_end(shared, &last, &rejects, state, failure.as_ref())?;
        failure.map_or(Ok(()), Err)
    }

    fn keep_end(
        &self,
        shared: &Shared,
        last: &ImportProgress,
        rejects: &RejectSink,
        state: ImportState,
        failure: Option<&Error>,
    ) -> Result<()> {
        let now = shared.clock.now();
        let code = failure.map(Error::code).map(Code::word);
        tracing::info!(import = self.id, code, "an import ended");
        let end = ImportEnd {
            state,
            error_code: code.map(str::to_owned),
            error_message: failure.and_then(Error::detail),
            now,
        };
        shared.write_patiently(|tx| {
            move_import_in(tx, self.id, &stored(last, Some(rejects), now))?;
            end_import_in(tx, self.id, &end)
        })?;
        Ok(())
    }
}

fn stored(progress: &ImportProgress, rejects: Option<&RejectSink>, now: i64) -> StoredProgress {
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let first = rejects.map(RejectSink::first).unwrap_or_default();
    StoredProgress {
        bytes: signed(progress.bytes),
        bytes_total: progress.bytes_total.map(signed),
        inserted: signed(progress.inserted),
        updated: signed(progress.updated),
        unchanged: signed(progress.unchanged),
        rejected: signed(progress.rejected),
        rejects: reject_row::written(first),
        rejects_file: rejects
            .filter(|rejects| rejects.count() > 0)
            .map(|rejects| rejects.path().display().to_string()),
        now,
    }
}

/// Keeps the record while an import runs, and tells the caller.
struct Keeper<'a> {
    shared: &'a Shared,
    id: i64,
    ticket: &'a Ticket,
    begun: Instant,
    last: ImportProgress,
    observer: &'a mut (dyn FnMut(ImportStep) + Send),
}

impl Keeper<'_> {
    fn tell(&mut self, progress: &ImportProgress) {
        self.last = *progress;
        let elapsed: Duration = self.begun.elapsed();
        (self.observer)(ImportStep {
            id: self.id,
            progress: *progress,
            pace: Pace::of(progress, elapsed),
        });
    }
}

impl ImportObserver for Keeper<'_> {
    fn committed(&mut self, progress: &ImportProgress) {
        let now = self.shared.clock.now();
        match self
            .shared
            .write(|tx| move_import_in(tx, self.id, &stored(progress, None, now)))
        {
            Ok(true) => {}
            Ok(false) => self.ticket.cancel().cancel(),
            Err(error) => tracing::warn!(
                code = error.code().word(),
                import = self.id,
                "progress was not kept"
            ),
        }
        self.tell(progress);
    }

    fn advanced(&mut self, progress: &ImportProgress) {
        self.tell(progress);
    }
}

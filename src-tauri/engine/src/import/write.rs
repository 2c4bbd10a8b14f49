//! The writing side: takes judged records in their order and commits them in short transactions.

use std::sync::Arc;

use alertbook_store::{Applied, EventBatch, EventMark, PreparedRecord, Store};

use super::batch::{Judged, Outcome};
use super::pipeline::{Arrival, Pipeline};
use super::progress::{ImportObserver, ImportProgress, ImportSummary};
use super::{Error, RejectSink};
use crate::cancel::Cancel;

/// A transaction ends after this many ticks of a tenth of a second …
const TICKS: u32 = 5;
/// … or after this many records.
const RECORDS: u64 = 20_000;

/// Writes what a pipeline delivers.
pub(super) struct Writer<'a> {
    store: &'a Store,
    rejects: &'a mut RejectSink,
    cancel: &'a Cancel,
    observer: &'a mut dyn ImportObserver,
    progress: ImportProgress,
    revision: Option<u64>,
    /// The file whose rows are being written, and the events that were there before it.
    before_file: Option<(Arc<str>, EventMark)>,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// There may be more.
    GoOn,
    /// Everything was written.
    Complete,
    /// Somebody wished to stop.
    Stop,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        store: &'a Store,
        rejects: &'a mut RejectSink,
        cancel: &'a Cancel,
        observer: &'a mut dyn ImportObserver,
        bytes_total: Option<u64>,
    ) -> Self {
        let progress = ImportProgress {
            bytes_total,
            ..ImportProgress::default()
        };
        Self {
            store,
            rejects,
            cancel,
            observer,
            progress,
            revision: None,
            before_file: None,
        }
    }

    /// Writes everything.
    pub(super) fn run(mut self, mut pipeline: Pipeline) -> Result<ImportSummary, Error> {
        let result = self.write_all(&mut pipeline);
        let complete = matches!(result, Ok(Step::Complete));
        pipeline.finish(complete)?;
        result?;
        if complete && let Some(total) = self.progress.bytes_total {
            self.progress.bytes = total;
        }
        self.observer.committed(&self.progress);
        Ok(ImportSummary {
            progress: self.progress,
            cancelled: !complete,
            revision: self.revision,
        })
    }

    fn write_all(&mut self, pipeline: &mut Pipeline) -> Result<Step, Error> {
        loop {
            if self.cancel.is_cancelled() {
                return Ok(Step::Stop);
            }
            let step = match pipeline.next() {
                Arrival::Batch(judged) => self.transact(pipeline, judged)?,
                Arrival::Tick => {
                    self.observer.advanced(&self.progress);
                    Step::GoOn
                }
                // A stopped reader closes the channels as a finished one does.
                Arrival::End if self.cancel.is_cancelled() => Step::Stop,
                Arrival::End => Step::Complete,
            };
            if step != Step::GoOn {
                return Ok(step);
            }
        }
    }

    /// One transaction: the batch at hand and what arrives within its time. The writer is free again afterwards.
    fn transact(&mut self, pipeline: &mut Pipeline, first: Judged) -> Result<Step, Error> {
        let store = self.store;
        let mut writer = store.write();
        let mut batch = writer.event_batch()?;
        let start = self.progress.records;
        let mut ticks = 0;
        let mut next = Some(first);
        let mut step = Step::GoOn;
        while let Some(judged) = next.take() {
            if !self.apply_all(&mut batch, pipeline, judged, &mut ticks)? {
                step = Step::Stop;
                break;
            }
            if ticks >= TICKS || self.progress.records - start >= RECORDS {
                break;
            }
            match pipeline.next() {
                Arrival::Batch(judged) => next = Some(judged),
                Arrival::Tick => self.observer.advanced(&self.progress),
                Arrival::End if self.cancel.is_cancelled() => step = Step::Stop,
                Arrival::End => step = Step::Complete,
            }
        }
        self.rejects.flush()?;
        self.revision = Some(batch.commit()?);
        drop(writer);
        self.observer.committed(&self.progress);
        Ok(step)
    }

    /// Applies a batch; answers false when somebody wished to stop in its middle.
    fn apply_all(
        &mut self,
        batch: &mut EventBatch<'_>,
        pipeline: &Pipeline,
        judged: Judged,
        ticks: &mut u32,
    ) -> Result<bool, Error> {
        for outcome in judged.outcomes {
            if self.cancel.is_cancelled() {
                return Ok(false);
            }
            self.apply(batch, outcome)?;
            if pipeline.ticked() {
                *ticks += 1;
                self.observer.advanced(&self.progress);
            }
        }
        self.progress.bytes = judged.bytes_read;
        Ok(true)
    }

    fn apply(&mut self, batch: &mut EventBatch<'_>, outcome: Outcome) -> Result<(), Error> {
        let counter = match outcome {
            Outcome::Ready(record) => self.counter_of(batch.apply(&record)?),
            Outcome::Partial(record, file) => {
                let applied = self.insert_unknown(batch, &record, file)?;
                self.counter_of(applied)
            }
            Outcome::Rejected(reject) => {
                self.rejects.add(reject)?;
                &mut self.progress.rejected
            }
            Outcome::Failed(error) => return Err(error.into()),
        };
        *counter += 1;
        self.progress.records += 1;
        Ok(())
    }

    fn counter_of(&mut self, applied: Applied) -> &mut u64 {
        match applied {
            Applied::Inserted => &mut self.progress.inserted,
            Applied::Updated => &mut self.progress.updated,
            Applied::Unchanged => &mut self.progress.unchanged,
        }
    }

    fn insert_unknown(
        &mut self,
        batch: &mut EventBatch<'_>,
        record: &PreparedRecord,
        file: Arc<str>,
    ) -> Result<Applied, Error> {
        let mark = match &self.before_file {
            Some((own, mark)) if *own == file => *mark,
            _ => {
                let mark = batch.mark()?;
                self.before_file = Some((file, mark));
                mark
            }
        };
        Ok(batch.insert_unknown(record, mark)?)
    }
}

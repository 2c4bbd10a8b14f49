//! The threads in front of the writer, and the channels between them.
//!
//! They own what they use and end by themselves when the writer lets go of its side, so that a reader that waits for a
//! silent stream keeps nobody else waiting.

use std::path::Path;
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use alertbook_store::Preparer;
use crossbeam_channel::{Receiver, Sender, bounded, select_biased, tick};

use super::Error;
use super::batch::{Batch, Judged};
use super::parse::judge;
use super::read::Feeder;
use super::source::Input;
use crate::cancel::Cancel;

/// Threads that parse and compress.
const LANES: usize = 2;
/// Batches that may wait in each channel.
const WAITING: usize = 3;
/// How often progress is told and wishes to stop are looked at while nothing arrives.
const TICK: Duration = Duration::from_millis(100);

/// Judged batches in their original order, and a clock.
pub(super) struct Pipeline {
    lanes: Vec<Receiver<Judged>>,
    turn: usize,
    ticker: Receiver<Instant>,
    reader: JoinHandle<()>,
    workers: Vec<JoinHandle<()>>,
}

/// What a wait ended with.
pub(super) enum Arrival {
    /// The next batch.
    Batch(Judged),
    /// A tenth of a second went by.
    Tick,
    /// There is nothing more.
    End,
}

/// Starts reading and parsing. `scratch` is a folder for what has to be a file of its own for a while.
pub(super) fn start(inputs: Vec<Input>, scratch: &Path, cancel: &Cancel) -> Result<Pipeline, Error> {
    let (spare_in, spare) = bounded(LANES * WAITING * 2);
    let mut feeds = Vec::new();
    let mut lanes = Vec::new();
    let mut workers = Vec::new();
    for lane in 0..LANES {
        let (feed, batches) = bounded(WAITING);
        let (done, judged) = bounded(WAITING);
        let preparer = Preparer::new()?;
        let spare_in = spare_in.clone();
        let work = move || work(&batches, &done, &spare_in, preparer);
        workers.push(spawn(format!("import-parse-{lane}"), work)?);
        feeds.push(feed);
        lanes.push(judged);
    }
    let feeder = Feeder::new(feeds, spare, scratch.to_owned(), cancel.clone());
    let reader = spawn("import-read".to_owned(), move || {
        // Being stopped is no failure: whoever stopped it knows.
        let _ = feeder.run(inputs);
    })?;
    Ok(Pipeline {
        lanes,
        turn: 0,
        ticker: tick(TICK),
        reader,
        workers,
    })
}

fn spawn(name: String, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Error> {
    Builder::new().name(name).spawn(work).map_err(Error::Thread)
}

fn work(batches: &Receiver<Batch>, done: &Sender<Judged>, spare: &Sender<Batch>, mut preparer: Preparer) {
    for mut batch in batches {
        let judged = judge(&mut batch, &mut preparer);
        batch.clear();
        // A full store of spare batches is as good as none.
        let _ = spare.try_send(batch);
        if done.send(judged).is_err() {
            return;
        }
    }
}

impl Pipeline {
    /// Waits for the next batch in order, at most until the next tick.
    pub(super) fn next(&mut self) -> Arrival {
        let Some(lane) = self.lanes.get(self.turn) else {
            return Arrival::End;
        };
        let arrival = select_biased! {
            recv(self.ticker) -> _ => Arrival::Tick,
            recv(lane) -> judged => judged.map_or(Arrival::End, Arrival::Batch),
        };
        if matches!(arrival, Arrival::Batch(_)) {
            self.turn = (self.turn + 1) % self.lanes.len();
        }
        arrival
    }

    /// Whether a tenth of a second went by since this was asked last.
    pub(super) fn ticked(&self) -> bool {
        self.ticker.try_recv().is_ok()
    }

    /// Lets go of the threads. Those that have work left end at their next step; all of them are waited for only when
    /// everything was read.
    pub(super) fn finish(self, complete: bool) -> Result<(), Error> {
        drop(self.lanes);
        if !complete {
            return Ok(());
        }
        let threads = self.workers.into_iter().chain([self.reader]);
        let ended: Vec<_> = threads.map(JoinHandle::join).collect();
        if ended.iter().all(Result::is_ok) {
            Ok(())
        } else {
            Err(Error::Defect)
        }
    }
}

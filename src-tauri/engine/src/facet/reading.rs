//! Reading tallies by several readers of one state of the store.

use std::sync::atomic::{AtomicUsize, Ordering};

use alertbook_core::filter::EventFilter;
use alertbook_store::{CountJob, EventTallies, HeldSnapshot, Snapshot, TimeRange};

use crate::engine::Shared;
use crate::error::{Error, Result};

/// More readers than this get in each other's way: the window reads its rows meanwhile.
const MOST_READERS: usize = 4;

/// Snapshots of one state, as many as there are readers.
pub(super) fn hold(
    shared: &Shared,
    stop: impl Fn() -> bool + Clone + Send + 'static,
) -> Result<Vec<HeldSnapshot>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(shared.store.hold_snapshots(cores.min(MOST_READERS), stop)?)
}

/// The tallies of each job.
pub(super) fn tally(held: &mut [HeldSnapshot], jobs: &[CountJob]) -> Result<Vec<EventTallies>> {
    let counting = first(held)?.prepare_counting(jobs, held.len())?;
    let counted = in_parallel(held, &counting.tasks(), |snapshot, task| {
        Ok(snapshot.count_part(&counting, *task)?)
    })?;
    Ok(counting.finish(counted.into_iter().flatten()))
}

/// The state that is read.
pub(crate) fn first(held: &[HeldSnapshot]) -> Result<Snapshot<'_>> {
    let first = held.first().ok_or(Error::Defect("no snapshot"))?;
    Ok(first.snapshot())
}

/// The parts of a filter's events for so many readers; one part that is everything where parting is not worth it.
pub(crate) fn parts(
    snapshot: &Snapshot<'_>,
    filter: &EventFilter,
    readers: usize,
) -> Result<Vec<Option<TimeRange>>> {
    let parts = snapshot.parts_of_events(filter, readers as u64)?;
    Ok(if parts.is_empty() {
        vec![None]
    } else {
        parts.into_iter().map(Some).collect()
    })
}

/// Does every task, each reader the next one that is left. The first failure ends it.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    held: &mut [HeldSnapshot],
    tasks: &[T],
    work: impl Fn(&Snapshot<'_>, &T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let read = |own: &mut HeldSnapshot| {
        let mut done = Vec::new();
        while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(work(&own.snapshot(), task)?);
        }
        Ok(done)
    };
    let wanted = tasks.len().min(held.len());
    let answers: Vec<Result<Vec<R>>> = match held.get_mut(..wanted) {
        Some([only]) => vec![read(only)],
        several => std::thread::scope(|scope| {
            let readers = several.into_iter().flatten();
            let running: Vec<_> = readers.map(|own| scope.spawn(|| read(own))).collect();
            let joined = running.into_iter().map(|reader| {
                reader
                    .join()
                    .unwrap_or(Err(Error::Defect("a reader of facets did not end")))
            });
            joined.collect()
        }),
    };
    let mut all = Vec::with_capacity(tasks.len());
    for answer in answers {
        all.extend(answer?);
    }
    Ok(all)
}

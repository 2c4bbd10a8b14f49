//! The inventory behind the events of a file that is to be imported again.

use std::io;
use std::ops::ControlFlow;
use std::sync::PoisonError;

use alertbook_export::TakeRecord;

use super::write::StoreRows;

/// Reads what belongs to the events of a source: everything where they are all there are, else what they name.
pub(super) fn inventory_of(source: &StoreRows<'_>) -> impl Fn(&mut TakeRecord<'_>) -> io::Result<()> + Sync {
    move |take| {
        // The events are written, so they are counted and the snapshot is free.
        let held = source.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut failed = None;
        held.snapshot()
            .read_inventory(
                (&source.request.filter, &source.slices),
                &mut |kind, raw| match take(kind, raw) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                },
            )
            .map_err(io::Error::other)?;
        failed.map_or(Ok(()), Err)
    }
}

//! The inventory behind the events of a file that is to be imported again.

use std::borrow::Cow;
use std::io;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};

use alertbook_export::{Masker, TakeRecord};

use super::write::StoreRows;

/// Reads what belongs to the events of a source: everything where they are all there are, else what they name.
pub(super) fn inventory_of<'a>(
    source: &'a StoreRows<'_>,
    masker: Option<&'a Arc<Masker>>,
) -> impl Fn(&mut TakeRecord<'_>) -> io::Result<()> + Sync + 'a {
    move |take| {
        // The events are written, so they are counted and the snapshot is free.
        let held = source.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut failed = None;
        held.snapshot()
            .read_inventory(
                (&source.request.filter, &source.slices),
                &mut |kind, raw| match covered_json(raw, masker).and_then(|raw| take(kind, &raw)) {
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

/// A record with the mask over it.
fn covered_json<'r>(raw: &'r str, masker: Option<&Arc<Masker>>) -> io::Result<Cow<'r, str>> {
    let Some(masker) = masker else {
        return Ok(Cow::Borrowed(raw));
    };
    let mut out = Vec::with_capacity(raw.len());
    masker.mask_json(raw.as_bytes(), &mut out)?;
    String::from_utf8(out).map(Cow::Owned).map_err(io::Error::other)
}

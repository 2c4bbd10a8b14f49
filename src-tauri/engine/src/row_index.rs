//! The row numbers of the list on the screen, in its order: any row is reached at once, and pages do not shift while
//! they are read.
//!
//! One list is held, the last one asked for, eight bytes a row. It is made when a list is sorted or read far from its
//! beginning; the first pages of the default order come straight from an index of the store.

use std::sync::{Arc, Mutex, PoisonError};

use alertbook_core::filter::EventFilter;
use alertbook_store::{EventOrder, Snapshot};

use crate::error::Result;

/// Rows of the default order that are read without a list being made.
const NEAR: u64 = 4_000;

/// Of which list the row numbers are.
#[derive(Clone, PartialEq)]
struct ListKey {
    filter: EventFilter,
    order: EventOrder,
    revision: u64,
}

/// The list held.
#[derive(Default)]
pub(crate) struct RowIndex {
    held: Mutex<Option<(ListKey, Arc<Vec<i64>>)>>,
}

impl RowIndex {
    /// Some row numbers of a list.
    pub(crate) fn rows(
        &self,
        snapshot: &Snapshot<'_>,
        filter: &EventFilter,
        order: EventOrder,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<i64>> {
        if order == EventOrder::Newest && offset.saturating_add(limit) <= NEAR {
            return Ok(snapshot.list_event_rows(filter, order, offset, Some(limit))?);
        }
        let key = ListKey {
            filter: filter.clone(),
            order,
            revision: snapshot.revision(),
        };
        let all = self.list(snapshot, key)?;
        let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).min(all.len());
        Ok(all
            .get(place(offset)..place(offset.saturating_add(limit)))
            .unwrap_or_default()
            .to_vec())
    }

    fn list(&self, snapshot: &Snapshot<'_>, key: ListKey) -> Result<Arc<Vec<i64>>> {
        // Held while it is made: a second page of the same list waits for it instead of making it again.
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, rows)) = held.as_ref()
            && *of == key
        {
            return Ok(Arc::clone(rows));
        }
        *held = None;
        let rows = Arc::new(snapshot.list_event_rows(&key.filter, key.order, 0, None)?);
        *held = Some((key, Arc::clone(&rows)));
        Ok(rows)
    }
}

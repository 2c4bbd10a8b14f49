//! Where the rows of the list on the screen are: any row is reached at once, and pages do not shift while they are read.
//!
//! What one list took to find out is held, that of the last one asked for: a bit an event, or eight bytes a row where an
//! order is only found by sorting. The first rows of most lists come sooner without it.

use std::sync::{Arc, Mutex, PoisonError};

use alertbook_core::filter::EventFilter;
use alertbook_store::{EventOrder, EventPlaces, Snapshot};

use crate::error::Result;

/// Of which list the rows are.
#[derive(Clone, PartialEq)]
struct ListKey {
    filter: EventFilter,
    order: EventOrder,
    revision: u64,
}

/// Its rows, in order.
enum List {
    Placed(EventPlaces),
    Sorted(Vec<i64>),
}

/// The list held.
#[derive(Default)]
pub(crate) struct RowIndex {
    held: Mutex<Option<(ListKey, Arc<List>)>>,
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
        if snapshot.is_soon_listed(filter, order, offset.saturating_add(limit))? {
            return Ok(snapshot.list_event_rows(filter, order, offset, Some(limit))?);
        }
        let key = ListKey {
            filter: filter.clone(),
            order,
            revision: snapshot.revision(),
        };
        Ok(match &*self.list(snapshot, key)? {
            List::Placed(places) => snapshot.rows_at(places, offset, limit)?,
            List::Sorted(all) => {
                let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).min(all.len());
                let rows = all.get(place(offset)..place(offset.saturating_add(limit)));
                rows.unwrap_or_default().to_vec()
            }
        })
    }

    fn list(&self, snapshot: &Snapshot<'_>, key: ListKey) -> Result<Arc<List>> {
        // Held while it is made: a second page of the same list waits for it instead of making it again.
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, list)) = held.as_ref()
            && *of == key
        {
            return Ok(Arc::clone(list));
        }
        *held = None;
        let list = Arc::new(match snapshot.place_events(&key.filter, key.order)? {
            Some(places) => List::Placed(places),
            None => List::Sorted(snapshot.list_event_rows(&key.filter, key.order, 0, None)?),
        });
        *held = Some((key, Arc::clone(&list)));
        Ok(list)
    }
}

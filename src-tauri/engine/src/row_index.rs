//! Where the rows of the list on the screen are: any row is reached at once, and pages do not shift while they are read.
//!
//! What one list took to find out is held, that of the last one asked for: a bit an event, or eight bytes a row where an
//! order is only found by sorting. The first rows of most lists come sooner without it.

use std::sync::{Arc, Mutex, PoisonError};

use alertbook_core::filter::EventFilter;
use alertbook_store::{EventGroup, EventOrder, EventPlaces, FoundRows, Snapshot, cut};

use crate::error::Result;

/// Of which list the rows are.
#[derive(Clone, PartialEq)]
struct ListKey {
    filter: EventFilter,
    order: EventOrder,
    revision: u64,
}

impl ListKey {
    fn of(snapshot: &Snapshot<'_>, filter: &EventFilter, order: EventOrder) -> Self {
        Self {
            filter: filter.clone(),
            order,
            revision: snapshot.revision(),
        }
    }
}

/// Its rows, in order.
enum List {
    Placed(Box<EventPlaces>),
    Sorted(Vec<i64>),
}

impl List {
    fn rows(&self, snapshot: &Snapshot<'_>, offset: u64, limit: u64) -> Result<Vec<i64>> {
        match self {
            Self::Placed(places) => Ok(snapshot.rows_at(places, offset, limit)?),
            Self::Sorted(all) => Ok(cut(all, offset, limit)),
        }
    }
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
        let key = ListKey::of(snapshot, filter, order);
        if let Some(list) = self.held(&key) {
            return list.rows(snapshot, offset, limit);
        }
        let list = match snapshot.find_rows(filter, order, offset, limit)? {
            FoundRows::Rows(rows) => return Ok(rows),
            FoundRows::Places(places) => List::Placed(places),
            FoundRows::Sorted(rows) => List::Sorted(rows),
        };
        self.hold(key, list).rows(snapshot, offset, limit)
    }

    /// The groups of a list, in its order; none of an order that makes no groups.
    pub(crate) fn groups(
        &self,
        snapshot: &Snapshot<'_>,
        filter: &EventFilter,
        order: EventOrder,
    ) -> Result<Vec<EventGroup>> {
        let key = ListKey::of(snapshot, filter, order);
        let held = self.held(&key);
        if let Some(List::Placed(places)) = held.as_deref() {
            return Ok(places.groups().cloned().collect());
        }
        let Some(places) = snapshot.place_events(filter, order)? else {
            return Ok(Vec::new());
        };
        let groups = places.groups().cloned().collect();
        self.hold(key, List::Placed(Box::new(places)));
        Ok(groups)
    }

    fn held(&self, key: &ListKey) -> Option<Arc<List>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, list) = held.as_ref()?;
        (of == key).then(|| Arc::clone(list))
    }

    fn hold(&self, key: ListKey, list: List) -> Arc<List> {
        let list = Arc::new(list);
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, Arc::clone(&list)));
        list
    }
}

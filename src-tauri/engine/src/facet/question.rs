//! Questions whose answers are numbers: who may ask, which events they are about, and when a newer one has overtaken them.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use alertbook_core::Language;
use alertbook_core::filter::{Condition, EventFilter, ExportRequest, NamedAccount, NamedEvent, RawRequest};
use alertbook_store::{EventOrder, FacetIndex, HeldSnapshot, Snapshot};

use super::reading::hold;
use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;
use crate::given::given;
use crate::listing::accept;
use crate::policy::Action;

/// What is asked again with every change of the filter: the newest of each is answered, the older ones are given up.
#[derive(Clone, Copy)]
pub(crate) enum Question {
    Facets,
    Histogram,
    EmptyReasons,
    Overview,
}

/// What questions about facets share.
#[derive(Default)]
pub(crate) struct FacetState {
    index: Mutex<Option<(u64, Arc<FacetIndex>)>>,
    facets: Arc<AtomicU64>,
    histogram: Arc<AtomicU64>,
    empty_reasons: Arc<AtomicU64>,
    overview: Arc<AtomicU64>,
}

impl FacetState {
    /// Makes this the newest question of its kind; the turn says later whether it still is.
    pub(crate) fn take_turn(&self, question: Question) -> Turn {
        Turn::take(match question {
            Question::Facets => &self.facets,
            Question::Histogram => &self.histogram,
            Question::EmptyReasons => &self.empty_reasons,
            Question::Overview => &self.overview,
        })
    }

    /// What alerts, targets and workloads mean, in a state of the store.
    pub(crate) fn index(&self, snapshot: &Snapshot<'_>) -> Result<Arc<FacetIndex>> {
        let mut held = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((revision, index)) = held.as_ref()
            && *revision == snapshot.revision()
        {
            return Ok(Arc::clone(index));
        }
        let index = Arc::new(snapshot.facet_index()?);
        *held = Some((snapshot.revision(), Arc::clone(&index)));
        Ok(index)
    }
}

/// A question's place among those that were asked.
#[derive(Clone)]
pub(crate) struct Turn {
    newest: Arc<AtomicU64>,
    own: u64,
}

impl Turn {
    fn take(newest: &Arc<AtomicU64>) -> Self {
        Self {
            newest: Arc::clone(newest),
            own: newest.fetch_add(1, Ordering::AcqRel) + 1,
        }
    }

    /// The turn of a question that no other overtakes.
    pub(crate) fn alone() -> Self {
        Self::take(&Arc::default())
    }

    /// Whether a newer question was asked.
    pub(crate) fn is_overtaken(&self) -> bool {
        self.newest.load(Ordering::Acquire) != self.own
    }
}

impl Engine {
    /// Counts among the events of a request, by several readers of one state. None when a newer question has overtaken this
    /// one.
    pub(crate) fn count_among<T>(
        &self,
        request: &RawRequest,
        turn: &Turn,
        work: impl FnOnce(&Shared, &ExportRequest, &mut [HeldSnapshot]) -> Result<T>,
    ) -> Answer<Option<T>> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::DescribeSuspEvents, asked, &given(request))?;
            let accepted = accept(request)?;
            permit.record_read(shared);
            let stop = turn.clone();
            let mut held = hold(shared, move || stop.is_overtaken())?;
            match work(shared, &accepted, &mut held) {
                Err(_) if turn.is_overtaken() => Ok(None),
                counted => counted.map(Some),
            }
        })
    }
}

/// The filter of exactly the events that a request selects: of a page, those that stand on it.
pub(crate) fn exactly(snapshot: &Snapshot<'_>, accepted: &ExportRequest) -> Result<EventFilter> {
    let filter = &accepted.filter;
    let Some(page) = accepted.page else {
        return Ok(filter.clone());
    };
    if page.offset() == 0 && u64::from(page.size) >= snapshot.count_events(filter)? {
        return Ok(filter.clone());
    }
    let rows = snapshot.list_event_rows(filter, EventOrder::Newest, page.offset(), Some(page.size.into()))?;
    let mut events = Vec::with_capacity(rows.len());
    snapshot.read_events(&rows, &[], Language::Zh, |event| {
        events.push(NamedEvent {
            id: event.id,
            account: event.account.map_or(NamedAccount::None, NamedAccount::One),
        });
        ControlFlow::Continue(())
    })?;
    Ok(EventFilter {
        conditions: vec![Condition::Events(events)],
    })
}

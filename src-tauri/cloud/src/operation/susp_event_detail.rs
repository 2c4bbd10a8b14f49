//! `DescribeSuspEventDetail`: one event. The whole answer is the record.

use alertbook_core::Language;

use super::{Operation, Request, Scope};

/// Asks for one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspEventDetailQuery {
    /// The event's id.
    pub id: i64,
    /// Whose event.
    pub scope: Scope,
    /// The language of names and descriptions.
    pub lang: Language,
}

impl From<&SuspEventDetailQuery> for Request {
    fn from(query: &SuspEventDetailQuery) -> Self {
        Self::new(Operation::DescribeSuspEventDetail)
            .with("From", "sas")
            .with("Lang", query.lang.word())
            .with("SuspiciousEventId", query.id)
            .with_member(query.scope)
    }
}

//! `DescribeAllGroups`: the asset groups, all in one answer.

use alertbook_core::Language;

use super::{Operation, Request};

/// Asks for the asset groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AllGroupsQuery {
    /// The language of names.
    pub lang: Language,
}

impl From<&AllGroupsQuery> for Request {
    fn from(query: &AllGroupsQuery) -> Self {
        Self::new(Operation::DescribeAllGroups).with("Lang", query.lang.word())
    }
}

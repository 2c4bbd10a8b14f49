//! The parts of a translated filter.

use std::sync::Arc;

use super::keys::Keys;
use crate::sql::{Sql, any};

/// Where an arm looks: it decides how its matches are counted and which index finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The account, tallied.
    Account,
    /// The alert's names, tallied.
    Alert,
    /// The level, tallied.
    Level,
    /// The status, tallied.
    Status,
    /// The result code, tallied.
    Code,
    /// The affected asset, counted in its own row.
    Target,
    /// The container and cluster, counted in its own row.
    Workload,
    /// The last time, tallied by hours.
    Time,
    /// The id: an index finds a handful.
    Id,
    /// The unique key: an index finds a handful.
    Unique,
    /// The notes: an index holds the events that have any.
    Notes,
    /// What syncs saw: a table beside the events, indexed by it.
    Sighting,
    /// The event's own texts: an index tells the blocks of rows that may have matches.
    Texts,
    /// Marks and verdicts of people: a table beside the events, indexed by them.
    Review,
    /// Tags of people: a table beside the events, ordered by tag.
    Tag,
    /// A person's own notes: a table beside the events, read whole.
    OwnNote,
    /// Lacking a mark or verdict: all events but those of a table. Easily counted, found by no index.
    Unmarked,
    /// Something that no index knows.
    Anything,
}

impl Place {
    /// Whether the tally of words has a column for it.
    pub(crate) const fn is_tallied(self) -> bool {
        matches!(
            self,
            Self::Account | Self::Alert | Self::Level | Self::Status | Self::Code
        )
    }

    /// Whether the number of its matches is known without reading the events.
    pub(crate) const fn is_counted(self) -> bool {
        !matches!(self, Self::Time | Self::Texts | Self::Anything)
    }

    /// Whether an index finds its matches.
    pub(crate) const fn is_findable(self) -> bool {
        !matches!(self, Self::Time | Self::Unmarked | Self::Anything)
    }

    /// The event table by way of the index that finds matches.
    pub(crate) const fn source(self) -> &'static str {
        match self {
            Self::Account => "event INDEXED BY event_account",
            Self::Alert => "event INDEXED BY event_alert",
            Self::Level => "event INDEXED BY event_level",
            Self::Status => "event INDEXED BY event_status",
            Self::Code => "event INDEXED BY event_code",
            Self::Target => "event INDEXED BY event_target",
            Self::Workload => "event INDEXED BY event_workload",
            Self::Id => "event INDEXED BY event_id",
            Self::Unique => "event INDEXED BY event_unique_key",
            Self::Sighting | Self::Review | Self::Tag | Self::OwnNote => "event",
            Self::Notes => "event INDEXED BY event_notes",
            Self::Texts => concat!(
                "text_block CROSS JOIN event",
                " ON event_row BETWEEN text_block.rowid << 6 AND (text_block.rowid << 6) + 63"
            ),
            Self::Time | Self::Unmarked | Self::Anything => "event INDEXED BY event_order",
        }
    }
}

/// A predicate on one place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arm {
    pub(crate) place: Place,
    /// On the columns of `event`; those of tallied places are also the tally's.
    pub(crate) predicate: Sql,
    /// The same on the columns of the table it is about, where that is not `event`.
    pub(crate) inner: Option<Sql>,
    /// How many events it selects, once that was asked: exact where [`Place::is_counted`], else an upper bound.
    pub(crate) matches: u64,
    /// The keys of the table it is about that satisfy it, where asking how many events it selects told them.
    pub(crate) keys: Option<Arc<Keys>>,
    /// Of a range of `LastTime` the first and the last second.
    pub(crate) between: Option<(Option<i64>, Option<i64>)>,
}

impl Arm {
    /// A predicate on a column of the event itself.
    pub(crate) const fn own(place: Place, predicate: Sql) -> Self {
        Self {
            place,
            predicate,
            inner: None,
            matches: 0,
            keys: None,
            between: None,
        }
    }

    /// The predicate for a query that already starts from the arm's index.
    pub(crate) fn direct(&self) -> Sql {
        match (self.place, &self.inner) {
            (Place::Notes, Some(inner)) => inner.clone(),
            (Place::Texts, Some(blocks)) => blocks.clone().then(" AND ").sql(self.predicate.clone()),
            // The partial indexes are used only where the query says what they hold.
            (Place::Workload, _) => self.predicate.clone().then(" AND workload_id IS NOT NULL"),
            (Place::Code, _) => self.predicate.clone().then(" AND code IS NOT NULL"),
            _ => self.predicate.clone(),
        }
    }

    /// A predicate on the alert's names.
    pub(crate) fn alert(inner: Sql) -> Self {
        Self::pointed(
            Place::Alert,
            "alert_id IN (SELECT alert_id FROM alert WHERE ",
            inner,
        )
    }

    /// A predicate on the affected asset.
    pub(crate) fn target(inner: Sql) -> Self {
        Self::pointed(
            Place::Target,
            "target_id IN (SELECT target_id FROM target WHERE ",
            inner,
        )
    }

    /// A predicate on the container and cluster.
    pub(crate) fn workload(inner: Sql) -> Self {
        Self::pointed(
            Place::Workload,
            "workload_id IN (SELECT workload_id FROM workload WHERE ",
            inner,
        )
    }

    /// A predicate on the notes.
    pub(crate) fn notes(inner: Sql) -> Self {
        Self::pointed(
            Place::Notes,
            "event_row IN (SELECT event_row FROM event INDEXED BY event_notes WHERE ",
            inner,
        )
    }

    /// A predicate on what syncs saw.
    pub(crate) fn sighting(inner: Sql) -> Self {
        Self::pointed(
            Place::Sighting,
            "event_row IN (SELECT event_row FROM sighting WHERE ",
            inner,
        )
    }

    /// A predicate on the event's own texts, which only the blocks of a query can satisfy.
    pub(crate) fn texts(blocks: String, holds: Sql) -> Self {
        let blocks = Sql::lit("text_block MATCH ").bind(blocks);
        Self {
            place: Place::Texts,
            predicate: Sql::lit("(event_row >> 6 IN (SELECT rowid FROM text_block WHERE ")
                .sql(blocks.clone())
                .then(") AND ")
                .sql(holds)
                .then(")"),
            inner: Some(blocks),
            matches: 0,
            keys: None,
            between: None,
        }
    }

    /// A predicate on marks and verdicts.
    pub(crate) fn review(inner: Sql) -> Self {
        Self::pointed(
            Place::Review,
            "event_row IN (SELECT event_row FROM review WHERE ",
            inner,
        )
    }

    /// A predicate on tags.
    pub(crate) fn tag(inner: Sql) -> Self {
        Self::pointed(
            Place::Tag,
            "event_row IN (SELECT event_row FROM review_tag WHERE ",
            inner,
        )
    }

    /// A predicate on the person's own notes.
    pub(crate) fn own_note(inner: Sql) -> Self {
        Self::pointed(
            Place::OwnNote,
            "event_row IN (SELECT event_row FROM review_note WHERE ",
            inner,
        )
    }

    /// Not being among the events whose marks and verdicts satisfy a predicate.
    pub(crate) fn unmarked(marked: Sql) -> Self {
        Self::pointed(
            Place::Unmarked,
            "NOT EXISTS (SELECT 1 FROM review WHERE review.event_row = event.event_row AND ",
            marked,
        )
    }

    fn pointed(place: Place, found_by: &'static str, inner: Sql) -> Self {
        Self {
            place,
            predicate: Sql::lit(found_by).sql(inner.clone()).then(")"),
            inner: Some(inner),
            matches: 0,
            keys: None,
            between: None,
        }
    }

    /// The predicate for looking at few events: each looks its own row up, and no set is made first.
    pub(crate) fn probe(&self) -> Sql {
        let exists = match self.place {
            Place::Alert => "EXISTS (SELECT 1 FROM alert WHERE alert.alert_id = event.alert_id AND ",
            Place::Target => "EXISTS (SELECT 1 FROM target WHERE target.target_id = event.target_id AND ",
            Place::Workload => {
                "EXISTS (SELECT 1 FROM workload WHERE workload.workload_id = event.workload_id AND "
            }
            _ => return self.predicate.clone(),
        };
        match &self.inner {
            Some(inner) => Sql::lit(exists).sql(inner.clone()).then(")"),
            None => self.predicate.clone(),
        }
    }
}

/// A condition: at least one arm must hold, or none of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    pub(crate) arms: Vec<Arm>,
    /// Whether it is the events of no arm that are meant. What is absent satisfies no arm.
    pub(crate) excludes: bool,
}

impl Test {
    /// Satisfying one of some arms.
    pub(crate) const fn any_of(arms: Vec<Arm>) -> Self {
        Self {
            arms,
            excludes: false,
        }
    }

    /// A condition on one place.
    pub(crate) fn one(arm: Arm) -> Self {
        Self::any_of(vec![arm])
    }

    /// Satisfying none of some tests.
    pub(crate) fn none_of(tests: impl IntoIterator<Item = Self>) -> Self {
        Self {
            arms: tests.into_iter().flat_map(|test| test.arms).collect(),
            excludes: true,
        }
    }

    /// The predicate on `event`.
    pub(crate) fn predicate(&self) -> Sql {
        self.put_together(|arm| Some(arm.predicate.clone()))
    }

    /// The predicate for looking at few events.
    pub(crate) fn probe(&self) -> Sql {
        self.put_together(|arm| Some(arm.probe()))
    }

    /// The predicate on the table that all arms are about.
    pub(crate) fn inner(&self) -> Sql {
        self.put_together(|arm| arm.inner.clone())
    }

    fn put_together(&self, part: impl Fn(&Arm) -> Option<Sql>) -> Sql {
        let any = any(self.arms.iter().filter_map(part));
        if self.excludes {
            Sql::lit("(").sql(any).then(") IS NOT TRUE")
        } else {
            any
        }
    }
}

//! Orders by what few events differ in: the events of a list in groups, one after the other.

use std::collections::BTreeMap;

use alertbook_core::Language;
use alertbook_core::column::Column;
use foldhash::HashMap;
use rusqlite::Connection;

use crate::Result;
use crate::columnar::{Field, NONE};
use crate::error::Context;
use crate::event::{ABSENT, EventOrder, NO_ACCOUNT, shown_name};

const OPERATION: &str = "grouping events";

/// What the events of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupValue {
    /// A key of a vocabulary, a status or an account.
    Number(i64),
    /// Words.
    Text(String),
    /// They lack it.
    None,
}

/// Events side by side in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventGroup {
    /// What they have in common.
    pub value: GroupValue,
    /// How many there are.
    pub events: u64,
}

/// Which group the events of a key are in.
pub(super) struct Grouping {
    pub(super) field: Field,
    keys: HashMap<i64, usize>,
    pub(super) groups: Vec<EventGroup>,
}

/// The columns that events can be grouped by.
pub const GROUPABLE: [Column; 7] = [
    Column::Level,
    Column::AlertType,
    Column::Name,
    Column::InstanceName,
    Column::Status,
    Column::OperateCode,
    Column::Account,
];

/// Where a column's values are: the column of keys, and the query for keys with values.
const fn source(order: EventOrder) -> Option<(Field, &'static str)> {
    let Some(told) = order.column() else { return None };
    Some(match told {
        // Groups have names; in a sorted list a word that no vocabulary knows stands where it was first seen.
        (Column::OperateCode, _) if order.is_grouped() => (
            Field::Code,
            "SELECT DISTINCT code, iif(code < 1000, code, (SELECT word FROM unknown_word WHERE word_key = code)) FROM tally",
        ),
        (Column::Level, _) => (
            Field::Level,
            // A level that no vocabulary knows is neither above nor below the others.
            "SELECT DISTINCT level, iif(level BETWEEN 0 AND 999, level, NULL) FROM tally",
        ),
        (Column::Status, _) => (Field::Status, "SELECT DISTINCT status, status FROM tally"),
        (Column::OperateCode, _) => (Field::Code, "SELECT DISTINCT code, code FROM tally"),
        (Column::Account, _) => (Field::Account, "SELECT DISTINCT account, account FROM tally"),
        (Column::AlertType, _) => (Field::Alert, "SELECT alert_id, type_key FROM alert"),
        (Column::InstanceName, _) => (
            Field::Target,
            "SELECT target_id, nullif(instance_name, '') FROM target",
        ),
        (Column::Name, Language::Zh) => (
            Field::Alert,
            concat!("SELECT alert_id, ", shown_name!("zh", "en"), " FROM alert"),
        ),
        (Column::Name, Language::En) => (
            Field::Alert,
            concat!("SELECT alert_id, ", shown_name!("en", "zh"), " FROM alert"),
        ),
        _ => return None,
    })
}

impl Grouping {
    /// The groups of an order, in ascending order and still without events; none of an order that makes no groups.
    pub(super) fn of(connection: &Connection, order: EventOrder) -> Result<Option<Self>> {
        let Some((field, sql)) = source(order) else {
            return Ok(None);
        };
        let mut by_value: BTreeMap<GroupValue, Vec<i64>> = BTreeMap::new();
        by_value.entry(GroupValue::None).or_default().push(NONE);
        let mut statement = connection.prepare_cached(sql).during(OPERATION)?;
        let mut rows = statement.query([]).during(OPERATION)?;
        while let Some(row) = rows.next().during(OPERATION)? {
            let key: i64 = row.get(0).during(OPERATION)?;
            let value = value_of(field, row.get_ref(1).during(OPERATION)?);
            by_value.entry(value).or_default().push(key);
        }
        let mut grouping = Self {
            field,
            keys: HashMap::default(),
            groups: Vec::with_capacity(by_value.len()),
        };
        for (value, keys) in by_value {
            let group = grouping.groups.len();
            grouping.keys.extend(keys.into_iter().map(|key| (key, group)));
            grouping.groups.push(EventGroup { value, events: 0 });
        }
        Ok(Some(grouping))
    }

    /// The group of a key.
    pub(super) fn group_of(&self, key: i64) -> Option<usize> {
        self.keys.get(&key).copied()
    }

    /// Takes in how many events each key has, and puts the groups in order.
    pub(super) fn order(&mut self, counts: &HashMap<i64, u64>, order: EventOrder) {
        for (key, events) in counts {
            if let Some(group) = self.group_of(*key).and_then(|group| self.groups.get_mut(group)) {
                group.events += events;
            }
        }
        let mut places: Vec<usize> = (0..self.groups.len()).collect();
        let of = |place: &usize| self.groups.get(*place);
        let lacks = |place: &usize| of(place).is_none_or(|group| group.value == GroupValue::None);
        places.sort_by(|one, other| {
            let by_value = || {
                of(one)
                    .map(|group| &group.value)
                    .cmp(&of(other).map(|group| &group.value))
            };
            let ordered = match order {
                EventOrder::Grouped { descending, .. } => {
                    let events = |place| of(place).map(|group| group.events);
                    let by_events = events(one).cmp(&events(other));
                    if descending {
                        by_events.reverse()
                    } else {
                        by_events
                    }
                    .then_with(by_value)
                }
                EventOrder::By { descending: true, .. } => by_value().reverse(),
                _ => by_value(),
            };
            lacks(one).cmp(&lacks(other)).then(ordered)
        });
        let mut now = vec![0; places.len()];
        for (to, from) in places.iter().enumerate() {
            if let Some(now) = now.get_mut(*from) {
                *now = to;
            }
        }
        for group in self.keys.values_mut() {
            *group = now.get(*group).copied().unwrap_or(*group);
        }
        self.groups = places.iter().filter_map(of).cloned().collect();
    }
}

fn value_of(field: Field, value: rusqlite::types::ValueRef<'_>) -> GroupValue {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Integer(NO_ACCOUNT) if field == Field::Account => GroupValue::None,
        ValueRef::Integer(number) if number != ABSENT => GroupValue::Number(number),
        ValueRef::Text(text) => GroupValue::Text(String::from_utf8_lossy(text).into_owned()),
        _ => GroupValue::None,
    }
}

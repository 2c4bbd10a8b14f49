//! The events that have something in common with one, nearest in time first found.
//!
//! Each place is walked along its index from the event's own time in both directions, so that what is read is a few rows
//! however many events there are. `alarm_unique_info` has no index: it is looked for among the events of one asset, or of
//! one container where the event names no asset.

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::error::Context;
use crate::sql::Sql;
use crate::{Result, Snapshot};

/// What events have in common with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// The asset, by its uuid.
    Asset,
    /// The container, by its id.
    Container,
    /// `AlarmUniqueInfo`, on one asset or container.
    Alarm,
}

/// The events that have something in common with one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NearEvents {
    /// How many there are beside the one.
    pub others: u64,
    /// Rows of those nearest in time, newest first; without the one.
    pub rows: Vec<i64>,
    /// The uuid of the asset that all of them are on; blank when it was not the asset that was looked at.
    pub uuid: String,
    /// The id of the container that all of them are on; blank when it was the asset that was looked at.
    pub container_id: String,
    /// Their `AlarmUniqueInfo`; blank when they need not share it.
    pub alarm: String,
}

/// Later and earlier than the event: where each begins, and its order.
const DIRECTIONS: [[&str; 2]; 2] = [
    [" AND sort_ts >= ", " ORDER BY sort_ts, id LIMIT "],
    [" AND sort_ts < ", " ORDER BY sort_ts DESC, id DESC LIMIT "],
];

/// The event whose neighbours are wanted.
struct One {
    row: i64,
    sort_ts: i64,
    uuid: String,
    container_id: String,
    alarm: String,
}

/// Where events are looked for: an index and the keys of its first column.
struct Places {
    source: &'static str,
    keys: Vec<i64>,
    events: u64,
}

/// An event that was found: how far it is in time, and its place in the order of lists.
struct Found {
    sort_ts: i64,
    id: i64,
    row: i64,
}

impl Snapshot<'_> {
    /// The events that have something in common with that of a row; none where the row lacks what is asked for.
    pub fn near_events(&self, event_row: i64, common: Common, limit: usize) -> Result<Option<NearEvents>> {
        let Some(one) = read_one(self.connection, event_row)? else {
            return Ok(None);
        };
        let is_of_asset = !one.uuid.is_empty() && common != Common::Container;
        let (is_lacking, alarm) = match common {
            Common::Asset => (one.uuid.is_empty(), None),
            Common::Container => (one.container_id.is_empty(), None),
            Common::Alarm => (one.alarm.is_empty(), Some(one.alarm.as_str())),
        };
        if is_lacking || (!is_of_asset && one.container_id.is_empty()) {
            return Ok(None);
        }
        let places = places(self.connection, &one, is_of_asset)?;
        let others = match alarm {
            None => places.events.saturating_sub(1),
            Some(alarm) => count_alarm(self.connection, &places, alarm)?.saturating_sub(1),
        };
        let rows = nearest(self.connection, &one, &places, alarm, limit)?;
        let alarm = alarm.unwrap_or_default().to_owned();
        let (uuid, container_id) = if is_of_asset {
            (one.uuid, String::new())
        } else {
            (String::new(), one.container_id)
        };
        Ok(Some(NearEvents {
            others,
            rows,
            uuid,
            container_id,
            alarm,
        }))
    }
}

fn read_one(connection: &Connection, event_row: i64) -> Result<Option<One>> {
    connection
        .prepare_cached(
            "SELECT event_row, sort_ts, uuid, coalesce(container_id, ''), alarm_unique_info
             FROM event JOIN target USING (target_id) LEFT JOIN workload USING (workload_id)
             WHERE event_row = ?1",
        )
        .and_then(|mut statement| {
            let one = statement.query_row([event_row], |row| {
                Ok(One {
                    row: row.get(0)?,
                    sort_ts: row.get(1)?,
                    uuid: row.get(2)?,
                    container_id: row.get(3)?,
                    alarm: row.get(4)?,
                })
            });
            one.optional()
        })
        .during("reading an event")
}

/// An asset has several rows of `target` when its name or an address has changed, a container likewise.
fn places(connection: &Connection, one: &One, is_of_asset: bool) -> Result<Places> {
    let (source, sql, value) = if is_of_asset {
        (
            "event INDEXED BY event_target WHERE target_id = ",
            "SELECT target_id, events FROM target WHERE uuid = ?1",
            &one.uuid,
        )
    } else {
        (
            "event INDEXED BY event_workload WHERE workload_id IS NOT NULL AND workload_id = ",
            "SELECT workload_id, events FROM workload WHERE container_id = ?1 AND container_id <> ''",
            &one.container_id,
        )
    };
    let operation = "finding what events are on";
    let mut statement = connection.prepare_cached(sql).during(operation)?;
    let found = statement
        .query_map([value], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
        .during(operation)?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>().during(operation)?;
    let events: i64 = found.iter().map(|(_, events)| events).sum();
    Ok(Places {
        source,
        keys: found.into_iter().map(|(key, _)| key).collect(),
        events: u64::try_from(events).unwrap_or_default(),
    })
}

fn count_alarm(connection: &Connection, places: &Places, alarm: &str) -> Result<u64> {
    let operation = "counting the events of an alarm";
    let mut events = 0_u64;
    for key in &places.keys {
        let sql = Sql::lit("SELECT count(*) FROM ")
            .then(places.source)
            .bind(*key)
            .then(" AND alarm_unique_info = ")
            .bind(alarm.to_owned());
        let found: i64 = connection
            .prepare_cached(sql.text())
            .and_then(|mut statement| statement.query_row(params_from_iter(sql.binds()), |row| row.get(0)))
            .during(operation)?;
        events = events.saturating_add(u64::try_from(found).unwrap_or_default());
    }
    Ok(events)
}

fn nearest(
    connection: &Connection,
    one: &One,
    places: &Places,
    alarm: Option<&str>,
    limit: usize,
) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for key in &places.keys {
        for direction in DIRECTIONS {
            let sql = walk(one, places.source, *key, alarm, direction, limit);
            read_found(connection, &sql, &mut found)?;
        }
    }
    found.sort_by_key(|found| (found.sort_ts.abs_diff(one.sort_ts), found.id));
    found.truncate(limit);
    found.sort_by_key(|found| std::cmp::Reverse((found.sort_ts, found.id)));
    Ok(found.into_iter().map(|found| found.row).collect())
}

fn walk(
    one: &One,
    source: &'static str,
    key: i64,
    alarm: Option<&str>,
    [bound, order]: [&'static str; 2],
    limit: usize,
) -> Sql {
    let all = Sql::lit("SELECT sort_ts, id, event_row FROM ")
        .then(source)
        .bind(key)
        .then(bound)
        .bind(one.sort_ts)
        .then(" AND event_row <> ")
        .bind(one.row);
    let wanted = match alarm {
        Some(alarm) => all.then(" AND alarm_unique_info = ").bind(alarm.to_owned()),
        None => all,
    };
    wanted.then(order).bind(i64::try_from(limit).unwrap_or(i64::MAX))
}

fn read_found(connection: &Connection, sql: &Sql, found: &mut Vec<Found>) -> Result<()> {
    let operation = "finding events near another one";
    let mut statement = connection.prepare_cached(sql.text()).during(operation)?;
    let rows = statement
        .query_map(params_from_iter(sql.binds()), |row| {
            Ok(Found {
                sort_ts: row.get(0)?,
                id: row.get(1)?,
                row: row.get(2)?,
            })
        })
        .during(operation)?;
    for row in rows {
        found.push(row.during(operation)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_walked_along_an_index_and_never_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let store = crate::Store::open(&folder.path().join("alerts.db")).unwrap();
        let mut reader = store.read().unwrap();
        let snapshot = reader.snapshot().unwrap();
        let one = One {
            row: 1,
            sort_ts: 5,
            uuid: "u".to_owned(),
            container_id: "c".to_owned(),
            alarm: String::new(),
        };
        for (is_of_asset, index) in [(true, "event_target"), (false, "event_workload")] {
            let places = places(snapshot.connection, &one, is_of_asset).unwrap();
            for direction in DIRECTIONS {
                let sql = walk(&one, places.source, 1, Some("a"), direction, 20);
                let asked = Sql::lit("EXPLAIN QUERY PLAN ").sql(sql);
                let mut statement = snapshot.connection.prepare(asked.text()).unwrap();
                let plan: Vec<String> = statement
                    .query_map(params_from_iter(asked.binds()), |row| row.get(3))
                    .unwrap()
                    .collect::<rusqlite::Result<_>>()
                    .unwrap();
                assert_eq!(plan.len(), 1, "{plan:?}");
                assert!(plan[0].starts_with("SEARCH event USING INDEX"), "{plan:?}");
                assert!(plan[0].contains(index) && plan[0].contains("sort_ts"), "{plan:?}");
            }
        }
    }
}

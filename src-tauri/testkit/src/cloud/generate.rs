//! Makes a tenant from the generator of the demo data.

use std::collections::{BTreeSet, HashMap};

use alertbook_core::time::format_cloud_time;
use alertbook_demo::{Language, Tenant as Source, TenantOptions as SourceOptions};
use serde_json::{Value, json};

use super::event::{Event, Fields, fields, fill_empty};
use super::fault::draw;
use super::tenant::{Asset, Tenant, TenantOptions};

/// One more than the largest integer that a JavaScript number holds exactly, and odd.
const BEYOND_DOUBLE: i64 = (1 << 53) + 1;
/// The ids of the generator's first records; later events count on from here.
const FIRST_ID: i64 = 600_000_000;
/// One event in this many has an id beyond the doubles.
const LARGE_SHARE: u64 = 40;
/// Events of one and the same second, at most: more than a page.
const MOST_TIES: u64 = 130;
const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

impl Tenant {
    /// Makes a tenant.
    pub fn new(options: TenantOptions) -> Self {
        let mut tenant = Self::without_events(options);
        for index in 0..tenant.options.events {
            let event = tenant.first_event(index);
            tenant.insert(event);
        }
        tenant
    }

    /// Everything but the events.
    pub(crate) fn without_events(options: TenantOptions) -> Self {
        let source = Source::new(SourceOptions {
            seed: options.seed,
            days: options.days,
            english_percent: 0,
            ..SourceOptions::sized(options.events, options.newest)
        });
        let account = |number: u32| {
            1_000_000_000_000_000
                + i64::try_from(draw(&(options.seed, number)) % 900_000_000_000_000).unwrap()
        };
        let own = account(0);
        let members: Vec<_> = (1..=options.members).map(account).collect();
        let assets: Vec<_> = source
            .assets_in(Language::Chinese)
            .zip(source.assets_in(Language::English))
            .map(|(zh, en)| asset(own, &members, [zh, en]))
            .collect();
        let containers: Vec<_> = source.containers().collect();
        Self {
            own,
            now: options.newest,
            arrived: 0,
            events: HashMap::new(),
            order: BTreeSet::new(),
            groups: source.groups().map(group).collect(),
            asset_places: places(assets.iter().map(|asset| &asset.rows[0]), "Uuid"),
            assets,
            clusters: source.clusters().collect(),
            container_places: places(containers.iter(), "ContainerId"),
            containers,
            members,
            source,
            options,
        }
    }

    fn first_event(&self, index: u64) -> Event {
        let is_timeless = index < self.options.timeless;
        self.make(index, |record| {
            let id = number(record, "Id");
            if draw(&(self.options.seed, "large", index)).is_multiple_of(LARGE_SHARE) && id < BEYOND_DOUBLE {
                record.insert("Id".to_owned(), json!(id + BEYOND_DOUBLE));
            }
            let last = self.tied(index, number(record, "LastTimeStamp"));
            let first = number(record, "OccurrenceTimeStamp").min(last);
            set_time(record, "LastTime", last);
            set_time(record, "OccurrenceTime", first);
            if is_timeless {
                record.remove("LastTime");
                record.remove("LastTimeStamp");
            }
        })
    }

    /// The event's time, moved so that many events share a second: an hour's events in a third of the days, and
    /// more than a page of them in one place.
    fn tied(&self, index: u64, last: i64) -> i64 {
        let events = self.options.events;
        let (from, count) = (events / 3, (events / 10).min(MOST_TIES));
        if (from..from + count).contains(&index) {
            // The oldest of them, so that no time is later than it was.
            let mut text = Vec::new();
            self.source.append_event(from + count - 1, &mut text);
            return number(
                &fields(&String::from_utf8(text).unwrap_or_default()),
                "LastTimeStamp",
            );
        }
        if index > 0 && last.div_euclid(DAY) % 3 == 0 {
            return last.div_euclid(HOUR) * HOUR;
        }
        last
    }

    /// One more event, pending, that occurred at this time.
    pub(crate) fn later_event(&mut self, last: i64) -> Event {
        let number = self.arrived;
        self.arrived += 1;
        let options = &self.options;
        let id = FIRST_ID + i64::try_from(options.events * 3 + 10 + number).unwrap_or_default();
        let id = if number % LARGE_SHARE == 3 {
            id + BEYOND_DOUBLE
        } else {
            id
        };
        self.make(options.events + number, |record| {
            record.insert("Id".to_owned(), json!(id));
            record.insert("EventStatus".to_owned(), json!(1));
            for field in ["OperateTime", "OperateErrorCode", "OperateMsg", "MarkMisRules"] {
                record.remove(field);
            }
            set_time(record, "LastTime", last);
            set_time(record, "OccurrenceTime", last);
        })
    }

    /// The generator's event of this index in both languages, set right, with its account.
    fn make(&self, index: u64, set: impl Fn(&mut Fields)) -> Event {
        let [mut zh, en] = [Language::Chinese, Language::English].map(|language| {
            let mut text = Vec::new();
            self.source.append_event_in(index, language, &mut text);
            fields(&String::from_utf8(text).unwrap_or_default())
        });
        set(&mut zh);
        let id = number(&zh, "Id");
        let account = self.account_of(&zh, id);
        zh.insert("SourceAliUid".to_owned(), json!(account));
        // Records of the own account do not always say so.
        if account == self.own && id % 25 == 3 {
            zh.remove("SourceAliUid");
        }
        fill_empty(&mut zh, id);
        Event::new(account, zh, en)
    }

    fn account_of(&self, record: &Fields, id: i64) -> i64 {
        let uuid = record.get("Uuid").and_then(Value::as_str).unwrap_or_default();
        match self.asset(uuid) {
            Some(asset) => asset.account,
            None => owner(self.own, &self.members, draw(&id)),
        }
    }
}

/// The rows of an asset; nodes of clusters are the own account's, since the lists of containers know no other.
fn asset(own: i64, members: &[i64], mut rows: [Value; 2]) -> Asset {
    let [zh, _] = &rows;
    let uuid = zh["Uuid"].as_str().unwrap_or_default();
    let account = if zh["ClusterId"].is_string() {
        own
    } else {
        owner(own, members, draw(&uuid))
    };
    for row in &mut rows {
        if row["GroupTrace"] == DEFAULT_GROUP {
            row["GroupTrace"] = json!("default");
        }
    }
    Asset { account, rows }
}

/// Name of the group of assets that are in no other.
pub(crate) const DEFAULT_GROUP: &str = "未分组";

/// A group's row; only the default group's name is the cloud's own and translated.
fn group(zh: Value) -> [Value; 2] {
    let mut en = zh.clone();
    if en["GroupFlag"] == 0 {
        en["GroupName"] = json!("Ungrouped");
    }
    [zh, en]
}

/// Half of everything is the own account's.
fn owner(own: i64, members: &[i64], lot: u64) -> i64 {
    let place = usize::try_from(lot % (members.len().max(1) as u64 * 2)).unwrap_or(usize::MAX);
    members.get(place).copied().unwrap_or(own)
}

fn places<'a>(rows: impl Iterator<Item = &'a Value>, key: &str) -> HashMap<String, usize> {
    let keys = rows.map(|row| row[key].as_str().unwrap_or_default().trim().to_owned());
    keys.enumerate().map(|(place, key)| (key, place)).collect()
}

pub(crate) fn number(record: &Fields, field: &str) -> i64 {
    record.get(field).and_then(Value::as_i64).unwrap_or_default()
}

/// Sets a time in both of its fields. An odd text (blank, null) stays; white space around it too.
pub(crate) fn set_time(record: &mut Fields, field: &str, time: i64) {
    let odd = match record.get(field) {
        Some(Value::String(text)) => text.trim().is_empty(),
        _ => true,
    };
    if !odd {
        let padded = record[field].as_str().is_some_and(|text| text.trim() != text);
        let text = format_cloud_time(time.div_euclid(1_000));
        let text = if padded { format!("  {text}\n") } else { text };
        record.insert(field.to_owned(), json!(text));
    }
    record.insert(format!("{field}Stamp"), json!(time));
}

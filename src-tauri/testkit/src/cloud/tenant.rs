//! The customer whose events the stand-in serves, and what a store must hold after a sync.

use std::collections::{BTreeSet, HashMap};

use alertbook_demo::Tenant as Source;
use serde_json::{Value, json};

use super::event::Event;
use crate::NEWEST;

/// What a tenant is made from. Two tenants of equal options are equal byte by byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantOptions {
    /// Decides everything that is drawn at random.
    pub seed: u64,
    /// Number of events at the start.
    pub events: u64,
    /// Days that they cover, back from the newest.
    pub days: u32,
    /// `LastTimeStamp` of the newest, Unix milliseconds.
    pub newest: i64,
    /// So many of the events tell no time.
    pub timeless: u64,
    /// Member accounts beside the own one; with any, about half of the servers are theirs.
    pub members: u32,
}

impl Default for TenantOptions {
    /// 1 000 events of 90 days before 2026, one account.
    fn default() -> Self {
        Self {
            seed: 1,
            events: 1_000,
            days: 90,
            newest: NEWEST,
            timeless: 0,
            members: 0,
        }
    }
}

/// A tenant, which lives: events arrive, recur, and are handled.
#[derive(Debug)]
pub struct Tenant {
    pub(crate) options: TenantOptions,
    /// Where events come from, the later ones too.
    pub(crate) source: Source,
    pub(crate) own: i64,
    pub(crate) members: Vec<i64>,
    /// The time up to which it has been lived, Unix milliseconds.
    pub(crate) now: i64,
    /// Events that arrived after the start.
    pub(crate) arrived: u64,
    pub(crate) events: HashMap<i64, Event>,
    /// `LastTimeStamp` and id of every event.
    pub(crate) order: BTreeSet<(i64, i64)>,
    pub(crate) groups: Vec<[Value; 2]>,
    pub(crate) assets: Vec<Asset>,
    pub(crate) clusters: Vec<Value>,
    pub(crate) containers: Vec<Value>,
    /// Places of assets by `Uuid`, and of containers by `ContainerId`.
    pub(crate) asset_places: HashMap<String, usize>,
    pub(crate) container_places: HashMap<String, usize>,
}

/// A row of the asset list, in both languages.
#[derive(Debug, Clone)]
pub(crate) struct Asset {
    pub(crate) account: i64,
    pub(crate) rows: [Value; 2],
}

/// One line of the truth: a record that a store must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// `event`, `group`, `asset`, `cluster` or `container`.
    pub kind: &'static str,
    /// The account it belongs to.
    pub account: i64,
    /// The record as `Lang=zh` answers it, compact JSON.
    pub zh: String,
    /// As `Lang=en` answers it; lists without a language are the same in both.
    pub en: String,
}

impl Record {
    /// The line: `{"kind":…,"account":…,"zh":{…},"en":{…}}`.
    pub fn to_line(&self) -> String {
        let Self {
            kind,
            account,
            zh,
            en,
        } = self;
        [
            r#"{"kind":""#,
            kind,
            r#"","account":"#,
            &account.to_string(),
            r#","zh":"#,
            zh,
            r#","en":"#,
            en,
            "}",
        ]
        .concat()
    }
}

impl Tenant {
    /// The account whose keys are used.
    pub fn own_account(&self) -> i64 {
        self.own
    }

    /// The member accounts.
    pub fn members(&self) -> &[i64] {
        &self.members
    }

    /// The time up to which it has been lived, Unix milliseconds.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// Number of events, of all accounts.
    pub fn event_count(&self) -> usize {
        self.events.len()
    }

    /// Ids of all events, newest `LastTime` first.
    pub fn event_ids(&self) -> Vec<i64> {
        self.order.iter().rev().map(|(_, id)| *id).collect()
    }

    /// The record of an event as `Lang=zh` and `Lang=en` answer it.
    pub fn event(&self, id: i64) -> Option<[&str; 2]> {
        let event = self.events.get(&id)?;
        Some([&event.zh, &event.en])
    }

    /// What a store must hold: events, groups, assets, clusters and containers of all accounts.
    pub fn truth(&self) -> Vec<Record> {
        let events = self.order.iter().rev().filter_map(|(_, id)| {
            let event = self.events.get(id)?;
            Some(Record {
                kind: "event",
                account: event.account,
                zh: event.zh.clone(),
                en: event.en.clone(),
            })
        });
        let row = |kind, account, zh: &Value, en: &Value| Record {
            kind,
            account,
            zh: zh.to_string(),
            en: en.to_string(),
        };
        let own = |kind: &'static str, rows: &[Value]| {
            rows.iter()
                .map(|value| row(kind, self.own, value, value))
                .collect::<Vec<_>>()
        };
        let groups = self.groups.iter().map(|[zh, en]| row("group", self.own, zh, en));
        let assets = self
            .assets
            .iter()
            .map(|asset| row("asset", asset.account, &asset.rows[0], &asset.rows[1]));
        events
            .chain(groups)
            .chain(assets)
            .chain(own("cluster", &self.clusters))
            .chain(own("container", &self.containers))
            .collect()
    }

    /// Gives an event's record an id that nobody can read; it is listed all the same.
    pub fn spoil(&mut self, id: i64) {
        if let Some(event) = self.events.get_mut(&id) {
            let (own, none) = (format!("\"Id\":{id}"), "\"Id\":\"none\"");
            event.zh = event.zh.replace(&own, none);
            event.en = event.en.replace(&own, none);
        }
    }

    pub(crate) fn insert(&mut self, event: Event) {
        self.order.insert((event.last, event.id));
        if let Some(before) = self.events.insert(event.id, event) {
            let after = self.events.get(&before.id).map(|event| event.last);
            if after != Some(before.last) {
                self.order.remove(&(before.last, before.id));
            }
        }
    }

    /// The asset row of this `Uuid`.
    pub(crate) fn asset(&self, uuid: &str) -> Option<&Asset> {
        self.assets.get(*self.asset_places.get(uuid.trim())?)
    }

    /// The container row of this `ContainerId`.
    pub(crate) fn container(&self, id: &str) -> Option<&Value> {
        self.containers.get(*self.container_places.get(id.trim())?)
    }

    pub(crate) fn summary(&self) -> Value {
        json!({
            "account": self.own.to_string(),
            "members": self.members.iter().map(i64::to_string).collect::<Vec<_>>(),
            "events": self.events.len(), "now": self.now,
        })
    }
}

//! A stand-in cloud, a data folder, and an account with a key of this run.

use std::sync::Arc;
use std::time::Duration;

use alertbook_engine::{Door, Engine, EngineOptions, RetryRules, SystemClock};
use alertbook_testkit::cloud::{Key, Options, StandIn, Tenant, TenantOptions};
use alertbook_wire::{NewCloudAccount, Notice, SyncExtent, SyncRun, SyncStatus};
use serde_json::json;

use crate::support::Data;

/// A secret that must be in no file and no error.
pub(crate) const SECRET: &str = "canary-7c1f-never-written";
pub(crate) const EVENTS: u64 = 230;

pub(crate) struct CloudBed {
    pub(crate) cloud: StandIn,
    pub(crate) data: Data,
}

impl CloudBed {
    pub(crate) fn new() -> Self {
        Self::with_key(Key::new("window", SECRET))
    }

    pub(crate) fn with_key(key: Key) -> Self {
        Self::with(key, 0)
    }

    pub(crate) fn with_members(members: u32) -> Self {
        Self::with(Key::new("window", SECRET), members)
    }

    fn with(key: Key, members: u32) -> Self {
        let tenant = Tenant::new(TenantOptions {
            events: EVENTS,
            newest: now() - 60_000,
            members,
            ..TenantOptions::default()
        });
        let options = Options {
            keys: vec![key],
            ..Options::default()
        };
        Self {
            cloud: StandIn::start(tenant, options).unwrap(),
            data: Data::new(),
        }
    }

    /// The engine of a window; it tries six times as always, without waiting for long in between.
    pub(crate) fn open(&self) -> Engine {
        let options = EngineOptions {
            clock: Arc::new(SystemClock),
            door: Door::Window,
            watch: true,
            retry: RetryRules {
                first_wait: Duration::from_millis(1),
                longest_wait: Duration::from_millis(1),
                ..RetryRules::default()
            },
            ..self.data.options()
        };
        Engine::open(options).unwrap()
    }
}

/// An account at an address, with a key of this run.
pub(crate) fn session_account(endpoint: &str) -> NewCloudAccount {
    serde_json::from_value(json!({
        "name": "",
        "key": { "kind": "session", "accessKeyId": "window", "secret": SECRET, "token": null },
        "site": endpoint,
        "members": "own",
        "language": "zh",
        "everyMinutes": 0,
    }))
    .unwrap()
}

/// Syncs an account, and answers the run once it has ended.
pub(crate) fn synced(engine: &Engine, account: i64) -> SyncRun {
    let run = engine.start_sync(account, SyncExtent::Due).unwrap();
    ended(engine, run)
}

pub(crate) fn now() -> i64 {
    use alertbook_engine::Clock;
    SystemClock.now()
}

/// The run once it has ended, as the notices tell it.
fn ended(engine: &Engine, id: i64) -> SyncRun {
    loop {
        match engine.next_notice() {
            Some(Notice::SyncProgress { run })
                if run.id == id && !matches!(run.status, SyncStatus::Running | SyncStatus::Waiting) =>
            {
                return *run;
            }
            Some(_) => {}
            None => panic!("the notices ended"),
        }
    }
}

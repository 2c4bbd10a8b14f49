//! A stand-in cloud, a data folder, and the question whether the one holds what the other does.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use alertbook_core::Language;
use alertbook_core::json::Json;
use alertbook_core::record::{Record as CoreRecord, RecordKind};
use alertbook_store::{Snapshot, Store};
use alertbook_testkit::cloud::{Faults, Key, Options, Record, StandIn, Tenant, TenantOptions};
use serde_json::Value;

use crate::support::Cli;

/// The stand-in's usual moment: a minute after the newest event.
const AFTER_THE_NEWEST: i64 = 60_000;

pub(crate) struct Bed {
    pub(crate) cloud: StandIn,
    pub(crate) cli: Cli,
}

/// A tenant's size and what it is made of.
pub(crate) fn tenant(events: u64, members: u32) -> Tenant {
    Tenant::new(TenantOptions {
        events,
        members,
        ..TenantOptions::default()
    })
}

/// The cloud at its best, at the tenant's own time.
pub(crate) fn options(tenant: &Tenant) -> Options {
    Options {
        clock: Some(tenant.now() + AFTER_THE_NEWEST),
        ..Options::default()
    }
}

impl Bed {
    pub(crate) fn new(events: u64) -> Self {
        Self::with(tenant(events, 0), |_| {})
    }

    pub(crate) fn with_faults(events: u64, faults: Faults) -> Self {
        Self::with(tenant(events, 0), |options| options.faults = faults)
    }

    pub(crate) fn with(tenant: Tenant, set: impl FnOnce(&mut Options)) -> Self {
        let mut options = options(&tenant);
        set(&mut options);
        Self {
            cloud: StandIn::start(tenant, options).unwrap(),
            cli: Cli::new(),
        }
    }

    /// The program with the usual key in its environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.command_with(Key::ID, Key::SECRET, arguments)
    }

    pub(crate) fn command_with(&self, id: &str, secret: &str, arguments: &[&str]) -> Command {
        let mut command = self.cli.command(arguments);
        command
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", id)
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret)
            .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
            .env("ALIBABA_CLOUD_CONFIG_FILE", self.cli.beside("config.json"));
        command
    }

    /// `sync` with the usual key and more arguments.
    pub(crate) fn sync_command(&self, more: &[&str]) -> Command {
        let endpoint = self.cloud.endpoint();
        let usual = ["sync", "--environment", "--endpoint", &endpoint, "--rate", "0"];
        self.command(&[&usual[..], more].concat())
    }

    pub(crate) fn sync(&self, more: &[&str]) -> Value {
        let output = self.sync_command(more).output().unwrap();
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Whether the store holds just what the tenant does, each event as it came, in each of the languages.
    pub(crate) fn assert_same(&self, languages: &[Language]) {
        let truth = self.cloud.tenant(|tenant| tenant.truth());
        self.assert_holds(&truth, languages);
    }

    pub(crate) fn assert_holds(&self, truth: &[Record], languages: &[Language]) {
        let store = Store::open(&self.cli.root().join("alerts.db")).unwrap();
        let mut read = store.read().unwrap();
        let snapshot = read.snapshot().unwrap();
        let events: Vec<&Record> = truth.iter().filter(|record| record.kind == "event").collect();
        for record in &events {
            let texts = languages.iter().map(|language| match language {
                Language::Zh => &record.zh,
                Language::En => &record.en,
            });
            let mut expected: Vec<Value> = texts.map(|text| serde_json::from_str(text).unwrap()).collect();
            // Where the words do not tell the two languages apart, the first one stands for both.
            expected.dedup_by_key(|event| language_told(event));
            let id = expected[0]["Id"].as_i64().unwrap();
            let held = held(&snapshot, id, record.account);
            let all = expected.iter().all(|event| held.contains(event));
            assert!(
                all && held.len() == expected.len(),
                "event {id}: {held:#?}\n{expected:#?}"
            );
        }
        assert_eq!(
            snapshot.total_events().unwrap(),
            events.len() as u64,
            "events too many"
        );
        drop(snapshot);
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        for record in truth {
            *counts.entry(record.kind).or_default() += 1;
        }
        let check = self.cli.json(&["db", "check"]);
        assert_eq!(check["Sound"], true);
        for (kind, table) in [
            ("group", "asset_group"),
            ("asset", "asset"),
            ("cluster", "container_group"),
            ("container", "container"),
        ] {
            let expected = counts.get(kind).copied().unwrap_or_default();
            assert_eq!(check["Tables"][table], expected, "{table}");
        }
    }

    /// Every byte that the program wrote into its data folder.
    pub(crate) fn written(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.cli.root()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
                }
            }
        }
        files
    }
}

/// The language that a record's own words tell.
fn language_told(event: &Value) -> Language {
    match CoreRecord::read(RecordKind::Event, &Json::from(event)).unwrap() {
        CoreRecord::Event(event) => event.language,
        _ => panic!("no event"),
    }
}

/// The copies of an event that the store holds.
fn held(snapshot: &Snapshot<'_>, id: i64, account: i64) -> Vec<Value> {
    let Some(row) = snapshot.find_event(id, Some(account)).unwrap() else {
        return Vec::new();
    };
    let stored = snapshot.stored_record(row).unwrap();
    let texts = std::iter::once(stored.raw).chain(stored.other_raw);
    texts.map(|text| serde_json::from_str(&text).unwrap()).collect()
}

/// Runs a command that must fail: its exit status, what it stored, and its error object.
pub(crate) fn fails(command: &mut Command) -> (i32, Value, Value) {
    parts(&command.output().unwrap())
}

/// Exit status, standard output and standard error, both JSON.
pub(crate) fn parts(output: &Output) -> (i32, Value, Value) {
    let json = |bytes: &[u8]| {
        serde_json::from_slice(bytes).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(bytes)))
    };
    (
        output.status.code().unwrap(),
        if output.stdout.is_empty() {
            Value::Null
        } else {
            json(&output.stdout)
        },
        json(&output.stderr),
    )
}

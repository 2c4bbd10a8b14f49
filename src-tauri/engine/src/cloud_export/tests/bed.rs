//! A stand-in cloud on loopback, which is asked as fast as it answers, and an engine that knows an account of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use alertbook_cloud::{
    Client, ClientOptions, CredentialSource, Credentials, Endpoint, Error as CloudError, RateLimiter,
    RetryRules, Sts,
};
use alertbook_core::filter::RawRequest;
use alertbook_store::table::{ExportRow, ExportState, NewAccount, insert_account_in};
use alertbook_testkit::cloud::{Key, Options, StandIn, Tenant, TenantOptions};

use super::super::*;
use crate::{Door, EngineOptions};

pub(super) const EVENTS: u64 = 60;

/// The stand-in is asked without waiting.
const PACE: Pace = Pace {
    first: Duration::ZERO,
    longest: Duration::ZERO,
};

pub(super) struct StandardKey;

impl CredentialSource for StandardKey {
    fn credentials(&self, _: &Sts<'_>) -> Result<Credentials, CloudError> {
        Ok(Credentials {
            access_key_id: Key::ID.to_owned(),
            secret: Key::SECRET.into(),
            security_token: None,
        })
    }
}

/// A stand-in cloud, and an engine that knows an account of it and holds some of its events.
pub(super) struct Bed {
    // Gone after the engine.
    pub(super) engine: Engine,
    pub(super) cloud: StandIn,
    pub(super) folder: tempfile::TempDir,
}

impl Bed {
    /// `held` events of the tenant stand in the store.
    pub(super) fn new(held: usize, set: impl FnOnce(&mut Options)) -> Self {
        Self::behind(Door::Cli, held, set)
    }

    pub(super) fn behind(door: Door, held: usize, set: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tenant = Tenant::new(TenantOptions {
            events: EVENTS,
            ..TenantOptions::default()
        });
        let account = tenant.own_account();
        let events: Vec<String> = tenant
            .event_ids()
            .iter()
            .take(held)
            .map(|id| {
                let mut event: serde_json::Value =
                    serde_json::from_str(tenant.event(*id).unwrap()[0]).unwrap();
                event["SourceAliUid"] = account.into();
                event.to_string()
            })
            .collect();
        let mut options = Options {
            clock: Some(tenant.now() + 60_000),
            ..Options::default()
        };
        set(&mut options);
        let cloud = StandIn::start(tenant, options).unwrap();
        let engine = Engine::open(EngineOptions {
            data_folder: Some(folder.path().join("data")),
            system_policy: None,
            language: Some(alertbook_core::Language::En),
            ..EngineOptions::new(door)
        })
        .unwrap();
        let file = folder.path().join("events.ndjson");
        std::fs::write(&file, events.join("\n")).unwrap();
        engine.run_import(&[file], &mut |_| {}).unwrap();
        let new = NewAccount {
            name: "main".to_owned(),
            credential: "environment".to_owned(),
            credential_name: String::new(),
            endpoint: cloud.endpoint(),
            members: "own".to_owned(),
            language: "zh".to_owned(),
            rate: 0,
            full_days: 7,
            every_minutes: 0,
            cloud_account: None,
            created: 1,
        };
        engine.shared.write(|tx| insert_account_in(tx, &new)).unwrap();
        Self {
            engine,
            cloud,
            folder,
        }
    }

    pub(super) fn client(&self) -> Client {
        self.client_with(Arc::new(StandardKey))
    }

    pub(super) fn client_with(&self, key: Arc<dyn CredentialSource>) -> Client {
        let endpoint = Endpoint::parse(&self.cloud.endpoint()).unwrap();
        Client::new(ClientOptions {
            limiter: Arc::new(RateLimiter::new(None)),
            retry: RetryRules {
                tries: 4,
                first_wait: Duration::from_millis(1),
                longest_wait: Duration::from_millis(2),
            },
            ..ClientOptions::of_endpoint(endpoint, key)
        })
        .unwrap()
    }

    /// Asks and waits for the end; the observer may act on each step.
    pub(super) fn ask_observed(
        &self,
        texts: &[(&str, &str)],
        observer: &mut dyn FnMut(CloudExportStep),
    ) -> Answer<CloudExportAnswer> {
        let raw = RawRequest::from_texts(texts.iter().copied());
        self.engine.answer(|asked| {
            let (plan, _) = accept(&self.engine.shared, asked, Which::Only, &raw)?;
            run::run(&self.engine.shared, &plan, &self.client(), PACE, observer)
        })
    }

    /// Accepts a request, lets something happen, and goes on to the end with a client.
    pub(super) fn ask_then(&self, client: &Client, meanwhile: impl Fn()) -> Answer<CloudExportAnswer> {
        self.engine.answer(|asked| {
            let raw = RawRequest::default();
            let (plan, _) = accept(&self.engine.shared, asked, Which::Only, &raw)?;
            meanwhile();
            run::run(&self.engine.shared, &plan, client, PACE, &mut |_| {})
        })
    }

    pub(super) fn ask(&self, texts: &[(&str, &str)]) -> Answer<CloudExportAnswer> {
        self.ask_observed(texts, &mut |_| {})
    }

    pub(super) fn exports(&self) -> PathBuf {
        self.folder.path().join("data").join("exports")
    }

    pub(super) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.exports()).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// The only record.
    pub(super) fn row(&self) -> ExportRow {
        let mut rows = self
            .engine
            .shared
            .read(|connection| Ok(connection.exports()?))
            .unwrap();
        assert_eq!(rows.len(), 1);
        rows.remove(0)
    }

    /// How the only record failed: its code, and that there is no file.
    pub(super) fn failed(&self, answer: Answer<CloudExportAnswer>, code: &str) {
        let error = answer.unwrap_err();
        assert_eq!(error.code, code, "{}", error.message);
        let row = self.row();
        let state = if code == "export.cancelled" {
            ExportState::Cancelled
        } else {
            ExportState::Failed
        };
        assert_eq!((row.state, row.error_code.as_deref()), (state, Some(code)));
        assert_eq!(self.files(), [""; 0]);
    }

    /// Calls of an action, but for the one that taught the client the cloud's time.
    pub(super) fn calls(&self, action: &str) -> usize {
        let calls = self.cloud.calls();
        let of_it = calls.iter().filter(|call| call.action == action);
        of_it
            .filter(|call| call.code != "InvalidTimeStamp.Expired")
            .count()
    }

    pub(super) fn downloads(&self) -> usize {
        self.cloud
            .calls()
            .iter()
            .filter(|call| call.action.starts_with("/_export/"))
            .count()
    }
}

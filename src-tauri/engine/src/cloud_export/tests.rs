//! With the stand-in cloud on loopback, which is asked as fast as it answers.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use alertbook_cloud::{
    Client, ClientOptions, CredentialSource, Credentials, Endpoint, Error as CloudError, RateLimiter,
    RetryRules, Sts,
};
use alertbook_core::filter::RawRequest;
use alertbook_store::table::{ExportRow, ExportState, NewAccount, insert_account_in};
use alertbook_testkit::cloud::{ExportEnd, Fault, Faults, Key, Options, StandIn, Tenant, TenantOptions};

use alertbook_wire::Notice;

use super::*;
use crate::{Door, EngineOptions};

const EVENTS: u64 = 60;

struct StandardKey;

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
struct Bed {
    // Gone after the engine.
    engine: Engine,
    cloud: StandIn,
    folder: tempfile::TempDir,
}

impl Bed {
    /// `held` events of the tenant stand in the store.
    fn new(held: usize, set: impl FnOnce(&mut Options)) -> Self {
        Self::behind(Door::Cli, held, set)
    }

    fn behind(door: Door, held: usize, set: impl FnOnce(&mut Options)) -> Self {
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

    fn client(&self) -> Client {
        let endpoint = Endpoint::parse(&self.cloud.endpoint()).unwrap();
        Client::new(ClientOptions {
            limiter: Arc::new(RateLimiter::new(None)),
            retry: RetryRules {
                tries: 4,
                first_wait: Duration::from_millis(1),
                longest_wait: Duration::from_millis(2),
            },
            ..ClientOptions::of_endpoint(endpoint, Arc::new(StandardKey))
        })
        .unwrap()
    }

    /// Asks and waits for the end; the observer may act on each step.
    fn ask_observed(
        &self,
        texts: &[(&str, &str)],
        observer: &mut dyn FnMut(CloudExportStep),
    ) -> Answer<CloudExportAnswer> {
        let pace = Pace {
            first: Duration::ZERO,
            longest: Duration::ZERO,
        };
        let raw = RawRequest::from_texts(texts.iter().copied());
        self.engine.answer(|asked| {
            let (plan, _) = accept(&self.engine.shared, asked, Which::Only, &raw)?;
            run::run(&self.engine.shared, &plan, &self.client(), pace, observer)
        })
    }

    fn ask(&self, texts: &[(&str, &str)]) -> Answer<CloudExportAnswer> {
        self.ask_observed(texts, &mut |_| {})
    }

    fn exports(&self) -> PathBuf {
        self.folder.path().join("data").join("exports")
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.exports()).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// The only record.
    fn row(&self) -> ExportRow {
        let mut rows = self
            .engine
            .shared
            .read(|connection| Ok(connection.exports()?))
            .unwrap();
        assert_eq!(rows.len(), 1);
        rows.remove(0)
    }

    /// How the only record failed: its code, and that there is no file.
    fn failed(&self, answer: Answer<CloudExportAnswer>, code: &str) {
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
    fn calls(&self, action: &str) -> usize {
        let calls = self.cloud.calls();
        let of_it = calls.iter().filter(|call| call.action == action);
        of_it
            .filter(|call| call.code != "InvalidTimeStamp.Expired")
            .count()
    }

    fn downloads(&self) -> usize {
        self.cloud
            .calls()
            .iter()
            .filter(|call| call.action.starts_with("/_export/"))
            .count()
    }
}

#[test]
fn the_same_events_here_and_there_give_the_same_numbers() {
    let bed = Bed::new(60, |_| {});
    let mut phases = Vec::new();
    let answer = bed
        .ask_observed(&[], &mut |step| phases.push(step.phase))
        .unwrap();
    assert_eq!(
        (answer.cloud_rows, answer.file_rows, answer.local_rows),
        (Some(60), Some(60), 60)
    );
    assert_eq!((answer.sync_from, answer.sync_to), (None, None));
    assert_eq!(phases.first(), Some(&CloudPhase::Asking));
    let row = bed.row();
    assert_eq!(
        (row.state, row.rows, row.matched),
        (ExportState::Success, 60, Some(60))
    );
    assert_eq!(
        (row.asked.format.as_str(), row.asked.dialect.as_str()),
        ("cloud", "")
    );
    assert_eq!(bed.files(), [answer.file_name.as_str()], "under the cloud's name");
    let bytes = std::fs::read(bed.exports().join(&answer.file_name)).unwrap();
    assert_eq!(row.bytes, Some(i64::try_from(bytes.len()).unwrap()));
    let record = bed.engine.get_export(answer.id).unwrap();
    assert_eq!(
        (record.format.as_str(), record.progress, record.file_exists),
        ("cloud", 100, true)
    );
    assert_eq!(
        (record.cloud_rows, record.local_rows, record.account.as_deref()),
        (Some(60), Some(60), Some("main"))
    );
    assert!(record.columns.is_empty());
    assert_eq!(
        (
            bed.calls("ExportSuspEvents"),
            bed.calls("DescribeSuspEventExportInfo")
        ),
        (1, 3)
    );
    bed.engine.remove_export(answer.id).unwrap();
    assert_eq!(bed.files(), [""; 0]);
}

#[test]
fn a_filter_means_the_same_here_and_there() {
    let bed = Bed::new(60, |_| {});
    for texts in [
        &[("Levels", "Serious，suspicious"), ("Dealed", "n")][..],
        &[("PageSize", "7"), ("CurrentPage", "2")],
        &[("AssetsTypeList.1", "ECS"), ("Lang", "en")],
        &[("TimeStart", "2999-01-01 00:00:00")],
    ] {
        let answer = bed.ask(texts).unwrap();
        assert_eq!(answer.cloud_rows, Some(answer.local_rows), "{texts:?}");
        assert_eq!(answer.file_rows, answer.cloud_rows, "{texts:?}");
    }
}

#[test]
fn events_of_other_accounts_are_not_counted() {
    let bed = Bed::new(60, |_| {});
    let file = bed.folder.path().join("others.ndjson");
    let other = |id: u32| {
        serde_json::json!({"Id": id, "LastTimeStamp": 1, "Name": "x", "SourceAliUid": 5}).to_string()
    };
    std::fs::write(&file, (1..=9).map(other).collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!(bed.engine.run_import(&[file], &mut |_| {}).unwrap().inserted, 9);
    let answer = bed.ask(&[]).unwrap();
    assert_eq!((answer.cloud_rows, answer.local_rows), (Some(60), 60));
}

#[test]
fn a_difference_is_kept_with_the_range_to_sync() {
    let bed = Bed::new(25, |_| {});
    let answer = bed.ask(&[("TimeStart", "2011-02-03 04:05:06")]).unwrap();
    assert_eq!((answer.cloud_rows, answer.local_rows), (Some(60), 25));
    assert_eq!(answer.sync_from.as_deref(), Some("2011-02-03 04:05:06"));
    let until = bed.cloud.clock().now();
    let record = bed.engine.get_export(answer.id).unwrap();
    assert_eq!(
        (record.cloud_rows, record.local_rows, record.file_rows),
        (Some(60), Some(25), Some(60))
    );
    assert_eq!(
        (&record.sync_from, &record.sync_to),
        (&answer.sync_from, &answer.sync_to)
    );
    let to = alertbook_core::time::parse_cloud_time(&answer.sync_to.unwrap()).unwrap() * 1_000;
    assert!(
        (until - 600_000..=until + 1_000).contains(&to),
        "the cloud's now, not ours: {to}"
    );
}

#[test]
fn an_export_that_the_cloud_fails_leaves_no_file() {
    let bed = Bed::new(0, |options| options.export_end = ExportEnd::Failed);
    bed.failed(bed.ask(&[]), "cloud_export.failed");
    assert_eq!(bed.downloads(), 0);
}

#[test]
fn an_answer_that_is_lost_is_not_asked_for_again() {
    for fault in [Fault::Reset, Fault::Truncate, Fault::ServerError] {
        let bed = Bed::new(0, |options| options.faults = Faults::only(fault, 100));
        bed.failed(bed.ask(&[]), "cloud_export.unsure");
        assert_eq!(bed.calls("ExportSuspEvents"), 1, "{fault:?}");
    }
    // Refused before anything began: this may be asked again.
    let bed = Bed::new(0, |options| {
        options.faults = Faults {
            retry_after: Duration::ZERO,
            ..Faults::only(Fault::Throttle, 100)
        };
    });
    bed.ask(&[]).unwrap();
    assert!(bed.calls("ExportSuspEvents") > 1);
}

#[test]
fn a_missing_permission_names_the_action_also_in_the_record() {
    for operation in ["ExportSuspEvents", "DescribeSuspEventExportInfo"] {
        let bed = Bed::new(0, |options| {
            options.keys = vec![Key::standard().without(&[operation])];
        });
        let answer = bed.ask(&[]);
        let action = Some(["yundun-sas:", operation].concat());
        assert_eq!(answer.as_ref().unwrap_err().action, action);
        bed.failed(answer, "cloud.no_permission");
        let error = bed.engine.get_export(bed.row().id).unwrap().error.unwrap();
        assert_eq!(error.action, action);
        assert!(
            error
                .policy
                .unwrap()
                .contains("yundun-sas:DescribeSuspEventExportInfo")
        );
    }
}

#[test]
fn waiting_ends_when_somebody_cancels() {
    let bed = Bed::new(0, |options| options.export_polls = u32::MAX);
    let engine = bed.engine.clone();
    let answer = bed.ask_observed(&[], &mut |step| {
        if step.phase == CloudPhase::Waiting {
            engine.cancel_export(step.id).unwrap();
        }
    });
    bed.failed(answer, "export.cancelled");
    assert_eq!(bed.downloads(), 0);
}

#[test]
fn waiting_ends_when_another_process_cancels() {
    let bed = Bed::new(0, |options| options.export_polls = u32::MAX);
    let other = Engine::open(EngineOptions {
        data_folder: Some(bed.folder.path().join("data")),
        system_policy: None,
        ..EngineOptions::new(Door::Cli)
    })
    .unwrap();
    let answer = bed.ask_observed(&[], &mut |step| {
        if step.phase == CloudPhase::Waiting {
            other.cancel_export(step.id).unwrap();
        }
    });
    bed.failed(answer, "export.cancelled");
}

#[test]
fn a_download_ends_when_somebody_cancels() {
    let bed = Bed::new(0, |options| options.export_end = ExportEnd::Stalled);
    let engine = bed.engine.clone();
    let mut parts = Vec::new();
    let answer = bed.ask_observed(&[], &mut |step| {
        if step.bytes > 0 && parts.is_empty() {
            parts = bed.files();
            engine.cancel_export(step.id).unwrap();
        }
    });
    assert!(
        matches!(parts.as_slice(), [part] if part.ends_with(".zip.part")),
        "{parts:?}"
    );
    bed.failed(answer, "export.cancelled");
    assert_eq!(bed.downloads(), 1);
}

#[test]
fn a_download_that_breaks_off_goes_on() {
    let bed = Bed::new(60, |options| {
        options.file_faults = Some(Faults::only(Fault::Reset, 100));
    });
    let answer = bed.ask(&[]).unwrap();
    assert_eq!((answer.file_rows, bed.downloads()), (Some(60), 3));
    assert_eq!(bed.files(), [answer.file_name]);
}

#[test]
fn a_download_that_never_comes_through_leaves_no_file() {
    let faults = Faults {
        most_in_a_row: u32::MAX,
        ..Faults::only(Fault::Reset, 100)
    };
    let bed = Bed::new(0, |options| options.file_faults = Some(faults));
    bed.failed(bed.ask(&[]), "cloud.unreachable");
}

#[test]
fn a_link_that_ran_out_is_renewed_once() {
    let bed = Bed::new(0, |options| options.expired_links = 1);
    bed.ask(&[]).unwrap();
    assert_eq!(
        (bed.downloads(), bed.calls("DescribeSuspEventExportInfo")),
        (2, 4)
    );
    let bed = Bed::new(0, |options| options.expired_links = 2);
    bed.failed(bed.ask(&[]), "cloud_export.link");
    assert_eq!((bed.downloads(), bed.calls("ExportSuspEvents")), (2, 1));
}

#[test]
fn a_hostile_file_name_is_not_taken() {
    for name in [
        "../../x.zip",
        "suspicious_event_20221221_1.zip/../../x",
        "/etc/passwd",
        "a\0b",
        "alerts.db",
        "",
    ] {
        let bed = Bed::new(0, |options| options.export_file_name = Some(name.to_owned()));
        let answer = bed.ask(&[]).unwrap();
        let is_ours = answer.file_name.starts_with("suspicious_event_");
        assert!(
            is_ours && super::name::is_expected(&answer.file_name),
            "{}",
            answer.file_name
        );
        assert_eq!(bed.files(), [answer.file_name.as_str()]);
        assert_eq!(bed.row().asked.file_name, answer.file_name);
        assert_ne!(answer.file_name, name);
    }
}

#[test]
fn a_name_that_is_taken_is_never_written_over() {
    let name = "suspicious_event_20221221_1671590521234.zip";
    let bed = Bed::new(0, |options| options.export_file_name = Some(name.to_owned()));
    std::fs::write(bed.exports().join(name), "old").unwrap();
    let answer = bed.ask(&[]).unwrap();
    assert_ne!(answer.file_name, name);
    assert_eq!(std::fs::read_to_string(bed.exports().join(name)).unwrap(), "old");
    assert_eq!(bed.files().len(), 2);
}

#[test]
fn a_wrong_request_or_account_asks_nobody() {
    let bed = Bed::new(0, |_| {});
    let wrong = bed
        .ask(&[("sync", "new"), ("Levels", "huge"), ("Nmae", "x")])
        .unwrap_err();
    let mut names: Vec<_> = wrong
        .problems
        .iter()
        .map(|problem| problem.parameter.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        (wrong.code.as_str(), names),
        ("IllegalParam", vec!["Levels", "Nmae", "sync"])
    );
    let start = StartCloudExport {
        account: 99,
        request: alertbook_wire::ParameterMap::default(),
    };
    assert_eq!(
        bed.engine.ask_cloud_export(&start).unwrap_err().code,
        "account.not_found"
    );
    assert_eq!(bed.cloud.counters().calls, 0);
    assert!(bed.engine.list_exports().unwrap().is_empty());
}

#[test]
fn nobody_is_asked_offline() {
    let bed = Bed::new(0, |_| {});
    let settings = alertbook_wire::Settings {
        offline: true,
        ..alertbook_wire::Settings::default()
    };
    bed.engine.save_settings(&settings).unwrap();
    assert_eq!(bed.ask(&[]).unwrap_err().code, "cloud.offline");
    assert_eq!(bed.cloud.counters().calls, 0);
    assert!(bed.engine.list_exports().unwrap().is_empty());
}

#[test]
fn the_audit_holds_both_actions_with_the_request() {
    let bed = Bed::new(0, |_| {});
    bed.ask(&[("Dealed", "N")]).unwrap();
    let entries = bed
        .engine
        .shared
        .read(|connection| Ok(connection.latest_audit(2)?))
        .unwrap();
    let mut actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    actions.sort_unstable();
    assert_eq!(
        actions,
        ["alertbook:AskCloudExport", "yundun-sas:ExportSuspEvents"]
    );
    assert!(
        entries
            .iter()
            .all(|entry| entry.allowed && entry.request == r#"{"Dealed":"N"}"#)
    );
}

#[test]
fn both_actions_are_needed() {
    for denied in ["yundun-sas:ExportSuspEvents", "alertbook:AskCloudExport"] {
        let bed = Bed::new(0, |_| {});
        let policy = [
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":""#,
            denied,
            r#"","Resource":"*"}]}"#,
        ];
        std::fs::write(
            bed.folder.path().join("data").join("policy.json"),
            policy.concat(),
        )
        .unwrap();
        let error = bed.ask(&[]).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.action.as_deref()),
            ("NoPermission", Some(denied))
        );
        assert_eq!(bed.cloud.counters().calls, 0);
    }
}

#[test]
fn a_record_whose_process_died_says_how_to_ask_again() {
    let bed = Bed::new(0, |_| {});
    let asked = bed.engine.shared.asked();
    let raw = RawRequest::default();
    let (plan, _) = accept(&bed.engine.shared, &asked, Which::Named("main"), &raw).unwrap();
    let (id, file) = (plan.id, bed.exports().join(&plan.file_name));
    std::fs::write(crate::export_job::part_path(&file), "half").unwrap();
    let Bed { engine, folder, .. } = bed;
    // The record stays as it was when its engine goes: as if the process had died.
    drop((plan, engine));
    let engine = Engine::open(EngineOptions {
        data_folder: Some(folder.path().join("data")),
        system_policy: None,
        language: Some(alertbook_core::Language::En),
        ..EngineOptions::new(Door::Cli)
    })
    .unwrap();
    let record = engine.get_export(id).unwrap();
    let error = record.error.unwrap();
    assert_eq!(error.code, "cloud_export.interrupted");
    assert!(
        error.message.contains("alertbook cloud-export"),
        "{}",
        error.message
    );
    assert_eq!(
        std::fs::read_dir(folder.path().join("data").join("exports"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn the_window_is_answered_at_once_and_hears_the_end() {
    let bed = Bed::behind(Door::Window, 0, |_| {});
    let new = NewAccount {
        name: "without a key".to_owned(),
        credential: "profile".to_owned(),
        credential_name: "a profile that nobody has".to_owned(),
        endpoint: bed.cloud.endpoint(),
        members: "own".to_owned(),
        language: "zh".to_owned(),
        rate: 0,
        full_days: 7,
        every_minutes: 0,
        cloud_account: None,
        created: 1,
    };
    let account = bed
        .engine
        .shared
        .write(|tx| insert_account_in(tx, &new))
        .unwrap()
        .unwrap();
    let start = StartCloudExport {
        account,
        request: alertbook_wire::ParameterMap::default(),
    };
    let answer = bed.engine.ask_cloud_export(&start).unwrap();
    assert!(super::name::is_expected(&answer.file_name));
    let ended = loop {
        let notice = bed.engine.next_notice().unwrap();
        let record = bed.engine.get_export(answer.id).unwrap();
        if record.status == alertbook_wire::ExportStatus::Failed
            && notice == (Notice::ExportChanged { id: answer.id })
        {
            break record;
        }
    };
    assert_eq!(ended.error.unwrap().code, "credential.unusable");
    assert_eq!(bed.cloud.counters().calls, 0);
}

//! Waits that end: by a wish to stop, by a process that died, and as the window hears it.

use alertbook_core::filter::RawRequest;
use alertbook_store::table::{NewAccount, insert_account_in};
use alertbook_testkit::cloud::ExportEnd;
use alertbook_wire::{Notice, StartCloudExport};

use super::super::accept::{Which, accept};
use super::super::{CloudPhase, name};
use super::bed::Bed;
use crate::{Door, Engine, EngineOptions};

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
    assert!(name::is_expected(&answer.file_name));
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

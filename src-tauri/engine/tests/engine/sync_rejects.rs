//! Records that a sync keeps aside.

use alertbook_core::Language;
use alertbook_engine::{Engine, EngineOptions};
use alertbook_wire::SyncStatus;

use crate::cloud_bed::{CloudBed, EVENTS, session_account, synced};
use crate::support::code;

#[test]
fn what_a_sync_rejected_is_listed_from_its_file() {
    let bed = CloudBed::new();
    bed.cloud.tenant(|tenant| {
        // An old one, which is listed once only.
        let oldest = tenant.event_ids().last().copied().unwrap();
        tenant.spoil(oldest);
    });
    let engine = bed.open();
    let account = engine
        .add_cloud_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    let run = synced(&engine, account.id);
    assert_eq!(
        (run.status, run.inserted, run.rejected),
        (SyncStatus::Finished, EVENTS - 1, 1)
    );
    let rejects = engine.list_sync_rejects(run.id).unwrap();
    assert_eq!(rejects.len(), 1);
    assert_eq!(rejects[0].file, "DescribeSuspEvents");
    assert!(rejects[0].reason.contains("Id"), "{rejects:?}");
    assert!(rejects[0].position.contains("byte"), "{rejects:?}");
    drop(engine);

    let chinese = Engine::open(EngineOptions {
        language: Some(Language::Zh),
        ..bed.data.options()
    })
    .unwrap();
    let told = chinese.list_sync_rejects(run.id).unwrap();
    assert!(told[0].reason.starts_with("Id：应为告警 ID"), "{told:?}");
    assert!(told[0].position.starts_with("第 1 行，字节偏移 "), "{told:?}");
    drop(chinese);
    let engine = bed.open();

    let file = bed.data.root().join(format!("rejects/sync-{}.ndjson", run.id));
    std::fs::remove_file(file).unwrap();
    assert_eq!(code(engine.list_sync_rejects(run.id)), "sync.no_rejects");
    assert_eq!(code(engine.reveal_sync_rejects(run.id)), "sync.no_rejects");
}

#[test]
fn a_sync_that_rejected_nothing_has_no_list_of_rejects() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let account = engine
        .add_cloud_account(session_account(&bed.cloud.endpoint()))
        .unwrap();
    let run = synced(&engine, account.id);
    assert_eq!(run.rejected, 0);
    assert_eq!(code(engine.list_sync_rejects(run.id)), "sync.no_rejects");
    assert_eq!(code(engine.list_sync_rejects(99)), "sync.not_found");
}

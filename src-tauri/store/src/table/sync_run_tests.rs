//! Runs from their beginning to their end.

use super::*;
use crate::Store;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("alerts.db")).unwrap();
    (folder, store)
}

fn new(account: i64, kind: SyncKind) -> NewSync {
    NewSync {
        account,
        kind,
        owner: "one".to_owned(),
        members: "own".to_owned(),
        language: "zh".to_owned(),
        server: 10,
        base: None,
        range: None,
        started: 1,
    }
}

#[test]
fn the_runs_of_a_removed_account_keep_its_name() {
    use crate::table::{NewAccount, delete_account_in, insert_account_in};

    let (_folder, store) = store();
    let mut writer = store.write();
    let mut add = |name: &str| {
        let account = NewAccount {
            name: name.to_owned(),
            credential: "environment".to_owned(),
            credential_name: String::new(),
            endpoint: "mainland".to_owned(),
            members: "own".to_owned(),
            language: "zh".to_owned(),
            rate: 5,
            full_days: 7,
            every_minutes: 0,
            cloud_account: None,
            created: 1,
        };
        let id = writer
            .transact(|tx| insert_account_in(tx, &account))
            .unwrap()
            .unwrap();
        let run = writer.transact(|tx| insert_sync_in(tx, &new(id, SyncKind::Full)));
        (id, run.unwrap())
    };
    let ((old, old_run), (_, other_run)) = (add("old shop"), add("other"));
    let name = |run| store.read().unwrap().sync_run(run).unwrap().unwrap().account_name;
    assert_eq!(name(old_run), None);
    assert!(writer.transact(|tx| delete_account_in(tx, old)).unwrap());
    assert_eq!(name(old_run).as_deref(), Some("old shop"));
    assert_eq!(name(other_run), None);
}

fn end(state: SyncState) -> SyncEnd {
    SyncEnd {
        state,
        error_code: None,
        error_message: None,
        now: 5,
    }
}

#[test]
fn a_run_moves_on_until_it_is_asked_to_stop_and_is_taken_up_again() {
    let (_folder, store) = store();
    let mut writer = store.write();
    let id = writer
        .transact(|tx| insert_sync_in(tx, &new(1, SyncKind::Full)))
        .unwrap();
    let counts = SyncCounts {
        pages: 3,
        inserted: 300,
        ..SyncCounts::default()
    };
    assert!(writer.transact(|tx| move_sync_in(tx, id, &counts, 2)).unwrap());
    assert!(writer.transact(|tx| ask_sync_cancel_in(tx, id, 3)).unwrap());
    assert!(!writer.transact(|tx| move_sync_in(tx, id, &counts, 4)).unwrap());
    assert!(
        writer
            .transact(|tx| end_sync_in(tx, id, &end(SyncState::Cancelled)))
            .unwrap()
    );
    assert!(
        !writer
            .transact(|tx| end_sync_in(tx, id, &end(SyncState::Finished)))
            .unwrap()
    );
    writer.transact(|tx| resume_sync_in(tx, id, "two", 6)).unwrap();
    writer.transact(|tx| end_lists_in(tx, id)).unwrap();
    assert!(writer.transact(|tx| move_sync_in(tx, id, &counts, 7)).unwrap());
    let row = store.read().unwrap().sync_run(id).unwrap().unwrap();
    assert_eq!(
        (row.state, row.starts, row.counts.inserted, row.lists_done),
        (SyncState::Running, 2, 300, true)
    );
    assert_eq!(row.asked.owner, "two");
    assert_eq!(store.read().unwrap().running_syncs().unwrap(), [row]);
}

/// The runs whose findings count as new.
fn latest(store: &Store) -> Vec<i64> {
    let read = store.read().unwrap();
    let mut statement = read
        .connection
        .prepare("SELECT run_id FROM sync_run WHERE is_latest = 1 ORDER BY run_id")
        .unwrap();
    statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(|row| row.unwrap())
        .collect()
}

#[test]
fn what_counts_as_new_are_the_runs_since_the_last_but_one_that_finished() {
    let (_folder, store) = store();
    let run = |account, state| {
        let mut writer = store.write();
        let id = writer
            .transact(|tx| insert_sync_in(tx, &new(account, SyncKind::Recent)))
            .unwrap();
        writer.transact(|tx| end_sync_in(tx, id, &end(state))).unwrap();
        id
    };
    let first = run(1, SyncState::Finished);
    let other = run(2, SyncState::Finished);
    assert_eq!(latest(&store), [first, other]);
    let broken = run(1, SyncState::Failed);
    assert_eq!(latest(&store), [first, other], "nothing new before one finishes");
    let second = run(1, SyncState::Finished);
    assert_eq!(latest(&store), [other, broken, second]);
    let read = store.read().unwrap();
    assert_eq!(read.last_finished_sync(1, None).unwrap().unwrap().id, second);
    assert_eq!(read.last_finished_sync(1, Some(SyncKind::Full)).unwrap(), None);
}

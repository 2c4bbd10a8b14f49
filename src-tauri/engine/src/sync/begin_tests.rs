//! What a new sync does about the runs before it.

use alertbook_store::table::SyncCounts;

use super::*;

const NOW: i64 = 100 * DAY;

fn row(id: i64, kind: SyncKind, state: SyncState, days_ago: i64) -> SyncRow {
    SyncRow {
        id,
        asked: NewSync {
            account: 1,
            kind,
            owner: "somebody".to_owned(),
            members: "own".to_owned(),
            language: "zh".to_owned(),
            server: NOW - days_ago * DAY,
            base: None,
            range: None,
            started: NOW - days_ago * DAY,
        },
        state,
        cancel_asked: false,
        lists_done: false,
        counts: SyncCounts::default(),
        starts: 1,
        error_code: None,
        error_message: None,
        modified: 0,
        finished: None,
        account_name: None,
    }
}

fn plan(rows: &[SyncRow], full: bool, members: &str) -> Plan {
    let wanted = Wanted {
        full,
        full_days: 7,
        members,
        language: "zh",
        range: None,
        now: NOW,
    };
    wanted.plan(rows, |_| false)
}

fn plan_of_range(rows: &[SyncRow], range: (i64, i64)) -> Plan {
    let wanted = Wanted {
        full: false,
        full_days: 7,
        members: "own",
        language: "zh",
        range: Some(range),
        now: NOW,
    };
    wanted.plan(rows, |_| false)
}

fn of_range(row: SyncRow, range: (i64, i64)) -> SyncRow {
    let asked = NewSync {
        range: Some(range),
        ..row.asked
    };
    SyncRow { asked, ..row }
}

fn new(kind: SyncKind, base: Option<i64>, replaced: &[i64]) -> Plan {
    Plan::Begin {
        kind,
        base,
        replaced: replaced.to_vec(),
    }
}

#[test]
fn the_first_run_reads_everything_and_so_does_one_that_is_due_or_asked_for() {
    use SyncKind::{Full, Recent};
    use SyncState::Finished;
    assert_eq!(plan(&[], false, "own"), new(Full, None, &[]));
    let young = [row(2, Recent, Finished, 1), row(1, Full, Finished, 3)];
    assert_eq!(plan(&young, false, "own"), new(Recent, Some(NOW - DAY), &[]));
    assert_eq!(plan(&young, true, "own"), new(Full, None, &[]));
    assert_eq!(
        plan(&young, false, "all"),
        new(Full, None, &[]),
        "of others nothing is known"
    );
    let old = [row(2, Recent, Finished, 1), row(1, Full, Finished, 7)];
    assert_eq!(plan(&old, false, "own"), new(Full, None, &[]));
}

#[test]
fn what_did_not_come_to_its_end_is_taken_up_unless_more_is_wanted() {
    use SyncKind::{Full, Recent};
    use SyncState::{Cancelled, Failed, Finished, Running};
    assert_eq!(
        plan(&[row(1, Full, Running, 1)], false, "own"),
        Plan::TakeUp(1),
        "its owner is dead"
    );
    let recent = [row(2, Recent, Failed, 1), row(1, Full, Finished, 2)];
    assert_eq!(plan(&recent, false, "own"), Plan::TakeUp(2));
    assert_eq!(plan(&recent, true, "own"), new(Full, None, &[2]));
    let full = [row(2, Full, Cancelled, 1), row(1, Full, Finished, 2)];
    assert_eq!(plan(&full, false, "own"), Plan::TakeUp(2));
    assert_eq!(
        plan(&[row(1, Full, Failed, 9)], false, "own"),
        new(Full, None, &[1]),
        "too old"
    );
    assert_eq!(
        plan(&[row(1, Full, Failed, 1)], false, "7"),
        new(Full, None, &[1])
    );
}

#[test]
fn a_run_of_a_range_is_neither_a_beginning_nor_an_end_for_the_others() {
    use SyncKind::{Full, Recent};
    use SyncState::{Failed, Finished};
    let full = row(1, Full, Finished, 2);
    let range = of_range(row(2, Recent, Finished, 1), (5, 9));
    assert_eq!(
        plan(&[range, full], false, "own"),
        new(Recent, Some(NOW - 2 * DAY), &[])
    );
    let broken = of_range(row(4, Recent, Failed, 0), (5, 9));
    let rows = [broken, row(3, Full, Failed, 0)];
    assert_eq!(plan_of_range(&rows, (5, 9)), Plan::TakeUp(4));
    assert_eq!(plan_of_range(&rows, (5, 7)), new(Recent, None, &[4]));
    assert_eq!(plan(&rows, false, "own"), Plan::TakeUp(3));
    assert_eq!(
        plan(&[of_range(row(4, Recent, Failed, 0), (5, 9))], false, "own"),
        new(Full, None, &[4])
    );
}

#[test]
fn a_living_run_is_left_alone() {
    let wanted = Wanted {
        full: true,
        full_days: 7,
        members: "all",
        language: "zh",
        range: None,
        now: NOW,
    };
    let rows = [row(5, SyncKind::Full, SyncState::Running, 0)];
    assert_eq!(wanted.plan(&rows, |name| name == "somebody"), Plan::Running(5));
}

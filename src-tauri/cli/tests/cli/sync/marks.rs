//! New, changed and gone: the filter of our own, in lists and in files.

use serde_json::{Value, json};

use super::bed::Bed;

fn ids(bed: &Bed, mark: &str) -> Vec<i64> {
    let answer = bed
        .cli
        .json(&["DescribeSuspEvents", "--sync", mark, "--PageSize", "100"]);
    let events = answer["SuspEvents"].as_array().unwrap();
    assert_eq!(answer["TotalCount"], events.len());
    let mut ids: Vec<i64> = events.iter().map(|event| event["Id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    ids
}

/// Rows of an export with this mark.
fn exported(bed: &Bed, mark: &str) -> u64 {
    let answer = bed.cli.json(&["ExportSuspEvents", "--sync", mark]);
    let records: Value = bed.cli.json(&["exports", "list"]);
    let record = records
        .as_array()
        .unwrap()
        .iter()
        .find(|record| record["id"] == answer["Id"])
        .unwrap();
    assert_eq!(record["matched"], record["rows"]);
    record["rows"].as_u64().unwrap()
}

#[test]
fn lists_and_files_hold_what_the_last_sync_found() {
    let bed = Bed::new(600);
    bed.sync(&[]);
    assert_eq!(exported(&bed, "new"), 600, "all of it is new at first");
    bed.sync(&[]);
    assert_eq!(ids(&bed, "new"), [] as [i64; 0]);
    let day = bed.cloud.advance(1, 3);
    let summary = bed.sync(&[]);
    let mut new = day.arrived.clone();
    new.sort_unstable();
    assert_eq!(ids(&bed, "new"), new);
    assert_eq!(exported(&bed, "new"), new.len() as u64);
    let changed = ids(&bed, "changed");
    assert_eq!(summary["Changed"], changed.len());
    assert!(
        day.recurred
            .iter()
            .all(|id| changed.contains(id) || new.contains(id))
    );
    assert_eq!(exported(&bed, "changed"), changed.len() as u64);
    let both = ids(&bed, "new,changed");
    assert_eq!(both.len(), new.len() + changed.len());
    let (status, error) = bed.cli.fails(&["DescribeSuspEvents", "--sync", "yesterday"]);
    assert_eq!((status, &error["Problems"][0]["Parameter"]), (2, &json!("sync")));
}

#[test]
fn what_the_cloud_lists_no_more_is_marked_by_a_full_sync_and_kept() {
    let bed = Bed::new(900);
    bed.sync(&[]);
    let removed = bed.cloud.tenant(|tenant| {
        let ids: Vec<i64> = tenant.event_ids().into_iter().step_by(100).collect();
        assert!(ids.iter().all(|id| tenant.remove(*id)));
        ids
    });
    assert_eq!(bed.sync(&[])["Gone"], 0, "recent syncs cannot tell");
    bed.cloud.clear_calls();
    let summary = bed.sync(&["--full"]);
    assert_eq!(summary["Gone"], removed.len());
    let asked = bed.cloud.calls().into_iter();
    let by_id = asked.filter(|call| call.parameters.iter().any(|(name, _)| name == "Id"));
    assert_eq!(
        by_id.count(),
        removed.len(),
        "each is asked for before it is marked"
    );
    let mut sorted = removed.clone();
    sorted.sort_unstable();
    assert_eq!(ids(&bed, "gone"), sorted);
    assert_eq!(exported(&bed, "gone"), removed.len() as u64);
    assert_eq!(
        bed.cli.json(&["DescribeSuspEvents"])["TotalCount"],
        900,
        "nothing is deleted"
    );
    let again = bed.sync(&["--full"]);
    assert_eq!((&again["Gone"], &again["Returned"]), (&json!(0), &json!(0)));
}

#[test]
fn a_change_that_no_time_tells_is_found_by_a_full_sync() {
    let bed = Bed::new(700);
    bed.sync(&[]);
    let expired = bed.cloud.tenant(|tenant| {
        let mut rng = fastrand::Rng::with_seed(1);
        tenant.expire(&mut rng).unwrap()
    });
    assert_eq!(bed.sync(&[])["Changed"], 0);
    assert_eq!(bed.sync(&["--full"])["Changed"], 1);
    assert_eq!(ids(&bed, "changed"), [expired]);
    bed.assert_same(&[alertbook_core::Language::Zh]);
}

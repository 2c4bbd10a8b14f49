//! Syncs whose process is killed at any moment.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use alertbook_core::Language;
use alertbook_testkit::cloud::{Fault, Faults};

use super::bed::Bed;

/// How many kills; `make soak` asks for more.
const VARIABLE: &str = "ALERTBOOK_SYNC_KILLS";
const KILLS: usize = 12;

/// Kills a sync after so many lines of progress; false when it came to its end before.
fn killed_after(bed: &Bed, lines: usize) -> bool {
    let mut child = bed
        .sync_command(&["--progress", "always"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let told = BufReader::new(child.stderr.take().unwrap()).lines();
    let seen = told.take(lines).count();
    if seen < lines {
        assert!(child.wait().unwrap().success());
        return false;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    true
}

#[test]
fn a_killed_sync_is_gone_on_with_until_the_store_equals_the_tenant() {
    let kills = std::env::var(VARIABLE).ok().and_then(|text| text.parse().ok());
    let mut left = kills.unwrap_or(KILLS);
    let mut rng = fastrand::Rng::with_seed(7);
    let mut round = 0;
    while left > 0 {
        round += 1;
        let faults = Faults::only(Fault::Slow, 0).with(Fault::RepeatPage, 3);
        let bed = Bed::with_faults(4_200, faults);
        let mut starts = 1;
        while left > 0 && killed_after(&bed, rng.usize(1..25)) {
            left -= 1;
            starts += 1;
        }
        let summary = bed.sync(&[]);
        assert_eq!(
            summary["Inserted"].as_u64().unwrap() + done_before(&summary),
            4_200,
            "{summary}"
        );
        assert!(
            summary["Starts"].as_u64().unwrap() <= starts,
            "round {round}: {summary}"
        );
        bed.assert_same(&[Language::Zh]);
        assert_no_window_twice(&bed);
    }
}

/// A run that ended before the last kill is not counted in the one after it.
fn done_before(summary: &serde_json::Value) -> u64 {
    if summary["Kind"] == "recent" { 4_200 } else { 0 }
}

/// Of finished windows no page was asked for again: the same page at most as often as it was read anew because it did not
/// fit, and once more after a kill.
fn assert_no_window_twice(bed: &Bed) {
    let mut asked: HashMap<Vec<(String, String)>, u64> = HashMap::new();
    let events = bed
        .cloud
        .calls()
        .into_iter()
        .filter(|call| call.action == "DescribeSuspEvents");
    for call in events {
        *asked.entry(call.parameters).or_default() += 1;
    }
    let pages = asked.len() as u64;
    let calls: u64 = asked.values().sum();
    let kills = bed.cloud.counters().actions["DescribeAllGroups"];
    // Up to four pages in flight and one window's first are lost by a kill, and a window read again has 20 pages.
    assert!(
        calls <= pages + kills * 6 + 60,
        "{calls} calls for {pages} pages, {kills} starts"
    );
}

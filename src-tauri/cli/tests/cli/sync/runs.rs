//! First syncs, later ones, languages and members, and what they call.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;
use std::time::Duration;

use alertbook_core::Language;
use alertbook_testkit::cloud::Options;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use super::bed::{Bed, fails, tenant};

const ZH: &[Language] = &[Language::Zh];

/// What a sync may call; everything else changes something or is not its business.
const READING: [&str; 7] = [
    "GetCallerIdentity",
    "DescribeAllGroups",
    "DescribeCloudCenterInstances",
    "DescribeGroupedContainerInstances",
    "DescribeContainerInstances",
    "DescribeSuspEvents",
    "DescribeMonitorAccounts",
];

fn slow(options: &mut Options, milliseconds: u64) {
    options.latency = Duration::from_millis(milliseconds);
}

#[test]
fn the_summary_names_the_file_of_what_was_rejected() {
    let bed = Bed::new(200);
    bed.cloud.tenant(|tenant| {
        let oldest = tenant.event_ids().last().copied().unwrap();
        tenant.spoil(oldest);
    });
    let summary = bed.sync(&[]);
    assert_eq!(
        (&summary["Inserted"], &summary["Rejected"]),
        (&json!(199), &json!(1))
    );
    let file = std::fs::read_to_string(summary["RejectsFile"].as_str().unwrap()).unwrap();
    assert_eq!(file.lines().count(), 1);
}

#[test]
fn the_first_sync_brings_everything_with_hardly_a_call_more_than_pages() {
    let bed = Bed::with(tenant(6_000, 0), |options| slow(options, 5));
    let summary = bed.sync(&[]);
    bed.assert_same(ZH);
    assert_eq!(
        (&summary["Kind"], &summary["Status"], &summary["Inserted"]),
        (&json!("full"), &json!("finished"), &json!(6_000))
    );
    assert_eq!(
        (&summary["Rejected"], summary.get("Unexplained")),
        (&json!(0), None)
    );
    let counters = bed.cloud.counters();
    let events = counters.actions["DescribeSuspEvents"];
    let lists = counters.calls - events;
    let floor = 60 + lists;
    assert!(
        counters.calls * 100 <= floor * 115,
        "{} calls, floor {floor}",
        counters.calls
    );
    assert!(
        (2..=4).contains(&counters.most_in_flight),
        "{}",
        counters.most_in_flight
    );
    assert_eq!(summary["Calls"], counters.calls);
    let other: Vec<&String> = counters
        .actions
        .keys()
        .filter(|action| !READING.contains(&action.as_str()))
        .collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn a_second_sync_of_a_quiet_tenant_asks_only_for_what_is_recent() {
    let bed = Bed::new(3_000);
    bed.sync(&[]);
    bed.cloud.clear_calls();
    let summary = bed.sync(&[]);
    assert_eq!(
        (&summary["Kind"], &summary["Inserted"]),
        (&json!("recent"), &json!(0))
    );
    assert_eq!(bed.cloud.counters().actions["DescribeSuspEvents"], 2);
    bed.assert_same(ZH);
}

#[test]
fn two_weeks_of_arrivals_recurrences_and_handling_are_followed_by_recent_syncs_alone() {
    let bed = Bed::new(1_500);
    bed.sync(&[]);
    let (mut new, mut changed) = (0, 0);
    for seed in 0..14 {
        let day = bed.cloud.advance(1, seed);
        new += day.arrived.len();
        let summary = bed.sync(&[]);
        assert_eq!(summary["Kind"], "recent");
        assert_eq!(summary["Inserted"], day.arrived.len());
        changed += summary["Changed"].as_u64().unwrap();
    }
    assert!(new > 14 && changed > 14, "{new} {changed}");
    bed.assert_same(ZH);
    assert!(
        bed.sync(&[])["ClockDifferenceSeconds"].is_number(),
        "the cloud is weeks ahead"
    );
}

#[test]
fn both_languages_are_held() {
    let bed = Bed::new(2_500);
    let summary = bed.sync(&["--lang", "both"]);
    bed.assert_same(&Language::ALL);
    assert_eq!(
        (&summary["Inserted"], &summary["Changed"]),
        (&json!(2_500), &json!(0))
    );
    bed.cloud.advance(2, 5);
    bed.sync(&["--lang", "both"]);
    bed.assert_same(&Language::ALL);
    let again = bed.sync(&["--lang", "both", "--full"]);
    assert_eq!(
        (&again["Changed"], &again["Gone"]),
        (&json!(0), &json!(0)),
        "languages take no turns"
    );
}

#[test]
fn english_alone_is_english() {
    let bed = Bed::new(300);
    bed.sync(&["--lang", "en"]);
    bed.assert_same(&[Language::En]);
}

#[test]
fn own_events_one_members_and_all() {
    let bed = Bed::with(tenant(1_200, 2), |_| {});
    let truth = bed.cloud.tenant(|tenant| tenant.truth());
    let (own, members) = bed
        .cloud
        .tenant(|tenant| (tenant.own_account(), tenant.members().to_vec()));
    let of = |accounts: &[i64]| -> Vec<_> {
        let kept = truth.iter().filter(|record| accounts.contains(&record.account));
        kept.cloned().collect()
    };
    bed.sync(&[]);
    bed.assert_holds(&of(&[own]), ZH);
    bed.sync(&["--members", &members[0].to_string()]);
    bed.assert_holds(&of(&[own, members[0]]), ZH);
    bed.sync(&["--members", "all"]);
    bed.assert_same(ZH);
    let one = bed
        .cli
        .json(&["DescribeSuspEvents", "--SourceAliUids", &members[1].to_string()]);
    let expected = of(&[members[1]]);
    let expected = expected.iter().filter(|record| record.kind == "event").count();
    assert_eq!(one["TotalCount"], expected);
}

#[test]
fn an_asset_list_that_refuses_tokens_is_read_by_pages() {
    let bed = Bed::with(tenant(200, 0), |options| options.refuse_token_paging = true);
    bed.sync(&[]);
    bed.assert_same(ZH);
    let bed = Bed::with(tenant(200, 0), |options| options.empty_last_page = true);
    bed.sync(&[]);
    bed.assert_same(ZH);
}

#[test]
fn one_account_is_synced_by_one_process_at_a_time() {
    let bed = Bed::with(tenant(2_500, 0), |options| slow(options, 40));
    let mut first = bed
        .sync_command(&["--progress", "always"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(first.stderr.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    assert!(line.starts_with("sync 1: "), "{line}");
    let (status, summary, error) = fails(&mut bed.sync_command(&[]));
    assert_eq!(
        (status, &error["Code"], &error["retryable"]),
        (1, &json!("sync.running"), &json!(true))
    );
    assert!(summary.is_null());
    lines.read_to_string(&mut line).unwrap();
    assert!(first.wait().unwrap().success());
    bed.assert_same(ZH);
}

#[test]
fn an_interrupt_ends_the_sync_and_the_next_one_goes_on() {
    let bed = Bed::with(tenant(2_500, 0), |options| slow(options, 40));
    let mut child = bed
        .sync_command(&["--progress", "always"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains(" 500 events") {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0);
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{rest}");
    assert!(rest.contains("sync.cancelled"), "{rest}");
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["Status"], "cancelled");
    assert!(summary["Inserted"].as_u64().unwrap() >= 500);
    let summary = bed.sync(&[]);
    assert_eq!(
        (&summary["Id"], &summary["Starts"], &summary["Inserted"]),
        (&json!(1), &json!(2), &json!(2_500))
    );
    bed.assert_same(ZH);
}

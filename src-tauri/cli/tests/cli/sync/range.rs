//! One range of time alone, and events that no range holds.

use alertbook_core::Language;
use alertbook_testkit::cloud::{Tenant, TenantOptions};
use serde_json::{Value, json};

use super::bed::{Bed, fails};

#[test]
fn events_without_a_time_are_brought_too() {
    let tenant = Tenant::new(TenantOptions {
        events: 2_400,
        timeless: 130,
        ..TenantOptions::default()
    });
    let bed = Bed::with(tenant, |_| {});
    let summary = bed.sync(&[]);
    assert_eq!(
        (&summary["Inserted"], summary.get("Unexplained")),
        (&json!(2_400), None)
    );
    bed.assert_same(&[Language::Zh]);
}

/// The times of the tenant's events, in order.
fn times(bed: &Bed) -> Vec<String> {
    let records = bed.cloud.tenant(|tenant| tenant.truth());
    let events = records.iter().filter(|record| record.kind == "event");
    let mut times: Vec<String> = events
        .map(|record| {
            let event: Value = serde_json::from_str(&record.zh).unwrap();
            event["LastTime"].as_str().unwrap().to_owned()
        })
        .collect();
    times.sort();
    times
}

#[test]
fn a_range_alone_is_read_and_is_no_beginning_for_later_syncs() {
    let bed = Bed::new(400);
    let times = times(&bed);
    let (from, to) = (times[100].as_str(), times[250].as_str());
    let inside = times
        .iter()
        .filter(|time| (from..=to).contains(&time.as_str()))
        .count();
    let summary = bed.sync(&["--from", from, "--to", to]);
    assert_eq!(
        (&summary["Kind"], &summary["Inserted"], &summary["Inventory"]),
        (&json!("range"), &json!(inside), &json!(0))
    );
    assert_eq!(bed.sync(&[])["Kind"], "full");
    bed.assert_same(&[Language::Zh]);
}

#[test]
fn what_is_gone_from_a_range_is_found_and_nothing_outside_of_it() {
    let bed = Bed::new(300);
    bed.sync(&[]);
    let times = times(&bed);
    bed.cloud.tenant(|tenant| {
        let ids = tenant.event_ids();
        assert!(ids.into_iter().all(|id| tenant.remove(id)));
    });
    let (from, to) = (times[40].as_str(), times[60].as_str());
    let inside = times
        .iter()
        .filter(|time| (from..=to).contains(&time.as_str()))
        .count();
    let summary = bed.sync(&["--from", from, "--to", to]);
    assert_eq!(summary["Gone"], inside);
}

#[test]
fn a_wrong_range_is_refused_before_anything_is_asked() {
    let bed = Bed::new(10);
    let refused = |flags: &[&str], parameter: &str| {
        let (status, _, error) = fails(&mut bed.sync_command(flags));
        assert_eq!(status, 2);
        assert!(error.to_string().contains(parameter), "{error}");
    };
    refused(&["--from", "yesterday"], "--from");
    refused(
        &["--from", "2026-11-02 00:00:00", "--to", "2026-11-01 00:00:00"],
        "--to",
    );
    assert_eq!(bed.cloud.calls().len(), 0);
}

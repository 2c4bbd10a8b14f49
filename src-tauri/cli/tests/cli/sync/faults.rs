//! A cloud that misbehaves.

use alertbook_core::Language;
use alertbook_testkit::cloud::{Fault, Faults};

use super::bed::Bed;

const ZH: &[Language] = &[Language::Zh];

/// Faults that change the tenant while it is read.
const MOVING: [Fault; 3] = [Fault::Arrivals, Fault::Handling, Fault::Recurrence];
/// Faults after which the cloud's count cannot be believed.
const MISCOUNTING: [Fault; 2] = [Fault::WrongTotal, Fault::JumpingTotal];

fn check(fault: Fault) {
    let bed = Bed::with_faults(2_600, Faults::only(fault, 20));
    let summary = bed.sync(&[]);
    let struck = bed.cloud.counters().faults.get(fault.word()).copied();
    assert!(struck.unwrap_or_default() > 0, "{} never struck", fault.word());
    let explained = summary.get("Unexplained").is_none();
    assert!(
        explained || MISCOUNTING.contains(&fault),
        "{}: {summary}",
        fault.word()
    );
    if MOVING.contains(&fault) {
        // What moved after the last page was read is the next sync's.
        bed.cloud.set_faults(Faults::none());
        bed.sync(&[]);
    }
    bed.assert_same(ZH);
}

#[test]
fn failing_calls_are_made_again() {
    for fault in [Fault::Throttle, Fault::TooManyRequests, Fault::ServerError] {
        check(fault);
    }
}

#[test]
fn broken_answers_are_asked_for_again() {
    for fault in [Fault::Unavailable, Fault::Reset, Fault::Truncate, Fault::Slow] {
        check(fault);
    }
}

#[test]
fn pages_that_repeat_or_shuffle_lose_nothing() {
    for fault in [Fault::RepeatPage, Fault::ShuffleTies] {
        check(fault);
    }
}

#[test]
fn what_moves_while_it_is_read_is_read_all_the_same() {
    for fault in MOVING {
        check(fault);
    }
}

#[test]
fn wrong_counts_mislead_nobody() {
    for fault in MISCOUNTING {
        check(fault);
    }
}

#[test]
fn all_faults_together_change_nothing_about_the_result() {
    let bed = Bed::with_faults(2_600, Faults::all(8));
    bed.sync(&[]);
    bed.cloud.set_faults(Faults::none());
    bed.sync(&[]);
    bed.assert_same(ZH);
}

#[test]
fn a_count_of_everything_that_is_not_met_is_told() {
    let told = |seed: u64| {
        let faults = Faults {
            seed,
            ..Faults::only(Fault::WrongTotal, 100)
        };
        let bed = Bed::with_faults(2_400, faults);
        let summary = bed.sync(&[]);
        let unexplained = summary["Unexplained"].as_array().cloned().unwrap_or_default();
        // No window is without ends but the list of everything, which is too long to be one.
        unexplained
            .iter()
            .any(|range| range["From"] == "" && range["To"] == "")
    };
    assert!((0..6).any(told), "every count was too small");
}

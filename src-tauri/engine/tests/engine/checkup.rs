//! The self-test on real folders and stores.

use alertbook_engine::{Doctor, DoorFacts, Engine};
use alertbook_wire::{Check, CheckState};

use crate::support::{Data, code};

fn doctor(engine: &Engine) -> Doctor<'_> {
    Doctor::of(engine, DoorFacts::default())
}

fn check(engine: &Engine, id: &str) -> Check {
    doctor(engine).check(id).unwrap()
}

#[test]
fn a_filled_folder_is_sound_and_the_report_tells_nothing_of_its_events() {
    let data = Data::new();
    let engine = data.open_filled();
    let checkup = doctor(&engine).checkup(|_| true);
    let ids: Vec<&str> = checkup.checks.iter().map(|check| &*check.id).collect();
    let listed = doctor(&engine).names();
    assert_eq!(ids, listed.iter().map(|check| &*check.id).collect::<Vec<_>>());
    for id in ["folder", "exports", "policy", "clock", "search", "store"] {
        assert_eq!(check(&engine, id).state, CheckState::Good, "{id}");
    }
    assert_eq!(check(&engine, "webview").state, CheckState::Skipped);
    for content in ["挖矿", "203.0.113.7", "web-1", "i-1", "what happened"] {
        assert!(!checkup.report.contains(content), "{}", checkup.report);
    }
    assert!(ids.iter().all(|id| checkup.report.contains(id)));
}

#[test]
fn it_can_be_ended_between_two_checks() {
    let data = Data::new();
    let mut left = 3;
    let engine = data.open();
    let checkup = doctor(&engine).checkup(|_| {
        left -= 1;
        left >= 0
    });
    assert_eq!(checkup.checks.len(), 3);
}

#[test]
fn a_check_that_there_is_not_is_refused_with_those_there_are() {
    let data = Data::new();
    let engine = data.open();
    let refused = doctor(&engine).check("weather").unwrap_err();
    assert_eq!(refused.code, "IllegalParam");
    assert!(refused.message.contains("search"), "{}", refused.message);
    assert_eq!(code(doctor(&engine).check("")), "IllegalParam");
}

#[test]
fn a_policy_that_is_not_understood_is_bad() {
    let data = Data::new();
    let engine = data.open();
    data.policy("{");
    let found = check(&engine, "policy");
    assert_eq!(found.state, CheckState::Bad);
    assert!(found.advice.is_some());
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt as _;

    let data = Data::new();
    let engine = data.open();
    std::fs::set_permissions(data.root(), std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(check(&engine, "folder").state, CheckState::Warning);
}

#[test]
fn a_clock_before_what_was_recorded_is_bad() {
    let data = Data::new();
    drop(data.open_filled());
    let earlier = Engine::open(alertbook_engine::EngineOptions {
        clock: std::sync::Arc::new(Earlier),
        ..data.options()
    })
    .unwrap();
    assert_eq!(check(&earlier, "clock").state, CheckState::Bad);
}

struct Earlier;

impl alertbook_engine::Clock for Earlier {
    fn now(&self) -> i64 {
        crate::support::NOON - 86_400_000
    }
}

#[test]
fn little_room_is_a_warning_and_none_is_bad() {
    let data = Data::new();
    let with = |free: u64| {
        let options = alertbook_engine::EngineOptions {
            free_space: std::sync::Arc::new(move |_| Ok(free)),
            ..data.options()
        };
        check(&Engine::open(options).unwrap(), "disk").state
    };
    assert_eq!(with(10 << 30), CheckState::Good);
    assert_eq!(with(500 << 20), CheckState::Warning);
    assert_eq!(with(1 << 20), CheckState::Bad);
}

#[test]
fn a_store_that_does_not_open_is_the_finding_and_the_machine_is_looked_at_all_the_same() {
    let data = Data::new();
    drop(data.open());
    std::fs::write(
        data.root().join("alerts.db"),
        "a letter, longer than any header would be".repeat(9),
    )
    .unwrap();
    let why = Engine::open(data.options()).err().unwrap();
    let doctor = Doctor::of_closed(&why, alertbook_core::Language::En, DoorFacts::default());
    let checkup = doctor.checkup(|_| true);
    assert!(!checkup.healthy);
    let state = |id: &str| checkup.checks.iter().find(|check| check.id == id).unwrap().state;
    assert_eq!(state("store"), CheckState::Bad);
    assert_eq!(state("search"), CheckState::Skipped);
    assert_ne!(state("opener"), CheckState::Skipped);
    assert!(checkup.report.contains("BAD"), "{}", checkup.report);
}

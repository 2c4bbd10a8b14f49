//! What is left when a part of the program breaks down. A program of its own, since the hook is the process's.

#![allow(clippy::unwrap_used, clippy::panic, reason = "all of this is test code")]

use alertbook_engine::{Door, Engine, EngineOptions, report_crashes, report_lost_process};

#[test]
fn a_report_says_where_and_not_what_was_being_read() {
    report_crashes("a-test");
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::open(EngineOptions {
        data_folder: Some(folder.path().to_owned()),
        system_policy: None,
        ..EngineOptions::new(Door::Cli)
    })
    .unwrap();
    assert_eq!(engine.get_crash_report().unwrap(), None);

    let alert = "canary of an alert".to_owned();
    let broken = std::thread::Builder::new().name("reader".to_owned());
    let ended = broken
        .spawn(move || panic!("cannot read {alert}"))
        .unwrap()
        .join();
    assert!(ended.is_err());

    let report = engine.get_crash_report().unwrap().unwrap();
    assert!(report.text.contains("crash.rs:"), "{}", report.text);
    assert!(report.text.contains("thread     reader"), "{}", report.text);
    assert!(!report.text.contains("canary"), "{}", report.text);
    assert!(report.path.contains("logs"));

    let literal = std::thread::spawn(|| panic!("a literal of the program")).join();
    assert!(literal.is_err());
    let newer = engine.get_crash_report().unwrap().unwrap();
    assert!(newer.text.contains("a literal of the program"), "{}", newer.text);
    assert!(newer.name > report.name);

    report_lost_process("a-test", "a page", "it ended");
    let lost = engine.get_crash_report().unwrap().unwrap();
    assert!(lost.name > newer.name);
    assert!(
        lost.text.contains("place      a page\nmessage    it ended\n"),
        "{}",
        lost.text
    );

    engine.dismiss_crash_report(&lost.name).unwrap();
    assert_eq!(engine.get_crash_report().unwrap(), None);
    assert!(
        folder.path().join("logs").join(&lost.name).exists(),
        "it stays for later"
    );
}

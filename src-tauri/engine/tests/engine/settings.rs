use alertbook_wire::{LanguageChoice, Settings, Theme};

use crate::support::{Data, NOON, call};

#[test]
fn settings_are_kept_and_wrong_ones_refused() {
    let data = Data::new();
    let engine = data.open();
    assert_eq!(engine.get_settings().unwrap(), Settings::default());
    let settings = Settings {
        language: LanguageChoice::En,
        theme: Theme::Dark,
        zone: "America/New_York".to_owned(),
        columns: vec!["id".to_owned(), "level".to_owned()],
        ..Settings::default()
    };
    engine.save_settings(&settings).unwrap();
    drop(engine);
    let engine = data.open();
    assert_eq!(engine.get_settings().unwrap(), settings);
    let wrong = Settings {
        zone: "Nowhere".to_owned(),
        dialect: "x".to_owned(),
        columns: vec!["y".to_owned()],
        ..Settings::default()
    };
    let error = engine.save_settings(&wrong).unwrap_err();
    assert_eq!((error.code.as_str(), error.problems.len()), ("IllegalParam", 3));
    assert!(error.problems[0].allowed.contains("IANA"), "{error:?}");
    assert_eq!(engine.get_settings().unwrap(), settings);
}

#[test]
fn the_display_zone_decides_the_date_in_file_names() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut export = call(&[]);
    export.zone = Some("Pacific/Kiritimati".to_owned());
    let name = engine.run_export(&export, &mut |_| {}).unwrap().file_name;
    assert_eq!(name, format!("suspicious_event_20261122_{NOON}.csv"));
    export.zone = Some("Pacific/Pago_Pago".to_owned());
    let name = engine.run_export(&export, &mut |_| {}).unwrap().file_name;
    assert_eq!(name, format!("suspicious_event_20261121_{NOON}.csv"));
}

#[test]
fn the_program_tells_about_itself() {
    let data = Data::new();
    let engine = data.open();
    let info = engine.get_app_info().unwrap();
    assert_eq!(info.version, env!("CARGO_PKG_VERSION"));
    assert!(info.database_bytes > 0 && info.sqlite.starts_with("3."));
    assert!(!info.policy.present && info.policy.denied.is_empty());
    assert!(info.exports_folder.ends_with("exports"));
}

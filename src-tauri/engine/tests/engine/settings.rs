use alertbook_wire::{ExportOptions, LanguageChoice, Settings, Theme, WindowState};

use crate::support::{Data, NOON, call, map};

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
        export: ExportOptions {
            format: Some("paper".to_owned()),
            dialect: Some("x".to_owned()),
            columns: Some(vec!["grid".to_owned(), "id".to_owned()]),
            zone: Some("Moon".to_owned()),
            ..ExportOptions::default()
        },
        columns: vec!["y".to_owned()],
        ..Settings::default()
    };
    let error = engine.save_settings(&wrong).unwrap_err();
    assert_eq!((error.code.as_str(), error.problems.len()), ("IllegalParam", 6));
    assert!(error.problems[0].allowed.contains("IANA"), "{error:?}");
    assert_eq!(engine.get_settings().unwrap(), settings);
}

#[test]
fn the_display_zone_decides_the_date_in_file_names() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut export = call(&[]);
    export.options.zone = Some("Pacific/Kiritimati".to_owned());
    let name = engine.run_export(&export, &mut |_| {}).unwrap().file_name;
    assert_eq!(name, format!("suspicious_event_20261122_{NOON}.csv"));
    export.options.zone = Some("Pacific/Pago_Pago".to_owned());
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

#[test]
fn a_chosen_exports_folder_is_told_and_can_be_given_up() {
    let data = Data::new();
    let engine = data.open();
    let own = engine.get_app_info().unwrap();
    assert!(!own.exports_folder_chosen);
    let chosen = engine.set_exports_folder(Some(&data.root())).unwrap();
    assert!(chosen.exports_folder_chosen && chosen.exports_folder != own.exports_folder);
    let given_up = engine.set_exports_folder(None).unwrap();
    let as_before = alertbook_wire::AppInfo {
        // Each change is written down.
        database_bytes: given_up.database_bytes,
        ..own
    };
    assert_eq!(given_up, as_before);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_data_folder() {
    use std::os::unix::fs::PermissionsExt;

    let data = Data::new();
    drop(data.open());
    for folder in [data.root(), data.root().join("exports"), data.root().join("logs")] {
        let mode = folder.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
    }
}

#[test]
fn the_grids_columns_are_a_default_of_exports_and_an_old_dialect_is_kept() {
    let data = Data::new();
    let engine = data.open();
    let grid = Settings {
        export: ExportOptions {
            columns: Some(vec!["grid".to_owned()]),
            ..ExportOptions::default()
        },
        ..Settings::default()
    };
    assert_eq!(engine.save_settings(&grid).unwrap(), grid);
    drop(engine);
    let store = alertbook_store::Store::open(&data.root().join("alerts.db")).unwrap();
    let old = r#"{"zone":"UTC","dialect":"data"}"#;
    let write =
        |tx: &alertbook_store::WriteTx<'_>| alertbook_store::table::write_setting_in(tx, "settings", old);
    store.write().transact(write).unwrap();
    drop(store);
    let settings = data.open().get_settings().unwrap();
    assert_eq!(settings.export.dialect.as_deref(), Some("data"));
    assert_eq!(settings.zone, "UTC");
}

#[test]
fn what_the_chosen_format_has_no_use_for_is_remembered_for_the_others() {
    let data = Data::new();
    let engine = data.open();
    let settings = Settings {
        export: ExportOptions {
            format: Some("ndjson".to_owned()),
            dialect: Some("data".to_owned()),
            columns: Some(vec!["triage".to_owned()]),
            masking: Some("pseudonyms".to_owned()),
            legend: true,
            packing: Some("zip".to_owned()),
            partition_by: Some("day".to_owned()),
            ..ExportOptions::default()
        },
        ..Settings::default()
    };
    assert_eq!(engine.save_settings(&settings).unwrap(), settings);
    let mut wrong = settings;
    wrong.export.partition_by = Some("week".to_owned());
    let error = engine.save_settings(&wrong).unwrap_err();
    assert_eq!(error.problems[0].parameter, "partition-by", "{error:?}");
    wrong.export.partition_by = None;
    wrong.export.masking = Some("paint".to_owned());
    let error = engine.save_settings(&wrong).unwrap_err();
    assert!(
        error
            .problems
            .iter()
            .all(|problem| problem.parameter == "masking"),
        "{error:?}"
    );
}

#[test]
fn the_window_comes_back_as_it_was_left_without_anybody_being_told() {
    let data = Data::new();
    let engine = data.open();
    assert_eq!(engine.get_window_state().unwrap(), WindowState::default());
    let left = WindowState {
        place: alertbook_wire::Place::Sources,
        filters_open: Some(false),
        request: map(&[("Levels", "serious"), ("search", "mining")]),
        zoom: 200,
        ..WindowState::default()
    };
    engine.save_window_state(&left).unwrap();
    drop(engine);
    assert_eq!(data.open().get_window_state().unwrap(), left);
    let wrong = WindowState {
        request: map(&[("Levels", "urgent")]),
        ..left.clone()
    };
    data.open().save_window_state(&wrong).unwrap();
    let restored = data.open().get_window_state().unwrap();
    assert_eq!((restored.request.0.len(), restored.zoom), (0, 200));
}

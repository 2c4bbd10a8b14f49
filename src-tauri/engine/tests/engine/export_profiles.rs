//! Export profiles: kept, followed, handed on in files.

use alertbook_wire::{ExportOptions, ExportProfile, Language, SaveExportProfile, StartExport};

use crate::support::{Data, call, code, map, names_in};

fn weekly() -> ExportProfile {
    ExportProfile {
        name: "每周 weekly".to_owned(),
        options: ExportOptions {
            dialect: Some("data".to_owned()),
            columns: Some(vec!["id".to_owned(), "level".to_owned()]),
            language: Some(Language::En),
            zone: Some("UTC".to_owned()),
            ..ExportOptions::default()
        },
        folder: None,
    }
}

#[test]
fn profiles_are_kept_renamed_and_removed() {
    let data = Data::new();
    let engine = data.open();
    let spaced = ExportProfile {
        name: "  每周 weekly ".to_owned(),
        ..weekly()
    };
    assert_eq!(engine.save_export_profile(&spaced).unwrap(), weekly());
    engine.save_export_profile(&weekly()).unwrap();
    assert_eq!(data.open().list_export_profiles().unwrap(), [weekly()]);
    let renamed = engine.rename_export_profile("每周 weekly", "daily").unwrap();
    assert_eq!(
        (renamed.name.as_str(), &renamed.options),
        ("daily", &weekly().options)
    );
    engine.save_export_profile(&weekly()).unwrap();
    assert_eq!(
        code(engine.rename_export_profile("daily", "每周 weekly")),
        "profile.exists"
    );
    assert_eq!(code(engine.get_export_profile("hourly")), "profile.not_found");
    engine.remove_export_profile("daily").unwrap();
    assert_eq!(code(engine.remove_export_profile("daily")), "profile.not_found");
    assert_eq!(engine.list_export_profiles().unwrap().len(), 1);
}

#[test]
fn a_wrong_profile_names_everything_and_is_not_kept() {
    let data = Data::new();
    let engine = data.open();
    let mut wrong = weekly();
    wrong.name = " ".to_owned();
    wrong.options.format = Some("paper".to_owned());
    wrong.options.zone = Some("Moon".to_owned());
    let error = engine.save_export_profile(&wrong).unwrap_err();
    assert_eq!((error.code.as_str(), error.problems.len()), ("IllegalParam", 3));
    wrong = weekly();
    wrong.folder = Some(data.beside("nowhere").display().to_string());
    assert_eq!(
        code(engine.save_export_profile(&wrong)),
        "export.folder_not_writable"
    );
    assert!(engine.list_export_profiles().unwrap().is_empty());
}

#[test]
fn an_export_follows_its_profile_and_what_is_told_beside_wins() {
    let data = Data::new();
    let engine = data.open_filled();
    let folder = data.beside("elsewhere");
    std::fs::create_dir(&folder).unwrap();
    let profile = ExportProfile {
        folder: Some(folder.display().to_string()),
        ..weekly()
    };
    engine.save_export_profile(&profile).unwrap();
    let mut export = call(&[]);
    export.profile = Some("每周 weekly".to_owned());
    export.options.zone = Some("Asia/Tokyo".to_owned());
    let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
    let record = engine.get_export(id).unwrap();
    assert_eq!(
        (record.zone.as_str(), record.language.as_str()),
        ("Asia/Tokyo", "en")
    );
    assert_eq!((record.dialect.as_str(), record.columns.len()), ("data", 2));
    assert_eq!(names_in(&folder).len(), 2);
    let start = StartExport {
        request: map(&[]),
        options: ExportOptions::default(),
        profile: export.profile.clone(),
    };
    let estimate = engine.estimate_export(&start).unwrap();
    assert_eq!(estimate.folder, folder.display().to_string());
    export.profile = Some("none".to_owned());
    assert_eq!(code(engine.run_export(&export, &mut |_| {})), "profile.not_found");
}

#[test]
fn a_profile_goes_to_a_colleague_in_a_file_without_its_folder() {
    let data = Data::new();
    let engine = data.open();
    let saved = engine
        .save_window_export_profile(&SaveExportProfile {
            name: weekly().name,
            options: weekly().options,
            keep_folder: true,
        })
        .unwrap();
    assert!(saved.folder.unwrap().ends_with("exports"));
    let file = data.beside("weekly.json");
    engine.write_export_profile("每周 weekly", &file).unwrap();
    engine.write_export_profile("每周 weekly", &file).unwrap();
    assert!(!std::fs::read_to_string(&file).unwrap().contains("folder"));
    assert_eq!(code(engine.import_export_profile(&file)), "profile.exists");
    let other = Data::new();
    let other = other.open();
    assert_eq!(other.import_export_profile(&file).unwrap(), weekly());
    std::fs::write(&file, r#"{"kind":"alertbook.exportProfile","version":9}"#).unwrap();
    let error = other.import_export_profile(&file).unwrap_err();
    assert_eq!(error.code, "profile.unreadable");
    assert!(
        error.message.contains("version: 1 is expected, 9"),
        "{}",
        error.message
    );
    assert_eq!(
        code(other.import_export_profile(&data.beside("none.json"))),
        "profile.unreadable"
    );
}

#[test]
fn what_a_profile_tells_of_its_own_format_does_not_hinder_another() {
    let data = Data::new();
    let engine = data.open_filled();
    engine.save_export_profile(&weekly()).unwrap();
    let written = |format: &str| {
        let mut export = call(&[]);
        export.profile = Some(weekly().name);
        export.options.format = Some(format.to_owned());
        let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
        engine.get_export(id).unwrap()
    };
    assert_eq!(written("csv").dialect, "data", "its own format, told");
    assert_eq!(written("xlsx").columns, ["id", "level"]);
    assert_eq!(written("ndjson").format, "ndjson");
}

#[test]
fn a_mask_and_its_legend_go_through_a_profile_and_its_file() {
    let data = Data::new();
    let engine = data.open_filled();
    let mut masked = weekly();
    masked.options.masking = Some("pseudonyms".to_owned());
    masked.options.legend = true;
    engine.save_export_profile(&masked).unwrap();
    let file = data.beside("weekly.json");
    engine.write_export_profile(&masked.name, &file).unwrap();
    engine.remove_export_profile(&masked.name).unwrap();
    assert_eq!(engine.import_export_profile(&file).unwrap(), masked);
    let legends = data.root().join("legends");
    let mut export = call(&[]);
    export.profile = Some(masked.name.clone());
    engine.run_export(&export, &mut |_| {}).unwrap();
    assert_eq!(names_in(&legends).len(), 1);
    let first = engine.list_exports().unwrap().remove(0);
    assert!(first.legend && first.masking == "pseudonyms", "{first:?}");
    let again = engine.run_export_again(first.id).unwrap().id;
    let again = engine.get_export(again).unwrap();
    assert!(again.legend && again.masking == "pseudonyms", "{again:?}");
    export.options.masking = Some("none".to_owned());
    let unmasked = engine.run_export(&export, &mut |_| {}).unwrap().id;
    let unmasked = engine.get_export(unmasked).unwrap();
    assert!(
        !unmasked.legend && unmasked.masking == "none",
        "what is told beside wins, and then there is no legend"
    );
}

#[test]
fn a_profile_packs_and_makes_folders_and_so_does_its_file_and_running_again() {
    let data = Data::new();
    let engine = data.open_filled();
    for (format, packing, partition) in [("csv", "zip", "none"), ("parquet", "none", "day")] {
        let profile = ExportProfile {
            name: format.to_owned(),
            options: ExportOptions {
                format: Some(format.to_owned()),
                packing: Some(packing.to_owned()),
                partition_by: Some(partition.to_owned()),
                ..ExportOptions::default()
            },
            folder: None,
        };
        engine.save_export_profile(&profile).unwrap();
        let file = data.beside("profile.json");
        engine.write_export_profile(format, &file).unwrap();
        engine.remove_export_profile(format).unwrap();
        assert_eq!(engine.import_export_profile(&file).unwrap(), profile);
        let mut export = call(&[]);
        export.profile = Some(format.to_owned());
        let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
        for id in [id, engine.run_export_again(id).unwrap().id] {
            let record = engine.get_export(id).unwrap();
            assert_eq!(
                (record.packing.as_str(), record.partition_by.as_str()),
                (packing, partition)
            );
            assert_eq!(record.format, format);
        }
    }
}

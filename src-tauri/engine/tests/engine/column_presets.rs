//! Own presets of columns: kept, named by settings and profiles, and what is left of them when they go.

use alertbook_wire::{ColumnPreset, ExportOptions, ExportProfile, Settings, WireError};

use crate::support::{ANSWERS, Data, call, code};

fn preset(name: &str, columns: &[&str]) -> ColumnPreset {
    ColumnPreset {
        name: name.to_owned(),
        columns: names(columns),
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn columns(names: &[&str]) -> ExportOptions {
    ExportOptions {
        columns: Some(self::names(names)),
        ..ExportOptions::default()
    }
}

fn profile(name: &str, options: ExportOptions) -> ExportProfile {
    ExportProfile {
        name: name.to_owned(),
        options,
        folder: None,
    }
}

/// Each wrong parameter with what was given.
fn problems(error: &WireError) -> Vec<(&str, &str)> {
    let problems = error.problems.iter();
    problems
        .map(|problem| (problem.parameter.as_str(), problem.given.as_str()))
        .collect()
}

#[test]
fn presets_are_kept_in_their_order_replaced_renamed_and_removed() {
    let data = Data::new();
    let engine = data.open();
    let night = preset("夜班 night", &["level", "id", "ip"]);
    let spaced = preset(" 夜班 night ", &[" level", "id ", "ip"]);
    assert_eq!(engine.save_column_preset(&spaced).unwrap(), night);
    let again = preset("夜班 night", &["ip", "id"]);
    engine.save_column_preset(&again).unwrap();
    let day = engine.save_column_preset(&preset("day", &["triage"])).unwrap();
    assert_eq!(day.columns.len(), 11, "the columns of a preset to begin with");
    assert_eq!(
        data.open().list_column_presets().unwrap(),
        [day.clone(), again.clone()]
    );
    assert_eq!(
        code(engine.rename_column_preset("day", "夜班 night")),
        "preset.exists"
    );
    let renamed = engine.rename_column_preset("day", "week").unwrap();
    assert_eq!((renamed.name.as_str(), &renamed.columns), ("week", &day.columns));
    engine.remove_column_preset("week").unwrap();
    assert_eq!(code(engine.remove_column_preset("week")), "preset.not_found");
    assert_eq!(code(engine.rename_column_preset("week", "x")), "preset.not_found");
    assert_eq!(engine.list_column_presets().unwrap(), [again]);
}

#[test]
fn taken_names_and_wrong_columns_are_refused_by_what_is_wrong() {
    let data = Data::new();
    let engine = data.open();
    for taken in ["cloud", "Triage", "FULL", "all", "grid", "id", "LASTTIME"] {
        let error = engine.save_column_preset(&preset(taken, &["id"])).unwrap_err();
        assert_eq!(problems(&error), [("name", taken)]);
        assert!(error.problems[0].allowed.contains("choose another"), "{error:?}");
    }
    engine.save_column_preset(&preset("own", &["id"])).unwrap();
    assert_eq!(code(engine.rename_column_preset("own", "Cloud")), "IllegalParam");
    let error = engine
        .save_column_preset(&preset("a,b", &["id", "paper", "id"]))
        .unwrap_err();
    assert_eq!(
        problems(&error),
        [("name", "a,b"), ("columns", "paper"), ("columns", "id")]
    );
    let error = engine.save_column_preset(&preset("", &[" "])).unwrap_err();
    assert_eq!(problems(&error), [("name", ""), ("columns", "")]);
    assert_eq!(engine.list_column_presets().unwrap().len(), 1);
}

#[test]
fn hostile_names_are_names_and_nothing_else() {
    let data = Data::new();
    let engine = data.open_filled();
    let hostile = [
        "'; DROP TABLE setting; --",
        "%",
        "_",
        "\"quoted\" \\ back",
        "../../etc/passwd",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\u{1f600}\u{5d0}\u{5d1}",
        "column_preset:x",
    ];
    for (count, name) in hostile.iter().enumerate() {
        engine
            .save_column_preset(&preset(name, &["id", "level"]))
            .unwrap();
        assert_eq!(engine.list_column_presets().unwrap().len(), count + 1, "{name}");
        let mut export = call(&[]);
        export.options = columns(&[name]);
        let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
        assert_eq!(engine.get_export(id).unwrap().columns, ["id", "level"], "{name}");
    }
    for name in hostile {
        engine.remove_column_preset(name).unwrap();
    }
    assert_eq!(engine.list_column_presets().unwrap(), []);
    for unseen in ["a\0b", "a\u{1b}[2J", "a\u{202e}b", "a\nb", &"名".repeat(81)] {
        assert_eq!(
            code(engine.save_column_preset(&preset(unseen, &["id"]))),
            "IllegalParam"
        );
    }
}

#[test]
fn an_export_keeps_the_columns_and_not_the_name() {
    let data = Data::new();
    let engine = data.open_filled();
    engine
        .save_column_preset(&preset("night", &["level", "id"]))
        .unwrap();
    let mut export = call(&[]);
    export.options = columns(&["night"]);
    let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
    engine.rename_column_preset("night", "day").unwrap();
    assert_eq!(engine.get_export(id).unwrap().columns, ["level", "id"]);
    engine.save_column_preset(&preset("day", &["ip"])).unwrap();
    let again = engine.run_export_again(id).unwrap().id;
    assert_eq!(engine.get_export(again).unwrap().columns, ["level", "id"]);
    let error = engine.run_export(&export, &mut |_| {}).unwrap_err();
    assert_eq!(problems(&error), [("columns", "night")]);
    let allowed = &error.problems[0].allowed;
    assert!(
        ["id", "cloud", "triage", "full", "day"]
            .iter()
            .all(|name| allowed.contains(name)),
        "{allowed}"
    );
    export.options = columns(&["day", "id"]);
    let error = engine.run_export(&export, &mut |_| {}).unwrap_err();
    assert_eq!(problems(&error), [("columns", "day")], "a preset stands alone");
}

#[test]
fn settings_and_profiles_follow_a_renamed_preset_and_keep_the_columns_of_a_removed_one() {
    let data = Data::new();
    let engine = data.open_filled();
    engine
        .save_column_preset(&preset("night", &["level", "id"]))
        .unwrap();
    let settings = Settings {
        export: columns(&["night"]),
        ..Settings::default()
    };
    engine.save_settings(&settings).unwrap();
    let masked = ExportOptions {
        masking: Some("pseudonyms".to_owned()),
        ..columns(&["night"])
    };
    engine.save_export_profile(&profile("weekly", masked)).unwrap();
    engine
        .save_export_profile(&profile("other", columns(&["id"])))
        .unwrap();
    let named = || {
        let of = |options: ExportOptions| options.columns.unwrap();
        (
            of(engine.get_settings().unwrap().export),
            of(engine.get_export_profile("weekly").unwrap().options),
            of(engine.get_export_profile("other").unwrap().options),
        )
    };
    engine.rename_column_preset("night", "夜班").unwrap();
    assert_eq!(named(), (names(&["夜班"]), names(&["夜班"]), names(&["id"])));
    engine.save_column_preset(&preset("夜班", &["id", "ip"])).unwrap();
    let mut export = call(&[]);
    export.profile = Some("weekly".to_owned());
    let id = engine.run_export(&export, &mut |_| {}).unwrap().id;
    assert_eq!(engine.get_export(id).unwrap().columns, ["id", "ip"]);
    engine.remove_column_preset("夜班").unwrap();
    let left = names(&["id", "ip"]);
    assert_eq!(named(), (left.clone(), left, names(&["id"])));
    engine.save_settings(&engine.get_settings().unwrap()).unwrap();
    let masking = engine.get_export_profile("weekly").unwrap().options.masking;
    assert_eq!(masking.as_deref(), Some("pseudonyms"));
}

#[test]
fn a_profile_for_a_colleague_has_the_columns_of_its_preset() {
    let data = Data::new();
    let engine = data.open();
    engine
        .save_column_preset(&preset("night", &["level", "id"]))
        .unwrap();
    engine
        .save_export_profile(&profile("weekly", columns(&["night"])))
        .unwrap();
    let file = data.beside("weekly.json");
    engine.write_export_profile("weekly", &file).unwrap();
    let other = Data::new();
    let imported = other.open().import_export_profile(&file).unwrap();
    assert_eq!(imported.options.columns, Some(names(&["level", "id"])));
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        text.replace("\"level\",", "").replace("\"id\"", "\"night\""),
    )
    .unwrap();
    let error = Data::new().open().import_export_profile(&file).unwrap_err();
    assert_eq!(problems(&error), [("columns", "night")]);
}

#[test]
fn two_hundred_presets_are_listed_by_name_and_each_is_found() {
    let data = Data::new();
    let engine = data.open();
    for number in (0..200).rev() {
        engine
            .save_column_preset(&preset(&format!("preset {number:03}"), &["id", "level"]))
            .unwrap();
    }
    let listed = engine.list_column_presets().unwrap();
    let expected: Vec<String> = (0..200).map(|number| format!("preset {number:03}")).collect();
    let found: Vec<&str> = listed.iter().map(|preset| preset.name.as_str()).collect();
    assert_eq!(found, expected);
    engine
        .save_export_profile(&profile("p", columns(&["preset 137"])))
        .unwrap();
    assert_eq!(
        code(engine.save_export_profile(&profile("q", columns(&["preset 200"])))),
        "IllegalParam"
    );
}

#[test]
fn an_import_touches_no_preset_and_a_policy_can_forbid_changing_them() {
    let data = Data::new();
    let engine = data.open_filled();
    engine
        .save_column_preset(&preset("night", &["level", "id"]))
        .unwrap();
    let file = data.beside("again.json");
    std::fs::write(&file, ANSWERS).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    assert_eq!(engine.list_column_presets().unwrap().len(), 1);
    data.policy(
        r#"{"Version":"1","Statement":[
            {"Effect":"Allow","Action":"*","Resource":"*"},
            {"Effect":"Deny","Action":"alertbook:ChangeSettings","Resource":"*"}]}"#,
    );
    assert_eq!(
        code(engine.save_column_preset(&preset("day", &["id"]))),
        "NoPermission"
    );
    assert_eq!(code(engine.rename_column_preset("night", "day")), "NoPermission");
    assert_eq!(code(engine.remove_column_preset("night")), "NoPermission");
    assert_eq!(engine.list_column_presets().unwrap().len(), 1);
}

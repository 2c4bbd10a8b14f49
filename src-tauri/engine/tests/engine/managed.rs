//! What a policy sets, through every call that it is meant for.

use std::path::{Path, PathBuf};

use alertbook_engine::{Engine, ExportCall};
use alertbook_store::Store;
use alertbook_store::table::ExportState;
use alertbook_wire::{
    CopyEvents, CopyForm, ExportOptions, ExportProfile, OverviewPart, Picture, PolicyPlace,
    SaveExportProfile, SavedList, Settings, StartExport, SyncExtent, WireError,
};

use crate::export_queue::{ended, held};
use crate::support::{Data, call, code, map, names_in};

fn set(data: &Data, settings: &str) {
    data.policy(&[r#"{"Version":"1","settings":"#, settings, "}"].concat());
}

fn in_format(format: &str) -> ExportCall {
    ExportCall {
        options: ExportOptions {
            format: Some(format.to_owned()),
            ..ExportOptions::default()
        },
        ..call(&[])
    }
}

fn start(call: &ExportCall) -> StartExport {
    StartExport {
        request: map(&[]),
        options: call.options.clone(),
        profile: call.profile.clone(),
    }
}

/// Refused by the policy, which is named with its member.
fn forbidden<T: std::fmt::Debug>(answer: Result<T, WireError>, words: &[&str]) {
    let error = answer.unwrap_err();
    assert_eq!(error.code, "NoPermission", "{error:?}");
    for word in words.iter().chain(&["policy.json"]) {
        assert!(error.message.contains(word), "{word}: {}", error.message);
    }
}

fn text_of(engine: &Engine, id: i64) -> String {
    std::fs::read_to_string(engine.export_path(id).unwrap()).unwrap()
}

#[test]
fn a_forbidden_format_is_refused_by_every_door_and_recorded() {
    let data = Data::new();
    let engine = data.open_filled();
    let before = engine.run_export(&in_format("html"), &mut |_| {}).unwrap();
    let profile = ExportProfile {
        name: "page".to_owned(),
        options: in_format("html").options,
        folder: None,
    };
    engine.save_export_profile(&profile).unwrap();
    set(&data, r#"{"forbiddenFormats":["html","sqlite"]}"#);
    let words = ["settings.forbiddenFormats", "html"];
    forbidden(engine.run_export(&in_format("html"), &mut |_| {}), &words);
    forbidden(engine.export_susp_events(&start(&in_format("html"))), &words);
    forbidden(engine.estimate_export(&start(&in_format("html"))), &words);
    forbidden(engine.run_export_again(before.id), &words);
    let by_profile = ExportCall {
        profile: Some("page".to_owned()),
        ..call(&[])
    };
    forbidden(engine.run_export(&by_profile, &mut |_| {}), &words);
    forbidden(engine.export_susp_events(&start(&by_profile)), &words);
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    let audit = store.read().unwrap().latest_audit(100).unwrap();
    assert_eq!(
        audit.iter().filter(|entry| !entry.allowed).count(),
        5,
        "{audit:?}"
    );
    engine.run_export(&in_format("csv"), &mut |_| {}).unwrap();
    set(&data, r#"{"forbiddenFormats":["csv"]}"#);
    forbidden(engine.run_export(&call(&[]), &mut |_| {}), &["csv"]);
    engine.run_export(&by_profile, &mut |_| {}).unwrap();
    assert_eq!(
        code(engine.run_export(&in_format("paper"), &mut |_| {})),
        "IllegalParam"
    );
}

#[test]
fn masking_is_added_whatever_was_asked_for_and_told() {
    let data = Data::new();
    let engine = data.open_filled();
    let plain = engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    assert!(text_of(&engine, plain.id).contains("web-1"));
    set(&data, r#"{"masking":"pseudonyms"}"#);
    let mut unmasked = in_format("csv");
    unmasked.options.masking = Some("none".to_owned());
    let mut otherwise = in_format("ocsf");
    otherwise.options.masking = Some("document".to_owned());
    let mut legend = in_format("html");
    legend.options.legend = true;
    for wanted in [call(&[]), unmasked, otherwise, in_format("ndjson"), legend] {
        let id = engine.run_export(&wanted, &mut |_| {}).unwrap().id;
        let text = text_of(&engine, id);
        assert!(!text.contains("web-1") && !text.contains("203.0.113.7"), "{text}");
        assert_eq!(engine.get_export(id).unwrap().masking, "pseudonyms");
        let manifest = engine.export_manifest(id).unwrap();
        assert!(serde_json::to_string(&manifest).unwrap().contains("pseudonyms"));
    }
    let again = ended(&engine, engine.run_export_again(plain.id).unwrap().id);
    assert_eq!(again.masking, "pseudonyms", "{again:?}");
    assert!(!text_of(&engine, again.id).contains("web-1"));
    forbidden(
        engine.run_export(&in_format("sqlite"), &mut |_| {}),
        &["settings.masking", "sqlite cannot be masked"],
    );
}

#[test]
fn copies_are_masked_like_files() {
    let data = Data::new();
    let engine = data.open_filled();
    let copy = |form: CopyForm| {
        let wanted = CopyEvents {
            request: map(&[]),
            columns: vec!["id".to_owned(), "instanceName".to_owned()],
            sort: None,
            form,
        };
        engine.copy_events(&wanted).unwrap().text
    };
    assert!(copy(CopyForm::Text).contains("web-1"));
    set(&data, r#"{"masking":"document"}"#);
    for form in [CopyForm::Text, CopyForm::Csv, CopyForm::Json] {
        let text = copy(form);
        assert!(text.contains("****") && !text.contains("web-1"), "{text}");
    }
}

#[test]
fn exports_go_into_the_folder_that_is_set_and_nowhere_else() {
    let data = Data::new();
    let engine = data.open_filled();
    let (own, forced) = (data.beside("own"), data.beside("made/by/policy"));
    std::fs::create_dir(&own).unwrap();
    engine.set_exports_folder(Some(&own)).unwrap();
    let kept = SaveExportProfile {
        name: "here".to_owned(),
        options: ExportOptions::default(),
        keep_folder: true,
    };
    engine.save_window_export_profile(&kept).unwrap();
    let before = engine.run_export(&call(&[]), &mut |_| {}).unwrap();
    set(
        &data,
        &serde_json::json!({ "exportsFolder": forced.display().to_string() }).to_string(),
    );
    let folder_of = |id: i64| engine.export_path(id).unwrap().parent().unwrap().to_owned();
    let by_profile = ExportCall {
        profile: Some("here".to_owned()),
        ..call(&[])
    };
    for wanted in [call(&[]), by_profile] {
        let id = engine.run_export(&wanted, &mut |_| {}).unwrap().id;
        assert_eq!(folder_of(id), forced);
    }
    #[cfg(unix)]
    for made in ["made", "made/by", "made/by/policy"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(data.beside(made)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{made} is nobody else's");
    }
    let export_to = |folder: PathBuf| {
        let wanted = ExportCall {
            folder: Some(folder),
            ..call(&[])
        };
        engine.run_export(&wanted, &mut |_| {})
    };
    let within = forced.join("week");
    std::fs::create_dir(&within).unwrap();
    assert_eq!(folder_of(export_to(within.clone()).unwrap().id), within);
    let words = ["settings.exportsFolder", "made/by/policy"];
    forbidden(export_to(own.clone()), &words);
    forbidden(export_to(within.join("../../../../own")), &words);
    #[cfg(unix)]
    {
        let link = forced.join("link");
        std::os::unix::fs::symlink(&own, &link).unwrap();
        forbidden(export_to(link), &words);
    }
    forbidden(engine.set_exports_folder(Some(&within)), &words);
    forbidden(engine.set_exports_folder(None), &words);
    let info = engine.get_app_info().unwrap();
    assert_eq!(Path::new(&info.exports_folder), forced);
    assert!(info.exports_folder_chosen);
    let again = ended(&engine, engine.run_export_again(before.id).unwrap().id);
    assert_eq!(folder_of(again.id), forced);
    std::fs::remove_file(data.root().join("policy.json")).unwrap();
    assert_eq!(Path::new(&engine.get_app_info().unwrap().exports_folder), own);
}

#[test]
fn what_a_policy_sets_is_never_written_into_the_persons_settings() {
    let data = Data::new();
    let engine = data.open();
    let own = Settings {
        proxy: "http://own.example:1".to_owned(),
        ..Settings::default()
    };
    engine.save_settings(&own).unwrap();
    set(
        &data,
        r#"{"proxy":"http://set.example:2","offline":true,"caFile":"~/set.pem"}"#,
    );
    let held = engine.get_settings().unwrap();
    assert!(held.offline && held.proxy == "http://set.example:2" && held.ca_file.ends_with("set.pem"));
    let changed = Settings {
        compact: false,
        ..held
    };
    let saved = engine.save_settings(&changed).unwrap();
    assert_eq!(saved, changed);
    let asked = Settings {
        offline: false,
        proxy: String::new(),
        ca_file: String::new(),
        ..changed.clone()
    };
    assert_eq!(
        engine.save_settings(&asked).unwrap(),
        changed,
        "the policy's stay"
    );
    forbidden(
        engine.set_ca_file(&data.beside("other.pem")),
        &["settings.caFile"],
    );
    std::fs::remove_file(data.root().join("policy.json")).unwrap();
    // A window that still shows what was set hands it back with its next change.
    let after = engine.save_settings(&changed).unwrap();
    let expected = Settings {
        compact: false,
        ..own
    };
    assert_eq!(after, expected);
    assert_eq!(engine.get_settings().unwrap(), expected);
    let chosen = Settings {
        proxy: "http://set.example:2".to_owned(),
        ..expected
    };
    assert_eq!(
        engine.save_settings(&chosen).unwrap(),
        chosen,
        "a wish of one's own"
    );
}

#[test]
fn offline_by_policy_is_told_by_its_file() {
    let data = Data::new();
    let engine = data.open();
    set(&data, r#"{"offline":true}"#);
    let error = engine.start_sync(1, SyncExtent::Due).unwrap_err();
    assert_eq!(error.code, "cloud.offline");
    assert!(
        error.message.contains("policy.json") && error.message.contains("settings.offline is true"),
        "{}",
        error.message
    );
    set(&data, r#"{"offline":false}"#);
    let offline = Settings {
        offline: true,
        ..Settings::default()
    };
    assert!(!engine.save_settings(&offline).unwrap().offline);
    assert_eq!(code(engine.start_sync(1, SyncExtent::Due)), "account.not_found");
}

#[test]
fn looking_for_a_newer_version_can_be_forbidden() {
    let data = Data::new();
    let mut options = data.options();
    options.releases = None;
    let engine = Engine::open(options.clone()).unwrap();
    assert_eq!(engine.get_app_info().unwrap().releases, None);
    assert_eq!(code(engine.open_releases()), "releases.unknown");
    drop(engine);
    // Nothing that a browser could open.
    options.releases = Some("file:///etc/passwd".to_owned());
    let engine = Engine::open(options).unwrap();
    assert_eq!(code(engine.open_releases()), "link.refused");
    set(&data, r#"{"update":"forbidden"}"#);
    forbidden(engine.open_releases(), &["settings.update is forbidden"]);
    set(&data, r#"{"update":"ask","offline":true}"#);
    assert_eq!(code(engine.open_releases()), "cloud.offline");
    data.policy("hello");
    assert_eq!(code(engine.open_releases()), "NoPermission");
}

#[test]
fn everything_that_is_set_is_told_with_its_file() {
    let data = Data::new();
    let machine = data.beside("machine.json");
    std::fs::write(
        &machine,
        r#"{"Version":"1","settings":{"forbiddenFormats":["cloud"],"masking":"document","update":"forbidden"}}"#,
    )
    .unwrap();
    let mut options = data.options();
    options.system_policy = Some(machine.clone());
    let engine = Engine::open(options).unwrap();
    set(
        &data,
        r#"{"forbiddenFormats":["csv","cloud"],"masking":"pseudonyms","proxy":"http://set.example:2"}"#,
    );
    let policy = engine.get_app_info().unwrap().policy;
    assert!(policy.present && policy.error.is_none() && policy.denied.is_empty());
    let places: Vec<_> = policy.files.iter().map(|file| file.file.place).collect();
    assert_eq!(places, [PolicyPlace::Machine, PolicyPlace::DataFolder]);
    let managed = policy.managed;
    let formats: Vec<_> = managed
        .forbidden_formats
        .iter()
        .map(|format| (format.name.as_str(), format.cannot_mask, format.by.place))
        .collect();
    assert_eq!(
        formats,
        [
            ("csv", false, PolicyPlace::DataFolder),
            ("sqlite", true, PolicyPlace::Machine),
            ("cloud", false, PolicyPlace::Machine),
        ]
    );
    let masking = managed.masking.unwrap();
    assert_eq!(masking.value, "document");
    assert_eq!(Path::new(&masking.by.path), machine);
    assert_eq!(managed.proxy.unwrap().by.place, PolicyPlace::DataFolder);
    assert_eq!(managed.update.unwrap().value, "forbidden");
    assert!(managed.exports_folder.is_none() && managed.ca_file.is_none() && managed.offline.is_none());
}

#[test]
fn an_export_that_waited_does_not_pass_by_a_policy_that_came_meanwhile() {
    for (settings, member) in [
        (r#"{"forbiddenFormats":["csv"]}"#, "forbiddenFormats"),
        (r#"{"masking":"document"}"#, "masking"),
        (r#"{"exportsFolder":"~/elsewhere"}"#, "exportsFolder"),
    ] {
        let (data, engine, gate) = held();
        let id = engine.export_susp_events(&start(&call(&[]))).unwrap().id;
        set(&data, settings);
        gate.set(false);
        let error = ended(&engine, id).error.unwrap();
        assert_eq!(error.code, "NoPermission");
        assert!(error.message.contains(member), "{}", error.message);
        assert_eq!(code(engine.export_path(id)), "export.not_finished");
    }
}

#[test]
fn an_export_that_waited_is_judged_by_statements_too_and_its_refusal_recorded() {
    let deny = r#"{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
    for policy in [deny, "no policy"] {
        let (data, engine, gate) = held();
        let id = engine.export_susp_events(&start(&call(&[]))).unwrap().id;
        data.policy(policy);
        gate.set(false);
        let store = Store::open(&data.root().join("alerts.db")).unwrap();
        // The policy denies the engine's own answer.
        let row = loop {
            let row = store.read().unwrap().export(id).unwrap().unwrap();
            if !matches!(row.state, ExportState::Pending | ExportState::Exporting) {
                break row;
            }
            std::thread::yield_now();
        };
        assert_eq!(row.error_code.as_deref(), Some("NoPermission"), "{policy}");
        assert_eq!(names_in(&data.root().join("exports")), [""; 0]);
        let audit = store.read().unwrap().latest_audit(1).unwrap();
        assert!(!audit[0].allowed && audit[0].action == "yundun-sas:ExportSuspEvents");
        assert_eq!(audit[0].request_id, row.asked.request_id);
    }
}

#[test]
fn lists_are_saved_where_and_in_the_format_that_policies_allow() {
    let data = Data::new();
    let engine = data.open_filled();
    let forced = data.beside("forced");
    std::fs::create_dir(&forced).unwrap();
    let facts = SavedList::Overview {
        part: OverviewPart::Types,
        request: map(&[]),
    };
    set(&data, r#"{"forbiddenFormats":["csv"]}"#);
    for list in [&facts, &SavedList::Profiles] {
        let refused = data.beside("list.csv");
        forbidden(
            engine.save_list(list, &refused),
            &["settings.forbiddenFormats", "csv"],
        );
        assert!(!refused.exists());
        engine.save_list(list, &data.beside("list.json")).unwrap();
    }
    assert_eq!(engine.list_place().endings, ["json"]);
    set(
        &data,
        &serde_json::json!({ "exportsFolder": forced.display().to_string() }).to_string(),
    );
    for list in [&facts, &SavedList::Profiles] {
        for name in ["other.csv", "other.json", "forced/../other.csv"] {
            let refused = data.beside(name);
            forbidden(engine.save_list(list, &refused), &["settings.exportsFolder"]);
            assert!(!refused.exists());
        }
        engine.save_list(list, &forced.join("list.csv")).unwrap();
    }
    let place = engine.list_place();
    assert_eq!((place.endings, place.folder), (vec!["csv", "json"], Some(forced)));
    let store = Store::open(&data.root().join("alerts.db")).unwrap();
    let audit = store.read().unwrap().latest_audit(100).unwrap();
    let refused = audit.iter().filter(|entry| !entry.allowed);
    assert_eq!(refused.count(), 8, "{audit:?}");
}

#[test]
fn lists_that_are_saved_are_masked_and_pictures_of_names_are_not_saved() {
    let data = Data::new();
    let engine = data.open_filled();
    let list = SavedList::Overview {
        part: OverviewPart::Assets,
        request: map(&[]),
    };
    let saved = |name: &str| {
        let file = data.beside(name);
        engine.save_list(&list, &file).unwrap();
        std::fs::read_to_string(file).unwrap()
    };
    assert!(saved("assets.csv").contains("web-1"));
    set(&data, r#"{"masking":"pseudonyms"}"#);
    for name in ["assets.csv", "assets.json"] {
        let text = saved(name);
        assert!(text.contains("host-") && !text.contains("web-1"), "{text}");
    }
    let picture = |part: OverviewPart| Picture {
        part,
        png: String::new(),
    };
    let file = data.beside("picture.png");
    forbidden(
        engine.save_picture(&picture(OverviewPart::Assets), &file),
        &["settings.masking", "pictures cannot be masked"],
    );
    let error = engine
        .save_picture(&picture(OverviewPart::Types), &file)
        .unwrap_err();
    assert_eq!(error.code, "IllegalParam", "an empty picture, and no policy");
}

//! Export profiles: how exports are written, under names.
//!
//! Owns: the profiles in the store's settings, one each, and their files. A file of a profile is for a colleague: it has
//! no folder, which would mean nothing on another machine, and is judged in full before anything of it is kept.

use std::path::{Path, PathBuf};

use alertbook_export::{FileFormat, Masking};
use alertbook_store::table::{delete_setting_in, write_setting_in};
use alertbook_wire::{ExportOptions, ExportProfile, SaveExportProfile};
use serde_json::{Map, Value, json};

use crate::choice_name::judged_name;
use crate::column_preset::{columns_of_name, presets};
use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_job::{ExportCall, folder_of, problems_of_options};
use crate::policy::Action;

/// How the names of their settings begin.
pub(crate) const PREFIX: &str = "export_profile:";
/// What files of profiles say they are.
const KIND: &str = "alertbook.exportProfile";
const VERSION: u64 = 1;
/// A file larger than this is no profile.
const LONGEST_FILE: u64 = 1 << 20;

impl Engine {
    /// Every profile, by name.
    pub fn list_export_profiles(&self) -> Answer<Vec<ExportProfile>> {
        self.answer(|_| profiles(&self.shared))
    }

    /// One profile.
    pub fn get_export_profile(&self, name: &str) -> Answer<ExportProfile> {
        self.answer(|_| profile(&self.shared, name))
    }

    /// Keeps a profile, in place of one of the same name, and answers it as it was kept.
    pub fn save_export_profile(&self, wanted: &ExportProfile) -> Answer<ExportProfile> {
        self.answer(|asked| self.keep(asked, wanted))
    }

    /// The same for the window, which names no folder.
    pub fn save_window_export_profile(&self, wanted: &SaveExportProfile) -> Answer<ExportProfile> {
        self.answer(|asked| {
            let folder = wanted
                .keep_folder
                .then(|| self.shared.exports_folder())
                .transpose()?;
            let profile = ExportProfile {
                name: wanted.name.clone(),
                options: wanted.options.clone(),
                folder: folder.map(|folder| folder.display().to_string()),
            };
            self.keep(asked, &profile)
        })
    }

    /// Gives a profile another name, which has to be free.
    pub fn rename_export_profile(&self, name: &str, to: &str) -> Answer<ExportProfile> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "name": name, "to": to }).to_string();
            let permit = shared.permit(Action::ChangeSettings, asked, &request)?;
            let before = profile(shared, name)?;
            let renamed = judged(
                shared,
                &ExportProfile {
                    name: to.to_owned(),
                    ..before.clone()
                },
            )?;
            refuse_taken(shared, &renamed.name)?;
            let text = text_of(&renamed)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                delete_setting_in(tx, &key(&before.name))?;
                write_setting_in(tx, &key(&renamed.name), &text)
            })?;
            Ok(renamed)
        })
    }

    /// Removes a profile. Exports that followed it stay.
    pub fn remove_export_profile(&self, name: &str) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "name": name }).to_string();
            let permit = shared.permit(Action::ChangeSettings, asked, &request)?;
            let profile = profile(shared, name)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                delete_setting_in(tx, &key(&profile.name))
            })?;
            Ok(())
        })
    }

    /// Keeps the profile of a file. Its name has to be free.
    pub fn import_export_profile(&self, file: &Path) -> Answer<ExportProfile> {
        self.answer(|asked| {
            let wanted = read_file(file)?;
            refuse_taken(&self.shared, wanted.name.trim())?;
            self.keep(asked, &wanted)
        })
    }

    /// Writes a profile into a file, in place of what the file held if there was one.
    pub fn write_export_profile(&self, name: &str, file: &Path) -> Answer<()> {
        self.answer(|_| {
            let mut profile = profile(&self.shared, name)?;
            // A colleague has not the presets of this store.
            let presets = presets(&self.shared)?;
            if let Some(columns) =
                columns_of_name(&presets, profile.options.columns.as_deref().unwrap_or_default())
            {
                profile.options.columns = Some(columns.to_vec());
            }
            write_file(&profile, file).map_err(|error| Error::ProfileFile {
                path: file.to_owned(),
                reason: error.to_string(),
            })
        })
    }

    fn keep(&self, asked: &Asked, wanted: &ExportProfile) -> Result<ExportProfile> {
        let shared = &self.shared;
        let permit = shared.permit(Action::ChangeSettings, asked, &text_of(wanted)?)?;
        let kept = judged(shared, wanted)?;
        let text = text_of(&kept)?;
        shared.write(|tx| {
            permit.record_in(tx)?;
            write_setting_in(tx, &key(&kept.name), &text)
        })?;
        Ok(kept)
    }
}

/// A call with what its profile tells and it does not.
pub(crate) fn with_profile(shared: &Shared, call: &ExportCall) -> Result<ExportCall> {
    let Some(name) = &call.profile else {
        return Ok(call.clone());
    };
    let profile = profile(shared, name)?;
    let (own, mut its) = (&call.options, profile.options);
    let csv = FileFormat::Csv.name();
    let its_format = its.format.as_deref().unwrap_or(csv);
    if own.format.as_deref().is_some_and(|format| format != its_format) {
        // What belongs to the profile's format means nothing to another one.
        (its.dialect, its.partition_by) = (None, None);
        its.columns = its.columns.filter(|_| has_columns(own.format.as_deref()));
    }
    Ok(ExportCall {
        options: ExportOptions {
            format: own.format.clone().or(its.format),
            dialect: own.dialect.clone().or(its.dialect),
            columns: own.columns.clone().or(its.columns),
            language: own.language.or(its.language),
            zone: own.zone.clone().or(its.zone),
            legend: own.legend || (its.legend && own.masking.as_deref() != Some(Masking::None.name())),
            masking: own.masking.clone().or(its.masking),
            packing: own.packing.clone().or(its.packing),
            partition_by: own.partition_by.clone().or(its.partition_by),
        },
        folder: call
            .folder
            .clone()
            .or_else(|| shared.still_allowed(profile.folder.map(PathBuf::from))),
        ..call.clone()
    })
}

fn has_columns(format: Option<&str>) -> bool {
    format
        .and_then(FileFormat::from_name)
        .is_none_or(FileFormat::has_columns)
}

/// A profile's text with its folder replaced; none where it has no folder, or one that stays.
pub(crate) fn with_folder(text: &str, moved: impl FnOnce(&str) -> Option<String>) -> Option<String> {
    let mut profile: ExportProfile = serde_json::from_str(text).ok()?;
    profile.folder = Some(moved(profile.folder.as_deref()?)?);
    text_of(&profile).ok()
}

fn key(name: &str) -> String {
    [PREFIX, name].concat()
}

fn text_of(profile: &ExportProfile) -> Result<String> {
    serde_json::to_string(profile).map_err(|_| Error::Defect("a profile does not become JSON"))
}

fn profiles(shared: &Shared) -> Result<Vec<ExportProfile>> {
    let kept = shared.read(|connection| Ok(connection.settings_of(PREFIX)?))?;
    // One that an older or newer program wrote and this one cannot read is left aside.
    let read = |(_, text): &(String, String)| serde_json::from_str(text).ok();
    Ok(kept.iter().filter_map(read).collect())
}

fn profile(shared: &Shared, name: &str) -> Result<ExportProfile> {
    let name = name.trim();
    let found = profiles(shared)?.into_iter().find(|profile| profile.name == name);
    found.ok_or_else(|| Error::ProfileNotFound(name.to_owned()))
}

fn refuse_taken(shared: &Shared, name: &str) -> Result<()> {
    match profile(shared, name) {
        Ok(_) => Err(Error::ProfileExists(name.to_owned())),
        Err(Error::ProfileNotFound(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A profile as it can be kept, or everything that is wrong with it.
fn judged(shared: &Shared, wanted: &ExportProfile) -> Result<ExportProfile> {
    let mut problems = Vec::new();
    let name = judged_name("name", &wanted.name, &mut problems);
    problems.extend(problems_of_options(shared, &wanted.options)?);
    if !problems.is_empty() {
        return Err(Error::IllegalParam(problems));
    }
    let folder = wanted.folder.as_deref().map(Path::new);
    let folder = folder.map(|folder| folder_of(shared, Some(folder))).transpose()?;
    Ok(ExportProfile {
        name: name.to_owned(),
        options: wanted.options.clone(),
        folder: folder.map(|folder| folder.display().to_string()),
    })
}

fn read_file(file: &Path) -> Result<ExportProfile> {
    let wrong = |reason: String| Error::ProfileFile {
        path: file.to_owned(),
        reason,
    };
    let found = std::fs::metadata(file).map_err(|error| wrong(error.to_string()))?;
    if !found.is_file() {
        return Err(wrong("a file is expected".to_owned()));
    }
    let size = found.len();
    if size > LONGEST_FILE {
        return Err(wrong(format!("{size} bytes, at most {LONGEST_FILE}")));
    }
    let text = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    parse(text).map_err(wrong)
}

/// The profile of a file's text, or what is wrong with that.
fn parse(text: &[u8]) -> std::result::Result<ExportProfile, String> {
    let value: Value = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    let Value::Object(mut fields) = value else {
        return Err("a JSON object is expected".to_owned());
    };
    if fields.remove("kind") != Some(json!(KIND)) {
        return Err(["kind: ", KIND, " is expected"].concat());
    }
    match fields.remove("version") {
        Some(version) if version == json!(VERSION) => {}
        version => {
            let found = version.unwrap_or_default();
            return Err(format!("version: {VERSION} is expected, {found} was found"));
        }
    }
    let Some(Value::String(name)) = fields.remove("name") else {
        return Err("name: text is expected".to_owned());
    };
    let Some(Value::Object(options)) = fields.remove("options") else {
        return Err("options: an object is expected".to_owned());
    };
    no_others("", fields.keys())?;
    let known = known_options();
    no_others(
        "options.",
        options.keys().filter(|name| !known.contains_key(*name)),
    )?;
    let options = options_of(options)?;
    Ok(ExportProfile {
        name,
        options,
        folder: None,
    })
}

fn no_others<'a>(
    place: &str,
    mut names: impl Iterator<Item = &'a String>,
) -> std::result::Result<(), String> {
    names.next().map_or(Ok(()), |name| {
        Err([place, name, ": there is no such field"].concat())
    })
}

/// Each by itself, so that the one that is wrong is named.
fn options_of(options: Map<String, Value>) -> std::result::Result<ExportOptions, String> {
    for (name, value) in &options {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        serde_json::from_value::<ExportOptions>(Value::Object(alone))
            .map_err(|error| format!("options.{name}: {error}"))?;
    }
    serde_json::from_value(Value::Object(options)).map_err(|error| error.to_string())
}

fn known_options() -> Map<String, Value> {
    match serde_json::to_value(ExportOptions::default()) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn write_file(profile: &ExportProfile, file: &Path) -> std::io::Result<()> {
    let text = serde_json::to_string_pretty(&json!({
        "kind": KIND,
        "version": VERSION,
        "name": profile.name,
        "options": profile.options,
    }))?;
    let folder = match file.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut beside, [&text, "\n"].concat().as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text.as_bytes()).unwrap_err(), expected, "{text}");
    }

    #[test]
    fn a_bad_file_is_refused_by_what_is_wrong_with_it() {
        let with = |rest: &str| format!(r#"{{"kind":"{KIND}","version":1,{rest}}}"#);
        check("[]", "a JSON object is expected");
        check("{}", "kind: alertbook.exportProfile is expected");
        check(r#"{"kind":"x"}"#, "kind: alertbook.exportProfile is expected");
        let newer = with("").replace(":1,", ":2");
        check(&newer, "version: 1 is expected, 2 was found");
        check(&with(r#""name":5"#), "name: text is expected");
        check(&with(r#""name":"a""#), "options: an object is expected");
        check(
            &with(r#""name":"a","options":{},"x":1"#),
            "x: there is no such field",
        );
        check(
            &with(r#""name":"a","options":{"paper":1}"#),
            "options.paper: there is no such field",
        );
        check(
            &with(r#""name":"a","options":{"format":5}"#),
            "options.format: invalid type: integer `5`, expected a string",
        );
        assert!(parse(b"{").unwrap_err().contains("line 1"));
        let good = parse(with(r#""name":"a","options":{"format":"csv"}"#).as_bytes()).unwrap();
        assert_eq!(
            (good.name.as_str(), good.options.format.as_deref()),
            ("a", Some("csv"))
        );
    }
}

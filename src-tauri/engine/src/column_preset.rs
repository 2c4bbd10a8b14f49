//! Own presets of columns: columns in an order, under names that people gave them.
//!
//! Owns: the presets in the store's settings, one each, and the names in settings and profiles that stand for them. What
//! was exported holds the names of its columns. Invariant: no kept choice names a preset that is gone, because whatever
//! renames or removes one changes in the same transaction what names it.

use alertbook_core::column::{COLUMNS, Preset};
use alertbook_core::filter::{Expectation, Problem};
use alertbook_store::WriteTx;
use alertbook_store::table::{delete_setting_in, setting_in, settings_of_in, write_setting_in};
use alertbook_wire::ColumnPreset;
use serde_json::{Value, json};

use crate::choice_name::judged_name;
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_job::columns_named;
use crate::policy::Action;
use crate::{export_profile, settings};

const PREFIX: &str = "column_preset:";
/// Stands for the grid's columns in the window's settings.
const GRID: &str = "grid";

impl Engine {
    /// Every own preset, by name.
    pub fn list_column_presets(&self) -> Answer<Vec<ColumnPreset>> {
        self.answer(|_| presets(&self.shared))
    }

    /// Keeps a preset, in place of one of the same name, and answers it as it was kept.
    pub fn save_column_preset(&self, wanted: &ColumnPreset) -> Answer<ColumnPreset> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = text_of(wanted)?;
            let permit = shared.permit(Action::ChangeSettings, asked, &request)?;
            let kept = judged(wanted, &presets(shared)?)?;
            let text = text_of(&kept)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                write_setting_in(tx, &key(&kept.name), &text)
            })?;
            Ok(kept)
        })
    }

    /// Gives a preset another name, which has to be free. What names it names it by that from now on.
    pub fn rename_column_preset(&self, name: &str, to: &str) -> Answer<ColumnPreset> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "name": name, "to": to }).to_string();
            let permit = shared.permit(Action::ChangeSettings, asked, &request)?;
            let all = presets(shared)?;
            let before = found(&all, name)?;
            let wanted = ColumnPreset {
                name: to.to_owned(),
                ..before.clone()
            };
            let renamed = judged(&wanted, &all)?;
            if all.iter().any(|other| other.name == renamed.name) {
                return Err(Error::PresetExists(renamed.name));
            }
            let text = text_of(&renamed)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                delete_setting_in(tx, &key(&before.name))?;
                write_setting_in(tx, &key(&renamed.name), &text)?;
                replace_name_in(tx, &before.name, std::slice::from_ref(&renamed.name))
            })?;
            Ok(renamed)
        })
    }

    /// Removes a preset. What names it has its columns one by one from now on.
    pub fn remove_column_preset(&self, name: &str) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "name": name }).to_string();
            let permit = shared.permit(Action::ChangeSettings, asked, &request)?;
            let all = presets(shared)?;
            let gone = found(&all, name)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                delete_setting_in(tx, &key(&gone.name))?;
                replace_name_in(tx, &gone.name, &gone.columns)
            })
        })
    }
}

/// Every own preset, by name.
pub(crate) fn presets(shared: &Shared) -> Result<Vec<ColumnPreset>> {
    let kept = shared.read(|connection| Ok(connection.settings_of(PREFIX)?))?;
    // One that another version of the program wrote and this one cannot read is left aside.
    let read = |(_, text): &(String, String)| serde_json::from_str(text).ok();
    Ok(kept.iter().filter_map(read).collect())
}

/// The columns that an own preset's name stands for.
pub(crate) fn columns_of_name<'a>(presets: &'a [ColumnPreset], names: &[String]) -> Option<&'a [String]> {
    let [name] = names else {
        return None;
    };
    let preset = presets.iter().find(|preset| preset.name == name.trim())?;
    Some(&preset.columns)
}

fn found<'a>(presets: &'a [ColumnPreset], name: &str) -> Result<&'a ColumnPreset> {
    let name = name.trim();
    let found = presets.iter().find(|preset| preset.name == name);
    found.ok_or_else(|| Error::PresetNotFound(name.to_owned()))
}

fn key(name: &str) -> String {
    [PREFIX, name].concat()
}

fn text_of(preset: &ColumnPreset) -> Result<String> {
    serde_json::to_string(preset).map_err(|_| Error::Defect("a preset does not become JSON"))
}

/// A preset as it can be kept, or everything that is wrong with it.
fn judged(wanted: &ColumnPreset, presets: &[ColumnPreset]) -> Result<ColumnPreset> {
    let mut problems = Vec::new();
    let name = judged_name("name", &wanted.name, &mut problems);
    if name.contains(',') {
        problems.push(Problem::new("name", name, Expectation::NameWithoutCommas));
    }
    if has_a_meaning(name) {
        problems.push(Problem::new("name", name, Expectation::OwnName));
    }
    let names = wanted.columns.iter().map(|name| name.trim());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let columns = columns_named(&names, presets, &mut problems);
    if names.is_empty() {
        problems.push(Problem::new("columns", "", Expectation::Required));
    }
    for (place, column) in columns.iter().enumerate() {
        if columns.iter().take(place).any(|before| before == column) {
            problems.push(Problem::new("columns", column.spec().name, Expectation::Once));
        }
    }
    if !problems.is_empty() {
        return Err(Error::IllegalParam(problems));
    }
    Ok(ColumnPreset {
        name: name.to_owned(),
        columns: columns
            .iter()
            .map(|column| column.spec().name.to_owned())
            .collect(),
    })
}

/// Names that are taken for good. The case of their letters is no difference, since people do not see it as one.
fn has_a_meaning(name: &str) -> bool {
    let columns = COLUMNS.iter().map(|spec| spec.name);
    let presets = Preset::ALL.map(Preset::name);
    columns
        .chain(presets)
        .chain(["all", GRID])
        .any(|taken| taken.eq_ignore_ascii_case(name))
}

/// Puts other names of columns where a preset's name stood for them.
fn replace_name_in(tx: &WriteTx<'_>, name: &str, columns: &[String]) -> alertbook_store::Result<()> {
    let settings =
        setting_in(tx, settings::KEY)?.map(|text| (settings::KEY.to_owned(), text, "/export/columns"));
    let profiles = settings_of_in(tx, export_profile::PREFIX)?;
    let profiles = profiles
        .into_iter()
        .map(|(key, text)| (key, text, "/options/columns"));
    for (key, text, place) in profiles.chain(settings) {
        if let Some(changed) = with_other_columns(&text, place, name, columns) {
            write_setting_in(tx, &key, &changed)?;
        }
    }
    Ok(())
}

/// The JSON with other columns, where those were named by a preset; everything else of it stays as it is.
fn with_other_columns(text: &str, place: &str, name: &str, columns: &[String]) -> Option<String> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    let named = value.pointer_mut(place)?;
    if *named != json!([name]) {
        return None;
    }
    *named = json!(columns);
    Some(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_and_shipped_presets_are_taken_in_either_case() {
        for taken in ["cloud", "Triage", "FULL", "all", "Grid", "id", "ID", "lasttime"] {
            assert!(has_a_meaning(taken), "{taken}");
        }
        assert!(!has_a_meaning("own") && !has_a_meaning("cloud 2"));
    }

    #[test]
    fn only_the_one_name_is_replaced_and_unknown_fields_stay() {
        let change = |text: &str| {
            with_other_columns(
                text,
                "/options/columns",
                "night",
                &["id".to_owned(), "level".to_owned()],
            )
        };
        assert_eq!(
            change(r#"{"later":1,"options":{"columns":["night"]}}"#).as_deref(),
            Some(r#"{"later":1,"options":{"columns":["id","level"]}}"#)
        );
        for other in [
            r#"{"options":{"columns":["night","id"]}}"#,
            r#"{"options":{"columns":null}}"#,
            r#"{"columns":["night"]}"#,
            "no JSON",
        ] {
            assert_eq!(change(other), None, "{other}");
        }
    }
}

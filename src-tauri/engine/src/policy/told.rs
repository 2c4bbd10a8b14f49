//! The policy as the window and the command line are told of it.

use alertbook_core::Language;
use alertbook_wire::{
    ForbiddenFormat, ManagedSetting, ManagedSettings, PolicyAnswer, PolicyFile, PolicyFileAnswer, PolicyInfo,
    PolicyPlace, PolicySettingAnswer, SetBy,
};

use super::rules::{CA_FILE, EXPORTS_FOLDER, FORBIDDEN_FORMATS, MASKING, MEMBERS, OFFLINE, PROXY, UPDATE};
use super::{Action, ExportForm, Found, InForce, Policies, Verdict};

/// Everything about the policies, for the window.
pub(crate) fn policy_info(policies: &Policies, language: Language) -> PolicyInfo {
    let files: Vec<PolicyFile> = policies
        .files()
        .map(|(file, found)| PolicyFile {
            file,
            present: found.is_some(),
            error: error(&found, language),
        })
        .collect();
    PolicyInfo {
        present: files.iter().any(|file| file.present),
        error: files.iter().find_map(|file| file.error.clone()),
        denied: denied(policies),
        files,
        managed: managed(&policies.in_force()),
    }
}

fn error(found: &Found, language: Language) -> Option<String> {
    let reason = found.as_ref()?.as_ref().err()?;
    Some(reason.words(language).to_owned())
}

fn denied(policies: &Policies) -> Vec<String> {
    let is_denied = |action: &Action| policies.judge(*action) != Verdict::Allowed;
    Action::ALL
        .into_iter()
        .filter(is_denied)
        .map(Action::name)
        .collect()
}

fn managed(all: &InForce) -> ManagedSettings {
    let texts = all.texts();
    let setting = |wanted: &str| {
        let found = texts.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, managed)| ManagedSetting {
            value: managed.value.clone(),
            by: managed.by.clone(),
        })
    };
    ManagedSettings {
        forbidden_formats: ExportForm::all()
            .filter_map(|form| {
                Some(ForbiddenFormat {
                    name: form.name().to_owned(),
                    cannot_mask: !all.forbids(form),
                    by: all.refused_by(form)?.clone(),
                })
            })
            .collect(),
        masking: setting(MASKING),
        exports_folder: setting(EXPORTS_FOLDER),
        proxy: setting(PROXY),
        ca_file: setting(CA_FILE),
        offline: setting(OFFLINE),
        update: setting(UPDATE),
    }
}

/// Everything about the policies, for the command line.
pub(super) fn policy_answer(policies: &Policies, language: Language) -> PolicyAnswer {
    let all = policies.in_force();
    PolicyAnswer {
        denied: denied(policies),
        files: policies
            .files()
            .map(|(by, found)| PolicyFileAnswer {
                place: place_word(by.place).to_owned(),
                state: state_word(by.place, &found).to_owned(),
                reason: error(&found, language).unwrap_or_default(),
                path: by.path,
            })
            .collect(),
        settings: settings(&all),
    }
}

/// One line for each setting, and one for each form that is forbidden, since each can have another file.
fn settings(all: &InForce) -> Vec<PolicySettingAnswer> {
    let line = |setting: &str, value: &str, by: Option<&SetBy>| PolicySettingAnswer {
        setting: setting.to_owned(),
        value: value.to_owned(),
        set_by: by.map_or("person", |by| place_word(by.place)).to_owned(),
        path: by.map(|by| by.path.clone()).unwrap_or_default(),
    };
    let mut lines: Vec<PolicySettingAnswer> = ExportForm::all()
        .filter_map(|form| Some(line(FORBIDDEN_FORMATS, form.name(), Some(all.refused_by(form)?))))
        .collect();
    if lines.is_empty() {
        lines.push(line(FORBIDDEN_FORMATS, "", None));
    }
    let texts = all.texts();
    for name in MEMBERS.into_iter().filter(|name| *name != FORBIDDEN_FORMATS) {
        let found = texts.iter().find(|(own, _)| *own == name);
        lines.push(match found {
            Some((_, managed)) => line(name, &managed.value, Some(&managed.by)),
            None => line(name, "", None),
        });
    }
    lines
}

const fn place_word(place: PolicyPlace) -> &'static str {
    match place {
        PolicyPlace::Machine => "machine",
        PolicyPlace::DataFolder => "dataFolder",
        PolicyPlace::Given => "file",
    }
}

const fn state_word(place: PolicyPlace, found: &Found) -> &'static str {
    match (found, place) {
        (None, _) => "absent",
        (Some(Ok(_)), PolicyPlace::Given) => "understood",
        (Some(Ok(_)), PolicyPlace::Machine | PolicyPlace::DataFolder) => "inForce",
        (Some(Err(_)), _) => "unusable",
    }
}

//! What a person can set, kept in the store so that every process on it agrees.

use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use alertbook_core::column::{COLUMNS, Column};
use alertbook_core::filter::{Expectation, Problem};
use alertbook_core::model::{LONGEST_TAG, author_of};
use alertbook_core::time::CLOUD_ZONE;
use alertbook_export::FileFormat;
use alertbook_store::table::{delete_setting_in, write_setting_in};
use alertbook_wire::{AppInfo, ExportOptions, Settings};
use chrono_tz::Tz;
use serde_json::json;

use crate::engine::{Answer, Engine, Shared, system_language};
use crate::error::{Error, Result};
use crate::export_job::problems_of_options;
use crate::logging;
use crate::managed::refuse_change;
use crate::policy::{Action, InForce, policy_info};
use crate::zone::parse_zone;

/// Where the settings are kept.
pub(crate) const KEY: &str = "settings";
/// Where files go, when a person chose that.
pub(crate) const EXPORTS_FOLDER: &str = "exports_folder";

/// Settings as they hold, what policies set among them, with the folder that only its own command changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Preferences {
    pub(crate) settings: Settings,
    exports_folder: Option<PathBuf>,
}

impl Shared {
    /// The settings as they hold.
    pub(crate) fn preferences(&self) -> Result<Preferences> {
        let all = self.in_force();
        let settings = all.over(&self.own_settings()?);
        let exports_folder = match all.exports_folder {
            Some(folder) => Some(folder.value),
            None => self.own_folder()?,
        };
        Ok(Preferences {
            settings,
            exports_folder,
        })
    }

    /// The settings as the person left them. Settings that cannot be read any more are the default ones.
    pub(crate) fn own_settings(&self) -> Result<Settings> {
        let text = self.read(|connection| Ok(connection.setting(KEY)?))?;
        Ok(text.and_then(|text| read_settings(&text)).unwrap_or_default())
    }

    /// The exports folder that the person chose.
    fn own_folder(&self) -> Result<Option<PathBuf>> {
        let text = self.read(|connection| Ok(connection.setting(EXPORTS_FOLDER)?))?;
        Ok(text.map(PathBuf::from))
    }

    /// The zone of screen and files.
    pub(crate) fn zone(&self) -> Result<Tz> {
        Ok(self.preferences()?.zone())
    }

    /// Where files go.
    pub(crate) fn exports_folder(&self) -> Result<PathBuf> {
        Ok(self
            .preferences()?
            .exports_folder
            .unwrap_or_else(|| self.folder.exports()))
    }
}

impl Preferences {
    pub(crate) fn zone(&self) -> Tz {
        self.settings.zone.parse().unwrap_or(CLOUD_ZONE)
    }
}

impl Engine {
    /// The settings.
    pub fn get_settings(&self) -> Answer<Settings> {
        self.answer(|_| Ok(self.told_settings(&self.shared.own_settings()?)))
    }

    /// Keeps new settings and answers them as they were kept.
    pub fn save_settings(&self, settings: &Settings) -> Answer<Settings> {
        self.answer(|asked| {
            let text = text_of(settings)?;
            let permit = self.shared.permit(Action::ChangeSettings, asked, &text)?;
            let own = self.shared.own_settings()?;
            // What a policy sets is no wish of the person's: that is kept for when the policy is gone.
            let settings = &self
                .shared
                .in_force()
                .without(&self.told_policy(), settings, &own);
            let mut problems = problems_of(&self.shared, settings)?;
            // The file is chosen by its own command, so that nothing else can name one.
            let chosen = own.ca_file;
            if !settings.ca_file.is_empty() && settings.ca_file != chosen {
                problems.push(Problem::new(
                    "caFile",
                    &settings.ca_file,
                    Expectation::Words(vec![chosen]),
                ));
            }
            if !problems.is_empty() {
                return Err(Error::IllegalParam(problems));
            }
            let text = text_of(settings)?;
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                write_setting_in(tx, KEY, &text)
            })?;
            logging::tell(settings.log_level);
            Ok(self.told_settings(settings))
        })
    }

    /// Puts exports into another folder from now on; none means the data folder's own.
    pub fn set_exports_folder(&self, folder: Option<&Path>) -> Answer<AppInfo> {
        self.answer(|asked| {
            let request = json!({ "exportsFolder": folder.map(Path::to_string_lossy) }).to_string();
            let permit = self.shared.permit(Action::ChangeSettings, asked, &request)?;
            let managed = refuse_change(self.shared.in_force().folder_reason());
            permit.record_refusal(&self.shared, managed)?;
            let Some(folder) = folder else {
                self.shared.write(|tx| {
                    permit.record_in(tx)?;
                    delete_setting_in(tx, EXPORTS_FOLDER)
                })?;
                return self.app_info();
            };
            let unusable = |source| Error::ExportsFolder {
                path: folder.to_owned(),
                source,
            };
            let canonical = dunce::canonicalize(folder).map_err(unusable)?;
            if !canonical.is_dir() {
                return Err(unusable(std::io::ErrorKind::NotADirectory.into()));
            }
            let text = canonical
                .to_str()
                .ok_or_else(|| unusable(std::io::ErrorKind::InvalidFilename.into()))?;
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                write_setting_in(tx, EXPORTS_FOLDER, text)
            })?;
            self.app_info()
        })
    }

    /// Trusts the certificates of a PEM file besides the system's from now on, and answers the settings.
    pub fn set_ca_file(&self, file: &Path) -> Answer<Settings> {
        self.answer(|asked| {
            let request = json!({ "caFile": file.to_string_lossy() }).to_string();
            let permit = self.shared.permit(Action::ChangeSettings, asked, &request)?;
            let managed = refuse_change(self.shared.in_force().ca_file_reason());
            permit.record_refusal(&self.shared, managed)?;
            alertbook_cloud::judge_ca_file(file).map_err(alertbook_cloud::Error::from)?;
            let unusable = |source| Error::System {
                operation: "looking for the certificate file",
                source,
            };
            let path = dunce::canonicalize(file).map_err(unusable)?;
            let name = path
                .to_str()
                .ok_or_else(|| unusable(std::io::ErrorKind::InvalidFilename.into()))?;
            let settings = Settings {
                ca_file: name.to_owned(),
                ..self.shared.own_settings()?
            };
            let text = text_of(&settings)?;
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                write_setting_in(tx, KEY, &text)
            })?;
            Ok(self.told_settings(&settings))
        })
    }

    /// Settings as they hold, for whoever will hand them back with something changed.
    fn told_settings(&self, own: &Settings) -> Settings {
        let all = self.shared.in_force();
        let settings = all.over(own);
        *self.told_policy() = all;
        settings
    }

    fn told_policy(&self) -> MutexGuard<'_, InForce> {
        let told = &self.shared.told_policy;
        told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Facts about the running program.
    pub fn get_app_info(&self) -> Answer<AppInfo> {
        self.answer(|_| self.app_info())
    }

    fn app_info(&self) -> Result<AppInfo> {
        let database = self.shared.folder.database();
        Ok(AppInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_folder: self.shared.folder.root().display().to_string(),
            exports_folder_chosen: self.shared.own_folder()?.is_some(),
            exports_folder: self.shared.exports_folder()?.display().to_string(),
            database_bytes: bytes_of(&database),
            sqlite: alertbook_store::sqlite_version().to_owned(),
            system_language: system_language().into(),
            policy: policy_info(&self.shared.policies, self.shared.language()),
            releases: self.shared.releases.clone(),
        })
    }
}

fn text_of(settings: &Settings) -> Result<String> {
    serde_json::to_string(settings).map_err(|_| Error::Defect("settings do not become JSON"))
}

/// The size of a database with what is not in its file yet.
fn bytes_of(database: &Path) -> u64 {
    let found = alertbook_store::files_of(database);
    let bytes = found.iter().filter_map(|file| std::fs::metadata(file).ok());
    bytes.map(|metadata| metadata.len()).sum()
}

/// Settings as they were kept. The dialect stood on its own once.
fn read_settings(text: &str) -> Option<Settings> {
    let mut kept: serde_json::Value = serde_json::from_str(text).ok()?;
    let dialect = kept.get("dialect").cloned();
    if let (Some(dialect), Some(kept)) = (dialect, kept.as_object_mut()) {
        kept.entry("export")
            .or_insert_with(|| json!({ "dialect": dialect }));
    }
    serde_json::from_value(kept).ok()
}

fn problems_of(shared: &Shared, settings: &Settings) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if let Err(problem) = parse_zone(&settings.zone, shared.language()) {
        problems.push(problem);
    }
    if !settings.proxy.is_empty() && alertbook_cloud::judge_proxy(&settings.proxy).is_err() {
        let words = vec!["http://host:port".to_owned(), "socks5://host:port".to_owned()];
        // What was typed may hold a password: it is not repeated.
        problems.push(Problem::new("proxy", "", Expectation::Words(words)));
    }
    if !settings.reviewer.trim().is_empty() && author_of(&settings.reviewer).is_none() {
        problems.push(Problem::new(
            "reviewer",
            &settings.reviewer,
            Expectation::Name(LONGEST_TAG),
        ));
    }
    problems.extend(problems_of_export(shared, &settings.export)?);
    for name in settings.columns.iter().chain(settings.column_widths.keys()) {
        if Column::from_name(name).is_none() {
            let words = COLUMNS.iter().map(|spec| spec.name.to_owned()).collect();
            problems.push(Problem::new("columns", name, Expectation::Words(words)));
        }
    }
    Ok(problems)
}

/// What the chosen format has no use for is remembered for the others, so each choice is judged with a format that has a
/// use for it.
fn problems_of_export(shared: &Shared, wanted: &ExportOptions) -> Result<Vec<Problem>> {
    let format = ExportOptions {
        format: wanted.format.clone(),
        ..ExportOptions::default()
    };
    // A word of the window's, which knows the grid.
    let columns = wanted
        .columns
        .clone()
        .filter(|columns| columns.as_slice() != ["grid"]);
    let rest = ExportOptions {
        format: None,
        columns,
        partition_by: None,
        // Of any mask, also one that only a policy lays over.
        legend: false,
        ..wanted.clone()
    };
    let with_folders = FileFormat::ALL.into_iter().find(|format| format.can_partition());
    let folders = ExportOptions {
        format: with_folders.map(|format| format.name().to_owned()),
        partition_by: wanted.partition_by.clone(),
        ..ExportOptions::default()
    };
    let mut problems = Vec::new();
    for options in [&format, &rest, &folders] {
        problems.extend(problems_of_options(shared, options)?);
    }
    Ok(problems)
}

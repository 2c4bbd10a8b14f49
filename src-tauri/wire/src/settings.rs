//! Settings, and facts about the running program.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ExportOptions, PolicyInfo};

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// The language setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LanguageChoice {
    /// As the operating system.
    #[default]
    System,
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// The theme setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the operating system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

/// How much the program's log tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LogLevel {
    /// What failed.
    Error,
    /// What is not as it should be, too.
    Warn,
    /// What was begun and ended, too.
    #[default]
    Info,
    /// Every call, too.
    Debug,
}

/// What a person can set. The exports folder is changed by its own command, which asks the system's folder picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Language of the program.
    pub language: LanguageChoice,
    /// Theme.
    pub theme: Theme,
    /// IANA zone for screen and file.
    pub zone: String,
    /// Rows of 28 px instead of 34 px.
    pub compact: bool,
    /// The grid's columns, in order; empty means the default.
    pub columns: Vec<String>,
    /// The widths of columns that were resized, `name` to px.
    pub column_widths: std::collections::BTreeMap<String, u32>,
    /// How many of the grid's columns, from the first, stay in view while it is scrolled sideways.
    pub pinned_columns: u32,
    /// The width of the open event in px, once its edge was moved.
    pub detail_width: Option<u32>,
    /// How one-click exports are written; for the columns, `grid` means those of the grid.
    pub export: ExportOptions,
    /// The profile that one-click exports follow, while nothing of it was changed; blank for none.
    pub export_profile: String,
    /// Whether the system notifies of new serious events while nobody looks at the window.
    pub notify: bool,
    /// The name that reviews carry; blank for that of the system's user.
    pub reviewer: String,
    /// No call to the cloud is made at all.
    pub offline: bool,
    /// The proxy for calls to the cloud, as `http://host:port`; blank for the one that the environment names.
    pub proxy: String,
    /// A file of further root certificates, for showing; blank for none. Its own command sets it with the system's file
    /// picker; saving settings can only blank it.
    pub ca_file: String,
    /// How much the log tells.
    pub log_level: LogLevel,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: LanguageChoice::System,
            theme: Theme::System,
            zone: "Asia/Shanghai".to_owned(),
            compact: true,
            columns: Vec::new(),
            column_widths: std::collections::BTreeMap::new(),
            pinned_columns: 1,
            detail_width: None,
            export: ExportOptions::default(),
            export_profile: String::new(),
            notify: true,
            reviewer: String::new(),
            offline: false,
            proxy: String::new(),
            ca_file: String::new(),
            log_level: LogLevel::Info,
        }
    }
}

/// Facts about the running program, for Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppInfo {
    /// The program's version.
    pub version: String,
    /// The data folder, for showing.
    pub data_folder: String,
    /// The exports folder, for showing.
    pub exports_folder: String,
    /// Whether a person chose that folder; if not, it is the data folder's own.
    pub exports_folder_chosen: bool,
    /// Size of the database file.
    #[ts(type = "number")]
    pub database_bytes: u64,
    /// Version of SQLite.
    pub sqlite: String,
    /// The language that `System` means here.
    pub system_language: Language,
    /// The policy in force.
    pub policy: PolicyInfo,
    /// The page of releases in the web, where this build knows one.
    pub releases: Option<String>,
}

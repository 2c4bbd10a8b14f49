//! Named choices of how exports are written, and of their columns.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ExportOptions;

/// How an export is written, under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportProfile {
    /// Its name.
    pub name: String,
    /// How the file is written.
    pub options: ExportOptions,
    /// The folder of its files, for showing; absent means the settings' folder.
    pub folder: Option<String>,
}

/// A profile to keep, as the window asks for it: folders are named by the program alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveExportProfile {
    /// Its name. One of the same name is replaced.
    pub name: String,
    /// How the file is written.
    pub options: ExportOptions,
    /// Whether its files always go where exports go now.
    pub keep_folder: bool,
}

/// Columns in an order, under a name that a person gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnPreset {
    /// Its name. It can stand for its columns wherever columns are chosen.
    pub name: String,
    /// Names of its columns, in order.
    pub columns: Vec<String>,
}

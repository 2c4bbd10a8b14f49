//! The manifest beside an exported file, and what checking the two comes to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ParameterMap;

/// What an exported file is, so that whoever has the two can check the one by the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ExportManifest {
    /// The version of this shape.
    pub manifest_version: u32,
    /// The program's version.
    pub program_version: String,
    /// The version of the store's schema.
    pub schema_version: u32,
    /// The request's own id.
    pub request_id: String,
    /// When it was asked for, RFC 3339 in UTC.
    pub created: String,
    /// The request as it was given.
    pub request: ParameterMap,
    /// The same in words.
    pub filter: ManifestWords,
    /// The same as SQL.
    pub sql: ManifestSql,
    /// The state of the store that was read: a number that every change of events raises.
    #[ts(type = "number")]
    pub snapshot: u64,
    /// The accounts that the store is filled from.
    pub accounts: Vec<ManifestAccount>,
    /// Rows that the request selects, counted apart from writing them.
    #[ts(type = "number")]
    pub rows_matched: u64,
    /// Rows in the file.
    #[ts(type = "number")]
    pub rows_written: u64,
    /// The file's name.
    pub file_name: String,
    /// Its format.
    pub format: String,
    /// Its dialect; blank where the format has none.
    pub dialect: String,
    /// Its columns, in order.
    pub columns: Vec<ManifestColumn>,
    /// The language of its words.
    pub language: String,
    /// The zone of its times.
    pub zone: String,
    /// What was done so that no cell runs as a formula.
    pub guard: ManifestRule,
    /// What was done so that names and addresses stay unknown.
    pub masking: ManifestRule,
    /// `zip` for a file in an archive, else `none`.
    #[serde(default = "none")]
    pub packing: String,
    /// `day` for a folder with one file a day, else `none`.
    #[serde(default = "none")]
    pub partition_by: String,
    /// The file's size; of a folder, that of all of its files.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Its SHA-256, lower-case hex; of a folder, that of the list of its files as `sha256sum` prints it.
    pub sha256: String,
    /// The files of a folder, by their paths.
    #[serde(default)]
    pub files: Vec<ManifestFile>,
    /// Checksums of its blocks, which tell where a changed file was changed.
    pub blocks: ManifestBlocks,
}

/// One text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ManifestWords {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// SQL with its bound values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestSql {
    /// The text.
    pub text: String,
    /// The values of its placeholders, in order.
    #[ts(type = "(number | string | null)[]")]
    pub values: Vec<serde_json::Value>,
}

/// An account of the cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestAccount {
    /// Its name here.
    pub name: String,
    /// Its number in the cloud, once it is known.
    pub cloud_account: Option<String>,
    /// When its last sync ended, RFC 3339 in UTC.
    pub last_sync: Option<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestColumn {
    /// Its name.
    pub name: String,
    /// Its heading in the file.
    pub heading: String,
}

/// A rule that cells were written by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestRule {
    /// Its name.
    pub name: String,
    /// What it does.
    pub words: ManifestWords,
}

/// What a manifest says that was written before there was anything else.
fn none() -> String {
    "none".to_owned()
}

/// A file of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestFile {
    /// Its path in the folder, with slashes.
    pub path: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Its SHA-256, lower-case hex.
    pub sha256: String,
}

/// Checksums of blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestBlocks {
    /// Bytes of a block; the last may be shorter.
    #[ts(type = "number")]
    pub bytes: u64,
    /// CRC-32 of each, eight hex digits.
    pub crc32: Vec<String>,
}

/// What checking an exported file came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct Verification {
    /// The record.
    #[ts(type = "number")]
    pub id: i64,
    /// The file's name.
    pub file_name: String,
    /// Whether file, manifest and record agree.
    pub sound: bool,
    /// Whether there is a manifest to check, by the record.
    pub has_manifest: bool,
    /// The file's size as found.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Its SHA-256 as found.
    pub sha256: String,
    /// Where they do not agree.
    pub differences: Vec<Difference>,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// The file.
    File,
    /// The manifest.
    Manifest,
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "PascalCase")]
pub struct Difference {
    /// Where.
    pub subject: Subject,
    /// Which of its properties, as the manifest names it; `Content` for bytes.
    pub property: String,
    /// What it should be.
    pub expected: String,
    /// What it is; blank where it is not there. Of a file's `Content`, the ranges of changed bytes, counted from 0.
    pub found: String,
}

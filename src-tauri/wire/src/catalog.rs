//! The tables of filters, words and columns, handed to the user interface so that it lists none of them itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A word of a vocabulary: the value a request carries, and what people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Word {
    /// The value sent in a request.
    pub value: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Which control sets a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ParameterControl {
    /// One word out of `words`.
    Word,
    /// Several words out of `words`, joined by commas on the wire.
    Words,
    /// Several words out of `words`, an array on the wire.
    WordList,
    /// Asset types: several words, suggestions from the store, free words allowed, an array on the wire.
    AssetTypes,
    /// A `YYYY-MM-DD HH:mm:ss` time.
    Time,
    /// Free text.
    Text,
    /// Free texts joined by commas.
    Texts,
    /// Digits.
    Number,
    /// An asset group by its name, the id on the wire.
    Group,
    /// A cluster by its name, the id on the wire.
    Cluster,
}

/// One parameter of `ExportSuspEvents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ParameterSpec {
    /// The API's name.
    pub name: String,
    /// How it is set.
    pub control: ParameterControl,
    /// The closed vocabulary, empty when free.
    pub words: Vec<Word>,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// Explanation in Chinese.
    pub doc_zh: String,
    /// Explanation in English.
    pub doc_en: String,
    /// A value that is accepted.
    pub example: String,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number or an id: set in tabular figures, aligned right unless it is an id.
    Number,
    /// A point in time, written in the display zone.
    Time,
    /// The level, shown with its shape and colour.
    Level,
}

/// A column of the grid and of export files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnSpec {
    /// The name used in `--columns` and in requests.
    pub name: String,
    /// Heading in Chinese, without the zone.
    pub heading_zh: String,
    /// Heading in English, without the zone.
    pub heading_en: String,
    /// What it tells, in Chinese.
    pub doc_zh: String,
    /// What it tells, in English.
    pub doc_en: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it is one of the cloud's eleven.
    pub exported_by_default: bool,
    /// Whether the grid can be sorted by it.
    pub sortable: bool,
    /// Whether events can be grouped by it.
    pub groupable: bool,
}

/// A format of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each thing that a format can or cannot do"
)]
pub struct FormatSpec {
    /// The name used in `--format` and in requests.
    pub name: String,
    /// Whether a dialect means anything to it.
    pub has_dialects: bool,
    /// Whether columns are chosen for it; otherwise it always holds everything.
    pub has_columns: bool,
    /// Whether a mask can be laid over it.
    pub can_mask: bool,
    /// Whether it can be a folder with one file a day.
    pub can_partition: bool,
}

/// A set of columns with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PresetSpec {
    /// The name used in `--columns` and in requests.
    pub name: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// Names of its columns, in order.
    pub columns: Vec<String>,
}

/// Everything the user interface needs to know about filters, words and columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Catalog {
    /// The 24 parameters in the order of the API, then our own.
    pub parameters: Vec<ParameterSpec>,
    /// Every column.
    pub columns: Vec<ColumnSpec>,
    /// Formats of files, the default first.
    pub formats: Vec<FormatSpec>,
    /// Sets of columns with a name, the default first.
    pub presets: Vec<PresetSpec>,
    /// Levels, highest first.
    pub levels: Vec<Word>,
    /// Event statuses.
    pub statuses: Vec<Word>,
    /// IANA names of the zones that can be chosen, the cloud's own first.
    pub zones: Vec<String>,
}

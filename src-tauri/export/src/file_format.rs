//! The formats there are, by the words that name them.

use crate::guard::{APOSTROPHE, BOUND_VALUES, Guard, JSON_STRINGS, MARKUP, TEXT_CELLS, TYPED_VALUES};

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Text with commas, in one of two dialects.
    Csv,
    /// A workbook for Excel.
    Xlsx,
    /// The records as they came, one a line.
    Ndjson,
    /// OCSF Detection Findings, one a line.
    Ocsf,
    /// One page for people.
    Html,
    /// Typed columns for engines.
    Parquet,
    /// A database: a slice of the store.
    Sqlite,
}

impl FileFormat {
    /// All of them, the default first.
    pub const ALL: [Self; 7] = [
        Self::Csv,
        Self::Xlsx,
        Self::Ndjson,
        Self::Ocsf,
        Self::Html,
        Self::Parquet,
        Self::Sqlite,
    ];

    /// Its name, which requests, records and settings hold.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ndjson => "ndjson",
            Self::Ocsf => "ocsf",
            Self::Html => "html",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How its files' names end, with the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Xlsx => ".xlsx",
            Self::Ndjson => ".ndjson",
            Self::Ocsf => ".ocsf.ndjson",
            Self::Html => ".html",
            Self::Parquet => ".parquet",
            Self::Sqlite => ".sqlite",
        }
    }

    /// What is done so that no cell runs as a formula.
    pub const fn guard(self) -> Guard {
        match self {
            Self::Csv => APOSTROPHE,
            Self::Xlsx => TEXT_CELLS,
            Self::Ndjson | Self::Ocsf => JSON_STRINGS,
            Self::Html => MARKUP,
            Self::Parquet => TYPED_VALUES,
            Self::Sqlite => BOUND_VALUES,
        }
    }

    /// Whether a dialect means anything to it.
    pub const fn has_dialects(self) -> bool {
        match self {
            Self::Csv => true,
            Self::Xlsx | Self::Ndjson | Self::Ocsf | Self::Html | Self::Parquet | Self::Sqlite => false,
        }
    }

    /// Whether its rows have columns that can be chosen.
    pub const fn has_columns(self) -> bool {
        match self {
            Self::Csv | Self::Xlsx | Self::Html | Self::Parquet => true,
            Self::Ndjson | Self::Ocsf | Self::Sqlite => false,
        }
    }

    /// Whether a mask can be laid over it.
    pub const fn can_mask(self) -> bool {
        !matches!(self, Self::Sqlite)
    }

    /// Whether it can be a folder with one file a day.
    pub const fn can_partition(self) -> bool {
        matches!(self, Self::Parquet)
    }
}

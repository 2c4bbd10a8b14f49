//! The formats there are, by the words that name them.

use crate::guard::{APOSTROPHE, Guard, TEXT_CELLS};

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Text with commas, in one of two dialects.
    Csv,
    /// A workbook for Excel.
    Xlsx,
}

impl FileFormat {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// Its name, which requests, records and settings hold.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
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
        }
    }

    /// What is done so that no cell runs as a formula.
    pub const fn guard(self) -> Guard {
        match self {
            Self::Csv => APOSTROPHE,
            Self::Xlsx => TEXT_CELLS,
        }
    }

    /// Whether a dialect means anything to it.
    pub const fn has_dialects(self) -> bool {
        match self {
            Self::Csv => true,
            Self::Xlsx => false,
        }
    }

    /// Whether columns are chosen for it; otherwise it always holds everything.
    pub const fn has_columns(self) -> bool {
        match self {
            Self::Csv | Self::Xlsx => true,
        }
    }
}

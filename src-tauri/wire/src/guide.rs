//! The guide, which the program opens in a window of its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Language, Theme};

/// A page of the guide, called as its file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the pages themselves say what they are about")]
pub enum GuidePage {
    Index,
    Installing,
    FirstSync,
    Importing,
    Reviewing,
    Filtering,
    Exporting,
    WeeklyExport,
    Auditor,
    HandingOver,
    Backups,
    DataFolder,
    Policy,
    CommandLine,
    Filters,
    Columns,
    Keyboard,
    Troubleshooting,
    Security,
    Privacy,
    WhenSomethingBreaks,
}

impl GuidePage {
    /// All of them, in the order in which the guide is read.
    pub const ALL: [Self; 21] = [
        Self::Index,
        Self::Installing,
        Self::FirstSync,
        Self::Importing,
        Self::Reviewing,
        Self::Filtering,
        Self::Exporting,
        Self::WeeklyExport,
        Self::Auditor,
        Self::HandingOver,
        Self::Backups,
        Self::DataFolder,
        Self::Policy,
        Self::CommandLine,
        Self::Filters,
        Self::Columns,
        Self::Keyboard,
        Self::Troubleshooting,
        Self::Security,
        Self::Privacy,
        Self::WhenSomethingBreaks,
    ];

    /// The name of its file, without the ending.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Installing => "installing",
            Self::FirstSync => "first-sync",
            Self::Importing => "importing",
            Self::Reviewing => "reviewing",
            Self::Filtering => "filtering",
            Self::Exporting => "exporting",
            Self::WeeklyExport => "weekly-export",
            Self::Auditor => "auditor",
            Self::HandingOver => "handing-over",
            Self::Backups => "backups",
            Self::DataFolder => "data-folder",
            Self::Policy => "policy",
            Self::CommandLine => "command-line",
            Self::Filters => "filters",
            Self::Columns => "columns",
            Self::Keyboard => "keyboard",
            Self::Troubleshooting => "troubleshooting",
            Self::Security => "security",
            Self::Privacy => "privacy",
            Self::WhenSomethingBreaks => "when-something-breaks",
        }
    }
}

/// Where to open the guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenGuide {
    /// The language of the window that asks: the guide opens where settings cannot be read.
    pub language: Language,
    /// Its theme.
    pub theme: Theme,
    /// The page.
    pub page: GuidePage,
    /// A place on it: a code of an error, or the name of a filter.
    pub anchor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_called_as_they_are_sent_and_as_the_contents_list_them() {
        let slugs = GuidePage::ALL.map(GuidePage::slug);
        assert_eq!(
            serde_json::to_value(GuidePage::ALL).unwrap(),
            serde_json::json!(slugs)
        );
        let contents = include_str!("../../../docs/guide/contents.json");
        assert_eq!(serde_json::from_str::<Vec<String>>(contents).unwrap(), slugs);
    }
}

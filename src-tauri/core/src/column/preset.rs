//! Sets of columns with a name.

use super::table::{COLUMNS, Column, DEFAULT_COLUMNS};
use crate::Bilingual;

/// A set of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// The eleven of the cloud's own file.
    Cloud,
    /// What decides what to do first.
    Triage,
    /// Every column.
    Full,
}

const TRIAGE: [Column; 11] = [
    Column::Level,
    Column::LastTime,
    Column::Name,
    Column::AlertType,
    Column::InstanceName,
    Column::Ip,
    Column::GroupName,
    Column::Status,
    Column::OperateTime,
    Column::Note,
    Column::Id,
];

impl Preset {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Cloud, Self::Triage, Self::Full];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cloud => "cloud",
            Self::Triage => "triage",
            Self::Full => "full",
        }
    }

    /// The preset of a name; `all` is another word for all columns.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "all" { "full" } else { name };
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// What people call it.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::Cloud => Bilingual::new("云端导出的列", "As the cloud exports"),
            Self::Triage => Bilingual::new("研判", "Triage"),
            Self::Full => Bilingual::new("全部列", "Every column"),
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Cloud => DEFAULT_COLUMNS.to_vec(),
            Self::Triage => TRIAGE.to_vec(),
            Self::Full => COLUMNS.iter().map(|spec| spec.column).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_are_no_names_of_columns() {
        for preset in Preset::ALL {
            assert_eq!(Preset::from_name(preset.name()), Some(preset));
            assert_eq!(Column::from_name(preset.name()), None);
        }
        assert_eq!(Preset::from_name("all"), Some(Preset::Full));
        assert_eq!(Preset::from_name("id"), None);
    }

    #[test]
    fn no_preset_holds_a_column_twice() {
        for preset in Preset::ALL {
            let columns = preset.columns();
            for (place, column) in columns.iter().enumerate() {
                assert!(!columns[..place].contains(column), "{preset:?}: {column:?}");
            }
        }
    }
}

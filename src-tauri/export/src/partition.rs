//! Splitting what is exported into files of a folder.

/// What tells one file of a folder from the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Partition {
    /// There is one file and no folder.
    #[default]
    None,
    /// The day of `LastTime` in the zone of the export: folders `day=YYYY-MM-DD`, as Hive lays them out.
    Day,
}

impl Partition {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::None, Self::Day];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Day => "day",
        }
    }

    /// The partition of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partition| partition.name() == name)
    }
}

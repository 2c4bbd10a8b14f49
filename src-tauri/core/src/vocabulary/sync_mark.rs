//! What the last sync found out about an event.

use crate::Bilingual;

/// A mark that syncs set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncMark {
    /// Brought by the last sync that finished, or by one between it and the one before.
    New,
    /// Changed in the same time.
    Changed,
    /// No longer listed by the cloud.
    Gone,
}

impl SyncMark {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::New, Self::Changed, Self::Gone];

    /// The word in a request.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::New => Bilingual::new("新增", "New"),
            Self::Changed => Bilingual::new("有变化", "Changed"),
            Self::Gone => Bilingual::new("云端已不存在", "Gone"),
        }
    }
}

//! Whether a person has looked at an event.

use crate::Bilingual;

/// Reviewed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewed {
    /// Not yet.
    No,
    /// Marked as reviewed.
    Yes,
}

impl Reviewed {
    /// Both.
    pub const ALL: [Self; 2] = [Self::No, Self::Yes];

    /// The word in a request.
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "N",
            Self::Yes => "Y",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::No => Bilingual::new("未复核", "Not reviewed"),
            Self::Yes => Bilingual::new("已复核", "Reviewed"),
        }
    }

    /// Of a mark.
    pub const fn of(is_reviewed: bool) -> Self {
        if is_reviewed { Self::Yes } else { Self::No }
    }
}

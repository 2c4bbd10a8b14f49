//! Whether an event has been dealt with.

use super::Status;
use crate::Bilingual;

/// Pending or handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dealed {
    /// Status 1.
    No,
    /// Any other status.
    Yes,
}

impl Dealed {
    /// Both.
    pub const ALL: [Self; 2] = [Self::No, Self::Yes];

    /// The API's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "N",
            Self::Yes => "Y",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::No => Bilingual::new("待处理", "Unhandled"),
            Self::Yes => Bilingual::new("已处理", "Handled"),
        }
    }

    /// Of a request's word, ignoring ASCII case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dealed| word.eq_ignore_ascii_case(dealed.word()))
    }

    /// Of a status number.
    pub const fn of_status(status: i64) -> Self {
        if status == Status::PENDING {
            Self::No
        } else {
            Self::Yes
        }
    }
}

//! What a person made of an event.

use crate::Bilingual;

/// A person's verdict on an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// None was given.
    #[default]
    None,
    /// Something happened that should not have.
    Real,
    /// The alert was wrong.
    FalsePositive,
    /// It cannot be told yet.
    Unclear,
}

impl Verdict {
    /// All of them, in the order people choose from.
    pub const ALL: [Self; 4] = [Self::Real, Self::FalsePositive, Self::Unclear, Self::None];

    /// The word in a request.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Real => "real",
            Self::FalsePositive => "false-positive",
            Self::Unclear => "unclear",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::None => Bilingual::new("未判定", "No verdict"),
            Self::Real => Bilingual::new("真实告警", "Real"),
            Self::FalsePositive => Bilingual::new("误报", "False positive"),
            Self::Unclear => Bilingual::new("存疑", "Unclear"),
        }
    }

    /// The number that the store holds.
    pub const fn key(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Real => 1,
            Self::FalsePositive => 2,
            Self::Unclear => 3,
        }
    }

    /// Of the number that the store holds.
    pub fn from_key(key: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    /// Of a request's word, ignoring ASCII case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|verdict| word.eq_ignore_ascii_case(verdict.word()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_keys_lead_back() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_word(verdict.word()), Some(verdict));
            assert_eq!(Verdict::from_key(verdict.key()), Some(verdict));
        }
        assert_eq!(Verdict::from_word("False-Positive"), Some(Verdict::FalsePositive));
        assert_eq!(Verdict::from_key(4), None);
    }
}

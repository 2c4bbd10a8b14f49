//! Levels of alerts.

use crate::Bilingual;

/// How grave an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Lowest.
    Remind,
    /// Between the two.
    Suspicious,
    /// Highest.
    Serious,
}

impl Level {
    /// Highest first.
    pub const ALL: [Self; 3] = [Self::Serious, Self::Suspicious, Self::Remind];

    /// The API's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Serious => "serious",
            Self::Suspicious => "suspicious",
            Self::Remind => "remind",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::Serious => Bilingual::new("紧急", "Urgent"),
            Self::Suspicious => Bilingual::new("可疑", "Suspicious"),
            Self::Remind => Bilingual::new("提醒", "Reminder"),
        }
    }

    /// The number stored for it: a higher one is graver.
    pub const fn key(self) -> i64 {
        match self {
            Self::Serious => 3,
            Self::Suspicious => 2,
            Self::Remind => 1,
        }
    }

    /// The level of a stored number.
    pub fn from_key(key: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }

    /// The level of a request's word, ignoring ASCII case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|level| word.eq_ignore_ascii_case(level.word()))
    }

    /// The level of a record's text: the API's word or its translations.
    pub fn recognise(text: &str) -> Option<Self> {
        Self::from_word(text).or_else(|| {
            Self::ALL
                .into_iter()
                .find(|level| text == level.title().zh || text.eq_ignore_ascii_case(level.title().en))
        })
    }
}

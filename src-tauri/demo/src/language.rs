//! The language that an account's answers come in.

/// Chinese and English wording of one thing, in this order.
pub(crate) type Words = (&'static str, &'static str);

/// Language of an account's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `Lang=zh`.
    Chinese,
    /// `Lang=en`.
    English,
}

impl Language {
    pub(crate) fn of(self, (zh, en): Words) -> &'static str {
        match self {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

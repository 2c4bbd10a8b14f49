//! What stands in the tables of words.

use alertbook_core::Bilingual;

use super::code::Code;

/// A code, the word that callers see, and what it means.
pub(super) type Row = (Code, &'static str, Bilingual);

pub(super) const fn row(code: Code, word: &'static str, zh: &'static str, en: &'static str) -> Row {
    (code, word, Bilingual::new(zh, en))
}

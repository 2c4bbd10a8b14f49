//! Verdicts of the vendor's AI analysis.

use crate::{Bilingual, Language};

/// The documented codes with their words.
pub const SUPPORT_CODES: [(&str, Bilingual); 3] = [
    ("AI.real_attack", Bilingual::new("真实攻击", "Real attack")),
    (
        "AI.false_positive",
        Bilingual::new("疑似误报", "Suspected false positive"),
    ),
    (
        "AI.Insufficient_information_to_evaluate",
        Bilingual::new("无法研判", "Cannot be judged"),
    ),
];

/// The code of its words in either language; any other text as it is.
pub fn support_code_of(words: &str) -> &str {
    let known = SUPPORT_CODES
        .iter()
        .find(|(_, known)| known.zh == words || known.en == words);
    known.map_or(words, |(code, _)| code)
}

/// For people; an unknown code as it is.
pub fn support_code_words(code: &str, language: Language) -> &str {
    let known = SUPPORT_CODES.iter().find(|(word, _)| *word == code);
    known.map_or(code, |(_, words)| words.get(language))
}

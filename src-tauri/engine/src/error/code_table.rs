//! From a code to its words and back.

use alertbook_core::Bilingual;

use super::code::Code;
use super::code_row::Row;
use super::code_words::WORDS;
use super::data_folder_words::DATA_FOLDER;

/// One row for each code.
fn rows() -> impl Iterator<Item = &'static Row> {
    WORDS.iter().chain(&DATA_FOLDER)
}

impl Code {
    /// The code as callers see it.
    pub fn word(self) -> &'static str {
        self.row().map_or("ServerError", |(_, word, _)| word)
    }

    /// What it means, for people.
    pub fn words(self) -> Bilingual {
        self.row().map_or(Bilingual::new("", ""), |(_, _, words)| *words)
    }

    /// The code of a word, such as one stored in a record.
    pub fn from_word(word: &str) -> Option<Self> {
        rows().find(|(_, own, _)| *own == word).map(|(code, _, _)| *code)
    }

    fn row(self) -> Option<&'static Row> {
        rows().find(|(code, _, _)| *code == self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The codes that a text has a heading of, each in backticks behind `###`, and how much text stands below each.
    fn entries(text: &str) -> BTreeMap<&str, usize> {
        let mut entries = BTreeMap::new();
        let mut open = None;
        for line in text.lines() {
            if line.starts_with('#') {
                let code = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`'));
                open = code.map(|code| entries.entry(code).or_insert(0));
            } else if let Some(text) = &mut open {
                **text += line.trim().chars().count();
            }
        }
        entries
    }

    #[test]
    fn entries_of_codes_are_found_with_their_text() {
        let text = "# A\n\n### `a.b`\n\nWords.\n\n## B\n\nMore\n\n### `c`\n### Other `d`\n";
        assert_eq!(entries(text), BTreeMap::from([("a.b", 6), ("c", 0)]));
    }

    #[test]
    fn the_guide_tells_for_every_code_what_to_do_and_for_no_other() {
        for language in ["en", "zh"] {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/").to_owned()
                + language
                + "/troubleshooting.md";
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let told = entries(&text);
            let missing: Vec<_> = rows()
                .map(|(_, word, _)| *word)
                .filter(|word| told.get(word).is_none_or(|text| *text < 10))
                .collect();
            assert!(
                missing.is_empty(),
                "{language}: no entry, or an empty one: {missing:?}"
            );
            let unknown: Vec<_> = told
                .keys()
                .filter(|code| Code::from_word(code).is_none())
                .collect();
            assert!(unknown.is_empty(), "{language}: no such code: {unknown:?}");
        }
    }

    #[test]
    fn every_code_leads_to_its_word_and_back() {
        for (code, word, words) in rows() {
            assert_eq!(code.word(), *word);
            assert_eq!(Code::from_word(word), Some(*code));
            assert!(!words.zh.is_empty() && !words.en.is_empty(), "{word}");
        }
        assert_eq!(
            rows().count(),
            Code::CloudExportInterrupted as usize + 1,
            "a code without a row"
        );
    }
}

//! Replacing what has to be masked.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use alertbook_core::column::{Column, Kind, Mask};
use sha2::{Digest, Sha256};

use super::address::{documented, next_address};
use super::originals::{Original, OriginalKind};
use super::style::Masking;

/// Shorter originals are masked only where they are the whole cell.
const SHORTEST: usize = 3;
/// Numbers that are tried for each pseudonym, on an average.
const TRIES: usize = 16;
/// What takes the place of a name in documents.
const STARS: &str = "****";

/// Masks texts in one way, the same original always in the same way.
#[derive(Debug)]
pub struct Masker {
    way: Masking,
    finder: AhoCorasick,
    /// In the order of the finder's patterns.
    replacements: Vec<String>,
    whole: HashMap<String, String>,
    /// The same by the originals in lower case.
    folded: HashMap<String, String>,
    /// Makes pseudonyms of addresses that no asset has, so that nobody can try all addresses without it.
    salt: Vec<u8>,
    strangers: Mutex<BTreeMap<String, String>>,
}

impl Masker {
    /// A masker of these originals. The same originals and the same salt give the same pseudonyms.
    pub fn new(
        way: Masking,
        originals: Vec<Original>,
        salt: &[u8],
    ) -> Result<Self, aho_corasick::BuildError> {
        let mut of_text: BTreeMap<String, OriginalKind> = BTreeMap::new();
        for Original { kind, text } in originals {
            if !text.is_empty() {
                let known = of_text.entry(text).or_insert(kind);
                *known = (*known).min(kind);
            }
        }
        let is_long = |text: &&String| text.chars().count() >= SHORTEST;
        let patterns: Vec<(String, &String)> = of_text.keys().filter(is_long).flat_map(spellings).collect();
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.iter().map(|(spelling, _)| spelling))?;
        let names = match way {
            Masking::Pseudonyms => pseudonyms(&of_text, &finder),
            Masking::None | Masking::Document => of_text
                .iter()
                .map(|(text, kind)| (text.clone(), documented_name(*kind, text)))
                .collect(),
        };
        let replacement = |text: &String| names.get(text).cloned().unwrap_or_else(|| STARS.to_owned());
        Ok(Self {
            way,
            replacements: patterns.into_iter().map(|(_, text)| replacement(text)).collect(),
            finder,
            folded: names
                .iter()
                .map(|(text, name)| (text.to_lowercase(), name.clone()))
                .collect(),
            whole: names,
            salt: salt.to_vec(),
            strangers: Mutex::default(),
        })
    }

    /// Appends a text with everything masked that has to be.
    pub fn mask_text(&self, text: &str, out: &mut String) {
        let mut at = 0;
        loop {
            let known = self.next_known(text, at);
            let address = next_address(text, at);
            let (range, replacement) = match (known, address) {
                (Some((known, replacement)), Some(address)) => {
                    // Of two that begin together the longer one hides more.
                    if (known.start, std::cmp::Reverse(known.end))
                        <= (address.start, std::cmp::Reverse(address.end))
                    {
                        (known, replacement)
                    } else {
                        let stranger = self.stranger(text.get(address.clone()).unwrap_or_default());
                        (address, stranger)
                    }
                }
                (Some(known), None) => known,
                (None, Some(address)) => {
                    let stranger = self.stranger(text.get(address.clone()).unwrap_or_default());
                    (address, stranger)
                }
                (None, None) => break,
            };
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&replacement);
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
    }

    /// Appends a text that is a value of its own, where short originals count too.
    pub fn mask_value(&self, text: &str, out: &mut String) {
        match self.whole(text) {
            Some(whole) => out.push_str(whole),
            None => self.mask_text(text, out),
        }
    }

    /// What stands for an original that is a whole value; none for what is no original.
    pub(super) fn whole(&self, text: &str) -> Option<&str> {
        let found = self
            .whole
            .get(text)
            .or_else(|| self.folded.get(&text.to_lowercase()));
        found.map(String::as_str)
    }

    /// What stands for a name that the store has nowhere but in records.
    pub(super) fn unlisted(&self, text: &str) -> String {
        match self.way {
            Masking::Pseudonyms => self.by_digest("x", text),
            Masking::None | Masking::Document => STARS.to_owned(),
        }
    }

    /// What stands for what, by original. Addresses of no asset are there once they were met.
    pub fn legend(&self) -> BTreeMap<String, String> {
        let strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.whole.iter().map(|(text, name)| (text.clone(), name.clone()));
        known.chain(strangers.clone()).collect()
    }

    fn next_known(&self, text: &str, at: usize) -> Option<(Range<usize>, String)> {
        let input = aho_corasick::Input::new(text).range(at..);
        let found = self.finder.find(input)?;
        let replacement = self.replacements.get(found.pattern().as_usize())?;
        Some((found.range(), replacement.clone()))
    }

    /// What stands for an address that no asset has.
    fn stranger(&self, address: &str) -> String {
        if let Some(known) = self.whole.get(address) {
            return known.clone();
        }
        if self.way != Masking::Pseudonyms {
            return documented(address);
        }
        self.by_digest("ip-x", address)
    }

    fn by_digest(&self, prefix: &str, text: &str) -> String {
        let digest = Sha256::new()
            .chain_update(&self.salt)
            .chain_update(text)
            .finalize();
        let [a, b, c, d, ..] = digest[..] else {
            return STARS.to_owned();
        };
        let name = format!("{prefix}{a:02x}{b:02x}{c:02x}{d:02x}");
        let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        strangers.entry(text.to_owned()).or_insert(name).clone()
    }
}

impl Mask for Masker {
    fn mask(&self, column: Column, text: &str, out: &mut String) {
        // Levels, times and the event's own id name nobody.
        let names_nobody = column == Column::Id || matches!(column.spec().kind, Kind::Time | Kind::Level);
        if names_nobody || self.way == Masking::None {
            out.push_str(text);
        } else {
            self.mask_value(text, out);
        }
    }
}

fn documented_name(kind: OriginalKind, text: &str) -> String {
    match kind {
        OriginalKind::Ip => documented(text),
        _ => STARS.to_owned(),
    }
}

/// A text as it is and, where it goes beyond ASCII, in both cases and as JSON within JSON may spell it.
fn spellings(text: &String) -> impl Iterator<Item = (String, &String)> {
    let mut all = vec![text.clone()];
    if !text.is_ascii() {
        all.extend([text.to_lowercase(), text.to_uppercase(), escaped(text)]);
        all.sort();
        all.dedup();
    }
    all.into_iter().map(move |spelling| (spelling, text))
}

/// With `\uXXXX` for everything beyond ASCII.
fn escaped(text: &str) -> String {
    let spelt = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    };
    text.encode_utf16().map(spelt).collect()
}

/// Numbered names, in the order of the originals. None of them holds an original itself.
fn pseudonyms(of_text: &BTreeMap<String, OriginalKind>, finder: &AhoCorasick) -> HashMap<String, String> {
    let kinds: BTreeSet<OriginalKind> = of_text.values().copied().collect();
    let mut names = HashMap::with_capacity(of_text.len());
    // Kinds whose own word cannot be used share another one.
    let mut taken = HashSet::new();
    for kind in kinds {
        let own: Vec<&String> = of_text
            .iter()
            .filter(|(_, other)| **other == kind)
            .map(|(text, _)| text)
            .collect();
        let width = own.len().to_string().len().max(2);
        let prefix = [kind.word(), "name", "x", "#"]
            .into_iter()
            .map(|word| [word, "-"].concat())
            .find(|prefix| !finder.is_match(prefix.as_str()))
            .unwrap_or_default();
        // Originals that are parts of numbers keep numbers out; when they keep too many out, stars hide as well.
        let tries = TRIES * (of_text.len() + TRIES);
        let mut numbers = (1..=tries).map(|number| format!("{prefix}{number:0width$}"));
        for text in own {
            let name = numbers.find(|name| !finder.is_match(name.as_str()) && taken.insert(name.clone()));
            names.insert(text.clone(), name.unwrap_or_else(|| STARS.to_owned()));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn originals() -> Vec<Original> {
        let original = |kind, text: &str| Original {
            kind,
            text: text.to_owned(),
        };
        vec![
            original(OriginalKind::Host, "web-2"),
            original(OriginalKind::Host, "web-22"),
            original(OriginalKind::Host, "db"),
            original(OriginalKind::Ip, "10.0.0.8"),
            original(OriginalKind::Ip, "10.0.0.80"),
            original(OriginalKind::Instance, "i-bp1abc"),
            original(OriginalKind::Host, ""),
            original(OriginalKind::Account, "1234567890123456"),
            original(OriginalKind::Host, "host-01"),
        ]
    }

    fn masked(way: Masking, text: &str) -> String {
        let masker = Masker::new(way, originals(), b"salt").unwrap();
        let mut out = String::new();
        masker.mask(Column::Details, text, &mut out);
        out
    }

    #[test]
    fn documents_hide_names_and_half_of_an_address() {
        let check = |text, expected| assert_eq!(masked(Masking::Document, text), expected);
        check("10.0.0.8 / 10.0.0.80", "10.0.XX.XX / 10.0.XX.XX");
        check(
            "WEB-22 called 203.0.113.9 as web-2",
            "**** called 203.0.XX.XX as ****",
        );
        check("acs:ecs:1234567890123456:i-bp1abc", "acs:ecs:****:****");
    }

    #[test]
    fn pseudonyms_are_consistent_and_no_original() {
        let text = "web-22 web-2 host-01 10.0.0.80 10.0.0.8 web-2";
        let masked = masked(Masking::Pseudonyms, text);
        let words: Vec<&str> = masked.split(' ').collect();
        assert_eq!(words[1], words[5]);
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), 5, "{masked}");
        assert!(
            words[0].starts_with("host-") && words[3].starts_with("ip-"),
            "{masked}"
        );
        for original in originals()
            .iter()
            .filter(|original| original.text.len() >= SHORTEST)
        {
            assert!(!masked.contains(&original.text), "{masked} holds {original:?}");
        }
    }

    #[test]
    fn addresses_of_others_are_told_apart_and_need_the_salt() {
        let with = |salt: &[u8]| {
            let masker = Masker::new(Masking::Pseudonyms, originals(), salt).unwrap();
            let mut out = String::new();
            masker.mask_text("8.8.8.8 8.8.4.4 8.8.8.8", &mut out);
            (out, masker.legend())
        };
        let (text, legend) = with(b"a");
        let words: Vec<&str> = text.split(' ').collect();
        assert!(words[0] == words[2] && words[0] != words[1], "{text}");
        assert_eq!(legend["8.8.8.8"], words[0]);
        assert_eq!(with(b"a").0, text);
        assert_ne!(with(b"b").0, text);
    }

    #[test]
    fn kinds_that_share_a_word_share_no_pseudonym() {
        let kinds = [OriginalKind::Host, OriginalKind::Node, OriginalKind::Pod];
        let originals = kinds.map(|kind| Original {
            kind,
            text: kind.word().to_owned(),
        });
        let masker = Masker::new(Masking::Pseudonyms, originals.into(), b"salt").unwrap();
        let names: HashSet<String> = masker.legend().into_values().collect();
        assert_eq!(names.len(), 3);
    }

    #[test]
    fn the_case_of_letters_does_not_hide_a_name() {
        let originals = ["db", "Ünix-box"].map(|text| Original {
            kind: OriginalKind::Host,
            text: text.to_owned(),
        });
        let masker = Masker::new(Masking::Document, originals.into(), b"salt").unwrap();
        for text in [
            "DB",
            "db",
            "ünix-box",
            "at ÜNIX-BOX now",
            r#"{"h":"\u00DCnix-box"}"#,
        ] {
            let mut out = String::new();
            masker.mask_value(text, &mut out);
            assert!(
                out.contains(STARS) && !out.to_lowercase().contains("nix"),
                "{text}: {out}"
            );
        }
    }

    #[test]
    fn names_that_leave_no_pseudonym_free_are_stars() {
        let hosts = |texts: Vec<String>| {
            let kind = OriginalKind::Host;
            let originals = texts.into_iter().map(|text| Original { kind, text }).collect();
            Masker::new(Masking::Pseudonyms, originals, b"salt")
                .unwrap()
                .legend()
        };
        // The first keeps every "host-…" out, the others every number of three digits and more.
        let cut = hosts(vec!["ost-".to_owned(), "web".to_owned()]);
        assert_eq!(cut["web"], "name-02");
        let digits = (0..1000).map(|number| format!("{number:03}")).collect();
        assert!(hosts(digits).values().all(|name| name == STARS));
    }

    #[test]
    fn a_short_name_is_masked_only_as_a_whole_cell() {
        assert_eq!(masked(Masking::Document, "db"), "****");
        assert_eq!(
            masked(Masking::Document, "the db of feedback"),
            "the db of feedback"
        );
    }

    #[test]
    fn what_names_nobody_is_left() {
        let masker = Masker::new(Masking::Document, originals(), b"").unwrap();
        let mut out = String::new();
        masker.mask(Column::Id, "1234567890123456", &mut out);
        assert_eq!(out, "1234567890123456");
    }
}

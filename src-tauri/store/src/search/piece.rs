//! Pieces of texts. What holds a text holds its pieces.
//!
//! A piece is a character beyond ASCII, two of them side by side, or three Latin letters. Digits, signs and letters that
//! are digits of hexadecimal numbers make none: digests, addresses and ids are full of them, so that nearly every block
//! has every combination, and an index of them would be as large as the texts.

use foldhash::{HashSet, HashSetExt};

/// Bits of a character's number.
const BITS: u32 = 21;
/// What tells three letters from two characters: no two characters have this bit.
const LETTERS: u64 = 1 << (2 * BITS);

/// A piece as a number: one character; two, the first one higher; or three letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Piece(u64);

impl Piece {
    fn one(character: char) -> Self {
        Self(u64::from(character))
    }

    fn two(first: char, second: char) -> Self {
        Self(u64::from(first) << BITS | u64::from(second))
    }

    fn three([a, b, c]: [u8; 3]) -> Self {
        Self(LETTERS | u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c))
    }

    /// Its word: letters and digits only.
    fn write(self, out: &mut String) {
        let mut rest = self.0;
        loop {
            let digit = u32::try_from(rest % 36).unwrap_or_default();
            out.push(char::from_digit(digit, 36).unwrap_or('0'));
            rest /= 36;
            if rest == 0 {
                return;
            }
        }
    }
}

/// Hands the pieces of a text over. Latin letters count in lower case.
fn each_piece(text: &str, take: &mut impl FnMut(Piece)) {
    let mut before = None;
    let mut letters = Letters::default();
    for character in text.chars() {
        if let Ok(byte) = u8::try_from(character)
            && byte.is_ascii()
        {
            before = None;
            if let Some(three) = letters.push(byte) {
                take(Piece::three(three));
            }
            continue;
        }
        letters = Letters::default();
        take(Piece::one(character));
        if let Some(before) = before {
            take(Piece::two(before, character));
        }
        before = Some(character);
    }
}

/// The last letters of a run.
#[derive(Default)]
struct Letters {
    last: [u8; 3],
    run: usize,
}

impl Letters {
    fn push(&mut self, byte: u8) -> Option<[u8; 3]> {
        if !byte.is_ascii_alphabetic() {
            self.run = 0;
            return None;
        }
        let [_, b, c] = self.last;
        self.last = [b, c, byte.to_ascii_lowercase()];
        self.run += 1;
        (self.run >= 3 && !self.last.iter().all(u8::is_ascii_hexdigit)).then_some(self.last)
    }
}

/// The pieces of many texts, each once.
#[derive(Default)]
pub(super) struct Pieces(HashSet<Piece>);

impl Pieces {
    pub(super) fn add(&mut self, text: &str) {
        each_piece(text, &mut |piece| {
            self.0.insert(piece);
        });
    }

    /// Writes their words, and forgets them.
    pub(super) fn take_words(&mut self, out: &mut String) {
        let mut pieces: Vec<Piece> = self.0.drain().collect();
        // The same rows make the same index.
        pieces.sort_unstable();
        for piece in pieces {
            piece.write(out);
            out.push(' ');
        }
    }
}

/// The query for blocks that have every piece of a text; none where it has no pieces.
pub(crate) fn all_pieces(text: &str) -> Option<String> {
    let mut asked = HashSet::new();
    let mut single = HashSet::new();
    each_piece(text, &mut |piece| {
        let alone = piece.0 < 1 << BITS;
        if alone {
            single.insert(piece)
        } else {
            asked.insert(piece)
        };
    });
    // Two side by side say more than each of them.
    let paired = |one: &Piece| {
        asked.iter().any(|piece| {
            piece.0 < LETTERS && (piece.0 >> BITS == one.0 || piece.0 & ((1 << BITS) - 1) == one.0)
        })
    };
    single.retain(|one| !paired(one));
    let mut pieces = Pieces(asked);
    pieces.0.extend(single);
    let mut words = String::new();
    pieces.take_words(&mut words);
    (!words.is_empty()).then(|| words.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut pieces = Pieces::default();
        pieces.add(text);
        let mut out = String::new();
        pieces.take_words(&mut out);
        out.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn digits_signs_and_hexadecimal_letters_make_no_pieces() {
        for text in ["", "12", "ab", "deadbeef", "10.0.0.1", "a-b_c", "z/z/z", "0x7f"] {
            assert_eq!(all_pieces(text), None, "{text}");
        }
    }

    #[test]
    fn case_of_latin_letters_does_not_count() {
        assert_eq!(words("CronTab"), words("crontab"));
        assert_eq!(words("crontab").len(), 5);
    }

    #[test]
    fn one_character_beyond_ascii_is_a_piece_and_two_are_asked_for_as_one() {
        let asked = |text| all_pieces(text).map(|query| query.split(' ').count());
        assert_eq!(asked("木"), Some(1));
        assert_eq!(asked("木马"), Some(1));
        assert_eq!(asked("木马程"), Some(2));
        assert_eq!(asked("木 马"), Some(2));
        assert_eq!(asked("ssh登录"), Some(2));
    }

    #[test]
    fn words_are_letters_and_digits() {
        for word in words("登录 nginx 🦀🦀 é") {
            assert!(
                word.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{word}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_text_has_all_pieces_of_each_of_its_parts(
            text in prop_oneof!["[a-zA-Z0-9 /木马登录🦀é.]{0,24}", any::<String>()], from in 0_usize..24, length in 0_usize..24
        ) {
            let part: String = text.chars().skip(from).take(length).collect();
            let held = words(&text);
            for piece in all_pieces(&part).unwrap_or_default().split_whitespace() {
                prop_assert!(held.iter().any(|word| word == piece), "{part:?} of {text:?}");
            }
        }
    }
}

//! A person's review of an event: the mark, the verdict, tags and notes, and what tags and notes may look like.

use crate::text::is_unseen;
use crate::vocabulary::Verdict;

/// The most characters of a tag, and of an author's name.
pub const LONGEST_TAG: usize = 60;
/// The most characters of a note.
pub const LONGEST_NOTE: usize = 10_000;

/// A note on an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewNote {
    /// Its number; 0 before it is kept.
    pub id: i64,
    /// Who wrote it.
    pub author: String,
    /// When, UTC milliseconds.
    pub written: i64,
    /// The text.
    pub text: String,
}

/// What a person says about an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether it was marked as reviewed.
    pub reviewed: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// Who set mark or verdict last; blank when nobody did.
    pub author: String,
    /// When, UTC milliseconds; 0 when nobody did.
    pub marked: i64,
    /// The tags, in the order of their bytes.
    pub tags: Vec<String>,
    /// The notes, the oldest first.
    pub notes: Vec<ReviewNote>,
}

/// What is to change in reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewChange {
    /// Whether they are reviewed from now on.
    pub reviewed: Option<bool>,
    /// The verdict from now on.
    pub verdict: Option<Verdict>,
    /// Tags to have from now on.
    pub add_tags: Vec<String>,
    /// Tags to have no more.
    pub remove_tags: Vec<String>,
    /// A note to have besides the others.
    pub add_note: Option<String>,
    /// The number of a note to have no more.
    pub remove_note: Option<i64>,
}

impl Review {
    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The review after a change by `author` at a moment, in UTC milliseconds. A change that asks for what is so already
    /// gives the same review.
    #[must_use]
    pub fn changed(&self, change: &ReviewChange, author: &str, now: i64) -> Self {
        let mut after = self.clone();
        after.reviewed = change.reviewed.unwrap_or(self.reviewed);
        after.verdict = change.verdict.unwrap_or(self.verdict);
        if (after.reviewed, after.verdict) != (self.reviewed, self.verdict) {
            let is_marked = after.reviewed || after.verdict != Verdict::None;
            after.author = if is_marked {
                author.to_owned()
            } else {
                String::new()
            };
            after.marked = if is_marked { now } else { 0 };
        }
        after.tags.retain(|tag| !change.remove_tags.contains(tag));
        after.tags.extend(change.add_tags.iter().cloned());
        after.tags.sort_unstable();
        after.tags.dedup();
        after.notes.retain(|note| Some(note.id) != change.remove_note);
        after.notes.extend(change.add_note.iter().map(|text| ReviewNote {
            id: 0,
            author: author.to_owned(),
            written: now,
            text: text.clone(),
        }));
        after
    }
}

/// A tag as it is kept: trimmed, not blank, on one line, short, and without the commas that separate tags in a filter.
pub fn tag_of(text: &str) -> Option<String> {
    one_line(text).filter(|tag| !tag.contains([',', '，']))
}

/// An author's name as it is kept: trimmed, not blank, on one line and short.
pub fn author_of(text: &str) -> Option<String> {
    one_line(text)
}

/// A note as it is kept: trimmed, not blank, not too long. Lines and tabs are the only controls it may hold.
pub fn note_of(text: &str) -> Option<String> {
    let note = text.trim().replace("\r\n", "\n");
    let is_odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    let fits = !note.is_empty() && note.chars().count() <= LONGEST_NOTE && !note.contains(is_odd);
    fits.then_some(note)
}

fn one_line(text: &str) -> Option<String> {
    let line = text.trim();
    let fits = !line.is_empty() && line.chars().count() <= LONGEST_TAG && !line.contains(is_unseen);
    fits.then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_short_words_on_one_line_without_commas() {
        assert_eq!(tag_of("  两地三中心 dc-2 "), Some("两地三中心 dc-2".to_owned()));
        for odd in ["", " ", "a,b", "a，b", "a\nb", "a\u{202e}b", &"x".repeat(61)] {
            assert_eq!(tag_of(odd), None, "{odd:?}");
        }
        assert!(tag_of(&"字".repeat(LONGEST_TAG)).is_some());
    }

    #[test]
    fn notes_may_have_lines_and_nothing_that_is_obeyed() {
        assert_eq!(note_of(" one\r\ntwo\t3 "), Some("one\ntwo\t3".to_owned()));
        for odd in ["", "\n", "a\u{1b}[31m", "a\0", &"x".repeat(LONGEST_NOTE + 1)] {
            assert_eq!(note_of(odd), None);
        }
    }

    #[test]
    fn a_change_says_who_made_it_unless_it_changes_nothing() {
        let mark = ReviewChange {
            reviewed: Some(true),
            add_tags: vec!["b".to_owned(), "a".to_owned(), "b".to_owned()],
            ..ReviewChange::default()
        };
        let marked = Review::default().changed(&mark, "Wei", 7);
        assert_eq!((marked.author.as_str(), marked.marked), ("Wei", 7));
        assert_eq!(marked.tags, ["a", "b"]);
        assert_eq!(marked.changed(&mark, "Ann", 9), marked);
        let back = ReviewChange {
            reviewed: Some(false),
            remove_tags: marked.tags.clone(),
            ..ReviewChange::default()
        };
        assert!(marked.changed(&back, "Ann", 9).is_blank());
    }

    #[test]
    fn an_author_may_have_a_comma_in_the_name() {
        assert_eq!(author_of("Li, Wei"), Some("Li, Wei".to_owned()));
        assert_eq!(author_of("\t"), None);
    }
}

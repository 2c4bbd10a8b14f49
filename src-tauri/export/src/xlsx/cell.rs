//! Cells as they stand in a sheet. Rows and cells tell no place: each follows on the one before, which the standard
//! allows, so that whoever makes them need not know where they will stand.

use super::escape::{has_outer_blanks, push_escaped};

/// Characters that a cell can hold, as Excel counts them: in units of UTF-16.
pub(super) const MOST_UNITS: usize = 32_767;

/// A cell style of the skeleton, by its number.
pub(super) type Style = u32;

/// What stands before and behind the text of a cell of one style.
#[derive(Clone, Debug)]
pub(super) struct TextCell {
    plain: Vec<u8>,
    kept: Vec<u8>,
}

impl TextCell {
    pub(super) fn new(style: Style) -> Self {
        let beginning = format!(r#"<c s="{style}" t="inlineStr"><is><t"#);
        Self {
            plain: [beginning.as_bytes(), b">"].concat(),
            kept: [beginning.as_bytes(), br#" xml:space="preserve">"#].concat(),
        }
    }

    /// Appends a cell of a text that fits.
    pub(super) fn push(&self, text: &str, out: &mut Vec<u8>) {
        let beginning = if has_outer_blanks(text) {
            &self.kept
        } else {
            &self.plain
        };
        out.extend_from_slice(beginning);
        push_escaped(text, out);
        out.extend_from_slice(b"</t></is></c>");
    }
}

/// What stands before and behind the number of a cell of one style.
#[derive(Clone, Debug)]
pub(super) struct NumberCell {
    beginning: Vec<u8>,
}

impl NumberCell {
    pub(super) fn new(style: Style) -> Self {
        Self {
            beginning: format!(r#"<c s="{style}"><v>"#).into_bytes(),
        }
    }

    /// Appends a cell whose number `write` appends, or nothing when it says that there is none.
    pub(super) fn push(&self, write: impl FnOnce(&mut Vec<u8>) -> bool, out: &mut Vec<u8>) -> bool {
        let start = out.len();
        out.extend_from_slice(&self.beginning);
        let is_written = write(out);
        if is_written {
            out.extend_from_slice(b"</v></c>");
        } else {
            out.truncate(start);
        }
        is_written
    }
}

/// Stands for an empty cell that others follow.
pub(super) const EMPTY_CELL: &[u8] = b"<c/>";
pub(super) const ROW_BEGINNING: &[u8] = b"<row>";
pub(super) const ROW_END: &[u8] = b"</row>";

/// Splits a text before the first character that does not fit into so many units.
pub(super) fn split_at_units(text: &str, most: usize) -> (&str, &str) {
    // A byte of UTF-8 is never more than one unit.
    if text.len() <= most {
        return (text, "");
    }
    let mut units = 0;
    let end = text.char_indices().find_map(|(place, character)| {
        units += character.len_utf16();
        (units > most).then_some(place)
    });
    text.split_at(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_split_by_units_and_never_within_a_character() {
        assert_eq!(split_at_units("abc", 3), ("abc", ""));
        assert_eq!(split_at_units("abcd", 3), ("abc", "d"));
        assert_eq!(split_at_units("a🦀b", 3), ("a🦀", "b"));
        assert_eq!(split_at_units("a🦀b", 2), ("a", "🦀b"));
        assert_eq!(split_at_units("中文字", 3), ("中文字", ""));
    }

    #[test]
    fn blanks_at_the_ends_are_kept() {
        let mut out = Vec::new();
        TextCell::new(3).push(" a", &mut out);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"<c s="3" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>"#
        );
    }
}

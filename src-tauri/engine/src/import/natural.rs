//! The order people expect of file names: `page2` before `page10`.

use std::cmp::Ordering;
use std::ffi::OsStr;

/// Compares two names; runs of digits compare as numbers, everything else by its characters.
pub(super) fn compare_names(one: &OsStr, two: &OsStr) -> Ordering {
    compare_texts(&one.to_string_lossy(), &two.to_string_lossy()).then_with(|| one.cmp(two))
}

fn compare_texts(mut one: &str, mut two: &str) -> Ordering {
    loop {
        let (left, right) = (leading_run(one), leading_run(two));
        if left.is_empty() || right.is_empty() {
            return left.len().cmp(&right.len());
        }
        let numbers = [left, right]
            .iter()
            .all(|run| run.starts_with(|c: char| c.is_ascii_digit()));
        let order = if numbers {
            compare_numbers(left, right)
        } else {
            left.cmp(right)
        };
        if order.is_ne() {
            return order;
        }
        one = one.get(left.len()..).unwrap_or_default();
        two = two.get(right.len()..).unwrap_or_default();
    }
}

/// A whole run of digits, or one other character.
fn leading_run(text: &str) -> &str {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = if digits > 0 {
        digits
    } else {
        text.chars().next().map_or(0, char::len_utf8)
    };
    text.get(..end).unwrap_or_default()
}

fn compare_numbers(one: &str, two: &str) -> Ordering {
    let (left, right) = (one.trim_start_matches('0'), two.trim_start_matches('0'));
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_expect() {
        let expected = [
            "a",
            "page1.json",
            "page2.json",
            "page02b",
            "page10.json",
            "page10a",
            "页9",
            "页10",
        ];
        let mut names = expected;
        names.reverse();
        names.sort_by(|one, two| compare_names(OsStr::new(one), OsStr::new(two)));
        assert_eq!(names, expected);
        assert_ne!(compare_names(OsStr::new("1"), OsStr::new("01")), Ordering::Equal);
    }
}

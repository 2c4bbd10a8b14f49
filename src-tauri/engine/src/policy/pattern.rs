//! `*` and `?` of policies.

/// Whether a text fits a pattern: `*` is any run of characters, `?` is one; ASCII case does not matter.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().map(|c| c.to_ascii_lowercase()).collect();
    let text: Vec<char> = text.chars().map(|c| c.to_ascii_lowercase()).collect();
    let (mut at, mut read) = (0, 0);
    // After a star: where the pattern goes on, and how much of the text the star has taken.
    let mut star: Option<(usize, usize)> = None;
    while read < text.len() {
        match pattern.get(at) {
            Some('*') => {
                at += 1;
                star = Some((at, read));
            }
            Some(wanted) if *wanted == '?' || text.get(read) == Some(wanted) => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((resume, taken)) = star else { return false };
                star = Some((resume, taken + 1));
                (at, read) = (resume, taken + 1);
            }
        }
    }
    pattern.iter().skip(at).all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    fn check(pattern: &str, text: &str, expected: bool) {
        assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
    }

    #[test]
    fn stars_take_any_run_and_marks_take_one() {
        check("*", "", true);
        check("*", "anything", true);
        check("", "", true);
        check("", "a", false);
        check("a*c", "ac", true);
        check("a*c", "abbbc", true);
        check("a*c", "abbbd", false);
        check("*b*b", "abcb", true);
        check("a?c", "abc", true);
        check("a?c", "ac", false);
        check("??", "a", false);
        check("a**", "A", true);
        check("*a*a*a*a*a*a*a*a*b", &"a".repeat(2000), false);
    }
}

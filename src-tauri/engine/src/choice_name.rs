//! What names of kept choices have to be, so that everybody who reads one sees what it is.

use alertbook_core::filter::{Expectation, Problem};
use alertbook_core::text::is_unseen;

const LONGEST: usize = 80;

/// The name as it is kept, without blanks around it, and what is wrong with it.
pub(crate) fn judged_name<'a>(parameter: &str, given: &'a str, problems: &mut Vec<Problem>) -> &'a str {
    let name = given.trim();
    if name.is_empty() {
        problems.push(Problem::new(parameter, name, Expectation::Required));
    } else if name.chars().count() > LONGEST || name.contains(is_unseen) {
        problems.push(Problem::new(parameter, name, Expectation::Name(LONGEST)));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, expected: &Result<&str, Expectation>) {
        let mut problems = Vec::new();
        let name = judged_name("name", given, &mut problems);
        let found = problems.pop().map_or(Ok(name), |problem| Err(problem.expected));
        assert_eq!(found, *expected, "{given:?}");
    }

    #[test]
    fn a_name_is_seen_in_full_and_anything_else_about_it_is_free() {
        check(" 夜班 night\t", &Ok("夜班 night"));
        check("'; DROP TABLE event; --", &Ok("'; DROP TABLE event; --"));
        check(
            "%_*?[]<b>=1+1 \u{1f600} \u{5d0}\u{5d1}",
            &Ok("%_*?[]<b>=1+1 \u{1f600} \u{5d0}\u{5d1}"),
        );
        check(&"名".repeat(80), &Ok(&"名".repeat(80)));
        check(&"名".repeat(81), &Err(Expectation::Name(80)));
        check(" \n ", &Err(Expectation::Required));
        for unseen in [
            "a\0b",
            "a\nb",
            "a\u{1b}[2Jb",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{feff}b",
        ] {
            check(unseen, &Err(Expectation::Name(80)));
        }
    }
}

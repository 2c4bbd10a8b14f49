//! Moments as Excel counts them: days since the end of 1899.

use std::io::Write;

const DAY_SECONDS: i64 = 86_400;
/// The number of 1970-01-01.
const DAY_1970: i64 = 25_569;
/// From 1900-03-01, before which Excel counts a day too many, to the end of 9999.
const DAYS: std::ops::Range<i64> = 61..2_958_466;
/// Parts of a day that are written: a decimal fraction of this many, finer than a microsecond.
const FRACTION: i64 = 100_000_000_000;

/// Appends the number of a moment that the clocks show; says whether Excel has one for it.
pub(super) fn push_date(local_seconds: i64, out: &mut Vec<u8>) -> bool {
    let (day, second) = (
        local_seconds.div_euclid(DAY_SECONDS) + DAY_1970,
        local_seconds.rem_euclid(DAY_SECONDS),
    );
    if !DAYS.contains(&day) {
        return false;
    }
    let fraction = (second * FRACTION + DAY_SECONDS / 2) / DAY_SECONDS;
    // Writing into a Vec cannot fail.
    let _ = if fraction == 0 {
        write!(out, "{day}")
    } else {
        write!(out, "{day}.{fraction:011}")
    };
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(local_seconds: i64, expected: Option<&str>) {
        let mut out = Vec::new();
        let is_date = push_date(local_seconds, &mut out);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(is_date.then_some(text.as_str()), expected, "{local_seconds}");
    }

    #[test]
    fn moments_are_numbers_from_1900_to_9999() {
        check(0, Some("25569"));
        check(43_200, Some("25569.50000000000"));
        check(-1, Some("25568.99998842593"));
        check(253_402_300_799, Some("2958465.99998842593"));
        check(253_402_300_800, None);
        check(-2_203_891_200, Some("61"));
        check(-2_203_891_201, None);
        check(i64::MAX, None);
        check(i64::MIN, None);
    }
}

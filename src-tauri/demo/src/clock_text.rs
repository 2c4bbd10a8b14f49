//! Times as the API writes them: `YYYY-MM-DD HH:mm:ss` in GMT+8, without a zone.

use chrono::{DateTime, Datelike, Timelike, Utc, Weekday};

const GMT_PLUS_8: i64 = 8 * 3_600;

fn local(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds + GMT_PLUS_8, 0).unwrap_or_default()
}

/// The text of a time in Unix milliseconds.
pub(crate) fn clock_text(milliseconds: i64) -> String {
    let t = local(milliseconds.div_euclid(1_000));
    let (year, month, day, hour, minute, second) =
        (t.year(), t.month(), t.day(), t.hour(), t.minute(), t.second());
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Hour of the day, and whether it is a working day, of a time in Unix seconds.
pub(crate) fn working_hour(seconds: i64) -> (u32, bool) {
    let time = local(seconds);
    (
        time.hour(),
        !matches!(time.weekday(), Weekday::Sat | Weekday::Sun),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_gmt_plus_8() {
        assert_eq!(clock_text(0), "1970-01-01 08:00:00");
        assert_eq!(clock_text(1_631_699_497_000), "2021-09-15 17:51:37");
        assert_eq!(clock_text(1_709_222_399_999), "2024-02-29 23:59:59");
    }

    #[test]
    fn weekends_are_no_working_days() {
        assert_eq!(working_hour(1_631_699_497), (17, true));
        assert_eq!(working_hour(1_631_999_497), (5, false));
    }
}

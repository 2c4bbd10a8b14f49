//! Points in time: the API's text form, and writing them in a display zone.
//!
//! Inside the program a time is UTC, in seconds or milliseconds since 1970. The API writes `YYYY-MM-DD HH:mm:ss`
//! without a zone and means GMT+8.

mod read_back;

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;

pub use read_back::{ReadZone, read_time_cell};

/// The zone of the API's texts.
pub const CLOUD_ZONE: Tz = Tz::Asia__Shanghai;
/// Its offset: no summer time since 1991, and none assumed before, so that every text has exactly one meaning.
const CLOUD_OFFSET_SECONDS: i64 = 8 * 3600;

/// Reads exactly `YYYY-MM-DD HH:mm:ss`, in GMT+8, as UTC seconds. Anything else, or a date that does not exist, is none.
pub fn parse_cloud_time(text: &str) -> Option<i64> {
    let bytes: &[u8; 19] = text.as_bytes().try_into().ok()?;
    let pattern = b"dddd-dd-dd dd:dd:dd";
    let fits = bytes.iter().zip(pattern).all(|(byte, want)| match want {
        b'd' => byte.is_ascii_digit(),
        exact => byte == exact,
    });
    if !fits {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok().filter(|year| *year > 0)?;
    let date = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    let moment = date.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    Some(moment.and_utc().timestamp() - CLOUD_OFFSET_SECONDS)
}

/// Writes UTC seconds as the API would, in GMT+8.
pub fn format_cloud_time(seconds: i64) -> String {
    let moment = DateTime::from_timestamp(seconds.saturating_add(CLOUD_OFFSET_SECONDS), 0);
    moment
        .map(|moment| moment.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}

/// Writes times in one zone, fast enough for millions of cells.
///
/// The zone's offset is looked up once per quarter of an hour, since no zone of the database changes in between, and the
/// date is put into words once per day.
#[derive(Clone, Debug)]
pub struct ZoneClock {
    zone: Tz,
    quarter: i64,
    offset: i64,
    day: i64,
    date: String,
}

const QUARTER_SECONDS: i64 = 900;
const DAY_SECONDS: i64 = 86_400;

impl ZoneClock {
    /// A clock for a zone.
    pub fn new(zone: Tz) -> Self {
        Self {
            zone,
            quarter: i64::MIN,
            offset: 0,
            day: i64::MIN,
            date: String::new(),
        }
    }

    /// The zone's offset at a moment, in seconds.
    fn offset_at(&mut self, seconds: i64) -> i64 {
        let quarter = seconds.div_euclid(QUARTER_SECONDS);
        if quarter != self.quarter
            && let Some(moment) = DateTime::from_timestamp(quarter * QUARTER_SECONDS, 0)
        {
            self.quarter = quarter;
            self.offset = self
                .zone
                .offset_from_utc_datetime(&moment.naive_utc())
                .fix()
                .local_minus_utc()
                .into();
        }
        self.offset
    }

    /// The seconds that the zone's clocks show at a moment, counted as if they were UTC.
    pub fn local(&mut self, seconds: i64) -> Option<i64> {
        seconds.checked_add(self.offset_at(seconds))
    }

    /// The date that the zone's calendar shows at a moment, `YYYY-MM-DD`; none outside the calendar.
    pub fn date(&mut self, seconds: i64) -> Option<&str> {
        let day = self.local(seconds)?.div_euclid(DAY_SECONDS);
        if day != self.day {
            let start = day.checked_mul(DAY_SECONDS)?;
            let moment = DateTime::from_timestamp(start, 0)?;
            self.day = day;
            self.date.clear();
            push_digits(moment.year().unsigned_abs().into(), 4, &mut self.date);
            self.date.push('-');
            push_digits(moment.month().into(), 2, &mut self.date);
            self.date.push('-');
            push_digits(moment.day().into(), 2, &mut self.date);
        }
        Some(&self.date)
    }

    /// Appends the date, what stands between, and the time; says whether the moment is inside the calendar.
    fn write_moment(&mut self, seconds: i64, between: char, out: &mut String) -> bool {
        let Some(second) = self.local(seconds).map(|local| local.rem_euclid(DAY_SECONDS)) else {
            return false;
        };
        let Some(date) = self.date(seconds) else {
            return false;
        };
        out.push_str(date);
        out.push(between);
        push_digits(second / 3600, 2, out);
        out.push(':');
        push_digits(second / 60 % 60, 2, out);
        out.push(':');
        push_digits(second % 60, 2, out);
        true
    }

    /// Appends `YYYY-MM-DD HH:MM:SS`; nothing when the moment is outside the calendar.
    pub fn write_plain(&mut self, seconds: i64, out: &mut String) {
        self.write_moment(seconds, ' ', out);
    }

    /// Appends RFC 3339 with the offset, such as `2026-11-22T11:04:05+08:00`.
    pub fn write_rfc3339(&mut self, seconds: i64, out: &mut String) {
        if self.write_moment(seconds, 'T', out) {
            push_offset(self.offset, out);
        }
    }
}

fn push_digits(number: i64, width: u32, out: &mut String) {
    for place in (0..width).rev() {
        let digit = u8::try_from(number / 10_i64.pow(place) % 10).unwrap_or_default();
        out.push(char::from(b'0' + digit));
    }
}

fn push_offset(offset: i64, out: &mut String) {
    out.push(if offset < 0 { '-' } else { '+' });
    let minutes = offset.abs() / 60;
    push_digits(minutes / 60, 2, out);
    out.push(':');
    push_digits(minutes % 60, 2, out);
}

/// How a heading names a zone: `GMT+8` for one without changes between `now` and half a year later, else the IANA name.
pub fn zone_label(zone: Tz, now: i64) -> String {
    let offset_at = |seconds: i64| {
        let moment = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        i64::from(
            zone.offset_from_utc_datetime(&moment.naive_utc())
                .fix()
                .local_minus_utc(),
        )
    };
    let offset = offset_at(now);
    let half_year = 182 * 86_400;
    if offset != offset_at(now + half_year) {
        return zone.name().to_owned();
    }
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("GMT{sign}{hours}"),
        (hours, rest) => format!("GMT{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(parse_cloud_time(text), expected, "{text:?}");
    }

    #[test]
    fn cloud_times_are_exact_and_real() {
        check("1970-01-01 08:00:00", Some(0));
        check("2024-02-29 00:00:00", Some(1_709_136_000));
        check("2023-02-29 00:00:00", None);
        check("2023-06-31 00:00:00", None);
        check("0000-01-01 00:00:00", None);
        check("2023-01-01 24:00:00", None);
        check("2023-01-01 23:59:60", None);
        check("2023-1-1 00:00:00", None);
        check("2023-01-01T00:00:00", None);
        check("2023-01-01 00:00:00Z", None);
        check("２023-01-01 00:00:0", None);
        check("", None);
    }

    #[test]
    fn writing_and_reading_agree() {
        for seconds in [-62_135_625_600, -1, 0, 1_631_699_497, 4_102_444_800] {
            assert_eq!(parse_cloud_time(&format_cloud_time(seconds)), Some(seconds));
        }
    }

    #[test]
    fn zones_with_summer_time_are_followed() {
        let mut clock = ZoneClock::new(Tz::Europe__Berlin);
        let mut out = String::new();
        clock.write_rfc3339(1_711_846_799, &mut out);
        out.push(' ');
        clock.write_rfc3339(1_711_846_800, &mut out);
        assert_eq!(out, "2024-03-31T01:59:59+01:00 2024-03-31T03:00:00+02:00");
    }

    #[test]
    fn headings_name_the_zone() {
        assert_eq!(zone_label(CLOUD_ZONE, 1_700_000_000), "GMT+8");
        assert_eq!(zone_label(Tz::UTC, 1_700_000_000), "UTC");
        assert_eq!(zone_label(Tz::Asia__Kolkata, 1_700_000_000), "GMT+5:30");
        assert_eq!(zone_label(Tz::Europe__Berlin, 1_700_000_000), "Europe/Berlin");
    }
}

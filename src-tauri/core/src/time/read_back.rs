//! Times of exported files, read back.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::time::CLOUD_ZONE;

/// The zone that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadZone {
    /// A zone of the IANA database.
    Named(Tz),
    /// So many seconds before UTC's clocks, always.
    Fixed(i64),
}

impl ReadZone {
    /// The zone of a name as headings write it: `UTC`, `GMT+8`, `GMT-3:30` or an IANA name.
    ///
    /// `GMT+8` is taken for the cloud's own zone, whose clocks were ahead of that in some summers until 1991.
    pub fn from_label(label: &str) -> Option<Self> {
        let Some(offset) = label.strip_prefix("GMT").filter(|rest| !rest.is_empty()) else {
            return label.parse().ok().map(Self::Named);
        };
        if offset == "+8" {
            return Some(Self::Named(CLOUD_ZONE));
        }
        let sign = match offset.chars().next()? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (hours, minutes) = offset
            .get(1..)?
            .split_once(':')
            .unwrap_or((offset.get(1..)?, "0"));
        let number = |text: &str, most: i64| {
            let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i64>().ok().filter(|number| plain && *number <= most)
        };
        Some(Self::Fixed(
            sign * (number(hours, 14)? * 3600 + number(minutes, 59)? * 60),
        ))
    }

    /// UTC seconds of what a clock of the zone shows. Of two moments at which it shows the same the first; none where it
    /// never does.
    fn seconds(self, local: NaiveDateTime) -> Option<i64> {
        match self {
            Self::Fixed(offset) => local.and_utc().timestamp().checked_sub(offset),
            Self::Named(zone) => match zone.from_local_datetime(&local) {
                LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment.timestamp()),
                LocalResult::None => None,
            },
        }
    }
}

/// UTC seconds of a cell: RFC 3339, or `YYYY-MM-DD HH:MM:SS` in the zone of its heading.
pub fn read_time_cell(text: &str, zone: Option<ReadZone>) -> Option<i64> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.timestamp());
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()?;
    // Less than this has parts that were left out or shortened, as spreadsheets do.
    (text.len() == "YYYY-MM-DD HH:MM:SS".len())
        .then(|| zone?.seconds(local))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{ZoneClock, zone_label};

    #[test]
    fn zones_are_read_as_headings_name_them() {
        let check = |label: &str, expected: Option<ReadZone>| {
            assert_eq!(ReadZone::from_label(label), expected, "{label}");
        };
        check("UTC", Some(ReadZone::Named(Tz::UTC)));
        check("GMT+8", Some(ReadZone::Named(CLOUD_ZONE)));
        check("GMT+5:30", Some(ReadZone::Fixed(19_800)));
        check("GMT-3", Some(ReadZone::Fixed(-10_800)));
        check("Europe/Berlin", Some(ReadZone::Named(Tz::Europe__Berlin)));
        check("GMT+", None);
        check("GMT+99", None);
        check("GMT*3", None);
        check("Nowhere", None);
        check("", None);
    }

    #[test]
    fn what_clocks_wrote_is_read_back() {
        for zone in [
            Tz::UTC,
            CLOUD_ZONE,
            Tz::Asia__Kolkata,
            Tz::Europe__Berlin,
            Tz::America__St_Johns,
        ] {
            let read = ReadZone::from_label(&zone_label(zone, 1_700_000_000)).unwrap();
            let mut clock = ZoneClock::new(zone);
            for seconds in [1_600_000_000, 1_700_000_000, 1_711_846_800, 4_102_444_800] {
                let (mut plain, mut stamped) = (String::new(), String::new());
                clock.write_plain(seconds, &mut plain);
                clock.write_rfc3339(seconds, &mut stamped);
                assert_eq!(
                    read_time_cell(&plain, Some(read)),
                    Some(seconds),
                    "{zone} {plain}"
                );
                assert_eq!(read_time_cell(&stamped, None), Some(seconds), "{stamped}");
            }
        }
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_time_is_no_time() {
        let zone = Some(ReadZone::Named(Tz::UTC));
        for text in [
            "",
            "2026/11/22 11:04",
            "2026-11-22",
            "2026-11-22 11:04",
            "46000.5",
            "2026-1-2 3:04:05",
        ] {
            assert_eq!(read_time_cell(text, zone), None, "{text}");
        }
        assert_eq!(read_time_cell("2026-11-22 11:04:05", None), None);
    }
}

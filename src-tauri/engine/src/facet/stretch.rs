//! Stretches of time that a histogram is made of: as fine as keeps its bars few, and cut where people in a zone would cut them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

/// More bars than this cannot be told apart.
const MOST_BARS: i64 = 120;
const DAY: i64 = 86_400;

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Minute,
    Minutes5,
    Minutes15,
    Hour,
    Hours3,
    Hours12,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Step {
    const ALL: [Self; 11] = [
        Self::Minute,
        Self::Minutes5,
        Self::Minutes15,
        Self::Hour,
        Self::Hours3,
        Self::Hours12,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
    ];

    /// The finest step that keeps the bars of a span few.
    pub(super) fn of_span(first: i64, last: i64) -> Self {
        Self::from_step(Self::Minute, first, last)
    }

    /// The same of days and what is longer.
    pub(crate) fn of_days(first: i64, last: i64) -> Self {
        Self::from_step(Self::Day, first, last)
    }

    fn from_step(finest: Self, first: i64, last: i64) -> Self {
        let span = last.saturating_sub(first);
        let fits = |step: &Self| finest.seconds() <= step.seconds() && span / step.seconds() < MOST_BARS;
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Year)
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Minutes5 => "minutes5",
            Self::Minutes15 => "minutes15",
            Self::Hour => "hour",
            Self::Hours3 => "hours3",
            Self::Hours12 => "hours12",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Its length, of calendar steps about.
    const fn seconds(self) -> i64 {
        match self {
            Self::Minute => 60,
            Self::Minutes5 => 300,
            Self::Minutes15 => 900,
            Self::Hour => 3_600,
            Self::Hours3 => 10_800,
            Self::Hours12 => 43_200,
            Self::Day => DAY,
            Self::Week => 7 * DAY,
            Self::Month => 30 * DAY,
            Self::Quarter => 91 * DAY,
            Self::Year => 365 * DAY,
        }
    }

    /// The edges of the stretches that hold both ends of a span: ascending, each stretch up to the next edge.
    pub(crate) fn edges(self, zone: Tz, first: i64, last: i64) -> Vec<i64> {
        if self.seconds() < DAY {
            let offset = offset_at(zone, first);
            let start = (first + offset).div_euclid(self.seconds()) * self.seconds() - offset;
            let stretches = (last - start) / self.seconds() + 1;
            return (0..=stretches)
                .map(|number| start + number * self.seconds())
                .collect();
        }
        let Some(mut date) = local_date(zone, first).and_then(|date| self.beginning(date)) else {
            return Vec::new();
        };
        let mut edges = vec![midnight(zone, date)];
        while edges.last().is_some_and(|edge| *edge <= last) {
            let Some(next) = self.next(date) else { break };
            date = next;
            edges.push(midnight(zone, date));
        }
        edges
    }

    fn beginning(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Week => date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into())),
            Self::Month => date.with_day(1),
            Self::Quarter => date.with_day(1)?.with_month(date.month0() / 3 * 3 + 1),
            Self::Year => date.with_day(1)?.with_month(1),
            _ => Some(date),
        }
    }

    fn next(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Week => date.checked_add_days(Days::new(7)),
            Self::Month => date.checked_add_months(Months::new(1)),
            Self::Quarter => date.checked_add_months(Months::new(3)),
            Self::Year => date.checked_add_months(Months::new(12)),
            _ => date.checked_add_days(Days::new(1)),
        }
    }
}

fn offset_at(zone: Tz, seconds: i64) -> i64 {
    let moment = DateTime::from_timestamp(seconds, 0);
    moment.map_or(0, |moment| {
        zone.offset_from_utc_datetime(&moment.naive_utc())
            .fix()
            .local_minus_utc()
            .into()
    })
}

fn local_date(zone: Tz, seconds: i64) -> Option<NaiveDate> {
    let moment = DateTime::from_timestamp(seconds, 0)?;
    Some(moment.with_timezone(&zone).date_naive())
}

/// The first second of a day. Where clocks are set forward at midnight, the day begins later.
fn midnight(zone: Tz, date: NaiveDate) -> i64 {
    let naive = date.and_time(NaiveTime::MIN);
    let first = zone.from_local_datetime(&naive).earliest();
    first.map_or_else(
        || naive.and_utc().timestamp() - offset_at(zone, naive.and_utc().timestamp()),
        |moment| moment.timestamp(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHANGHAI: Tz = Tz::Asia__Shanghai;

    fn seconds(zone: Tz, text: &str) -> i64 {
        let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
        zone.from_local_datetime(&naive).earliest().unwrap().timestamp()
    }

    fn check(zone: Tz, [first, last]: [&str; 2], step: Step, bars: usize, begins: &str) {
        let (first, last) = (seconds(zone, first), seconds(zone, last));
        assert_eq!(Step::of_span(first, last), step);
        let edges = step.edges(zone, first, last);
        assert_eq!(edges.len(), bars + 1, "{edges:?}");
        assert_eq!(edges[0], seconds(zone, begins));
        assert!(edges.is_sorted() && edges[0] <= first && last < edges[bars] && edges[bars - 1] <= last);
    }

    #[test]
    fn steps_go_from_minutes_to_years() {
        let at = "2026-10-01 09:07:31";
        check(SHANGHAI, [at, at], Step::Minute, 1, "2026-10-01 09:07:00");
        check(
            SHANGHAI,
            [at, "2026-10-01 11:00:00"],
            Step::Minute,
            114,
            "2026-10-01 09:07:00",
        );
        check(
            SHANGHAI,
            [at, "2026-10-01 18:00:00"],
            Step::Minutes5,
            108,
            "2026-10-01 09:05:00",
        );
        check(
            SHANGHAI,
            [at, "2026-10-04 09:00:00"],
            Step::Hour,
            73,
            "2026-10-01 09:00:00",
        );
        check(
            SHANGHAI,
            [at, "2026-11-25 10:00:00"],
            Step::Hours12,
            111,
            "2026-10-01 00:00:00",
        );
        check(
            SHANGHAI,
            [at, "2026-12-31 23:59:59"],
            Step::Day,
            92,
            "2026-10-01 00:00:00",
        );
        check(
            SHANGHAI,
            [at, "2027-10-01 00:00:00"],
            Step::Week,
            53,
            "2026-09-28 00:00:00",
        );
        check(
            SHANGHAI,
            [at, "2031-03-01 00:00:00"],
            Step::Month,
            54,
            "2026-10-01 00:00:00",
        );
        check(
            SHANGHAI,
            [at, "2040-05-01 00:00:00"],
            Step::Quarter,
            55,
            "2026-10-01 00:00:00",
        );
        check(
            SHANGHAI,
            [at, "2090-01-01 00:00:00"],
            Step::Year,
            65,
            "2026-01-01 00:00:00",
        );
    }

    #[test]
    fn steps_of_days_are_never_shorter() {
        let day = 86_400;
        assert_eq!(Step::of_days(0, 60), Step::Day);
        assert_eq!(Step::of_days(0, 100 * day), Step::Day);
        assert_eq!(Step::of_days(0, 400 * day), Step::Week);
        assert_eq!(Step::of_days(0, 2_000 * day), Step::Month);
    }

    #[test]
    fn days_begin_when_people_begin_them_also_when_clocks_are_set() {
        let berlin = Tz::Europe__Berlin;
        let edges = Step::Day.edges(
            berlin,
            seconds(berlin, "2026-03-28 12:00:00"),
            seconds(berlin, "2026-03-30 12:00:00"),
        );
        let lengths: Vec<i64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(lengths, [DAY, DAY - 3_600, DAY]);
    }
}

//! How long it took from an event's last time until it was handled, in classes that people think in.

use crate::Bilingual;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A class of handled events by the time from `LastTime` to `OperateTime`. Each event that is handled is of exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandleTime {
    /// Under five minutes.
    Minutes5,
    /// Under an hour.
    Hour,
    /// Under four hours.
    Hours4,
    /// Under a day.
    Day,
    /// Under three days.
    Days3,
    /// Under seven days.
    Days7,
    /// Seven days or more.
    Longer,
    /// `OperateTime` lies before `LastTime`: it was raised again after somebody had handled it.
    Before,
    /// One of the two times is absent.
    Unknown,
}

impl HandleTime {
    /// All of them: those with a duration first, the shortest of them first.
    pub const ALL: [Self; 9] = [
        Self::Minutes5,
        Self::Hour,
        Self::Hours4,
        Self::Day,
        Self::Days3,
        Self::Days7,
        Self::Longer,
        Self::Before,
        Self::Unknown,
    ];

    /// The word in a request.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Minutes5 => "5m",
            Self::Hour => "1h",
            Self::Hours4 => "4h",
            Self::Day => "1d",
            Self::Days3 => "3d",
            Self::Days7 => "7d",
            Self::Longer => "longer",
            Self::Before => "before",
            Self::Unknown => "unknown",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::Minutes5 => Bilingual::new("5 分钟内", "Under 5 minutes"),
            Self::Hour => Bilingual::new("5 分钟至 1 小时", "5 minutes to 1 hour"),
            Self::Hours4 => Bilingual::new("1 至 4 小时", "1 to 4 hours"),
            Self::Day => Bilingual::new("4 小时至 1 天", "4 hours to 1 day"),
            Self::Days3 => Bilingual::new("1 至 3 天", "1 to 3 days"),
            Self::Days7 => Bilingual::new("3 至 7 天", "3 to 7 days"),
            Self::Longer => Bilingual::new("7 天以上", "7 days or more"),
            Self::Before => Bilingual::new("处理后再次发生", "Raised again after handling"),
            Self::Unknown => Bilingual::new("时间未知", "Times not told"),
        }
    }

    /// The milliseconds it is about: not less than the first, less than the second. None where no duration is meant.
    pub const fn span(self) -> Option<(Option<i64>, Option<i64>)> {
        Some(match self {
            Self::Minutes5 => (Some(0), Some(5 * MINUTE)),
            Self::Hour => (Some(5 * MINUTE), Some(HOUR)),
            Self::Hours4 => (Some(HOUR), Some(4 * HOUR)),
            Self::Day => (Some(4 * HOUR), Some(DAY)),
            Self::Days3 => (Some(DAY), Some(3 * DAY)),
            Self::Days7 => (Some(3 * DAY), Some(7 * DAY)),
            Self::Longer => (Some(7 * DAY), None),
            Self::Before => (None, Some(0)),
            Self::Unknown => return None,
        })
    }

    /// Of the milliseconds between both times; None where one of them is absent.
    pub fn of(milliseconds: Option<i64>) -> Self {
        let Some(took) = milliseconds else {
            return Self::Unknown;
        };
        let holds = |class: &Self| {
            class.span().is_some_and(|(from, to)| {
                from.is_none_or(|from| from <= took) && to.is_none_or(|to| took < to)
            })
        };
        Self::ALL.into_iter().find(holds).unwrap_or(Self::Unknown)
    }

    /// Its place among [`Self::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duration_is_of_one_class_and_ends_belong_to_the_longer_one() {
        for (place, class) in HandleTime::ALL.into_iter().enumerate() {
            assert_eq!(class.place(), place);
            let Some((from, to)) = class.span() else { continue };
            for inside in from.into_iter().chain(to.map(|to| to - 1)) {
                assert_eq!(HandleTime::of(Some(inside)), class);
            }
        }
        assert_eq!(HandleTime::of(Some(i64::MIN)), HandleTime::Before);
        assert_eq!(HandleTime::of(Some(i64::MAX)), HandleTime::Longer);
        assert_eq!(HandleTime::of(Some(HOUR)), HandleTime::Hours4);
        assert_eq!(HandleTime::of(None), HandleTime::Unknown);
    }
}

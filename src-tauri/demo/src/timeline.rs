//! When alerts happen: thicker in office hours, with a few bursts.
//!
//! Every hour of the covered time has a weight. Event `i` of `n` lies in the `i`-th of `n` slices of equal weight, at
//! a random place within it, so the times fall without gaps and any of them can be computed alone.

use crate::choice::{Stream, stream};
use crate::clock_text::working_hour;
use std::ops::Range;

const HOUR: i64 = 3_600;

/// The hours of a tenant's history.
#[derive(Debug)]
pub(crate) struct Timeline {
    seed: u64,
    events: u64,
    /// Unix seconds.
    newest: i64,
    hours: Vec<Hour>,
}

#[derive(Debug)]
struct Hour {
    /// Unix seconds.
    start: i64,
    /// Where it lies on the axis of weights.
    weights: Range<u64>,
    burst: Option<u64>,
}

/// The moment of one event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// Unix milliseconds, whole seconds.
    pub(crate) last: i64,
    /// Number of the burst going on, if any.
    pub(crate) burst: Option<u64>,
}

impl Timeline {
    /// `newest` in Unix milliseconds.
    pub(crate) fn new(seed: u64, events: u64, newest: i64, days: u32) -> Self {
        let newest = newest.div_euclid(1_000);
        let count = i64::from(days.max(1)) * 24;
        let mut hours = Vec::new();
        let (mut sum, mut burst, mut burst_left) = (0, 0, 0);
        for hour in 0..count {
            let mut rng = stream(seed, Stream::Burst, hour.unsigned_abs());
            if burst_left == 0 && rng.u32(..280) == 0 {
                burst_left = rng.u32(1..=3);
                burst += 1;
            }
            let bursting = burst_left > 0;
            burst_left = burst_left.saturating_sub(1);
            let start = newest + 1 - (count - hour) * HOUR;
            let end = sum + weight(start) * if bursting { 8 } else { 1 };
            hours.push(Hour {
                start,
                weights: sum..end,
                burst: bursting.then_some(burst),
            });
            sum = end;
        }
        Self {
            seed,
            events,
            newest,
            hours,
        }
    }

    /// The moment of the event with this index, 0 being the newest.
    pub(crate) fn moment(&self, index: u64) -> Moment {
        let from_oldest = self.events.saturating_sub(index + 1);
        let (from, to) = (self.slice_end(from_oldest), self.slice_end(from_oldest + 1));
        let mark = from + stream(self.seed, Stream::Time, index).u64(..(to - from).max(1));

        let place = self.hours.partition_point(|hour| hour.weights.end <= mark);
        let Some(Hour {
            start,
            weights,
            burst,
        }) = self.hours.get(place).filter(|_| index > 0)
        else {
            return Moment {
                last: self.newest * 1_000,
                burst: None,
            };
        };
        let into = (mark - weights.start) * HOUR.unsigned_abs() / (weights.end - weights.start);
        Moment {
            last: (start + into.cast_signed()) * 1_000,
            burst: *burst,
        }
    }

    /// Where the slices of the oldest `count` events end on the axis of weights.
    fn slice_end(&self, count: u64) -> u64 {
        let total = self.hours.last().map_or(0, |hour| hour.weights.end);
        let end = u128::from(total) * u128::from(count) / u128::from(self.events.max(1));
        u64::try_from(end).unwrap_or(total)
    }
}

/// Weight of an hour; large, so that neighbouring events of a big tenant still get different marks.
fn weight(seconds: i64) -> u64 {
    let share = match working_hour(seconds) {
        (9..=11 | 14..=17, true) => 22,
        (8 | 12..=13 | 18..=21, true) => 15,
        (10..=20, false) => 9,
        _ => 6,
    };
    share * 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWEST: i64 = 1_767_225_599_123;

    #[test]
    fn times_fall_from_the_newest_to_the_start_and_stay_inside() {
        let timeline = Timeline::new(5, 20_000, NEWEST, 30);
        assert_eq!(timeline.moment(0).last, 1_767_225_599_000);
        let times: Vec<_> = (0..20_000).map(|index| timeline.moment(index).last).collect();
        assert!(times.is_sorted_by(|a, b| a >= b));
        let age = (times[0] - times[19_999]) / 1_000;
        assert!((29 * 24 * HOUR..30 * 24 * HOUR).contains(&age), "{age}");
    }

    #[test]
    fn office_hours_are_busier_than_nights() {
        let timeline = Timeline::new(5, 20_000, NEWEST, 30);
        let at = |wanted: u32| {
            (0..20_000)
                .filter(|i| working_hour(timeline.moment(*i).last / 1_000).0 == wanted)
                .count()
        };
        assert!(at(10) > 2 * at(3));
    }

    #[test]
    fn some_events_belong_to_bursts() {
        let timeline = Timeline::new(5, 20_000, NEWEST, 90);
        let bursting = (0..20_000)
            .filter(|i| timeline.moment(*i).burst.is_some())
            .count();
        assert!((200..4_000).contains(&bursting), "{bursting}");
    }

    #[test]
    fn one_event_and_one_day_are_enough() {
        let timeline = Timeline::new(5, 1, NEWEST, 0);
        assert_eq!(timeline.moment(0).last, 1_767_225_599_000);
    }
}

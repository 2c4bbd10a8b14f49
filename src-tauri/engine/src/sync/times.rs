//! Choosing ranges of time so that each holds a handful of pages.
//!
//! A range has at most [`MOST`] events, because how deep the cloud lets pages be turned is not documented. Ranges are made
//! as long as the last one suggests, which costs hardly a call more than the pages themselves.

/// Records of a page.
pub(super) const PAGE: u64 = 100;
/// The most events of a range: 20 pages.
pub(super) const MOST: u64 = 20 * PAGE;
/// How many events a range is meant to have: less than the most, so that few are made too long.
const MEANT: i64 = 1_500;
/// 2010-01-01 00:00:00 in GMT+8, in seconds; there was no such product before.
pub(super) const BEGINNING: i64 = 1_262_275_200;
/// How far back of a moment is looked again, in seconds: clocks differ and lists are late.
pub(super) const OVERLAP: i64 = 600;

/// What is known of how densely events lie ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Density {
    /// Seconds that hold about [`MEANT`] events.
    length: i64,
}

impl Density {
    /// Events spread evenly between two moments.
    pub(super) fn even(from: i64, to: i64, events: i64) -> Self {
        Self::of(to.saturating_sub(from), events)
    }

    fn of(seconds: i64, events: i64) -> Self {
        let length = i128::from(seconds.max(1)) * i128::from(MEANT) / i128::from(events.max(1));
        Self {
            length: i64::try_from(length).unwrap_or(i64::MAX).max(1),
        }
    }

    /// Learns from a range: at most eight times as long as before, for what was empty tells little.
    #[must_use]
    pub(super) fn after(self, seconds: i64, events: i64) -> Self {
        let told = Self::of(seconds, events).length;
        Self {
            length: told.min(self.length.saturating_mul(8)).max(1),
        }
    }

    /// Where a range that begins here should end; none when it may reach up to now.
    pub(super) fn end(self, from: i64, now: i64) -> Option<i64> {
        let end = from.saturating_add(self.length);
        (end < now).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_follow_the_density() {
        let even = Density::even(0, 20_000, 30_000);
        assert_eq!(even.end(0, 5_000), Some(1_000));
        assert_eq!(even.end(4_500, 5_000), None, "the rest belongs to it");
        assert_eq!(even.after(1_000, 3_000).end(0, 5_000), Some(500));
        assert_eq!(
            even.after(1_000, 0).end(0, 100_000),
            Some(8_000),
            "empty ranges tell little"
        );
        assert_eq!(even.after(0, 9_000).end(7, 100), Some(8), "a second is the least");
    }
}

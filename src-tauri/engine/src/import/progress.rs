//! How far an import is, how fast, and for how long still.

use std::time::Duration;

/// Where an import stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// Bytes read, as they are stored (of an archive: compressed).
    pub bytes: u64,
    /// Bytes in all, when known.
    pub bytes_total: Option<u64>,
    /// Records that were new.
    pub inserted: u64,
    /// Records that replaced an older state.
    pub updated: u64,
    /// Records that changed nothing.
    pub unchanged: u64,
    /// Records, and other damage, that was kept aside.
    pub rejected: u64,
    /// All of them together.
    pub records: u64,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// The final counts.
    pub progress: ImportProgress,
    /// Whether it was stopped on request before everything was read.
    pub cancelled: bool,
    /// The store's revision after the last commit; none when nothing was committed.
    pub revision: Option<u64>,
}

/// Wants to know how far an import is.
pub trait ImportObserver: Send {
    /// Something was committed. The store's writer is free, so it may be used here.
    fn committed(&mut self, progress: &ImportProgress);

    /// A tenth of a second went by. Must not use the store's writer, which may be in a transaction.
    fn advanced(&mut self, progress: &ImportProgress) {
        let _ = progress;
    }
}

/// Rate and estimate, from progress and the time it took. The clock is the caller's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Records per second since the start.
    pub records_per_second: u64,
    /// Milliseconds to go, when the total is known and something was read.
    pub remaining: Option<u64>,
}

impl Pace {
    /// The pace of an import that runs since `elapsed`.
    pub fn of(progress: &ImportProgress, elapsed: Duration) -> Self {
        let milliseconds = elapsed.as_millis().max(1);
        let rate = u128::from(progress.records) * 1000 / milliseconds;
        let left = progress
            .bytes_total
            .filter(|_| progress.bytes > 0)
            .map(|total| total.saturating_sub(progress.bytes));
        let remaining = left.map(|left| u128::from(left) * milliseconds / u128::from(progress.bytes.max(1)));
        Self {
            records_per_second: u64::try_from(rate).unwrap_or(u64::MAX),
            remaining: remaining.map(|value| u64::try_from(value).unwrap_or(u64::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_follows_bytes_and_time() {
        let progress = ImportProgress {
            bytes: 250,
            bytes_total: Some(1000),
            records: 30,
            ..ImportProgress::default()
        };
        let pace = Pace::of(&progress, Duration::from_secs(3));
        assert_eq!(
            pace,
            Pace {
                records_per_second: 10,
                remaining: Some(9000)
            }
        );
    }

    #[test]
    fn nothing_is_promised_before_anything_was_read_or_without_a_total() {
        let start = ImportProgress {
            bytes_total: Some(10),
            ..ImportProgress::default()
        };
        assert_eq!(Pace::of(&start, Duration::ZERO).remaining, None);
        let stream = ImportProgress {
            bytes: 10,
            ..ImportProgress::default()
        };
        assert_eq!(Pace::of(&stream, Duration::from_secs(1)).remaining, None);
        let grown = ImportProgress {
            bytes: 20,
            bytes_total: Some(10),
            ..ImportProgress::default()
        };
        assert_eq!(Pace::of(&grown, Duration::from_secs(1)).remaining, Some(0));
    }
}

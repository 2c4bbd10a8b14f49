//! How often a call is tried, and how long is waited between tries.

use std::time::Duration;

/// The rules of trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryRules {
    /// Tries in all, the first included.
    pub tries: u32,
    /// The wait after the first try; each further one is twice as long.
    pub first_wait: Duration,
    /// The longest wait of our own; the cloud may ask for a longer one.
    pub longest_wait: Duration,
}

impl Default for RetryRules {
    fn default() -> Self {
        Self {
            tries: 6,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
        }
    }
}

/// The longest wait that the cloud's word is taken for; more than this is a mistake in the header.
const LONGEST_ASKED: Duration = Duration::from_secs(3600);

impl RetryRules {
    /// The wait after a number of tries: a random part of the upper half of the step, so that callers who failed
    /// together do not come back together, and at least what the cloud asked for.
    pub(crate) fn wait_after(&self, tries: u32, asked: Option<Duration>, random: f64) -> Duration {
        let doublings = tries.saturating_sub(1).min(31);
        let step = self
            .first_wait
            .saturating_mul(1 << doublings)
            .min(self.longest_wait);
        let wait = step.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0);
        wait.max(asked.unwrap_or_default())
    }
}

/// What the cloud asks to wait, in its header's milliseconds.
pub(crate) fn asked_wait(header: Option<&str>) -> Option<Duration> {
    let milliseconds = header?.trim().parse().ok()?;
    Some(Duration::from_millis(milliseconds).min(LONGEST_ASKED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tries: u32, asked: Option<&str>, random: f64, milliseconds: u64) {
        let wait = RetryRules::default().wait_after(tries, asked_wait(asked), random);
        assert_eq!(
            wait,
            Duration::from_millis(milliseconds),
            "{tries} {asked:?} {random}"
        );
    }

    #[test]
    fn waits_double_up_to_the_longest_and_are_spread_over_the_upper_half() {
        check(1, None, 1.0, 500);
        check(1, None, 0.0, 250);
        check(2, None, 1.0, 1_000);
        check(5, None, 0.5, 6_000);
        check(7, None, 1.0, 30_000);
        check(4_000_000_000, None, 0.0, 15_000);
    }

    #[test]
    fn the_clouds_word_is_the_least_that_is_waited() {
        check(1, Some("2500"), 1.0, 2_500);
        check(1, Some(" 10 "), 1.0, 500);
        check(1, Some("45000"), 1.0, 45_000);
        check(1, Some("soon"), 1.0, 500);
        check(1, Some("99999999999999"), 1.0, 3_600_000);
    }
}

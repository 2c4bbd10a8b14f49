//! How far a sync is, how fast, for how long still, and what it waits for.

use alertbook_cloud::{Client, WaitReason, Waiting};

/// A wait of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncWait {
    /// For what.
    pub reason: SyncWaitReason,
    /// Until when, UTC milliseconds, where that is known.
    pub until: Option<i64>,
}

/// What a run waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncWaitReason {
    /// For an answer.
    Server,
    /// For its turn, because of the limit of calls a second.
    Limit,
    /// To try a call again that the cloud refused for too many.
    Throttled,
    /// To try a failed call again.
    Retry,
    /// For the network to come back.
    Network,
}

/// How far a running sync is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncStep {
    /// The run.
    pub id: i64,
    /// The range of time that is being read, in seconds; none before and after.
    pub window: Option<(Option<i64>, Option<i64>)>,
    /// Pages stored so far.
    pub pages: u64,
    /// Events listed so far, repetitions included.
    pub events: u64,
    /// How many there are to read, by the cloud's count.
    pub expected: Option<u64>,
    /// Events that were new.
    pub inserted: u64,
    /// Events that changed.
    pub changed: u64,
    /// Events a second, since this process began.
    pub rate: u64,
    /// Milliseconds to go, when that can be told.
    pub remaining: Option<u64>,
    /// Calls, repetitions included.
    pub calls: u64,
    /// Calls that were tried again.
    pub retries: u64,
    /// What it waits for.
    pub wait: Option<SyncWait>,
}

impl SyncStep {
    /// Rate and estimate, from the events of this process and the time they took.
    pub(super) fn with_pace(mut self, own_events: u64, elapsed: u64) -> Self {
        self.rate = own_events.saturating_mul(1000) / elapsed.max(1);
        let left = self.expected.map(|expected| expected.saturating_sub(self.events));
        self.remaining = left
            .filter(|_| own_events > 0)
            .map(|left| left.saturating_mul(elapsed) / own_events.max(1));
        self
    }
}

/// What a client waits for now.
pub(super) fn wait_of(client: &Client) -> Option<SyncWait> {
    client.counters().waiting.map(told)
}

fn told(waiting: Waiting) -> SyncWait {
    let reason = match (waiting.reason, waiting.operation) {
        (WaitReason::Server, _) => SyncWaitReason::Server,
        (WaitReason::Limiter, _) => SyncWaitReason::Limit,
        (WaitReason::Throttled, _) => SyncWaitReason::Throttled,
        (WaitReason::Retry, Some(_)) => SyncWaitReason::Retry,
        // A wait that belongs to no call is the pool's own.
        (WaitReason::Retry, None) => SyncWaitReason::Network,
    };
    SyncWait {
        reason,
        until: waiting.until.map(|until| until.timestamp_millis()),
    }
}

#[cfg(test)]
mod tests {
    use alertbook_cloud::Operation;
    use chrono::DateTime;

    use super::*;

    #[test]
    fn a_wait_tells_its_reason_and_its_end() {
        let check = |reason, operation, expected| {
            let until = DateTime::from_timestamp_millis(1_795_320_185_000);
            let wait = told(Waiting {
                reason,
                operation,
                until,
            });
            assert_eq!((wait.reason, wait.until), (expected, Some(1_795_320_185_000)));
        };
        let call = Some(Operation::DescribeSuspEvents);
        check(WaitReason::Throttled, call, SyncWaitReason::Throttled);
        check(WaitReason::Retry, call, SyncWaitReason::Retry);
        check(WaitReason::Retry, None, SyncWaitReason::Network);
        check(WaitReason::Limiter, call, SyncWaitReason::Limit);
        check(WaitReason::Server, call, SyncWaitReason::Server);
    }

    #[test]
    fn the_estimate_follows_what_was_read() {
        let step = SyncStep {
            events: 300,
            expected: Some(1_000),
            ..SyncStep::default()
        };
        let paced = step.with_pace(100, 2_000);
        assert_eq!((paced.rate, paced.remaining), (50, Some(14_000)));
        assert_eq!(step.with_pace(0, 2_000).remaining, None);
    }
}

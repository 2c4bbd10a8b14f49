//! How alerts are handled: status, result code, when.

use crate::choice::{chance, pick, weighted};
use fastrand::Rng;

/// What became of an alert.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Handling {
    pub(crate) status: u32,
    /// Operation and result; absent when nobody has tried anything.
    pub(crate) operation: Option<(&'static str, &'static str)>,
    /// Milliseconds between the latest occurrence and the operation.
    pub(crate) delay: i64,
}

/// Status, how many of 10 000 alerts have it, how many percent of those carry an operation, and which ones.
type Outcome = (u32, u32, u32, &'static [&'static str]);

const OUTCOMES: &[Outcome] = &[
    (
        1,
        5_450,
        4,
        &["kill_and_quara", "quara", "block_ip", "kill_virus"],
    ),
    (1, 40, 100, &["rm_mark_mis_info"]),
    (2, 1_250, 100, &["ignore"]),
    (4, 720, 100, &["manual_handled", "offline_handled", "deal"]),
    (
        8,
        620,
        100,
        &[
            "mark_mis_info",
            "advance_mark_mis_info",
            "advance_mark_mis_info.User",
            "advance_mark_mis_info.System",
        ],
    ),
    (16, 100, 30, &["Common", "kill_and_quara"]),
    (
        32,
        1_220,
        100,
        &[
            "kill_and_quara",
            "quara",
            "kill_virus",
            "block_ip",
            "deal",
            "Common",
        ],
    ),
    (64, 250, 0, &["Common"]),
    (128, 80, 0, &["Common"]),
    (512, 60, 40, &["block_ip"]),
    (513, 150, 100, &["block_ip", "kill_and_quara"]),
    (604, 59, 100, &["advance_mark_mis_info.System", "mark_mis_info"]),
    // A number that no page explains: real accounts have some.
    (1_024, 1, 0, &["Common"]),
];

impl Handling {
    pub(crate) fn draw(rng: &mut Rng) -> Self {
        let &(status, _, percent, operations) = weighted(rng, OUTCOMES, |outcome| outcome.1);
        let operation = chance(rng, percent).then(|| {
            let operation = pick(rng, operations);
            let failed = status == 1 && operation != "rm_mark_mis_info" || chance(rng, 8);
            let result = match (failed, chance(rng, 40)) {
                (false, _) => "Success",
                (true, false) => "Failure",
                (true, true) => "AgentOffline",
            };
            (operation, result)
        });
        let scale = rng.u32(16..30);
        Self {
            status,
            operation,
            delay: rng.i64(30_000..1 << scale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Stream, stream};

    #[test]
    fn shares_add_up_and_every_documented_status_and_operation_occurs() {
        assert_eq!(OUTCOMES.iter().map(|outcome| outcome.1).sum::<u32>(), 10_000);
        for status in [1, 2, 4, 8, 16, 32, 64, 128, 512, 513, 604] {
            assert!(OUTCOMES.iter().any(|outcome| outcome.0 == status), "{status}");
        }
        let all: std::collections::HashSet<_> = OUTCOMES.iter().flat_map(|outcome| outcome.3).collect();
        assert_eq!(all.len(), 14);
    }

    #[test]
    fn what_failed_stays_pending() {
        let mut rng = stream(1, Stream::Event, 0);
        for _ in 0..20_000 {
            let handling = Handling::draw(&mut rng);
            if let (1, Some((operation, result))) = (handling.status, handling.operation) {
                assert!(result != "Success" || operation == "rm_mark_mis_info");
            }
            assert!(handling.delay >= 30_000);
        }
    }
}

//! The day that an event belongs to, as folders name it.

use alertbook_core::time::ZoneClock;
use chrono_tz::Tz;

/// How engines name the folder of rows without a value.
const NO_DAY: &str = "__HIVE_DEFAULT_PARTITION__";

/// Tells days in one zone.
#[derive(Clone, Debug)]
pub(super) struct Days {
    clock: ZoneClock,
}

impl Days {
    pub(super) fn new(zone: Tz) -> Self {
        Self {
            clock: ZoneClock::new(zone),
        }
    }

    /// `YYYY-MM-DD` of a moment in UTC seconds.
    pub(super) fn of(&mut self, seconds: Option<i64>) -> &str {
        seconds
            .and_then(|seconds| self.clock.date(seconds))
            .unwrap_or(NO_DAY)
    }
}

/// The folder of a day: `day=YYYY-MM-DD`.
pub(super) fn folder_of(day: &str) -> String {
    ["day=", day].concat()
}

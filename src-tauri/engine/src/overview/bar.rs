//! Stretches of time as bars.

use alertbook_core::filter::{Condition, EventFilter};
use alertbook_core::time::{ZoneClock, format_cloud_time};
use alertbook_store::StretchTally;
use alertbook_wire::OverviewBar;
use chrono_tz::Tz;

/// The bars of all stretches. What a bar leads to never reaches beyond the range of the filter itself.
pub(super) fn bars(
    stretches: &[StretchTally],
    edges: &[i64],
    zone: Tz,
    filter: &EventFilter,
) -> Vec<OverviewBar> {
    let mut clock = ZoneClock::new(zone);
    let mut plain = |second: i64| {
        let mut text = String::new();
        clock.write_plain(second, &mut text);
        text
    };
    let (earliest, latest) = range(filter);
    let pairs = edges.windows(2).zip(stretches);
    pairs
        .filter_map(|(pair, stretch)| {
            let [start, next] = pair else { return None };
            let last = next - 1;
            Some(OverviewBar {
                start: format_cloud_time(earliest.map_or(*start, |earliest| earliest.max(*start))),
                end: format_cloud_time(latest.map_or(last, |latest| latest.min(last))),
                title: plain(*start),
                until: plain(last),
                levels: stretch.levels,
                handling: stretch.handling,
            })
        })
        .collect()
}

/// The seconds of `LastTime` that a filter allows.
fn range(filter: &EventFilter) -> (Option<i64>, Option<i64>) {
    let ranges = || {
        filter.conditions.iter().filter_map(|condition| match condition {
            Condition::LastTime { from, to } => Some((*from, *to)),
            _ => None,
        })
    };
    (
        ranges().filter_map(|(from, _)| from).max(),
        ranges().filter_map(|(_, to)| to).min(),
    )
}

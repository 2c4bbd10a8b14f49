//! Events over time, by level.

use alertbook_core::filter::{EventFilter, RawRequest};
use alertbook_core::time::{ZoneClock, format_cloud_time};
use alertbook_core::vocabulary::Level;
use alertbook_store::{HeldSnapshot, LevelCounts};
use alertbook_wire::{TimeBar, TimeHistogram};

use super::question::{Question, exactly};
use super::reading::{first, in_parallel};
use super::stretch::Step;
use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;

/// The places of [`TimeBar::events`].
const LEVELS: [Level; 3] = [Level::Serious, Level::Suspicious, Level::Remind];

impl Engine {
    /// The events of a request over time. None when a newer question has overtaken this one.
    pub fn show_histogram(&self, request: &RawRequest) -> Answer<Option<TimeHistogram>> {
        let turn = self.shared.facets.take_turn(Question::Histogram);
        self.count_among(request, &turn, |shared, accepted, held| {
            let filter = exactly(&first(held)?, accepted)?;
            histogram(shared, held, &filter)
        })
    }
}

fn histogram(shared: &Shared, held: &mut [HeldSnapshot], filter: &EventFilter) -> Result<TimeHistogram> {
    let zone = shared.zone()?;
    let revision = first(held)?.revision();
    let times = first(held)?.prepare_times(filter, held.len())?;
    let spans = in_parallel(held, times.parts(), |snapshot, part| {
        Ok(snapshot.span_of_times(&times, *part)?)
    })?;
    let ends = || spans.iter().flatten();
    let span = ends()
        .map(|(from, _)| *from)
        .min()
        .zip(ends().map(|(_, to)| *to).max());
    let Some((from, to)) = span else {
        return Ok(TimeHistogram {
            step: Step::Minute.word().to_owned(),
            bars: Vec::new(),
            revision,
        });
    };
    let step = Step::of_span(from, to);
    let edges = step.edges(zone, from, to);
    let counted = in_parallel(held, times.parts(), |snapshot, part| {
        Ok(snapshot.tally_times(&times, &edges, *part)?)
    })?;
    let mut clock = ZoneClock::new(zone);
    let bars = edges.windows(2).enumerate().filter_map(|(place, pair)| {
        let [start, next] = pair else { return None };
        let mut title = String::new();
        clock.write_plain(*start, &mut title);
        Some(TimeBar {
            start: format_cloud_time(*start),
            end: format_cloud_time(next - 1),
            title,
            events: by_level(counted.iter().filter_map(|part| part.get(place))),
        })
    });
    Ok(TimeHistogram {
        step: step.word().to_owned(),
        bars: bars.collect(),
        revision,
    })
}

fn by_level<'a>(parts: impl Iterator<Item = &'a LevelCounts>) -> [u64; 4] {
    let mut events = [0; 4];
    for (key, counted) in parts.flatten() {
        let level = key.and_then(Level::from_key);
        let place = level.and_then(|level| LEVELS.iter().position(|known| *known == level));
        if let Some(count) = events.get_mut(place.unwrap_or(LEVELS.len())) {
            *count += counted;
        }
    }
    events
}

//! The assets with most events.

use std::cmp::Reverse;
use std::collections::HashMap;

use alertbook_store::{OverviewTallies, TargetAsset};
use alertbook_wire::OverviewAsset;

/// So many assets are told one by one.
const MOST_ASSETS: usize = 20;

/// Assets by how many events they have.
pub(super) struct RankedAssets {
    /// Those with most, the most first.
    pub(super) most: Vec<OverviewAsset>,
    /// How many more have any.
    pub(super) others: u64,
    /// Events that name none.
    pub(super) without: u64,
}

/// Ranks the assets of what was tallied. One asset may stand in several rows, since its addresses and its name change; it is
/// called what most of its events call it.
pub(super) fn assets(tallies: &OverviewTallies, targets: &[TargetAsset]) -> RankedAssets {
    let mut without = 0;
    let mut by_uuid: HashMap<&str, (OverviewAsset, u64)> = HashMap::new();
    for target in targets {
        let place = usize::try_from(target.id).ok();
        let counts = place.and_then(|place| tallies.targets.get(place));
        let [events, pending] = counts.copied().unwrap_or_default();
        if events == 0 {
            continue;
        }
        if target.uuid.is_empty() {
            without += events;
            continue;
        }
        let (asset, most) = by_uuid.entry(&target.uuid).or_insert_with(|| {
            let asset = OverviewAsset {
                uuid: target.uuid.clone(),
                name: String::new(),
                events: 0,
                pending: 0,
            };
            (asset, 0)
        });
        asset.events += events;
        asset.pending += pending;
        if !target.name.is_empty() && events > *most {
            asset.name.clone_from(&target.name);
            *most = events;
        }
    }
    let mut most: Vec<OverviewAsset> = by_uuid.into_values().map(|(asset, _)| asset).collect();
    most.sort_by(|one, other| (Reverse(one.events), &one.uuid).cmp(&(Reverse(other.events), &other.uuid)));
    let others = most.len().saturating_sub(MOST_ASSETS) as u64;
    most.truncate(MOST_ASSETS);
    RankedAssets {
        most,
        others,
        without,
    }
}

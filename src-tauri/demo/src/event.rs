//! One event: what happened, where, under which rule.

use crate::account::Account;
use crate::asset::Asset;
use crate::choice::{Stream, at, chance, early_place, stream, weighted};
use crate::container::{Cluster, Container};
use crate::handling::Handling;
use crate::language::Language;
use crate::profile::Profile;
use crate::rule::{AlertType, Kind, Rule};
use crate::tenant::Tenant;
use fastrand::Rng;

/// The choices that make one event. What only fills a field is drawn while it is written.
pub(crate) struct Event<'a> {
    pub(crate) id: i64,
    pub(crate) account: &'a Account,
    /// The language of the words; the account's own, unless asked otherwise.
    pub(crate) language: Language,
    pub(crate) asset: &'a Asset,
    /// Set for an alert about a container.
    pub(crate) container: Option<(&'a Container, &'a Cluster)>,
    /// Set for an alert about an image that no container runs.
    pub(crate) image: Option<&'a Container>,
    pub(crate) alert_type: &'static AlertType,
    pub(crate) rule: &'static Rule,
    pub(crate) profile: &'static Profile,
    pub(crate) handling: Handling,
    /// First and latest occurrence and time of handling, Unix milliseconds.
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) handled: i64,
    /// The asset is gone: no list of assets holds it.
    pub(crate) orphan: bool,
    pub(crate) rng: Rng,
}

/// The first integer that a JavaScript number cannot hold.
const BEYOND_DOUBLE: i64 = (1 << 53) + 1;
const FIRST_ID: i64 = 600_000_000;
/// Ids grow with time and leave gaps.
const ID_STEP: i64 = 3;

const CONTAINER_PERCENT: u32 = 12;
const IMAGE_PERCENT: u32 = 2;
/// Share of the events of a burst that the burst's own rule and asset raise.
const BURST_PERCENT: u32 = 70;

impl<'a> Event<'a> {
    /// The event with this index, 0 being the newest.
    pub(crate) fn draw(tenant: &'a Tenant, index: u64) -> Self {
        let options = &tenant.options;
        let mut rng = stream(options.seed, Stream::Event, index);
        let moment = tenant.timeline.moment(index);

        let mut burst_rng = moment
            .burst
            .map(|burst| stream(options.seed, Stream::Burst, burst << 32));
        let cause = match &mut burst_rng {
            Some(burst_rng) if chance(&mut rng, BURST_PERCENT) => burst_rng,
            _ => &mut rng,
        };
        let (_, table) = weighted(cause, &tenant.rules, |(percent, _)| *percent);
        let (alert_type, rule) = table.draw(cause);
        let (asset, container) = place(tenant, alert_type.kind, cause);

        let image = container.is_none() && chance(&mut rng, IMAGE_PERCENT) && !tenant.containers.is_empty();
        let image = image.then(|| at(&tenant.containers, rng.usize(..tenant.containers.len())));
        let step = options.events.saturating_sub(index).cast_signed() * ID_STEP + rng.i64(0..ID_STEP);
        let id = step
            + if rng.u32(..500) == 0 {
                BEYOND_DOUBLE
            } else {
                FIRST_ID
            };
        let handling = Handling::draw(&mut rng);
        let newest = options.newest.div_euclid(1_000) * 1_000;
        let scale = rng.u32(8..21);
        let lasted = if chance(&mut rng, 60) {
            0
        } else {
            rng.i64(1..1 << scale)
        };
        let account = at(&tenant.accounts, asset.account);
        Self {
            id,
            account,
            language: account.language,
            asset,
            container,
            image,
            alert_type,
            rule,
            profile: Profile::of(alert_type.kind),
            handling,
            first: moment.last - lasted * 1_000,
            last: moment.last,
            // Nothing is handled later than the newest event: such a tenant could not be seen yet.
            handled: moment.last + handling.delay / 1_000 * 1_000 % (newest - moment.last).max(1),
            orphan: container.is_none() && asset.is_server() && chance(&mut rng, 1),
            rng,
        }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }
}

/// Where it happened.
fn place<'a>(
    tenant: &'a Tenant,
    kind: Kind,
    rng: &mut Rng,
) -> (&'a Asset, Option<(&'a Container, &'a Cluster)>) {
    let wants_container = kind == Kind::Cluster || chance(rng, CONTAINER_PERCENT);
    if wants_container && !tenant.containers.is_empty() {
        let container = at(&tenant.containers, early_place(rng, tenant.containers.len()));
        let node = at(&tenant.assets, container.node);
        return (node, Some((container, at(&tenant.clusters, container.cluster))));
    }
    let english = chance(rng, tenant.options.english_percent);
    let owned = tenant
        .owned
        .get(usize::from(english))
        .cloned()
        .unwrap_or_default();
    let assets = tenant
        .assets
        .get(owned)
        .filter(|assets| !assets.is_empty())
        .unwrap_or(&tenant.assets);
    (at(assets, early_place(rng, assets.len())), None)
}

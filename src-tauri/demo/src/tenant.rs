//! A generated tenant: what it owns, and the doors to its rows.

use crate::account::Account;
use crate::asset::Asset;
use crate::choice::{Stream, at, stream};
use crate::container::{Cluster, Container};
use crate::language::Language;
use crate::options::TenantOptions;
use crate::rule::{Level, RuleTable};
use crate::timeline::Timeline;
use serde_json::Value;
use std::ops::Range;

/// A believable customer of Security Center, as the API's own JSON.
///
/// Assets, clusters and containers are kept in memory (at most a few thousand); events are computed one by one, each
/// from its index alone.
#[derive(Debug)]
pub struct Tenant {
    pub(crate) options: TenantOptions,
    pub(crate) accounts: [Account; 2],
    pub(crate) assets: Vec<Asset>,
    /// The assets of each account.
    pub(crate) owned: [Range<usize>; 2],
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) containers: Vec<Container>,
    pub(crate) rules: [(u32, RuleTable); 3],
    pub(crate) timeline: Timeline,
}

/// Assets for each cluster of an account.
const ASSETS_PER_CLUSTER: usize = 80;
/// One server in this many is a node of a cluster.
const NODE_SHARE: usize = 4;

impl Tenant {
    /// Builds the tenant; quick, whatever the number of events.
    pub fn new(options: TenantOptions) -> Self {
        let TenantOptions {
            seed,
            events,
            assets: count,
            newest,
            days,
            english_percent,
        } = options;
        let accounts = [Language::Chinese, Language::English].map(|language| Account::new(seed, language));
        let count = count.max(1) as usize;
        let chinese = count - count * english_percent.min(100) as usize / 100;
        let owned = [0..chinese, chinese..count];

        let mut assets = Vec::with_capacity(count);
        for (place, (account, range)) in accounts.iter().zip(&owned).enumerate() {
            assets.extend(
                range
                    .clone()
                    .map(|i| Asset::new(seed, i as u64, (place, account), newest)),
            );
        }
        let mut clusters = Vec::new();
        for range in &owned {
            found_clusters(
                seed,
                assets.get_mut(range.clone()).unwrap_or_default(),
                &mut clusters,
            );
        }
        let containers = fill_clusters(seed, &assets);
        let rules = Level::SHARES.map(|(level, percent)| (percent, RuleTable::new(level)));
        let timeline = Timeline::new(seed, events, newest, days);
        Self {
            options,
            accounts,
            assets,
            owned,
            clusters,
            containers,
            rules,
            timeline,
        }
    }

    /// Rows of `Groups` (`DescribeAllGroups`).
    pub fn groups(&self) -> impl Iterator<Item = Value> {
        self.accounts
            .iter()
            .zip(&self.owned)
            .filter(|(_, owned)| !owned.is_empty())
            .flat_map(|(a, _)| a.group_rows())
    }

    /// Rows of `Instances` (`DescribeCloudCenterInstances`).
    pub fn assets(&self) -> impl Iterator<Item = Value> {
        self.asset_rows(None)
    }

    /// The same rows as they read in this language, whatever their account's is.
    pub fn assets_in(&self, language: Language) -> impl Iterator<Item = Value> {
        self.asset_rows(Some(language))
    }

    fn asset_rows(&self, language: Option<Language>) -> impl Iterator<Item = Value> {
        (0..).zip(&self.assets).map(move |(index, asset)| {
            let cluster = asset.cluster.and_then(|place| self.clusters.get(place));
            let account = at(&self.accounts, asset.account);
            let mut risk = stream(self.options.seed ^ 1, Stream::Asset, index);
            asset.row(
                account,
                language.unwrap_or(account.language),
                &mut risk,
                cluster.map(|c| (c.id.as_str(), c.name.as_str())),
            )
        })
    }

    /// Rows of `GroupedContainerInstanceList` (`DescribeGroupedContainerInstances` with GroupField=clusterId).
    pub fn clusters(&self) -> impl Iterator<Item = Value> {
        self.clusters.iter().enumerate().map(|(place, cluster)| {
            cluster.row(
                self.containers
                    .iter()
                    .filter(|container| container.cluster == place)
                    .count(),
            )
        })
    }

    /// Rows of `ContainerInstanceList` (`DescribeContainerInstances`).
    pub fn containers(&self) -> impl Iterator<Item = Value> {
        (0..).zip(&self.containers).filter_map(|(index, container)| {
            let cluster = self.clusters.get(container.cluster)?;
            let node = self.assets.get(container.node)?;
            let mut risk = stream(self.options.seed ^ 1, Stream::Container, index);
            Some(container.row(cluster, node, &mut risk))
        })
    }
}

/// Makes some servers of an account the nodes of clusters.
fn found_clusters(seed: u64, assets: &mut [Asset], clusters: &mut Vec<Cluster>) {
    let wanted = assets.len().div_ceil(ASSETS_PER_CLUSTER);
    let first = clusters.len();
    let nodes = assets
        .iter_mut()
        .filter(|asset| asset.is_server() && !asset.windows)
        .step_by(NODE_SHARE);
    for (turn, node) in nodes.enumerate() {
        let place = first + turn % wanted;
        if place == clusters.len() {
            clusters.push(Cluster::new(seed, place as u64, node));
        }
        node.cluster = Some(place);
    }
}

fn fill_clusters(seed: u64, assets: &[Asset]) -> Vec<Container> {
    let mut containers = Vec::new();
    for (place, node) in assets.iter().enumerate() {
        let Some(cluster) = node.cluster else { continue };
        for _ in 0..stream(seed, Stream::Container, (place as u64) << 32).u8(5..=11) {
            containers.push(Container::new(
                seed,
                containers.len() as u64,
                cluster,
                (place, node),
            ));
        }
    }
    containers
}

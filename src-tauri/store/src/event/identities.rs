//! What the store knows by which machines, accounts and containers can be told.

use std::collections::BTreeSet;

use crate::error::Context;
use crate::{Result, Snapshot};

/// Distinct texts, blank ones left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    /// Addresses.
    pub addresses: BTreeSet<String>,
    /// Names of machines.
    pub hosts: BTreeSet<String>,
    /// Ids of machines in the cloud.
    pub instances: BTreeSet<String>,
    /// Ids of assets in Security Center.
    pub assets: BTreeSet<String>,
    /// Numbers of accounts.
    pub accounts: BTreeSet<String>,
    /// Clusters, by name and id.
    pub clusters: BTreeSet<String>,
    /// Nodes.
    pub nodes: BTreeSet<String>,
    /// Pods.
    pub pods: BTreeSet<String>,
    /// Ids of containers.
    pub containers: BTreeSet<String>,
}

impl Snapshot<'_> {
    /// Everything by which somebody could be told, of all events and of the inventory.
    pub fn identities(&self) -> Result<Identities> {
        Ok(Identities {
            addresses: self.texts("SELECT internet_ip FROM target UNION SELECT intranet_ip FROM target")?,
            hosts: self.texts("SELECT instance_name FROM target UNION SELECT instance_name FROM asset")?,
            instances: self.texts(
                "SELECT instance_id FROM target UNION SELECT instance_id FROM asset UNION SELECT instance_id FROM container",
            )?,
            assets: self.texts("SELECT uuid FROM target UNION SELECT uuid FROM asset")?,
            accounts: self.texts("SELECT DISTINCT CAST(account AS TEXT) FROM tally WHERE account >= 0")?,
            clusters: self.texts(
                "SELECT k8s_cluster_id FROM workload UNION SELECT cluster_id FROM workload
                 UNION SELECT cluster_name FROM workload UNION SELECT cluster_id FROM container
                 UNION SELECT cluster_name FROM container UNION SELECT cluster_id FROM container_group
                 UNION SELECT cluster_name FROM container_group",
            )?,
            nodes: self.texts("SELECT node_name FROM workload UNION SELECT node_name FROM container")?,
            pods: self.texts("SELECT pod_name FROM workload UNION SELECT pod FROM container_group")?,
            containers: self
                .texts("SELECT container_id FROM workload UNION SELECT container_id FROM container")?,
        })
    }

    fn texts(&self, sql: &'static str) -> Result<BTreeSet<String>> {
        let operation = "reading what can be told from";
        let mut statement = self.connection.prepare_cached(sql).during(operation)?;
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .during(operation)?;
        let texts: BTreeSet<String> = rows.collect::<rusqlite::Result<_>>().during(operation)?;
        Ok(texts.into_iter().filter(|text| !text.is_empty()).collect())
    }
}

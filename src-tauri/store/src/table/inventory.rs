//! Groups, clusters and containers as their own operations read them. Events are joined with them elsewhere.

use rusqlite::Row;

use crate::error::Context;
use crate::{ReadConn, Result};

/// A container, as far as groups of containers are made from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerPlace {
    /// `ClusterId`.
    pub cluster_id: String,
    /// `ClusterName`.
    pub cluster_name: String,
    /// `Namespace`.
    pub namespace: String,
    /// `AppName`.
    pub app_name: String,
    /// `Image`.
    pub image: String,
    /// The whole row in canonical JSON.
    pub raw: String,
}

impl ReadConn {
    /// The rows of asset groups in canonical JSON, by id.
    pub fn group_rows(&self) -> Result<Vec<String>> {
        self.texts(
            "SELECT raw
             FROM asset_group
             ORDER BY group_id",
        )
    }

    /// Ids and names of asset groups, those included that only assets name, by id.
    pub fn group_names(&self) -> Result<Vec<(i64, String)>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT group_id, name FROM asset_group
                 UNION ALL
                 SELECT group_id, max(group_name) FROM asset
                 WHERE group_id IS NOT NULL AND group_id NOT IN (SELECT group_id FROM asset_group)
                 GROUP BY group_id
                 ORDER BY 1",
            )
            .during("reading groups")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .during("reading groups")?;
        rows.collect::<rusqlite::Result<_>>().during("reading groups")
    }

    /// Ids and names of clusters that are named anywhere.
    pub fn cluster_names(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT cluster_id, max(cluster_name)
                 FROM (
                     SELECT cluster_id, cluster_name FROM container_group
                     UNION ALL SELECT cluster_id, cluster_name FROM container
                     UNION ALL SELECT cluster_id, cluster_name FROM workload
                     UNION ALL SELECT k8s_cluster_id, cluster_name FROM workload
                 )
                 WHERE cluster_id <> '' AND cluster_name <> ''
                 GROUP BY cluster_id",
            )
            .during("reading clusters")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .during("reading clusters")?;
        rows.collect::<rusqlite::Result<_>>().during("reading clusters")
    }

    /// The rows of groups of containers in canonical JSON.
    pub fn container_group_rows(&self) -> Result<Vec<String>> {
        self.texts(
            "SELECT raw
             FROM container_group
             ORDER BY cluster_id, namespace, app_name, pod, image",
        )
    }

    /// Every container.
    pub fn container_places(&self) -> Result<Vec<ContainerPlace>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT cluster_id, cluster_name, namespace, app_name, image, raw
                 FROM container
                 ORDER BY container_id",
            )
            .during("reading containers")?;
        let rows = statement.query_map([], read_place).during("reading containers")?;
        rows.collect::<rusqlite::Result<_>>().during("reading containers")
    }

    fn texts(&self, sql: &'static str) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(sql).during("reading inventory")?;
        let rows = statement
            .query_map([], |row| row.get(0))
            .during("reading inventory")?;
        rows.collect::<rusqlite::Result<_>>().during("reading inventory")
    }
}

fn read_place(row: &Row<'_>) -> rusqlite::Result<ContainerPlace> {
    Ok(ContainerPlace {
        cluster_id: row.get(0)?,
        cluster_name: row.get(1)?,
        namespace: row.get(2)?,
        app_name: row.get(3)?,
        image: row.get(4)?,
        raw: row.get(5)?,
    })
}

//! What alerts, targets and workloads mean to facets: read once for a state of the store, since it is the same for every filter.

use rusqlite::types::FromSql;

use crate::error::Context;
use crate::{Result, Snapshot};

const OPERATION: &str = "reading what facets are made of";

/// An alert's names, as far as facets show them.
#[derive(Clone, Debug)]
pub struct AlertFacet {
    /// `alert_id`.
    pub id: i64,
    /// The type's key; None where no vocabulary knows it.
    pub type_key: Option<i64>,
    /// The subtype in Chinese and in English; blank where absent.
    pub sub_types: [String; 2],
    /// Ids of tactics, joined by commas.
    pub tactics: String,
}

/// An affected asset.
#[derive(Clone, Debug)]
pub struct TargetFacet {
    /// `target_id`.
    pub id: i64,
    /// The asset's kind; blank where it has none.
    pub kind: String,
    /// The asset's group.
    pub group: Option<i64>,
}

/// A container or cluster.
#[derive(Clone, Debug)]
pub struct WorkloadFacet {
    /// `workload_id`.
    pub id: i64,
    /// Whether it names a container; otherwise whether it names an image.
    pub is_container: bool,
    /// Whether it names an image and no container.
    pub is_image: bool,
    /// The clusters it names, itself or by its container. None twice.
    pub clusters: Vec<String>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct FacetIndex {
    /// Alerts.
    pub alerts: Vec<AlertFacet>,
    /// Affected assets.
    pub targets: Vec<TargetFacet>,
    /// Containers and clusters.
    pub workloads: Vec<WorkloadFacet>,
}

impl Snapshot<'_> {
    /// Reads all of them.
    pub fn facet_index(&self) -> Result<FacetIndex> {
        Ok(FacetIndex {
            alerts: self.read_all(
                "SELECT alert_id, type_key, zh_sub_type, en_sub_type, tactics FROM alert",
                |row| {
                    Ok(AlertFacet {
                        id: get(row, 0)?,
                        type_key: get(row, 1)?,
                        sub_types: [get(row, 2)?, get(row, 3)?],
                        tactics: get(row, 4)?,
                    })
                },
            )?,
            targets: self.read_all(
                "SELECT target_id,
                        CASE WHEN asset.uuid IS NOT NULL THEN kind WHEN target.instance_id GLOB 'i-*' THEN 'ECS' ELSE '' END,
                        group_id
                 FROM target LEFT JOIN asset ON asset.uuid = target.uuid AND target.uuid <> ''",
                |row| {
                    Ok(TargetFacet {
                        id: get(row, 0)?,
                        kind: get(row, 1)?,
                        group: get(row, 2)?,
                    })
                },
            )?,
            workloads: self.read_all(
                "SELECT workload_id, workload.container_id <> '', workload.container_id = '' AND image_uuid <> '',
                        k8s_cluster_id, workload.cluster_id, container.cluster_id
                 FROM workload LEFT JOIN container
                      ON container.container_id = workload.container_id AND workload.container_id <> ''",
                |row| {
                    let named: [Option<String>; 3] = [get(row, 3)?, get(row, 4)?, get(row, 5)?];
                    let mut clusters: Vec<String> =
                        named.into_iter().flatten().filter(|id| !id.is_empty()).collect();
                    clusters.sort_unstable();
                    clusters.dedup();
                    Ok(WorkloadFacet {
                        id: get(row, 0)?,
                        is_container: get(row, 1)?,
                        is_image: get(row, 2)?,
                        clusters,
                    })
                },
            )?,
        })
    }

    fn read_all<T>(
        &self,
        sql: &'static str,
        of_row: impl Fn(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql).during(OPERATION)?;
        let mut rows = statement.query([]).during(OPERATION)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().during(OPERATION)? {
            all.push(of_row(row)?);
        }
        Ok(all)
    }
}

fn get<T: FromSql>(row: &rusqlite::Row<'_>, column: usize) -> Result<T> {
    row.get(column).during(OPERATION)
}

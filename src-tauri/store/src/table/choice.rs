//! What the store offers for the open parameters: accounts, groups, clusters and kinds of assets, with their events.
//!
//! Counts come from `tally` and the counters of `target` and `workload`, so that no event is read.

use crate::error::Context;
use crate::{Result, Snapshot};

/// A value and how many events have it.
pub type Counted<T> = (T, i64);

impl Snapshot<'_> {
    /// Events of each account that events name, most first.
    pub fn account_events(&self) -> Result<Vec<Counted<i64>>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT account, sum(events)
                 FROM tally
                 WHERE account >= 0
                 GROUP BY account
                 HAVING sum(events) > 0
                 ORDER BY 2 DESC, 1",
            )
            .during("counting accounts")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .during("counting accounts")?;
        rows.collect::<rusqlite::Result<_>>().during("counting accounts")
    }

    /// Events of each asset group that an asset belongs to.
    pub fn group_events(&self) -> Result<Vec<Counted<i64>>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT group_id, sum(events)
                 FROM asset JOIN target USING (uuid)
                 WHERE group_id IS NOT NULL
                 GROUP BY group_id",
            )
            .during("counting groups")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .during("counting groups")?;
        rows.collect::<rusqlite::Result<_>>().during("counting groups")
    }

    /// Events of each cluster, by everything that names one: the event itself and its container.
    pub fn cluster_events(&self) -> Result<Vec<Counted<String>>> {
        self.counted_texts(
            "SELECT cluster, sum(events)
             FROM (
                 SELECT k8s_cluster_id AS cluster, workload_id, events FROM workload
                 UNION SELECT cluster_id, workload_id, events FROM workload
                 UNION SELECT container.cluster_id, workload_id, events
                       FROM workload JOIN container USING (container_id)
                       WHERE container_id <> ''
                 UNION SELECT cluster_id, 0, 0 FROM container
                 UNION SELECT cluster_id, 0, 0 FROM container_group
             )
             WHERE cluster <> ''
             GROUP BY cluster
             ORDER BY 2 DESC, 1",
        )
    }

    /// Events of each kind that the inventory gives to assets.
    pub fn inventory_kind_events(&self) -> Result<Vec<Counted<String>>> {
        self.counted_texts(
            "SELECT kind, coalesce(sum(events), 0)
             FROM asset LEFT JOIN target USING (uuid)
             WHERE kind <> ''
             GROUP BY kind
             ORDER BY 2 DESC, 1",
        )
    }

    /// Whether any event names a server, a container, or an image, by itself.
    pub fn has_own_kinds(&self) -> Result<[bool; 3]> {
        self.connection
            .query_row(
                "SELECT EXISTS (
                            SELECT 1 FROM target
                            WHERE events > 0 AND substr(instance_id, 1, 2) = 'i-'
                              AND (uuid = '' OR uuid NOT IN (SELECT uuid FROM asset))
                        ),
                        EXISTS (SELECT 1 FROM workload WHERE events > 0 AND container_id <> ''),
                        EXISTS (
                            SELECT 1 FROM workload
                            WHERE events > 0 AND container_id = '' AND image_uuid <> ''
                        )",
                [],
                |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]),
            )
            .during("looking for kinds")
    }

    fn counted_texts(&self, sql: &'static str) -> Result<Vec<Counted<String>>> {
        let mut statement = self.connection.prepare_cached(sql).during("counting choices")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .during("counting choices")?;
        rows.collect::<rusqlite::Result<_>>().during("counting choices")
    }
}

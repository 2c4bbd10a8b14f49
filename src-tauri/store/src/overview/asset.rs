//! The assets that events name.

use crate::error::Context;
use crate::{Result, Snapshot};

const OPERATION: &str = "reading affected assets";

/// An affected asset as events name it.
#[derive(Clone, Debug)]
pub struct TargetAsset {
    /// `target_id`.
    pub id: i64,
    /// `Uuid`; blank where events name none.
    pub uuid: String,
    /// `InstanceName`; blank where events name none.
    pub name: String,
}

impl Snapshot<'_> {
    /// All of them.
    pub fn target_assets(&self) -> Result<Vec<TargetAsset>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT target_id, uuid, instance_name FROM target ORDER BY target_id")
            .during(OPERATION)?;
        let rows = statement
            .query_map([], |row| {
                Ok(TargetAsset {
                    id: row.get(0)?,
                    uuid: row.get(1)?,
                    name: row.get(2)?,
                })
            })
            .during(OPERATION)?;
        rows.collect::<rusqlite::Result<_>>().during(OPERATION)
    }
}

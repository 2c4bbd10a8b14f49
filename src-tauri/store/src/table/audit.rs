//! `audit`: who asked for what, and whether it was allowed. Rows are only ever added, and nobody watches them.

use rusqlite::Row;

use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// One asked operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When, UTC milliseconds.
    pub asked: i64,
    /// The user of the operating system.
    pub who: String,
    /// `cli` or `window`.
    pub door: String,
    /// The action, such as `yundun-sas:ExportSuspEvents`.
    pub action: String,
    /// Whether it was permitted.
    pub allowed: bool,
    /// The request as JSON; parameters only, no alert content.
    pub request: String,
    /// The id of the request.
    pub request_id: String,
}

/// Adds an entry.
pub fn insert_audit_in(tx: &WriteTx<'_>, entry: &AuditEntry) -> Result<()> {
    tx.transaction
        .execute(
            "INSERT INTO audit (asked_ts, who, door, action, allowed, request, request_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                entry.asked,
                &entry.who,
                &entry.door,
                &entry.action,
                entry.allowed,
                &entry.request,
                &entry.request_id,
            ),
        )
        .during("writing the audit")?;
    Ok(())
}

impl ReadConn {
    /// The latest entries, newest first.
    pub fn latest_audit(&self, limit: u32) -> Result<Vec<AuditEntry>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT asked_ts, who, door, action, allowed, request, request_id
                 FROM audit
                 ORDER BY audit_id DESC
                 LIMIT ?1",
            )
            .during("reading the audit")?;
        let rows = statement
            .query_map([limit], read_entry)
            .during("reading the audit")?;
        rows.collect::<rusqlite::Result<_>>().during("reading the audit")
    }
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        asked: row.get(0)?,
        who: row.get(1)?,
        door: row.get(2)?,
        action: row.get(3)?,
        allowed: row.get(4)?,
        request: row.get(5)?,
        request_id: row.get(6)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn entries_come_back_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let entry = |asked: i64| AuditEntry {
            asked,
            who: "someone".to_owned(),
            door: "cli".to_owned(),
            action: "yundun-sas:ExportSuspEvents".to_owned(),
            allowed: asked == 1,
            request: "{}".to_owned(),
            request_id: "A".to_owned(),
        };
        for asked in [1, 2] {
            store
                .write()
                .transact(|tx| insert_audit_in(tx, &entry(asked)))
                .unwrap();
        }
        assert_eq!(
            store.read().unwrap().latest_audit(9).unwrap(),
            [entry(2), entry(1)]
        );
    }
}

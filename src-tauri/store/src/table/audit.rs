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

/// An entry with its number; a later one has a greater one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number.
    pub id: i64,
    /// What it tells.
    pub entry: AuditEntry,
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Words in lower case ASCII, each of which an entry holds somewhere.
    pub words: Vec<String>,
    /// Asked for at this moment or later, UTC milliseconds.
    pub since: Option<i64>,
    /// Asked for at this moment or earlier.
    pub until: Option<i64>,
}

impl AuditFilter {
    fn since(&self) -> i64 {
        self.since.unwrap_or(i64::MIN)
    }

    fn until(&self) -> i64 {
        self.until.unwrap_or(i64::MAX)
    }

    /// Whether an entry holds every word.
    fn finds(&self, entry: &AuditEntry) -> bool {
        let fields = [
            &entry.who,
            &entry.door,
            &entry.action,
            &entry.request_id,
            &entry.request,
        ];
        let text = fields.map(String::as_str).join("\n").to_ascii_lowercase();
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Some entries, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFound {
    /// The entries, newest first.
    pub rows: Vec<AuditRow>,
    /// How many the filter finds, whether they are among these or not.
    pub total: i64,
}

impl ReadConn {
    /// Entries, newest first, from behind the entry of a number on.
    pub fn audit(&self, filter: &AuditFilter, before: Option<i64>, limit: u32) -> Result<AuditFound> {
        let operation = "reading the audit";
        // Words are looked for here: SQL would put each entry's text together anew for each word.
        let (start, most) = if filter.words.is_empty() {
            (before, i64::from(limit))
        } else {
            (None, -1)
        };
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT audit_id, asked_ts, who, door, action, allowed, request, request_id
                 FROM audit
                 WHERE audit_id < ?1 AND asked_ts BETWEEN ?2 AND ?3
                 ORDER BY audit_id DESC
                 LIMIT ?4",
            )
            .during(operation)?;
        let binds = (start.unwrap_or(i64::MAX), filter.since(), filter.until(), most);
        let rows = statement.query_map(binds, read_row).during(operation)?;
        let mut found = AuditFound::default();
        for row in rows {
            let row = row.during(operation)?;
            if !filter.finds(&row.entry) {
                continue;
            }
            found.total += 1;
            let is_behind = before.is_none_or(|before| row.id < before);
            if is_behind && found.rows.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
                found.rows.push(row);
            }
        }
        if filter.words.is_empty() {
            found.total = self.count_audit(filter)?;
        }
        Ok(found)
    }

    fn count_audit(&self, filter: &AuditFilter) -> Result<i64> {
        self.connection
            .prepare_cached("SELECT count(*) FROM audit WHERE asked_ts BETWEEN ?1 AND ?2")
            .and_then(|mut statement| statement.query_row((filter.since(), filter.until()), |row| row.get(0)))
            .during("counting the audit")
    }

    /// The latest entries, newest first.
    pub fn latest_audit(&self, limit: u32) -> Result<Vec<AuditEntry>> {
        let found = self.audit(&AuditFilter::default(), None, limit)?;
        Ok(found.rows.into_iter().map(|row| row.entry).collect())
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        id: row.get(0)?,
        entry: AuditEntry {
            asked: row.get(1)?,
            who: row.get(2)?,
            door: row.get(3)?,
            action: row.get(4)?,
            allowed: row.get(5)?,
            request: row.get(6)?,
            request_id: row.get(7)?,
        },
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

    #[test]
    fn entries_are_found_by_words_and_time_and_read_on_from_the_last_one() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        for asked in 1..=9 {
            let entry = AuditEntry {
                asked,
                who: "Someone".to_owned(),
                door: "cli".to_owned(),
                action: if asked % 2 == 0 {
                    "alertbook:Import"
                } else {
                    "alertbook:Sync"
                }
                .to_owned(),
                allowed: true,
                request: "{\"name\":\"100%_木马\"}".to_owned(),
                request_id: "A".to_owned(),
            };
            store.write().transact(|tx| insert_audit_in(tx, &entry)).unwrap();
        }
        let connection = store.read().unwrap();
        let found = |words: &[&str], since, until, before, limit| {
            let filter = AuditFilter {
                words: words.iter().map(|word| (*word).to_owned()).collect(),
                since,
                until,
            };
            let found = connection.audit(&filter, before, limit).unwrap();
            let ids: Vec<i64> = found.rows.iter().map(|row| row.id).collect();
            (ids, found.total)
        };
        assert_eq!(
            found(&["import", "someone"], None, None, None, 2),
            (vec![8, 6], 4)
        );
        assert_eq!(found(&["import"], None, None, Some(6), 9), (vec![4, 2], 4));
        assert_eq!(found(&["%_木马"], Some(3), Some(4), None, 9), (vec![4, 3], 2));
        assert_eq!(found(&[], Some(2), Some(8), Some(5), 2), (vec![4, 3], 7));
        assert_eq!(found(&["import", "sync"], None, None, None, 9), (vec![], 0));
        assert_eq!(found(&["x\"]"], None, None, None, 9), (vec![], 0));
    }
}

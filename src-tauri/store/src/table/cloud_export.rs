//! `cloud_export`: what the cloud was asked and told about an export of its own. The record itself is in `export`, which
//! also says whether it still runs and whether somebody asked it to stop.

use rusqlite::Row;

use super::export_row::ExportProgress;
use super::move_export_in;
use crate::error::Context;
use crate::{Result, WriteTx};

/// What an export record knows of the cloud's export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudExport {
    /// Which account was asked.
    pub account_id: i64,
    /// What it was called then.
    pub account: String,
    /// The number that the cloud gave its export, once it told.
    pub cloud_id: Option<i64>,
    /// How far the cloud is, per cent.
    pub percent: i64,
    /// What was counted.
    pub counts: CloudCounts,
}

/// Rows of one request, as different places count them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CloudCounts {
    /// What the cloud says that its file holds.
    pub cloud_rows: Option<i64>,
    /// What was counted in the file, where it could be read.
    pub file_rows: Option<i64>,
    /// What the same request selected in the store.
    pub local_rows: Option<i64>,
    /// The range of `LastTime` that a sync would have to read where the numbers differ, UTC milliseconds.
    pub range: Option<(i64, i64)>,
}

/// How far the cloud's export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloudProgress {
    /// Per cent.
    pub percent: i64,
    /// What the cloud says that its file holds, once it told.
    pub cloud_rows: Option<i64>,
    /// Now, UTC milliseconds.
    pub now: i64,
}

/// Says of a new record that its file is to be the cloud's.
pub fn insert_cloud_export_in(tx: &WriteTx<'_>, id: i64, account_id: i64, account: &str) -> Result<()> {
    tx.transaction
        .execute(
            "INSERT INTO cloud_export (export_id, account_id, account)
             VALUES (?1, ?2, ?3)",
            (id, account_id, account),
        )
        .during("adding a cloud export")?;
    Ok(())
}

/// Keeps the number that the cloud gave its export.
pub fn set_cloud_export_id_in(tx: &WriteTx<'_>, id: i64, cloud_id: i64) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE cloud_export
             SET cloud_id = ?2
             WHERE export_id = ?1",
            (id, cloud_id),
        )
        .during("keeping the number of a cloud export")?;
    Ok(())
}

/// Notes how far the cloud is, and answers whether to go on: false when somebody asked the record to stop.
pub fn move_cloud_export_in(tx: &WriteTx<'_>, id: i64, progress: &CloudProgress) -> Result<bool> {
    tx.transaction
        .execute(
            "UPDATE cloud_export
             SET percent = ?2
             WHERE export_id = ?1",
            (id, progress.percent),
        )
        .during("moving a cloud export on")?;
    let progress = ExportProgress {
        revision: None,
        matched: progress.cloud_rows,
        rows: 0,
        now: progress.now,
    };
    move_export_in(tx, id, &progress)
}

/// Keeps what was counted.
pub fn count_cloud_export_in(tx: &WriteTx<'_>, id: i64, counts: &CloudCounts) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE cloud_export
             SET percent = 100, cloud_rows = ?2, file_rows = ?3, local_rows = ?4, from_ts = ?5, to_ts = ?6
             WHERE export_id = ?1",
            (
                id,
                counts.cloud_rows,
                counts.file_rows,
                counts.local_rows,
                counts.range.map(|(from, _)| from),
                counts.range.map(|(_, to)| to),
            ),
        )
        .during("keeping the counts of a cloud export")?;
    Ok(())
}

/// Reads what a join brought, from the column `at` on; none for a record of our own.
pub(super) fn read_cloud_export(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<CloudExport>> {
    let Some(account_id) = row.get(at)? else {
        return Ok(None);
    };
    let (from, to): (Option<i64>, Option<i64>) = (row.get(at + 7)?, row.get(at + 8)?);
    Ok(Some(CloudExport {
        account_id,
        account: row.get(at + 1)?,
        cloud_id: row.get(at + 2)?,
        percent: row.get(at + 3)?,
        counts: CloudCounts {
            cloud_rows: row.get(at + 4)?,
            file_rows: row.get(at + 5)?,
            local_rows: row.get(at + 6)?,
            range: from.zip(to),
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::{
        ExportState, FinishedExport, NewExport, ask_export_cancel_in, delete_export_in, finish_export_in,
        insert_export_in, rename_export_in, start_export_in,
    };
    use super::*;
    use crate::Store;

    fn new_export() -> NewExport {
        NewExport {
            request_id: "0A".to_owned(),
            request: "{}".to_owned(),
            format: "cloud".to_owned(),
            dialect: String::new(),
            columns: String::new(),
            language: "zh".to_owned(),
            zone: "UTC".to_owned(),
            masking: "none".to_owned(),
            packing: "none".to_owned(),
            partition_by: "none".to_owned(),
            legend: false,
            folder: "/nowhere".to_owned(),
            file_name: "a.zip".to_owned(),
            owner: "one".to_owned(),
            created: 5,
        }
    }

    fn begun(store: &Store) -> i64 {
        let begin = |tx: &WriteTx<'_>| {
            let id = insert_export_in(tx, &new_export())?;
            insert_cloud_export_in(tx, id, 3, "main")?;
            start_export_in(tx, id, 6)?;
            Ok(id)
        };
        store.write().transact(begin).unwrap()
    }

    fn progress(percent: i64, cloud_rows: Option<i64>) -> CloudProgress {
        CloudProgress {
            percent,
            cloud_rows,
            now: 7,
        }
    }

    #[test]
    fn a_record_keeps_what_the_cloud_told_and_what_was_counted() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let id = begun(&store);
        let read = || store.read().unwrap().export(id).unwrap().unwrap();
        let mut writer = store.write();
        writer.transact(|tx| set_cloud_export_id_in(tx, id, 17)).unwrap();
        assert!(
            writer
                .transact(|tx| move_cloud_export_in(tx, id, &progress(40, Some(9))))
                .unwrap()
        );
        assert!(writer.transact(|tx| rename_export_in(tx, id, "b.zip")).unwrap());
        let row = read();
        assert_eq!((row.matched, row.asked.file_name.as_str()), (Some(9), "b.zip"));
        let cloud = row.cloud.unwrap();
        assert_eq!((cloud.account_id, cloud.account.as_str()), (3, "main"));
        assert_eq!((cloud.cloud_id, cloud.percent), (Some(17), 40));
        assert_eq!(cloud.counts, CloudCounts::default());
        let counts = CloudCounts {
            cloud_rows: Some(9),
            file_rows: None,
            local_rows: Some(4),
            range: Some((1_000, 2_000)),
        };
        let finished = FinishedExport {
            revision: 1,
            rows: 9,
            bytes: 3,
            sha256: "ab".to_owned(),
            manifest_sha256: None,
            now: 8,
        };
        writer
            .transact(|tx| {
                count_cloud_export_in(tx, id, &counts)?;
                finish_export_in(tx, id, &finished)
            })
            .unwrap();
        assert!(
            !writer.transact(|tx| rename_export_in(tx, id, "c.zip")).unwrap(),
            "a whole file keeps its name"
        );
        let row = read();
        assert_eq!((row.state, row.rows), (ExportState::Success, 9));
        assert_eq!(row.cloud.unwrap().counts, counts);
        assert_eq!(store.read().unwrap().exports().unwrap().len(), 1);
        writer.transact(|tx| delete_export_in(tx, id)).unwrap();
        assert_eq!(store.read().unwrap().export(id).unwrap(), None);
    }

    #[test]
    fn a_record_that_was_asked_to_stop_may_not_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let id = begun(&store);
        let mut writer = store.write();
        writer.transact(|tx| ask_export_cancel_in(tx, id, 7)).unwrap();
        assert!(
            !writer
                .transact(|tx| move_cloud_export_in(tx, id, &progress(50, None)))
                .unwrap()
        );
        let running = store.read().unwrap().running_exports().unwrap();
        assert_eq!(running.len(), 1, "it still has to end");
    }
}

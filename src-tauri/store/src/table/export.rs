//! `export`: the record of every export.

use rusqlite::{OptionalExtension, Row, params};

use super::cloud_export::read_cloud_export;
use super::export_row::{ExportEnd, ExportProgress, ExportRow, ExportState, FinishedExport, NewExport};
use super::{Subject, record_change_in};
use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// The condition is that of the index `export_running`, word for word, so that ended records are never read.
const RUNNING: &str =
    "SELECT export.export_id, request_id, request, format, dialect, columns, language, zone, folder, file_name,
            owner, created_ts, status, cancel_asked, revision, matched, rows, bytes, sha256, manifest_sha256, masking, error_code,
            error_message, modified_ts, finished_ts, account_id, account, cloud_id, percent, cloud_rows,
            file_rows, local_rows, from_ts, to_ts, packing, partition_by, legend
     FROM export LEFT JOIN cloud_export ON cloud_export.export_id = export.export_id
     WHERE status IN ('pending', 'exporting')
     ORDER BY export.export_id DESC";

/// Adds a pending record and answers its id.
pub fn insert_export_in(tx: &WriteTx<'_>, new: &NewExport) -> Result<i64> {
    tx.transaction
        .execute(
            "INSERT INTO export (
                 request_id, request, format, dialect, columns, language, zone, folder, file_name, owner,
                 status, created_ts, modified_ts, masking, packing, partition_by, legend
             )
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'pending', ?11, ?11, ?12, ?13, ?14, ?15)",
            rusqlite::params![
                new.request_id,
                new.request,
                new.format,
                new.dialect,
                new.columns,
                new.language,
                new.zone,
                new.folder,
                new.file_name,
                new.owner,
                new.created,
                new.masking,
                new.packing,
                new.partition_by,
                new.legend,
            ],
        )
        .during("adding an export record")?;
    let id = tx.transaction.last_insert_rowid();
    record_change_in(tx, Subject::Export, id)?;
    Ok(id)
}

/// A pending record begins to run; false when it is pending no longer.
pub fn start_export_in(tx: &WriteTx<'_>, id: i64, now: i64) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE export
             SET status = 'exporting', modified_ts = ?2
             WHERE export_id = ?1 AND status = 'pending' AND cancel_asked = 0",
            (id, now),
        )
        .during("starting an export record")?;
    changed_in(tx, id, changed)
}

/// Notes how far a running record is, and answers whether it may go on: false when somebody asked it to stop.
pub fn move_export_in(tx: &WriteTx<'_>, id: i64, progress: &ExportProgress) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE export
             SET revision = ?2, matched = ?3, rows = ?4, modified_ts = ?5
             WHERE export_id = ?1 AND status = 'exporting' AND cancel_asked = 0",
            (
                id,
                progress.revision,
                progress.matched,
                progress.rows,
                progress.now,
            ),
        )
        .during("moving an export record on")?;
    changed_in(tx, id, changed)
}

/// A running record's file gets another name; false when the record is running no longer.
pub fn rename_export_in(tx: &WriteTx<'_>, id: i64, file_name: &str) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE export
             SET file_name = ?2
             WHERE export_id = ?1 AND status = 'exporting'",
            (id, file_name),
        )
        .during("renaming an export's file")?;
    changed_in(tx, id, changed)
}

/// A running record's file is whole; false when the record is running no longer, or was asked to stop before.
pub fn finish_export_in(tx: &WriteTx<'_>, id: i64, end: &FinishedExport) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE export
             SET status = 'success', revision = ?2, matched = ?3, rows = ?3, bytes = ?4, sha256 = ?5,
                 modified_ts = ?6, finished_ts = ?6, manifest_sha256 = ?7
             WHERE export_id = ?1 AND status = 'exporting' AND cancel_asked = 0",
            params![
                id,
                end.revision,
                end.rows,
                end.bytes,
                end.sha256,
                end.now,
                end.manifest_sha256
            ],
        )
        .during("finishing an export record")?;
    changed_in(tx, id, changed)
}

/// A record that has not ended ends without a file; false when it had ended already.
pub fn end_export_in(tx: &WriteTx<'_>, id: i64, end: &ExportEnd) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE export
             SET status = ?2, error_code = ?3, error_message = ?4, modified_ts = ?5, finished_ts = ?5
             WHERE export_id = ?1 AND status IN ('pending', 'exporting')",
            (id, end.state.word(), &end.error_code, &end.error_message, end.now),
        )
        .during("ending an export record")?;
    changed_in(tx, id, changed)
}

/// Asks a record that has not ended to stop, whichever process writes it; false when it had ended already.
pub fn ask_export_cancel_in(tx: &WriteTx<'_>, id: i64, now: i64) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE export
             SET cancel_asked = 1, modified_ts = ?2
             WHERE export_id = ?1 AND status IN ('pending', 'exporting')",
            (id, now),
        )
        .during("cancelling an export record")?;
    changed_in(tx, id, changed)
}

/// Removes a record that has ended; false when there is none such.
pub fn delete_export_in(tx: &WriteTx<'_>, id: i64) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "DELETE FROM export
             WHERE export_id = ?1 AND status NOT IN ('pending', 'exporting')",
            [id],
        )
        .during("deleting an export record")?;
    changed_in(tx, id, changed)
}

/// Whether a record claims that file already.
pub fn is_export_name_taken_in(tx: &WriteTx<'_>, folder: &str, file_name: &str) -> Result<bool> {
    tx.transaction
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM export WHERE folder = ?1 AND file_name = ?2)",
            (folder, file_name),
            |row| row.get(0),
        )
        .during("looking for an export's name")
}

fn changed_in(tx: &WriteTx<'_>, id: i64, changed: usize) -> Result<bool> {
    if changed > 0 {
        record_change_in(tx, Subject::Export, id)?;
    }
    Ok(changed > 0)
}

impl ReadConn {
    /// One record.
    pub fn export(&self, id: i64) -> Result<Option<ExportRow>> {
        self.connection
            .prepare_cached(
                "SELECT export.export_id, request_id, request, format, dialect, columns, language, zone, folder, file_name,
                        owner, created_ts, status, cancel_asked, revision, matched, rows, bytes, sha256, manifest_sha256, masking, error_code,
                        error_message, modified_ts, finished_ts, account_id, account, cloud_id, percent, cloud_rows,
                        file_rows, local_rows, from_ts, to_ts, packing, partition_by, legend
                 FROM export LEFT JOIN cloud_export ON cloud_export.export_id = export.export_id
                 WHERE export.export_id = ?1",
            )
            .and_then(|mut statement| statement.query_row([id], read_row).optional())
            .during("reading an export record")
    }

    /// The records that have not ended, newest first.
    pub fn running_exports(&self) -> Result<Vec<ExportRow>> {
        self.export_list(RUNNING)
    }

    /// Every record, newest first.
    pub fn exports(&self) -> Result<Vec<ExportRow>> {
        self.export_list(
            "SELECT export.export_id, request_id, request, format, dialect, columns, language, zone, folder, file_name,
                    owner, created_ts, status, cancel_asked, revision, matched, rows, bytes, sha256, manifest_sha256, masking, error_code,
                    error_message, modified_ts, finished_ts, account_id, account, cloud_id, percent, cloud_rows,
                    file_rows, local_rows, from_ts, to_ts, packing, partition_by, legend
             FROM export LEFT JOIN cloud_export ON cloud_export.export_id = export.export_id
             ORDER BY export.export_id DESC",
        )
    }

    fn export_list(&self, statement: &'static str) -> Result<Vec<ExportRow>> {
        let mut statement = self
            .connection
            .prepare_cached(statement)
            .during("reading export records")?;
        let rows = statement
            .query_map([], read_row)
            .during("reading export records")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading export records")
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<ExportRow> {
    let word: String = row.get(12)?;
    let state = ExportState::ALL
        .into_iter()
        .find(|state| state.word() == word)
        .ok_or_else(|| rusqlite::Error::InvalidColumnType(12, word, rusqlite::types::Type::Text))?;
    Ok(ExportRow {
        id: row.get(0)?,
        asked: NewExport {
            request_id: row.get(1)?,
            request: row.get(2)?,
            format: row.get(3)?,
            dialect: row.get(4)?,
            columns: row.get(5)?,
            language: row.get(6)?,
            zone: row.get(7)?,
            masking: row.get(20)?,
            packing: row.get(34)?,
            partition_by: row.get(35)?,
            legend: row.get(36)?,
            folder: row.get(8)?,
            file_name: row.get(9)?,
            owner: row.get(10)?,
            created: row.get(11)?,
        },
        state,
        cancel_asked: row.get(13)?,
        revision: row.get(14)?,
        matched: row.get(15)?,
        rows: row.get(16)?,
        bytes: row.get(17)?,
        sha256: row.get(18)?,
        manifest_sha256: row.get(19)?,
        error_code: row.get(21)?,
        error_message: row.get(22)?,
        modified: row.get(23)?,
        finished: row.get(24)?,
        cloud: read_cloud_export(row, 25)?,
    })
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;

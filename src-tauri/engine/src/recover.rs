//! After a process died in the middle of its work: its records are ended, and what it had begun to write goes.

use std::path::Path;

use alertbook_store::Store;
use alertbook_store::table::{
    ExportEnd, ExportRow, ExportState, ImportEnd, ImportRow, ImportState, SyncEnd, SyncRow, SyncState,
    end_export_in, end_import_in, end_sync_in,
};

use crate::engine::Shared;
use crate::error::{Code, Result};
use crate::export_job::{legend_path, manifest_path, part_path, remove_whole, unpacked_path};
use crate::owner::is_alive;

/// Ends every running record whose process is gone.
pub(crate) fn settle(shared: &Shared) -> Result<()> {
    let owners = shared.folder.owners();
    let (exports, imports, syncs) = shared.read(|connection| {
        Ok((
            connection.running_exports()?,
            connection.running_imports()?,
            connection.running_syncs()?,
        ))
    })?;
    for export in exports
        .iter()
        .filter(|export| !is_alive(&owners, &export.asked.owner))
    {
        settle_export(shared, export)?;
    }
    for import in imports
        .iter()
        .filter(|import| !is_alive(&owners, &import.asked.owner))
    {
        settle_import(shared, import)?;
    }
    for sync in syncs.iter().filter(|sync| !is_alive(&owners, &sync.asked.owner)) {
        settle_sync(shared, sync)?;
    }
    Ok(())
}

/// Ends every record of a store that nobody works on, and touches no file: a copy of a store runs nothing, and what its
/// records name belongs to the store that it was copied from.
pub(crate) fn end_all(store: &Store, now: i64) -> Result<()> {
    let read = store.read()?;
    let (exports, imports, syncs) = (
        read.running_exports()?,
        read.running_imports()?,
        read.running_syncs()?,
    );
    drop(read);
    store.write().transact(|tx| {
        for export in &exports {
            end_export_in(tx, export.id, &export_end(export, now))?;
        }
        for import in &imports {
            end_import_in(tx, import.id, &import_end(now))?;
        }
        for sync in &syncs {
            end_sync_in(tx, sync.id, &sync_end(now))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn export_end(export: &ExportRow, now: i64) -> ExportEnd {
    let code = match &export.cloud {
        None => Code::ExportInterrupted,
        Some(_) => Code::CloudExportInterrupted,
    };
    ExportEnd {
        state: ExportState::Failed,
        error_code: Some(code.word().to_owned()),
        error_message: None,
        now,
    }
}

fn import_end(now: i64) -> ImportEnd {
    ImportEnd {
        state: ImportState::Failed,
        error_code: Some(Code::ImportInterrupted.word().to_owned()),
        error_message: None,
        now,
    }
}

fn sync_end(now: i64) -> SyncEnd {
    SyncEnd {
        state: SyncState::Failed,
        error_code: Some(Code::SyncInterrupted.word().to_owned()),
        error_message: None,
        now,
    }
}

/// Settles an export whose owner is dead now. The row may be older than that death: its owner may have finished it and
/// left in between, so only what the record says inside the transaction counts. A dead owner changes it no more.
///
/// The files go before the commit: after a crash in between the record is still running, and the next start does the
/// rest. The other way round a part file could be left that no record leads to.
fn settle_export(shared: &Shared, export: &ExportRow) -> Result<()> {
    // Its file may have got its name after the row was read; now that the owner is dead, it gets none any more.
    let Some(export) = shared.read(|connection| Ok(connection.export(export.id)?))? else {
        return Ok(());
    };
    let end = export_end(&export, shared.clock.now());
    let ended = shared.write(|tx| {
        let ended = end_export_in(tx, export.id, &end)?;
        if ended {
            remove_files(shared, Path::new(&export.asked.folder), &export.asked.file_name);
        }
        Ok(ended)
    })?;
    if ended {
        tracing::warn!(export = export.id, "an export's process had died");
    }
    Ok(())
}

/// Removes what an export had written. A finished file is the export's own only when its part file is gone: the one
/// becomes the other by renaming; its manifest is written after that.
fn remove_files(shared: &Shared, folder: &Path, file_name: &str) {
    let file = folder.join(file_name);
    let plain = Path::new(file_name)
        .file_name()
        .is_some_and(|name| name == file_name);
    if !plain {
        return;
    }
    let part = part_path(&file);
    let orphans = if part.symlink_metadata().is_ok() {
        // The part goes last: as long as it is there, the next start does the rest.
        vec![unpacked_path(&file), part]
    } else {
        let (manifest, legend) = (manifest_path(&file), legend_path(shared, file_name));
        vec![part_path(&manifest), manifest, part_path(&legend), legend, file]
    };
    for orphan in orphans {
        match remove_whole(&orphan) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => tracing::warn!(%error, "a dead export's file stays"),
        }
    }
}

fn settle_import(shared: &Shared, import: &ImportRow) -> Result<()> {
    let end = import_end(shared.clock.now());
    // As with exports: the run may have ended between the reading of its row and the death of its owner.
    if shared.write(|tx| end_import_in(tx, import.id, &end))? {
        tracing::warn!(import = import.id, "an import's process had died");
    }
    Ok(())
}

/// The next sync of the account takes the run up again.
fn settle_sync(shared: &Shared, sync: &SyncRow) -> Result<()> {
    let end = sync_end(shared.clock.now());
    if shared.write(|tx| end_sync_in(tx, sync.id, &end))? {
        tracing::warn!(sync = sync.id, "a sync's process had died");
    }
    Ok(())
}

#[cfg(test)]
#[path = "recover_tests.rs"]
mod tests;

//! The records that a run kept aside.

use std::path::PathBuf;

use alertbook_wire::Reject;
use serde_json::json;

use super::begin::row_of;
use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::import::{SHOWN_REJECTS, reject_file};
use crate::policy::Action;

impl Engine {
    /// The first records that a run kept aside, at most 100; all of them are in its file.
    pub fn list_sync_rejects(&self, id: i64) -> Answer<Vec<Reject>> {
        self.answer(|asked| {
            let file = sync_rejects_file(&self.shared, asked, id)?;
            reject_file::first(&file, SHOWN_REJECTS, self.shared.language())
                .map_err(Error::system("reading rejected records"))
        })
    }

    /// Shows the file of a run's rejected records in its folder.
    pub fn reveal_sync_rejects(&self, id: i64) -> Answer<()> {
        self.answer(|asked| opener::reveal(sync_rejects_file(&self.shared, asked, id)?).map_err(Error::Open))
    }
}

/// The file of a run's rejected records, for whoever may read syncs.
pub(crate) fn sync_rejects_file(shared: &Shared, asked: &Asked, id: i64) -> Result<PathBuf> {
    shared.permit_read(Action::DescribeSyncs, asked, &json!({ "SyncId": id }).to_string())?;
    row_of(shared, id)?
        .counts
        .rejects_file
        .ok_or(Error::NoSyncRejects(id))?;
    let file = reject_file::of_sync(&shared.folder.rejects(), id);
    if reject_file::is_there(&file) {
        Ok(file)
    } else {
        Err(Error::NoSyncRejects(id))
    }
}

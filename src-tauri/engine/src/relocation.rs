//! Where the data folder is, for showing, and moving it to another place.

use std::path::Path;

use alertbook_core::Language;
use alertbook_wire::{DataFolderInfo, DataFolderPlace, DataMovePlan, DataMoved};
use serde_json::json;

use crate::data_folder::{DataMove, MoveStep, PlacedBy, file_system_of};
use crate::engine::{Answer, Engine};
use crate::error::Error;
use crate::policy::Action;

/// A move that is permitted and can be made once the engine is closed.
pub struct PermittedMove {
    planned: DataMove,
    language: Language,
    request_id: String,
}

impl Engine {
    /// Where the data folder is, and why there.
    pub fn get_data_folder(&self) -> Answer<DataFolderInfo> {
        self.answer(|_| {
            let folder = &self.shared.folder;
            let by = folder.placed_by();
            let root = folder.root();
            let free = (self.shared.free_space)(root);
            Ok(DataFolderInfo {
                path: root.display().to_string(),
                place: place_word(by),
                left_copy: self.left_copy(),
                fixed_by: by.fixed_by().map(str::to_owned),
                file_system: root.canonicalize().ok().and_then(|root| file_system_of(&root)),
                free_bytes: free.ok(),
            })
        })
    }

    /// What moving the data to a folder would do. Nothing is done yet.
    pub fn plan_data_move(&self, to: &Path) -> Answer<DataMovePlan> {
        self.answer(|_| Ok(shown(&self.planned(to)?)))
    }

    /// Permits a move and writes down that it was asked for.
    pub fn begin_data_move(&self, to: &Path) -> Answer<PermittedMove> {
        self.answer(|asked| {
            let request = json!({ "dataFolder": to.to_string_lossy() }).to_string();
            let permit = self.shared.permit(Action::ChangeSettings, asked, &request)?;
            let planned = self.planned(to)?;
            self.shared.write(|tx| permit.record_in(tx))?;
            Ok(PermittedMove {
                planned,
                language: self.language(),
                request_id: asked.request_id.clone(),
            })
        })
    }

    /// A move that was ended between its last two steps leaves what it copied.
    fn left_copy(&self) -> Option<String> {
        let own = self.shared.surroundings.platform_folder()?;
        let is_left = self.shared.folder.placed_by() == PlacedBy::Moved && own.join("alerts.db").exists();
        is_left.then(|| own.display().to_string())
    }

    fn planned(&self, to: &Path) -> Result<DataMove, Error> {
        let shared = &self.shared;
        let planned = DataMove::plan(&shared.folder, &shared.surroundings, to, &shared.free_space)?;
        Ok(planned)
    }
}

impl PermittedMove {
    /// Makes the move; the engine must be closed. `go_on` hears how far it is, and ends it by saying no.
    pub fn make(self, mut go_on: impl FnMut(MoveStep) -> bool) -> Answer<DataMoved> {
        let moved = self.planned.make(&mut go_on);
        let moved = moved.map_err(|error| error.to_wire(self.language, &self.request_id))?;
        Ok(DataMoved {
            to: moved.to.display().to_string(),
            stays: moved
                .stays
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        })
    }
}

fn shown(planned: &DataMove) -> DataMovePlan {
    DataMovePlan {
        from: planned.from().display().to_string(),
        to: planned.to().display().to_string(),
        bytes: planned.bytes(),
        free_bytes: planned.free(),
    }
}

const fn place_word(by: PlacedBy) -> DataFolderPlace {
    match by {
        PlacedBy::Argument => DataFolderPlace::Argument,
        PlacedBy::Portable => DataFolderPlace::Portable,
        PlacedBy::Variable => DataFolderPlace::Variable,
        PlacedBy::Moved => DataFolderPlace::Moved,
        PlacedBy::Platform => DataFolderPlace::Platform,
    }
}

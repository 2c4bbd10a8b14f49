use std::sync::Arc;

use alertbook_store::Store;
use alertbook_store::table::{NewExport, insert_export_in, write_setting_in};

use super::*;
use crate::data_folder::{Place, PlacedBy, find, follow};

fn export_in(folder: String) -> NewExport {
    let text = str::to_owned;
    NewExport {
        request_id: text("1"),
        request: text("{}"),
        format: text("csv"),
        dialect: text("excel"),
        columns: text("id"),
        language: text("en"),
        zone: text("UTC"),
        masking: text("none"),
        packing: text("none"),
        partition_by: text("none"),
        legend: false,
        folder,
        file_name: text("a.csv"),
        owner: text("nobody"),
        created: 0,
    }
}

struct Home {
    folder: tempfile::TempDir,
    surroundings: Surroundings,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let surroundings = Surroundings {
            configuration: Some(folder.path().join("config")),
            data: Some(folder.path().join("share")),
            ..Surroundings::default()
        };
        Self { folder, surroundings }
    }

    /// A data folder in the platform's place with a store, an export and a file of a person's own.
    fn filled(&self) -> DataFolder {
        let folder = self.open();
        let exports = folder.exports().to_str().unwrap().to_owned();
        let store = Store::open(&folder.database()).unwrap();
        follow(&store, folder.root()).unwrap();
        let new = export_in(exports);
        let profile = format!(
            "{{\"name\": \"weekly\", \"options\": {{}}, \"folder\": {:?}}}",
            folder.exports()
        );
        store
            .write()
            .transact(|tx| {
                insert_export_in(tx, &new)?;
                write_setting_in(tx, "export_profile:weekly", &profile)
            })
            .unwrap();
        std::fs::write(folder.exports().join("a.csv"), "rows").unwrap();
        std::fs::write(folder.root().join("policy.json"), "{}").unwrap();
        folder
    }

    fn open(&self) -> DataFolder {
        DataFolder::make(&|| find(None, false, &self.surroundings)).unwrap()
    }

    fn plan(
        &self,
        folder: &DataFolder,
        to: &str,
        free: u64,
    ) -> std::result::Result<DataMove, DataFolderError> {
        let free_space: FreeSpace = Arc::new(move |_| Ok(free));
        DataMove::plan(
            folder,
            &self.surroundings,
            &self.folder.path().join(to),
            &free_space,
        )
    }

    fn check_refused(&self, to: &str, free: u64, expected: fn(&DataFolderError) -> bool) {
        let folder = self.filled();
        let refused = self.plan(&folder, to, free).err().unwrap();
        assert!(expected(&refused), "{to}: {refused:?}");
    }
}

#[test]
fn everything_stands_in_the_new_place_and_the_next_start_finds_it() {
    let home = Home::new();
    let folder = home.filled();
    let old = folder.root().to_owned();
    let planned = home.plan(&folder, "disk", u64::MAX).unwrap();
    assert!(planned.bytes() > 0);
    drop(folder);
    let mut last = None;
    let moved = planned
        .make(&mut |step| {
            last = Some(step);
            true
        })
        .unwrap();
    assert_eq!(moved.stays, Vec::<PathBuf>::new());
    let last = last.unwrap();
    assert_eq!(last.done, last.total);
    assert!(!old.exists(), "the old folder is gone");
    let folder = home.open();
    assert_eq!(folder.placed_by(), PlacedBy::Moved);
    assert_eq!(folder.root(), home.folder.path().join("disk"));
    assert_eq!(
        std::fs::read_to_string(folder.exports().join("a.csv")).unwrap(),
        "rows"
    );
    assert!(folder.policy().exists());
    let store = Store::open(&folder.database()).unwrap();
    follow(&store, folder.root()).unwrap();
    let exports = folder.exports().to_str().unwrap().to_owned();
    let read = store.read().unwrap();
    assert_eq!(read.export_folders().unwrap(), vec![exports.clone()]);
    let profile = read.setting("export_profile:weekly").unwrap().unwrap();
    assert!(
        profile.contains(&serde_json::to_string(&exports).unwrap()),
        "{profile}"
    );
}

#[test]
fn moving_back_to_the_platforms_place_needs_no_pointer() {
    let home = Home::new();
    let folder = home.filled();
    let planned = home.plan(&folder, "disk", u64::MAX).unwrap();
    drop(folder);
    planned.make(&mut |_| true).unwrap();
    let folder = home.open();
    let planned = home.plan(&folder, "share/alertbook", u64::MAX).unwrap();
    drop(folder);
    planned.make(&mut |_| true).unwrap();
    assert_eq!(home.open().placed_by(), PlacedBy::Platform);
}

#[test]
fn a_move_that_is_stopped_leaves_all_as_it_was() {
    let home = Home::new();
    let folder = home.filled();
    let planned = home.plan(&folder, "disk", u64::MAX).unwrap();
    drop(folder);
    let stopped = planned.make(&mut |_| false).unwrap_err();
    assert_eq!(stopped.code().word(), "data_folder.cancelled");
    assert!(!home.folder.path().join("disk").exists());
    assert!(!home.folder.path().join("disk.moving").exists());
    let folder = home.open();
    assert_eq!(folder.placed_by(), PlacedBy::Platform);
    assert!(folder.exports().join("a.csv").exists());
}

#[test]
fn what_an_earlier_move_left_half_done_is_no_hindrance() {
    let home = Home::new();
    let folder = home.filled();
    let half = home.folder.path().join("disk/alertbook.moving");
    std::fs::create_dir_all(&half).unwrap();
    std::fs::write(half.join(UNFINISHED), "").unwrap();
    std::fs::write(half.join("alerts.db"), "half").unwrap();
    // And another that had its name already, but not the last word.
    let whole = home.folder.path().join("disk/alertbook");
    std::fs::create_dir_all(&whole).unwrap();
    std::fs::write(whole.join(UNFINISHED), "").unwrap();
    std::fs::write(whole.join("alerts.db"), "whole").unwrap();
    let planned = home.plan(&folder, "disk", u64::MAX).unwrap();
    drop(folder);
    planned.make(&mut |_| true).unwrap();
    assert!(!half.exists());
    assert!(!whole.join(UNFINISHED).exists());
    assert_eq!(home.open().root(), whole);
}

#[test]
fn a_folder_that_somebody_uses_is_not_moved() {
    let home = Home::new();
    let folder = home.filled();
    let planned = home.plan(&folder, "disk", u64::MAX).unwrap();
    let refused = planned.make(&mut |_| true).unwrap_err();
    assert_eq!(refused.code().word(), "data_folder.in_use");
    assert!(folder.exports().join("a.csv").exists());
    assert!(!home.folder.path().join("disk").exists());
}

#[test]
fn a_place_that_holds_something_gets_a_folder_of_our_own() {
    let home = Home::new();
    let folder = home.filled();
    std::fs::create_dir_all(home.folder.path().join("disk/photos")).unwrap();
    let planned = home.plan(&folder, "disk", u64::MAX).unwrap();
    assert!(planned.to().ends_with("disk/alertbook"));
    std::fs::create_dir(home.folder.path().join("disk/alertbook")).unwrap();
    assert!(
        home.plan(&folder, "disk", u64::MAX).is_ok(),
        "an empty one is taken"
    );
    std::fs::write(home.folder.path().join("disk/alertbook/x"), "").unwrap();
    let refused = home.plan(&folder, "disk", u64::MAX).err();
    assert!(matches!(refused, Some(DataFolderError::NotEmpty { .. })));
}

#[test]
fn places_that_will_not_do_are_refused() {
    use DataFolderError as E;

    let home = Home::new();
    std::fs::create_dir(home.folder.path().join("Dropbox")).unwrap();
    std::fs::write(home.folder.path().join("file"), "").unwrap();
    home.check_refused("share/alertbook/exports", u64::MAX, |error| {
        matches!(error, E::NotEmpty { .. })
    });
    home.check_refused("Dropbox", u64::MAX, |error| matches!(error, E::Synced { .. }));
    home.check_refused("no/such", u64::MAX, |error| matches!(error, E::NoParent { .. }));
    home.check_refused("file", u64::MAX, |error| matches!(error, E::NotAFolder { .. }));
    std::fs::create_dir(home.folder.path().join("empty")).unwrap();
    let folder = home.filled();
    let inside = home.plan(&folder, "empty", u64::MAX).unwrap();
    assert!(inside.to().ends_with("empty/alertbook"), "a disk's root stays");
    drop(folder);
    home.check_refused("disk", 10, |error| matches!(error, E::NoRoom { free: 10, .. }));
}

#[test]
fn a_folder_whose_place_was_given_stays() {
    let home = Home::new();
    let place = Place {
        path: home.folder.path().join("given"),
        by: PlacedBy::Argument,
    };
    let folder = DataFolder::make(&|| Ok(place.clone())).unwrap();
    let refused = home.plan(&folder, "disk", u64::MAX).err();
    assert!(matches!(
        refused,
        Some(DataFolderError::Fixed { by: "--data-dir" })
    ));
}

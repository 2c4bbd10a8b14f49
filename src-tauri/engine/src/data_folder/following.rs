//! A store that stands in another folder than the last time: records and settings name folders in full, and those that
//! were inside of the data folder are inside of the new one now.
//!
//! So a data folder may be moved by hand, and the drive of a portable one may be called something else each day.

use std::path::Path;

use alertbook_store::Store;
use alertbook_store::table::{
    keep_setting_in, move_exports_in, setting_in, settings_of_in, write_setting_in,
};

use crate::error::Result;
use crate::{export_profile, settings};

/// The data folder as it was called the last time.
const ROOT: &str = "data_folder";

/// Brings the paths of a store to the folder that it stands in.
pub(crate) fn follow(store: &Store, root: &Path) -> Result<()> {
    // A path that is no Unicode cannot be written down; nothing can be inside of it by name either.
    let Some(now) = root.to_str() else {
        return Ok(());
    };
    let read = store.read()?;
    let before = read.setting(ROOT)?;
    if before.as_deref() == Some(now) {
        return Ok(());
    }
    let folders = read.export_folders()?;
    drop(read);
    store.write().transact(|tx| {
        keep_setting_in(tx, ROOT, now)?;
        let Some(before) = before.as_deref().map(Path::new) else {
            return Ok(());
        };
        let moved = |path: &str| inside(path, before, root);
        for folder in &folders {
            if let Some(new) = moved(folder) {
                move_exports_in(tx, folder, &new)?;
            }
        }
        if let Some(new) = setting_in(tx, settings::EXPORTS_FOLDER)?.and_then(|chosen| moved(&chosen)) {
            write_setting_in(tx, settings::EXPORTS_FOLDER, &new)?;
        }
        for (name, text) in settings_of_in(tx, export_profile::PREFIX)? {
            if let Some(text) = export_profile::with_folder(&text, moved) {
                write_setting_in(tx, &name, &text)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// A path inside of the old folder as it is in the new one.
fn inside(path: &str, before: &Path, now: &Path) -> Option<String> {
    let within = Path::new(path).strip_prefix(before).ok()?;
    Some(now.join(within).to_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_inside_of_the_folder_follows() {
        let check = |path: &str, expected: Option<&str>| {
            let moved = inside(path, Path::new("/old/data"), Path::new("/new"));
            // As paths: each system has its own separators.
            assert_eq!(moved.as_deref().map(Path::new), expected.map(Path::new), "{path}");
        };
        check("/old/data/exports", Some("/new/exports"));
        check("/old/data/exports/a/b", Some("/new/exports/a/b"));
        check("/old/database", None);
        check("/elsewhere", None);
    }
}

//! What an export leaves in its folder: a file, or a folder of files.

use std::io;
use std::path::Path;

use alertbook_export::Partition;
use alertbook_store::table::NewExport;

/// Whether what stands at a path is of the kind that the export makes, or a file beside it. A link is never: it could lead
/// anywhere, whatever it is called.
pub(crate) fn is_whole(path: &Path, asked: &NewExport) -> bool {
    let Ok(found) = path.symlink_metadata() else {
        return false;
    };
    let is_folder = Partition::from_name(&asked.partition_by) == Some(Partition::Day);
    found.is_file() || (is_folder && found.is_dir())
}

/// Removes a file, or a folder with everything in it; links are removed and not followed.
pub(crate) fn remove_whole(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() {
        std::fs::remove_dir_all(path)
    } else {
        std::fs::remove_file(path)
    }
}

//! Places where a store does not keep: network drives, and folders that another program copies elsewhere.
//!
//! SQLite relies on locks and shared memory that network file systems only pretend to have, and a program that
//! synchronises a folder copies a database in the middle of a write and puts older states back. Both lose data, so both
//! are refused before anything is written.

use std::path::{Path, PathBuf};

use super::DataFolderError;
use super::file_system::file_system_of;

/// File systems whose files stand on another machine, as systems call them.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "afpfs",
    "webdav",
    "davfs",
    "fuse.davfs2",
    "ceph",
    "fuse.ceph",
    "fuse.glusterfs",
    "lustre",
    "beegfs",
    "gpfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.ossfs",
    "fuse.gvfsd-fuse",
    "fuse.juicefs",
    "vboxsf",
    "fuse.vmhgfs-fuse",
    "drvfs",
    "UNC",
];

/// What tells that a folder is synchronised.
struct Sign {
    by: &'static str,
    /// Names of the folder itself. `*` at the end stands for anything.
    named: &'static [&'static str],
    /// Names of what the program keeps in the folder.
    holds: &'static [&'static str],
}

const SIGNS: &[Sign] = &[
    Sign {
        by: "OneDrive",
        named: &["OneDrive", "OneDrive - *", "OneDrive-*"],
        holds: &[],
    },
    Sign {
        by: "Dropbox",
        named: &["Dropbox", "Dropbox (*"],
        // `.dropbox` is the program's own folder in a home that it does not copy.
        holds: &[".dropbox.cache"],
    },
    Sign {
        by: "iCloud Drive",
        named: &["com~apple~CloudDocs", "iCloudDrive", "Mobile Documents"],
        holds: &[],
    },
    Sign {
        by: "Google Drive",
        named: &["Google Drive", "GoogleDrive-*", "My Drive", "我的云端硬盘"],
        holds: &[],
    },
    Sign {
        by: "macOS (Library/CloudStorage)",
        named: &["CloudStorage"],
        holds: &[],
    },
    Sign {
        by: "坚果云 Nutstore",
        named: &["Nutstore", "Nutstore Files", "我的坚果云"],
        holds: &[".nutstore.sync"],
    },
    Sign {
        by: "百度网盘 BaiduSyncdisk",
        named: &["BaiduSyncdisk"],
        holds: &[],
    },
    Sign {
        by: "Nextcloud or ownCloud",
        named: &[],
        holds: &[
            ".nextcloudsync.log",
            ".owncloudsync.log",
            ".sync-exclude.lst",
            ".sync_*.db",
            "._sync_*.db",
        ],
    },
    Sign {
        by: "Syncthing",
        named: &[],
        holds: &[".stfolder"],
    },
];

/// Refuses a place for a data folder, which need not exist yet.
pub(crate) fn refuse_unkeeping(path: &Path) -> Result<(), DataFolderError> {
    let standing = standing_part(path);
    if let Some(kind) = file_system_of(&standing).filter(|kind| NETWORK.contains(&kind.as_str())) {
        return Err(DataFolderError::Network {
            path: path.to_owned(),
            kind,
        });
    }
    match synchronised(path) {
        Some((folder, by)) => Err(DataFolderError::Synced {
            path: path.to_owned(),
            folder,
            by,
        }),
        None => Ok(()),
    }
}

/// The nearest folder above that exists, without links.
fn standing_part(path: &Path) -> PathBuf {
    path.ancestors()
        .find_map(|part| dunce::canonicalize(part).ok())
        .unwrap_or_else(|| path.to_owned())
}

/// The folder at or above this one that is synchronised, and by which program.
fn synchronised(path: &Path) -> Option<(PathBuf, &'static str)> {
    let real = standing_part(path);
    path.ancestors()
        .chain(real.ancestors())
        .find_map(|part| SIGNS.iter().find_map(|sign| sign.on(part)))
}

impl Sign {
    fn on(&self, folder: &Path) -> Option<(PathBuf, &'static str)> {
        let name = folder.file_name()?.to_str()?;
        let is = self.named.iter().any(|pattern| fits(name, pattern));
        (is || self.is_in(folder)).then(|| (folder.to_owned(), self.by))
    }

    fn is_in(&self, folder: &Path) -> bool {
        let listed = self.holds.iter().any(|held| held.contains('*'));
        if !listed {
            return self.holds.iter().any(|held| folder.join(held).exists());
        }
        let names = folder.read_dir().into_iter().flatten().flatten();
        names
            .filter_map(|entry| entry.file_name().into_string().ok())
            .any(|name| self.holds.iter().any(|pattern| fits(&name, pattern)))
    }
}

/// Whether a name is what a pattern with at most one `*` says.
fn fits(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((head, tail)) => {
            name.len() >= head.len() + tail.len() && name.starts_with(head) && name.ends_with(tail)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(make: &str, place: &str, by: Option<&str>) {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join(make)).unwrap();
        let told = refuse_unkeeping(&home.path().join(place));
        match (told, by) {
            (Ok(()), None) => {}
            (Err(DataFolderError::Synced { by: told, folder, .. }), Some(by)) => {
                assert_eq!(told, by);
                assert!(folder.starts_with(home.path()));
            }
            (told, _) => panic!("{place}: {told:?}"),
        }
    }

    #[test]
    fn a_folder_that_a_program_synchronises_is_refused_at_any_depth() {
        check(
            "OneDrive - Example",
            "OneDrive - Example/a/alertbook",
            Some("OneDrive"),
        );
        check("Dropbox", "Dropbox/alertbook", Some("Dropbox"));
        check(
            "Library/CloudStorage/OneDrive-Example",
            "Library/CloudStorage/OneDrive-Example/a",
            Some("OneDrive"),
        );
        check("work/.dropbox.cache", "work/a/b/c", Some("Dropbox"));
        check("work/.stfolder", "work/alertbook", Some("Syncthing"));
        check(
            "work/.sync_0f3a.db",
            "work/alertbook",
            Some("Nextcloud or ownCloud"),
        );
        check("我的坚果云", "我的坚果云/alertbook", Some("坚果云 Nutstore"));
    }

    #[test]
    fn names_that_only_look_alike_are_taken() {
        check("OneDriver", "OneDriver/alertbook", None);
        check("work", "work/dropbox-notes/alertbook", None);
        check("home/.dropbox", "home/.local/share/alertbook", None);
        check("work/sync_0f3a.db", "work/alertbook", None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synchronised_folder_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let synced = home.path().join("Dropbox/inside");
        std::fs::create_dir_all(&synced).unwrap();
        let link = home.path().join("link");
        std::os::unix::fs::symlink(&synced, &link).unwrap();
        assert!(matches!(
            refuse_unkeeping(&link.join("alertbook")),
            Err(DataFolderError::Synced { .. })
        ));
    }
}

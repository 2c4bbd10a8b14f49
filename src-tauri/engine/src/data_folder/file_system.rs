//! Which file system a folder stands on, as the system calls it.

use std::path::Path;

/// The file system of a folder without links that exists; none where the system does not tell.
#[cfg(target_os = "linux")]
pub(crate) fn file_system_of(folder: &Path) -> Option<String> {
    let mounts = procfs::process::Process::myself().ok()?.mountinfo().ok()?;
    let mounts = mounts.into_iter().map(|mount| (mount.mount_point, mount.fs_type));
    innermost(folder, mounts)
}

/// The file system of a folder without links that exists; none where the system does not tell.
#[cfg(target_os = "macos")]
pub(crate) fn file_system_of(folder: &Path) -> Option<String> {
    let told = nix::sys::statfs::statfs(folder).ok()?;
    Some(told.filesystem_type_name().to_owned())
}

/// `UNC` for what stands on another machine, also behind a drive letter; nothing else is told.
#[cfg(windows)]
pub(crate) fn file_system_of(folder: &Path) -> Option<String> {
    use std::path::{Component, Prefix};

    let Some(Component::Prefix(prefix)) = folder.components().next() else {
        return None;
    };
    let remote = matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..));
    remote.then(|| "UNC".to_owned())
}

/// Of all mounts at or above a folder the nearest; of several in one place the last, which hides the others.
#[cfg(target_os = "linux")]
fn innermost(folder: &Path, mounts: impl Iterator<Item = (std::path::PathBuf, String)>) -> Option<String> {
    mounts
        .filter(|(point, _)| folder.starts_with(point))
        .max_by_key(|(point, _)| point.components().count())
        .map(|(_, kind)| kind)
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_counts_and_of_two_in_one_place_the_later() {
        let mounts = [
            ("/", "ext4"),
            ("/people", "ext4"),
            ("/people/one", "nfs4"),
            ("/people/one", "fuse.sshfs"),
            ("/people/on", "cifs"),
        ];
        let check = |folder: &str, expected: &str| {
            let mounts = mounts
                .iter()
                .map(|(point, kind)| ((*point).into(), (*kind).to_owned()));
            assert_eq!(
                innermost(Path::new(folder), mounts).as_deref(),
                Some(expected),
                "{folder}"
            );
        };
        check("/people/one/data", "fuse.sshfs");
        check("/people/other", "ext4");
        check("/var", "ext4");
    }

    #[test]
    fn this_machine_tells_of_a_folder_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        assert!(file_system_of(&real).is_some_and(|kind| !kind.is_empty()));
    }
}

//! Folders: may they be written, may others read them, is there room.

use std::path::Path;

use alertbook_core::Bilingual;
use alertbook_wire::CheckState;

use super::Finding;
use crate::data_folder::file_system_of;
use crate::engine::Shared;
use crate::error::Error;

/// Below this a sync or an export is likely to end for want of room.
const LITTLE: u64 = 1 << 30;
const NEARLY_NONE: u64 = 100 << 20;
const MIB: u64 = 1 << 20;

const UNWRITABLE: Bilingual = Bilingual::new(
    "请检查文件夹的权限和磁盘状态，或在设置中选择其他文件夹。",
    "Look at the folder's permissions and its disk, or choose another folder in Settings.",
);
const OPEN_TO_OTHERS: Bilingual = Bilingual::new(
    "告警会暴露服务器的弱点。请收回其他用户的权限：chmod 700。",
    "Alerts tell where servers are weak. Take the rights of others away: chmod 700.",
);
const FREE_SOME: Bilingual = Bilingual::new(
    "请清理磁盘，或在设置中把数据移动到更大的磁盘。",
    "Make room on the disk, or move the data to a larger one in Settings.",
);

pub(super) fn folder(shared: &Shared) -> Finding {
    let root = shared.folder.root();
    let shown = root.display().to_string();
    if let Err(error) = try_writing(root) {
        return Finding::bad(
            format!("{shown} 不可写：{error}"),
            format!("{shown} cannot be written: {error}"),
            UNWRITABLE,
        );
    }
    let kind = root.canonicalize().ok().and_then(|root| file_system_of(&root));
    let (zh, en) = kind.map_or_else(Default::default, |kind| {
        (format!("（{kind}）"), format!(" ({kind})"))
    });
    match is_open_to_others(root) {
        Some(true) => Finding::warning(
            format!("{shown} 可被本机其他用户读取"),
            format!("{shown} can be read by other users of this machine"),
            OPEN_TO_OTHERS,
        ),
        Some(false) => Finding::good(
            format!("{shown} 可写，仅本人可读{zh}"),
            format!("{shown} can be written, and read only by you{en}"),
        ),
        None => Finding::good(format!("{shown} 可写{zh}"), format!("{shown} can be written{en}")),
    }
}

pub(super) fn exports(shared: &Shared) -> Finding {
    let folder = match shared.exports_folder() {
        Ok(folder) => folder,
        Err(error) => return Finding::failed(&error),
    };
    let shown = folder.display();
    match try_writing(&folder) {
        Ok(()) => Finding::good(format!("{shown} 可写"), format!("{shown} can be written")),
        Err(error) => Finding::bad(
            format!("{shown} 不可写：{error}"),
            format!("{shown} cannot be written: {error}"),
            UNWRITABLE,
        ),
    }
}

pub(super) fn disk(shared: &Shared) -> Finding {
    let free = match (shared.free_space)(shared.folder.root()) {
        Ok(free) => free,
        Err(source) => return Finding::failed(&Error::system("looking for free space")(source)),
    };
    let mib = free / MIB;
    let state = match free {
        ..NEARLY_NONE => CheckState::Bad,
        NEARLY_NONE..LITTLE => CheckState::Warning,
        LITTLE.. => CheckState::Good,
    };
    Finding {
        advice: (state != CheckState::Good).then_some(FREE_SOME),
        ..Finding::of(state, format!("可用 {mib} MiB"), format!("{mib} MiB free"))
    }
}

/// Makes a file that goes at once.
fn try_writing(folder: &Path) -> std::io::Result<()> {
    tempfile::Builder::new()
        .prefix(".check-")
        .tempfile_in(folder)?
        .close()
}

#[cfg(unix)]
fn is_open_to_others(folder: &Path) -> Option<bool> {
    use std::os::unix::fs::PermissionsExt as _;

    let found = folder.metadata().ok()?;
    Some(found.permissions().mode() & 0o077 != 0)
}

/// Not looked at: the folders of a person are closed to others there unless somebody opened them.
#[cfg(not(unix))]
const fn is_open_to_others(_: &Path) -> Option<bool> {
    None
}

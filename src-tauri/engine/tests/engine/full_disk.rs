//! A disk that becomes full at any place of an export of any shape: the part goes, the record says why, and the next
//! export finds everything as it was.
//!
//! The disk is a small tmpfs in a mount namespace of its own, so the test runs itself again inside of one.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use alertbook_engine::{DemoInto, Engine, ExportCall};
use alertbook_wire::{ExportOptions, ExportStatus};

use crate::support::{Data, names_in, shapes};

/// Where the small disk is mounted, inside.
const DISK: &str = "ALERTBOOK_TEST_DISK";
const DISK_BYTES: u64 = 16 << 20;
/// How many places of each file find the disk full.
const PLACES: u64 = 5;
const EVENTS: u64 = 800;

/// A disk with a file on it that takes the room others shall not have.
struct SmallDisk {
    folder: PathBuf,
    filler: PathBuf,
}

impl SmallDisk {
    fn at(root: &Path) -> Self {
        let folder = root.join("exports");
        std::fs::create_dir(&folder).unwrap();
        Self {
            folder,
            filler: root.join("filler"),
        }
    }

    /// Leaves so many bytes free, in whole pages.
    fn leave(&self, bytes: u64) {
        let _ = std::fs::remove_file(&self.filler);
        let free = fs4::available_space(&self.folder).unwrap();
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.filler)
            .unwrap();
        fs4::FileExt::allocate(&file, free.saturating_sub(bytes).max(1)).unwrap();
    }
}

#[test]
fn a_disk_that_becomes_full_anywhere_leaves_no_part_and_a_reason() {
    let Some(root) = std::env::var_os(DISK) else {
        return again_on_a_small_disk();
    };
    let disk = SmallDisk::at(Path::new(&root));
    let data = Data::new();
    let mut options = data.options();
    // The estimate must not keep the disk from becoming full.
    options.free_space = Arc::new(|_| Ok(u64::MAX));
    let engine = Engine::open(options).unwrap();
    engine
        .run_demo(EVENTS, DemoInto::EmptyStore, &mut |_| {})
        .unwrap();
    for shape in shapes() {
        fill_up(&engine, &disk, &shape);
    }
}

/// Exports one shape with ever less room.
fn fill_up(engine: &Engine, disk: &SmallDisk, shape: &ExportOptions) {
    let call = ExportCall {
        options: shape.clone(),
        folder: Some(disk.folder.clone()),
        ..ExportCall::default()
    };
    disk.leave(u64::MAX);
    let whole = engine.run_export(&call, &mut |_| {}).unwrap().id;
    let bytes = engine.get_export(whole).unwrap().bytes.unwrap();
    engine.remove_export(whole).unwrap();
    for place in 0..PLACES {
        disk.leave(bytes * place / PLACES);
        let refused = engine.run_export(&call, &mut |_| {});
        let last = engine.list_exports().unwrap().remove(0);
        let told = refused.unwrap_err();
        assert_eq!(
            told.code, "export.disk_full",
            "{shape:?} with {place}/{PLACES} of {bytes}: {}",
            told.message
        );
        assert_eq!(last.status, ExportStatus::Failed);
        let told = last.error.unwrap();
        assert_eq!(told.code, "export.disk_full", "{}", told.message);
        let left = names_in(&disk.folder);
        assert!(left.is_empty(), "{shape:?} left {left:?}");
        engine.remove_export(last.id).unwrap();
    }
    disk.leave(u64::MAX);
    let whole = engine.run_export(&call, &mut |_| {}).unwrap().id;
    assert!(engine.verify_export(whole).unwrap().sound);
    engine.remove_export(whole).unwrap();
}

fn again_on_a_small_disk() {
    let root = tempfile::tempdir().unwrap();
    let name = std::thread::current().name().unwrap().to_owned();
    let script = format!("mount -t tmpfs -o size={DISK_BYTES} none \"${DISK}\" && exec \"$0\" \"$@\"");
    let inside = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
        .arg(std::env::current_exe().unwrap())
        .args([&name, "--exact", "--nocapture"])
        .env(DISK, root.path())
        .output()
        .unwrap();
    assert!(
        inside.status.success() && String::from_utf8_lossy(&inside.stdout).contains("1 passed"),
        "{}{}",
        String::from_utf8_lossy(&inside.stdout),
        String::from_utf8_lossy(&inside.stderr)
    );
}

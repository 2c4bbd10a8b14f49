//! The system's own pickers, asked from here and never from JavaScript. For threads that may block.

use std::path::PathBuf;

use alertbook_core::Bilingual;
use alertbook_engine::{Engine, system_language};
use alertbook_wire::{OverviewPart, SavedList};
use tauri::{Runtime, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

const FILES: Bilingual = Bilingual::new("选择要导入的文件", "Choose files to import");
const FOLDERS: Bilingual = Bilingual::new("选择要导入的文件夹", "Choose folders to import");
const EXPORTS: Bilingual = Bilingual::new("选择导出文件夹", "Choose the exports folder");
const PROFILE: Bilingual = Bilingual::new("选择导出方案文件", "Choose a file of an export profile");
const NEW_PROFILE: Bilingual = Bilingual::new("保存导出方案", "Write the export profile");
const LIST: Bilingual = Bilingual::new("另存列表", "Save the list");
const PICTURE: Bilingual = Bilingual::new("保存图片", "Save the picture");
const CERTIFICATES: Bilingual = Bilingual::new(
    "选择根证书文件（PEM）",
    "Choose a file of root certificates (PEM)",
);

const NEW_DATA_FOLDER: Bilingual = Bilingual::new("选择新的数据文件夹", "Choose the new data folder");
const NEW_BACKUP: Bilingual = Bilingual::new("保存备份", "Save the backup");
const BACKUP: Bilingual = Bilingual::new("选择要恢复的备份", "Choose the backup to restore");

/// Files to import; none when the person chose none.
pub(crate) fn files<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<Vec<PathBuf>> {
    paths(picker(window, engine, FILES).blocking_pick_files()?)
}

/// Folders to import; none when the person chose none.
pub(crate) fn folders<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<Vec<PathBuf>> {
    paths(picker(window, engine, FOLDERS).blocking_pick_folders()?)
}

/// Where exports shall go; none when the person chose nothing.
pub(crate) fn exports_folder<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<PathBuf> {
    picker(window, engine, EXPORTS)
        .blocking_pick_folder()?
        .into_path()
        .ok()
}

/// Where the data shall be moved to; none when the person chose nothing.
pub(crate) fn new_data_folder<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<PathBuf> {
    picker(window, engine, NEW_DATA_FOLDER)
        .blocking_pick_folder()?
        .into_path()
        .ok()
}

/// Where a backup shall be written; none when the person chose nothing.
pub(crate) fn new_backup_file<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<PathBuf> {
    picker(window, engine, NEW_BACKUP)
        .add_filter("Alertbook", &["db"])
        .set_file_name("alertbook.db")
        .blocking_save_file()?
        .into_path()
        .ok()
}

/// A backup to restore; none when the person chose none. There may be no engine to ask for the language.
pub(crate) fn backup_file<R: Runtime>(window: &WebviewWindow<R>) -> Option<PathBuf> {
    titled(window, BACKUP.get(system_language()))
        .blocking_pick_file()?
        .into_path()
        .ok()
}

/// A file of certificates to trust; none when the person chose none.
pub(crate) fn ca_file<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<PathBuf> {
    picker(window, engine, CERTIFICATES)
        .blocking_pick_file()?
        .into_path()
        .ok()
}

/// A file of an export profile to read; none when the person chose none.
pub(crate) fn profile_file<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<PathBuf> {
    picker(window, engine, PROFILE)
        .add_filter("JSON", &["json"])
        .blocking_pick_file()?
        .into_path()
        .ok()
}

/// Where an export profile shall be written; none when the person chose nothing.
pub(crate) fn new_profile_file<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine) -> Option<PathBuf> {
    picker(window, engine, NEW_PROFILE)
        .add_filter("JSON", &["json"])
        .set_file_name("export-profile.json")
        .blocking_save_file()?
        .into_path()
        .ok()
}

/// Where a list shall be saved; none when the person chose nothing.
pub(crate) fn new_list_file<R: Runtime>(
    window: &WebviewWindow<R>,
    engine: &Engine,
    list: &SavedList,
) -> Option<PathBuf> {
    let name = match list {
        SavedList::Exports { .. } => "exports",
        SavedList::Profiles => "export-profiles",
        SavedList::Imports { .. } => "imports",
        SavedList::ImportRejects { .. } | SavedList::SyncRejects { .. } => "rejected-records",
        SavedList::Syncs { .. } => "syncs",
        SavedList::Accounts => "accounts",
        SavedList::Audit { .. } => "record-of-actions",
        SavedList::Facets { .. } => "counts",
        SavedList::Overview { part, .. } => stem(*part),
    };
    let place = engine.list_place();
    let mut picker = beginning_in(picker(window, engine, LIST), place.folder);
    for ending in &place.endings {
        picker = picker.add_filter(ending.to_uppercase(), &[ending]);
    }
    let usual = place.endings.first().copied().unwrap_or("csv");
    picker
        .set_file_name([name, ".", usual].concat())
        .blocking_save_file()?
        .into_path()
        .ok()
}

/// Where a picture shall be saved; none when the person chose nothing.
pub(crate) fn new_picture_file<R: Runtime>(
    window: &WebviewWindow<R>,
    engine: &Engine,
    part: OverviewPart,
) -> Option<PathBuf> {
    beginning_in(picker(window, engine, PICTURE), engine.list_place().folder)
        .add_filter("PNG", &["png"])
        .set_file_name([stem(part), ".png"].concat())
        .blocking_save_file()?
        .into_path()
        .ok()
}

/// What files of a chart are called at first.
const fn stem(part: OverviewPart) -> &'static str {
    match part {
        OverviewPart::Trend => "events-over-time",
        OverviewPart::Types => "events-by-type",
        OverviewPart::Assets => "assets-most-hit",
        OverviewPart::HandleTimes => "time-to-handle",
        OverviewPart::Handling => "handled-and-unhandled",
    }
}

fn picker<R: Runtime>(window: &WebviewWindow<R>, engine: &Engine, title: Bilingual) -> FileDialogBuilder<R> {
    titled(window, title.get(engine.language()))
}

/// Opens the dialog in a folder, where one is demanded.
fn beginning_in<R: Runtime>(picker: FileDialogBuilder<R>, folder: Option<PathBuf>) -> FileDialogBuilder<R> {
    match folder {
        Some(folder) => picker.set_directory(folder),
        None => picker,
    }
}

fn titled<R: Runtime>(window: &WebviewWindow<R>, title: &str) -> FileDialogBuilder<R> {
    window.dialog().file().set_parent(window).set_title(title)
}

fn paths(picked: Vec<FilePath>) -> Option<Vec<PathBuf>> {
    let paths: Vec<_> = picked
        .into_iter()
        .filter_map(|path| path.into_path().ok())
        .collect();
    (!paths.is_empty()).then_some(paths)
}

//! The words of codes about the data folder and about backups.

use super::code::Code;
use super::code_row::{Row, row};

/// One row for each.
pub(super) const DATA_FOLDER: [Row; 17] = [
    row(
        Code::DataFolderUnknown,
        "data_folder.unknown",
        "系统没有给出数据文件夹的位置，请用 --data-dir 指定。",
        "The system names no place for data. Give one with --data-dir.",
    ),
    row(
        Code::DataFolderNoParent,
        "data_folder.no_parent",
        "数据文件夹的上级文件夹不存在。",
        "The folder above the data folder does not exist.",
    ),
    row(
        Code::DataFolderNotAFolder,
        "data_folder.not_a_folder",
        "数据文件夹的位置上不是文件夹。",
        "Something else than a folder stands where the data folder belongs.",
    ),
    row(
        Code::DataFolderReadOnly,
        "data_folder.read_only",
        "数据文件夹不可写。",
        "The data folder cannot be written.",
    ),
    row(
        Code::DataFolderUnusable,
        "data_folder.unusable",
        "数据文件夹无法使用。",
        "The data folder cannot be used.",
    ),
    row(
        Code::DataFolderNetwork,
        "data_folder.network",
        "数据文件夹位于网络驱动器上，SQLite 的文件锁在那里不可靠，可能丢失数据。请选择本机磁盘上的文件夹（--data-dir 或 ALERTBOOK_DATA_DIR）。",
        "The data folder is on a network drive, where SQLite's locks do not hold and data could be lost. Choose a folder on a disk of this machine (--data-dir or ALERTBOOK_DATA_DIR).",
    ),
    row(
        Code::DataFolderSynced,
        "data_folder.synced",
        "数据文件夹位于会被其他程序同步的文件夹中，数据库可能在写入时被复制或被旧版本覆盖。请选择其他文件夹（--data-dir 或 ALERTBOOK_DATA_DIR）。",
        "The data folder is inside one that another program synchronises: it would copy the database while it is written, or put an older state back. Choose another folder (--data-dir or ALERTBOOK_DATA_DIR).",
    ),
    row(
        Code::DataFolderGone,
        "data_folder.gone",
        "找不到数据已移动到的文件夹。请连接该磁盘后重试；若要从空的数据文件夹重新开始，请删除括号中的文件。",
        "The folder that the data were moved to is not there. Connect its disk and try again; to begin anew with an empty folder, remove the file named here.",
    ),
    row(
        Code::DataFolderInUse,
        "data_folder.in_use",
        "另一个 Alertbook 进程正在使用数据文件夹。请先关闭它。",
        "Another process of Alertbook uses the data folder. Close it first.",
    ),
    row(
        Code::DataFolderNotEmpty,
        "data_folder.not_empty",
        "目标位置的 alertbook 文件夹中已有内容，或位于现有数据文件夹之内。请选择其他位置。",
        "A folder alertbook with something in it stands there already, or the place is inside of the data folder. Choose another place.",
    ),
    row(
        Code::DataFolderFixed,
        "data_folder.fixed",
        "数据文件夹的位置由启动方式指定，无法在窗口中移动。",
        "The place of the data folder is given at the start of the program, so it cannot be moved from here.",
    ),
    row(
        Code::DataFolderNoRoom,
        "data_folder.no_room",
        "目标磁盘的可用空间不足，没有移动任何内容。",
        "There is not enough room in that place. Nothing was moved.",
    ),
    row(
        Code::DataFolderCancelled,
        "data_folder.cancelled",
        "已取消移动，数据仍在原处。",
        "The move was cancelled. Everything is where it was.",
    ),
    row(
        Code::BackupNotABackup,
        "backup.not_a_backup",
        "该文件不是完整的 Alertbook 数据库，不能用于恢复。没有任何改动。",
        "The file is no whole database of Alertbook, so nothing can be restored from it. Nothing was changed.",
    ),
    row(
        Code::BackupExists,
        "backup.exists",
        "已有同名文件，备份不会覆盖它。请换一个名称。",
        "There is a file of this name, and a backup never overwrites one. Choose another name.",
    ),
    row(
        Code::BackupFailed,
        "backup.failed",
        "无法写入备份文件。",
        "The backup could not be written.",
    ),
    row(
        Code::BackupCancelled,
        "backup.cancelled",
        "已取消备份，没有留下文件。",
        "The backup was cancelled. No file is left.",
    ),
];

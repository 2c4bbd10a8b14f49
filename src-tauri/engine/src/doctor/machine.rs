//! The machine: policy, clock, web view, and the programs that open files.

use alertbook_core::{Bilingual, Language};
use alertbook_wire::CheckState;
use chrono::DateTime;

use super::{DoorFacts, Finding};
use crate::engine::Shared;
use crate::policy::{Action, Verdict};

/// Nothing of ours was recorded before this program was written: 2026-01-01.
const EARLIEST: i64 = 1_767_225_600_000;
/// Clocks are put right by a little all the time.
const A_LITTLE: i64 = 5 * 60 * 1000;

const SET_CLOCK: Bilingual = Bilingual::new(
    "请校准系统时间；云端会拒绝时间相差过大的请求。",
    "Set the clock of the system; the cloud refuses calls whose time is far off.",
);
const ASK_ADMINISTRATOR: Bilingual = Bilingual::new(
    "策略无法理解时所有操作都会被拒绝，请联系管理员。",
    "With a policy that is not understood nothing is allowed: ask your administrator.",
);
const INSTALL_OPENER: Bilingual = Bilingual::new(
    "请安装 xdg-utils，否则导出的文件无法从窗口打开。",
    "Install xdg-utils, or exported files cannot be opened from the window.",
);
const INSTALL_FONT: Bilingual = Bilingual::new(
    "请安装中文字体（如 fonts-noto-cjk），否则中文不会显示。",
    "Install a Chinese font (such as fonts-noto-cjk), or Chinese is drawn as nothing.",
);

pub(super) fn policy(shared: &Shared) -> Finding {
    let unusable = Action::ALL
        .iter()
        .find_map(|action| match shared.policies.judge(*action) {
            Verdict::Unusable(reason) => Some(reason),
            Verdict::Allowed | Verdict::Denied => None,
        });
    match unusable {
        Some(reason) => Finding::bad(
            ["无法理解：", reason.words(Language::Zh)].concat(),
            ["Not understood: ", reason.words(Language::En)].concat(),
            ASK_ADMINISTRATOR,
        ),
        None if shared.policies.files().any(|(_, found)| found.is_some()) => {
            Finding::good("已生效", "In force")
        }
        None => Finding::good("没有策略，全部允许", "None: everything is allowed"),
    }
}

pub(super) fn clock(shared: &Shared) -> Finding {
    let now = shared.clock.now();
    let shown = DateTime::from_timestamp_millis(now)
        .unwrap_or_default()
        .to_rfc3339();
    let last = match shared.read(|connection| Ok(connection.latest_audit(1)?)) {
        Ok(entries) => entries.first().map(|entry| entry.asked),
        Err(error) => return Finding::failed(&error),
    };
    let went_back = last.is_some_and(|last| last.saturating_sub(A_LITTLE) > now);
    if now < EARLIEST || went_back {
        return Finding::bad(
            format!("{shown} 早于已经记录的操作"),
            format!("{shown} is before what was done here already"),
            SET_CLOCK,
        );
    }
    Finding::good(shown.clone(), shown)
}

pub(super) fn web_view(door: &DoorFacts) -> Finding {
    match &door.web_view {
        Some(version) => Finding::good(version.clone(), version.clone()),
        None => Finding::of(CheckState::Skipped, "仅窗口使用", "Only the window has one"),
    }
}

pub(super) fn opener(_: &DoorFacts) -> Finding {
    if !cfg!(target_os = "linux") || is_on_path("xdg-open") {
        Finding::good("可用", "Can be used")
    } else {
        Finding::warning("没有 xdg-open", "There is no xdg-open", INSTALL_OPENER)
    }
}

pub(super) fn fonts(_: &DoorFacts) -> Finding {
    if !cfg!(target_os = "linux") {
        return Finding::good("系统自带", "Those of the system");
    }
    let asked = std::process::Command::new("fc-list")
        .args([":lang=zh", "family"])
        .output();
    match asked {
        Ok(answer) if answer.stdout.iter().any(|byte| !byte.is_ascii_whitespace()) => {
            Finding::good("已安装", "Installed")
        }
        Ok(_) => Finding::warning("没有中文字体", "There is none", INSTALL_FONT),
        Err(_) => Finding::of(
            CheckState::Skipped,
            "没有 fc-list，无法检查",
            "Not looked at: there is no fc-list",
        ),
    }
}

fn is_on_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

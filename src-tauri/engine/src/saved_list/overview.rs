//! The columns of what stands behind the charts of the overview.

use alertbook_wire::{FacetValue, OverviewAsset, OverviewBar, OverviewHandleTime};

use super::columns::{ListColumn, column, time};

pub(super) const TREND: &[ListColumn<OverviewBar>] = &[
    time("开始时间", "From", |row, _| row.title.clone()),
    time("结束时间", "To", |row, _| row.until.clone()),
    column("紧急", "Urgent", |row, _| part(&row.levels, 0)),
    column("可疑", "Suspicious", |row, _| part(&row.levels, 1)),
    column("提醒", "Reminders", |row, _| part(&row.levels, 2)),
    column("其他等级", "Other levels", |row, _| part(&row.levels, 3)),
    column("告警数", "Events", |row, _| sum(&row.levels)),
];

pub(super) const HANDLING: &[ListColumn<OverviewBar>] = &[
    time("开始时间", "From", |row, _| row.title.clone()),
    time("结束时间", "To", |row, _| row.until.clone()),
    column("已处理", "Handled", |row, _| part(&row.handling, 0)),
    column("待处理", "Unhandled", |row, _| part(&row.handling, 1)),
    column("状态未知", "Status not told", |row, _| part(&row.handling, 2)),
    column("告警数", "Events", |row, _| sum(&row.handling)),
];

pub(super) const TYPES: &[ListColumn<FacetValue>] = &[
    column("告警类型", "Type", |row, _| row.name.clone()),
    column("告警数", "Events", |row, _| row.events.to_string()),
];

pub(super) const ASSETS: &[ListColumn<OverviewAsset>] = &[
    column("资产", "Asset", |row, _| row.name.clone()),
    column("UUID", "UUID", |row, _| row.uuid.clone()),
    column("告警数", "Events", |row, _| row.events.to_string()),
    column("待处理", "Unhandled", |row, _| row.pending.to_string()),
];

pub(super) const HANDLE_TIMES: &[ListColumn<OverviewHandleTime>] = &[
    column("处理用时", "Time to handle", |row, _| row.name.clone()),
    column("告警数", "Events", |row, _| row.events.to_string()),
];

fn part(counts: &[u64], place: usize) -> String {
    counts.get(place).copied().unwrap_or_default().to_string()
}

fn sum(counts: &[u64]) -> String {
    counts.iter().sum::<u64>().to_string()
}

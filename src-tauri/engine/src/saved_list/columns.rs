//! The columns of each list: every fact that the list's shape tells.

use alertbook_core::column::Column;
use alertbook_core::time::ZoneClock;
use alertbook_core::{Bilingual, Language};
use alertbook_wire::{
    AuditEntry, CloudAccount, ExportProfile, ExportRecord, ExportStatus, FacetValue, FetchLanguage,
    ImportRun, ImportStatus, KeyPlace, SyncKind, SyncRun, SyncStatus, WireError,
};
use chrono_tz::Tz;

use super::rejects::KeptReject;

/// A column of a list.
pub(super) struct ListColumn<T> {
    heading: Bilingual,
    is_time: bool,
    /// The cell of a row.
    pub(super) text: fn(&T, &ListWords) -> String,
}

/// In what a list is written.
pub(super) struct ListWords {
    pub(super) language: Language,
    pub(super) zone: Tz,
    /// The zone as headings name it.
    pub(super) zone_label: String,
}

impl ListWords {
    fn say(&self, zh: &'static str, en: &'static str) -> String {
        Bilingual::new(zh, en).get(self.language).to_owned()
    }

    fn yes_no(&self, is: bool) -> String {
        if is {
            self.say("是", "yes")
        } else {
            self.say("否", "no")
        }
    }

    /// A moment of Unix milliseconds.
    fn moment(&self, millis: i64) -> String {
        let mut text = String::new();
        ZoneClock::new(self.zone).write_plain(millis.div_euclid(1000), &mut text);
        text
    }
}

impl<T> ListColumn<T> {
    /// Its heading; that of a time names the zone.
    pub(super) fn heading(&self, words: &ListWords) -> String {
        let text = self.heading.get(words.language);
        match (self.is_time, words.language) {
            (false, _) => text.to_owned(),
            (true, Language::Zh) => [text, "（", &words.zone_label, "）"].concat(),
            (true, Language::En) => [text, " (", &words.zone_label, ")"].concat(),
        }
    }
}

/// A column of a heading in both languages.
pub(super) const fn column<T>(
    zh: &'static str,
    en: &'static str,
    text: fn(&T, &ListWords) -> String,
) -> ListColumn<T> {
    ListColumn {
        heading: Bilingual::new(zh, en),
        is_time: false,
        text,
    }
}

/// The same of times.
pub(super) const fn time<T>(
    zh: &'static str,
    en: &'static str,
    text: fn(&T, &ListWords) -> String,
) -> ListColumn<T> {
    ListColumn {
        is_time: true,
        ..column(zh, en, text)
    }
}

fn or_blank<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn code(error: Option<&WireError>) -> String {
    error.map(|error| error.code.clone()).unwrap_or_default()
}

fn message(error: Option<&WireError>) -> String {
    error.map(|error| error.message.clone()).unwrap_or_default()
}

pub(super) const EXPORTS: &[ListColumn<ExportRecord>] = &[
    column("编号", "Id", |row, _| row.id.to_string()),
    column("文件名", "File name", |row, _| row.file_name.clone()),
    column("状态", "Status", |row, words| match row.status {
        ExportStatus::Pending => words.say("等待中", "pending"),
        ExportStatus::Exporting => words.say("导出中", "exporting"),
        ExportStatus::Success => words.say("成功", "success"),
        ExportStatus::Failed => words.say("失败", "failed"),
        ExportStatus::Cancelled => words.say("已取消", "cancelled"),
    }),
    column("进度（%）", "Progress (%)", |row, _| row.progress.to_string()),
    column("格式", "Format", |row, _| row.format.clone()),
    column("方言", "Dialect", |row, _| row.dialect.clone()),
    column("打包", "Packing", |row, _| row.packing.clone()),
    column("分区", "Partition by", |row, _| row.partition_by.clone()),
    column("行数", "Rows", |row, _| row.rows.to_string()),
    column("匹配行数", "Rows matched", |row, _| {
        or_blank(row.matched.as_ref())
    }),
    column("字节数", "Bytes", |row, _| or_blank(row.bytes.as_ref())),
    column("SHA-256", "SHA-256", |row, _| or_blank(row.sha256.as_ref())),
    column("条件", "Filter", |row, _| row.filter.clone()),
    column("请求", "Request", |row, _| {
        serde_json::to_string(&row.request).unwrap_or_default()
    }),
    column("列", "Columns", |row, _| row.columns.join(",")),
    column("语言", "Language", |row, _| row.language.clone()),
    column("时区", "Zone", |row, _| row.zone.clone()),
    time("提交时间", "Asked for", |row, _| row.created.clone()),
    column("用时（毫秒）", "Took (ms)", |row, _| {
        row.elapsed.to_string()
    }),
    column("剩余（毫秒）", "Remaining (ms)", |row, _| {
        or_blank(row.remaining.as_ref())
    }),
    column("文件是否存在", "File is there", |row, words| {
        words.yes_no(row.file_exists)
    }),
    column("账号", "Account", |row, _| or_blank(row.account.as_ref())),
    column("云端行数", "Rows by the cloud", |row, _| {
        or_blank(row.cloud_rows.as_ref())
    }),
    column("文件行数", "Rows in the cloud's file", |row, _| {
        or_blank(row.file_rows.as_ref())
    }),
    column("本地行数", "Rows here", |row, _| {
        or_blank(row.local_rows.as_ref())
    }),
    column("需同步起始（GMT+8）", "To sync from (GMT+8)", |row, _| {
        or_blank(row.sync_from.as_ref())
    }),
    column("需同步截止（GMT+8）", "To sync until (GMT+8)", |row, _| {
        or_blank(row.sync_to.as_ref())
    }),
    column("错误码", "Error code", |row, _| code(row.error.as_ref())),
    column("错误", "Error", |row, _| message(row.error.as_ref())),
];

pub(super) const PROFILES: &[ListColumn<ExportProfile>] = &[
    column("名称", "Name", |row, _| row.name.clone()),
    column("格式", "Format", |row, _| or_blank(row.options.format.as_ref())),
    column("方言", "Dialect", |row, _| {
        or_blank(row.options.dialect.as_ref())
    }),
    column("列", "Columns", |row, _| {
        row.options
            .columns
            .as_ref()
            .map(|names| names.join(","))
            .unwrap_or_default()
    }),
    column("语言", "Language", |row, _| {
        let language = row.options.language.map(Language::from);
        language.map_or("", Language::word).to_owned()
    }),
    column("时区", "Zone", |row, _| or_blank(row.options.zone.as_ref())),
    column("脱敏", "Masking", |row, _| {
        or_blank(row.options.masking.as_ref())
    }),
    column("保留对照表", "Legend", |row, words| {
        words.yes_no(row.options.legend)
    }),
    column("打包", "Packing", |row, _| {
        or_blank(row.options.packing.as_ref())
    }),
    column("分区", "Partition by", |row, _| {
        or_blank(row.options.partition_by.as_ref())
    }),
    column("文件夹", "Folder", |row, _| or_blank(row.folder.as_ref())),
];

pub(super) const IMPORTS: &[ListColumn<ImportRun>] = &[
    column("编号", "Id", |row, _| row.id.to_string()),
    column("状态", "Status", |row, words| match row.status {
        ImportStatus::Running => words.say("进行中", "running"),
        ImportStatus::Finished => words.say("已完成", "finished"),
        ImportStatus::Cancelled => words.say("已取消", "cancelled"),
        ImportStatus::Failed => words.say("失败", "failed"),
    }),
    column("来源", "Sources", |row, _| row.sources.join("\n")),
    time("开始时间", "Started", |row, _| row.started.clone()),
    column("用时（毫秒）", "Took (ms)", |row, _| {
        row.elapsed.to_string()
    }),
    column("剩余（毫秒）", "Remaining (ms)", |row, _| {
        or_blank(row.remaining.as_ref())
    }),
    column("已读字节", "Bytes read", |row, _| row.bytes.to_string()),
    column("总字节", "Bytes in all", |row, _| {
        or_blank(row.bytes_total.as_ref())
    }),
    column("每秒记录数", "Records per second", |row, _| {
        row.rate.to_string()
    }),
    column("新增", "New", |row, _| row.inserted.to_string()),
    column("更新", "Updated", |row, _| row.updated.to_string()),
    column("未变", "Unchanged", |row, _| row.unchanged.to_string()),
    column("拒绝", "Rejected", |row, _| row.rejected.to_string()),
    column("错误码", "Error code", |row, _| code(row.error.as_ref())),
    column("错误", "Error", |row, _| message(row.error.as_ref())),
];

pub(super) const REJECTS: &[ListColumn<KeptReject>] = &[
    column("文件", "File", |row, _| row.file.clone()),
    column("位置", "Position", |row, _| row.position.clone()),
    column("原因", "Reason", |row, _| row.reason.clone()),
    column("记录", "Record", |row, _| row.record.clone()),
    column("记录是否完整", "Record is whole", |row, words| {
        words.yes_no(row.whole)
    }),
];

pub(super) const SYNCS: &[ListColumn<SyncRun>] = &[
    column("编号", "Id", |row, _| row.id.to_string()),
    column("账号编号", "Account id", |row, _| row.account.to_string()),
    column("账号", "Account", |row, _| row.account_name.clone()),
    column("状态", "Status", |row, words| match row.status {
        SyncStatus::Running => words.say("进行中", "running"),
        SyncStatus::Waiting => words.say("等待网络", "waiting"),
        SyncStatus::Finished => words.say("已完成", "finished"),
        SyncStatus::Cancelled => words.say("已取消", "cancelled"),
        SyncStatus::Failed => words.say("失败", "failed"),
        SyncStatus::Replaced => words.say("已被取代", "replaced"),
    }),
    column("范围", "Extent", |row, words| match row.kind {
        SyncKind::Full => words.say("全量", "full"),
        SyncKind::Recent => words.say("增量", "recent"),
        SyncKind::Range => words.say("时间段", "range"),
    }),
    time("开始时间", "Started", |row, _| row.started.clone()),
    time("结束时间", "Ended", |row, _| or_blank(row.finished.as_ref())),
    column("用时（毫秒）", "Took (ms)", |row, _| {
        row.elapsed.to_string()
    }),
    column("页数", "Pages", |row, _| row.pages.to_string()),
    column("列出", "Listed", |row, _| row.listed.to_string()),
    column("应列出", "Expected", |row, _| or_blank(row.expected.as_ref())),
    column("新增", "New", |row, _| row.inserted.to_string()),
    column("新增紧急", "New and urgent", |row, _| {
        row.inserted_serious.to_string()
    }),
    column("变更", "Changed", |row, _| row.changed.to_string()),
    column("消失", "Gone", |row, _| row.gone.to_string()),
    column("重现", "Returned", |row, _| row.returned.to_string()),
    column("拒绝", "Rejected", |row, _| row.rejected.to_string()),
    column("资产等记录", "Inventory", |row, _| row.inventory.to_string()),
    column("每秒告警数", "Events per second", |row, _| {
        row.rate.to_string()
    }),
    column("调用", "Calls", |row, _| row.calls.to_string()),
    column("重试", "Retries", |row, _| row.retries.to_string()),
    column("未解释的时间段", "Unexplained ranges", |row, _| {
        row.unexplained.len().to_string()
    }),
    column("时钟偏差（秒）", "Clock difference (s)", |row, _| {
        or_blank(row.clock_difference_seconds.as_ref())
    }),
    column("错误码", "Error code", |row, _| code(row.error.as_ref())),
    column("错误", "Error", |row, _| message(row.error.as_ref())),
];

pub(super) const ACCOUNTS: &[ListColumn<CloudAccount>] = &[
    column("编号", "Id", |row, _| row.id.to_string()),
    column("名称", "Name", |row, _| row.name.clone()),
    column("密钥位置", "Place of the key", |row, words| match &row.key {
        KeyPlace::Profile { name } => [&words.say("aliyun CLI 配置 ", "profile "), name.as_str()].concat(),
        KeyPlace::Environment => words.say("环境变量", "environment"),
        KeyPlace::Keychain => words.say("系统钥匙串", "keychain"),
        KeyPlace::Session => words.say("仅本次运行", "this run only"),
    }),
    column("需重新提供密钥", "Key is missing", |row, words| {
        words.yes_no(row.key_missing)
    }),
    column("站点", "Site", |row, _| row.site.clone()),
    column("成员", "Members", |row, _| row.members.clone()),
    column("语言", "Language", |row, words| match row.language {
        FetchLanguage::Zh => words.say("中文", "zh"),
        FetchLanguage::En => words.say("英文", "en"),
        FetchLanguage::Both => words.say("两种", "both"),
    }),
    column("同步间隔（分钟）", "Every (minutes)", |row, _| {
        row.every_minutes.to_string()
    }),
    column("每秒调用", "Calls per second", |row, _| row.rate.to_string()),
    column(
        "全量间隔（天）",
        "Everything again after (days)",
        |row, _| row.full_days.to_string(),
    ),
    column("云账号", "Cloud account", |row, _| {
        or_blank(row.cloud_account.as_ref())
    }),
    column("最近一次同步", "Last sync", |row, _| {
        or_blank(row.last_run.as_ref().map(|run| run.id).as_ref())
    }),
    time("最近读完时间", "Last read to the end", |row, words| {
        row.synced_at.map(|at| words.moment(at)).unwrap_or_default()
    }),
    time("下次同步时间", "Next sync", |row, words| {
        row.next_at.map(|at| words.moment(at)).unwrap_or_default()
    }),
];

pub(super) const AUDIT: &[ListColumn<AuditEntry>] = &[
    column("编号", "Id", |row, _| row.id.to_string()),
    time("时间", "When", |row, _| row.asked.clone()),
    column("用户", "Who", |row, _| row.who.clone()),
    column("入口", "From", |row, _| row.door.clone()),
    column("操作", "Action", |row, _| row.action.clone()),
    column("是否允许", "Allowed", |row, words| words.yes_no(row.allowed)),
    column("请求 ID", "Request id", |row, _| row.request_id.clone()),
    column("请求", "Request", |row, _| row.request.clone()),
];

pub(super) const FACETS: &[ListColumn<FacetValue>] = &[
    column("统计项", "Facet", |row, _| row.facet.clone()),
    column("统计项名称", "Facet in words", |row, words| {
        let column = Column::from_name(&row.facet);
        column
            .map_or("", |column| column.spec().heading.get(words.language))
            .to_owned()
    }),
    column("值", "Value", |row, _| row.value.clone()),
    column("值的名称", "Value in words", |row, _| row.name.clone()),
    column("告警数", "Events", |row, _| row.events.to_string()),
];

//! What the page says in its own voice.

use alertbook_core::{Bilingual, Language};

pub(super) const TITLE: Bilingual = Bilingual::new("告警导出", "Alert events");
pub(super) const FILTER: Bilingual = Bilingual::new("条件", "Filter");
pub(super) const ZONE: Bilingual = Bilingual::new("时区", "Time zone");
pub(super) const ROWS: Bilingual = Bilingual::new("告警数", "Events");
pub(super) const TO_SUMMARY: Bilingual = Bilingual::new("汇总见文末", "To the summary at the end");
pub(super) const TO_TOP: Bilingual = Bilingual::new("回到开头", "To the beginning");
pub(super) const SUMMARY: Bilingual = Bilingual::new("汇总", "Summary");
pub(super) const BY_LEVEL: Bilingual = Bilingual::new("按风险等级", "By severity");
pub(super) const BY_DAY: Bilingual = Bilingual::new("按天", "By day");
pub(super) const BY_MONTH: Bilingual = Bilingual::new("按月", "By month");
pub(super) const BY_YEAR: Bilingual = Bilingual::new("按年", "By year");
pub(super) const TYPES: Bilingual = Bilingual::new("最多的 10 种告警类型", "Ten most frequent alert types");
pub(super) const ASSETS: Bilingual =
    Bilingual::new("告警最多的 10 个资产", "Ten assets with the most events");
pub(super) const OTHER: Bilingual = Bilingual::new("其他", "Other");
pub(super) const NONE: Bilingual = Bilingual::new("（无）", "(none)");
pub(super) const WITHOUT_TIME: Bilingual = Bilingual::new("没有时间的告警：", "Events without a time: ");

/// The language as HTML names it.
pub(super) const fn lang(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    }
}

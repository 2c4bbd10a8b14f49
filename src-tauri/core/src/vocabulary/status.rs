//! Statuses of alert events. The numbers look like bits but are not: 513 and 604 are values of their own.

use crate::Bilingual;

/// A documented event status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The API's number.
    pub value: i64,
    /// For people.
    pub title: Bilingual,
    /// Further spellings that records carry.
    pub spellings: &'static [&'static str],
}

const fn status(
    value: i64,
    zh: &'static str,
    en: &'static str,
    spellings: &'static [&'static str],
) -> Status {
    Status {
        value,
        title: Bilingual::new(zh, en),
        spellings,
    }
}

impl Status {
    /// The number that means "waiting for somebody".
    pub const PENDING: i64 = 1;
    /// The number that means "any status" in a request.
    pub const ALL_STATUSES: i64 = 0;

    /// Every documented status of an event.
    pub const ALL: &[Self] = &[
        status(1, "待处理", "Pending", &["PENDING"]),
        status(2, "已忽略", "Ignored", &["IGNORE"]),
        status(4, "已确认", "Confirmed", &["HANDLED"]),
        status(8, "已标记误报", "Marked as false positive", &["FAULT"]),
        status(16, "处理中", "Handling", &["DEALING"]),
        status(32, "处理完毕", "Handled", &["DONE"]),
        status(64, "已经过期", "Expired", &["EXPIRE"]),
        status(128, "已经删除", "Deleted", &[]),
        status(512, "自动拦截中", "Automatically blocking", &[]),
        status(513, "自动拦截完毕", "Automatically blocked", &[]),
        status(604, "系统标记误报", "Marked as false positive by the system", &[]),
    ];

    /// The documented status of a number.
    pub fn from_value(value: i64) -> Option<&'static Self> {
        Self::ALL.iter().find(|status| status.value == value)
    }

    /// The documented status that is called so in either language.
    pub fn from_title(text: &str) -> Option<&'static Self> {
        Self::ALL
            .iter()
            .find(|status| text == status.title.zh || text == status.title.en)
    }

    /// The documented status of a record's words.
    pub fn recognise(text: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|status| {
            text == status.title.zh
                || status.spellings.contains(&text)
                || (text.eq_ignore_ascii_case(status.title.en) && status.title.en != "Handled")
        })
    }
}

//! The accounts of a tenant and their asset groups.

use crate::choice::{Stream, stream};
use crate::language::{Language, Words};
use serde_json::{Value, json};

/// An account; all of its answers come in one language.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) language: Language,
    /// 16 digits.
    pub(crate) uid: i64,
    pub(crate) groups: Vec<Group>,
}

/// An asset group.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
}

/// The first is the default group.
const GROUPS: &[Words] = &[
    ("未分组", "Ungrouped"),
    ("生产环境", "Production"),
    ("测试环境", "Staging"),
    ("数据库", "Databases"),
    ("支付业务", "Payments"),
    ("办公网络", "Office"),
    ("大数据平台", "Analytics"),
    ("对外服务", "Public services"),
    ("容器平台", "Container platform"),
];

impl Account {
    pub(crate) fn new(seed: u64, language: Language) -> Self {
        let first = language as u64 * 100;
        let uid = 1_000_000_000_000_000 + stream(seed, Stream::Tenant, first).i64(0..900_000_000_000_000);
        let groups = (first..)
            .zip(GROUPS)
            .map(|(index, words)| {
                let id = 7_000_000
                    + index.cast_signed() * 4_000
                    + stream(seed, Stream::Group, index).i64(0..4_000);
                Group {
                    id,
                    name: language.of(*words),
                }
            })
            .collect();
        Self {
            language,
            uid,
            groups,
        }
    }

    /// Rows of `Groups`.
    pub(crate) fn group_rows(&self) -> impl Iterator<Item = Value> {
        self.groups.iter().enumerate().map(|(place, group)| {
            json!({"GroupId": group.id, "GroupName": group.name, "GroupFlag": i32::from(place > 0)})
        })
    }
}

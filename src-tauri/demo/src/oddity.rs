//! The oddities of real data, put into a small share of the events.
//!
//! The data are reviewed by people and opened in spreadsheets, so an attacker's text must be expected in every field.

use crate::choice::{chance, pick};
use crate::json::Object;
use fastrand::Rng;

/// What happens to one field of an odd record.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    Absent,
    Null,
    Padded,
    Becomes(&'static str),
}
use Change::{Absent, Becomes, Null, Padded};

/// Fields by their JSON key, with what happens to each; `Value` is the first value of the details.
type Oddity = &'static [(&'static str, Change)];

const PERCENT: u32 = 3;

const ODDITIES: &[Oddity] = &[
    &[
        ("InstanceName", Becomes("")),
        ("InternetIp", Becomes("")),
        ("IntranetIp", Becomes(" ")),
    ],
    &[
        ("LastTime", Becomes("")),
        ("OccurrenceTime", Null),
        ("Desc", Null),
    ],
    &[
        ("LastTime", Padded),
        ("Name", Padded),
        ("K8sNodeName", Padded),
        ("K8sPodName", Padded),
        ("Uuid", Padded),
    ],
    &[
        ("InstanceName", Padded),
        ("AlarmEventType", Padded),
        ("OperateErrorCode", Padded),
        ("InternetIp", Padded),
    ],
    &[
        ("EventNotes", Null),
        ("TacticItems", Null),
        ("OperateMsg", Null),
        ("Stages", Null),
        ("InternetIp", Null),
    ],
    &[
        ("EventNotes", Absent),
        ("Details", Absent),
        ("AlarmEventNameDisplay", Absent),
        ("DataSource", Absent),
    ],
    &[
        ("Details", Null),
        ("Uuid", Becomes("")),
        ("InstanceId", Becomes("")),
        ("EventSubType", Null),
    ],
    &[
        ("Uuid", Absent),
        ("InstanceId", Absent),
        ("InstanceName", Absent),
        ("UniqueInfo", Null),
    ],
    &[
        ("AlarmEventType", Becomes("Image Scan")),
        ("AlarmEventTypeDisplay", Becomes("Image Scan")),
    ],
    &[
        ("AlarmEventType", Becomes("镜像安全扫描")),
        ("AlarmEventTypeDisplay", Becomes("镜像安全扫描")),
    ],
    &[("AlarmEventType", Becomes(""))],
    &[
        ("OperateErrorCode", Becomes("kill_and_quara.ProcessNotExist")),
        ("OperateMsg", Becomes("process not exist")),
    ],
    &[("OperateErrorCode", Becomes("virus_quara.Success"))],
    &[("OperateErrorCode", Becomes("ignore. Success"))],
    &[("Level", Becomes("critical"))],
    &[("K8sNodeName", Becomes("N/A"))],
    &[
        (
            "InstanceName",
            Becomes("=HYPERLINK(\"http://203.0.113.9/x\",\"open\")"),
        ),
        ("Value", Becomes("=1+1")),
    ],
    &[
        ("InstanceName", Becomes("@SUM(A1:A9)")),
        ("Value", Becomes("+cmd|' /C calc'!A0")),
        ("Desc", Becomes("-2+3")),
    ],
    &[
        ("InstanceName", Becomes("\"web\", 'db' \\ 1,2;3\t|")),
        ("Value", Becomes("a,\"b\"\"\",'c'")),
    ],
    &[
        ("InstanceName", Becomes("<img src=x onerror=alert(1)>")),
        ("Value", Becomes("<script>alert(1)</script>")),
    ],
    &[
        ("InstanceName", Becomes("\u{202e}gnp.exe\u{202c} مرحبا שלום")),
        ("Value", Becomes("abc\u{202e}fdp.exe")),
    ],
    &[
        ("InstanceName", Becomes("𠮷野家-🚀-𝒳-01")),
        ("Value", Becomes("/data/𠮷/😀.sh")),
    ],
    &[
        ("InstanceName", Becomes("first line\nsecond line\r\nthird")),
        ("Value", Becomes("#!/bin/sh\n\nid; whoami\r\n")),
    ],
    &[
        ("InstanceName", Becomes("100%_done\\*?[a]")),
        ("Value", Becomes("' OR '1'='1' -- %_")),
    ],
    &[
        ("InstanceName", Becomes("bell\u{7}nul\u{0}esc\u{1b}[31mred")),
        ("Value", Becomes("\u{1b}]0;title\u{7}")),
    ],
    &[
        ("InstanceName", Becomes("\u{feff}\u{a0}web\u{3000}")),
        ("Value", Becomes("e\u{301} é ﬁ Å Ａ")),
    ],
];

/// Draws the oddity of a record; most have none.
pub(crate) fn draw(rng: &mut Rng) -> Oddity {
    if chance(rng, PERCENT) {
        pick(rng, ODDITIES)
    } else {
        &[]
    }
}

/// An object being written in which the fields of an oddity come out changed.
pub(crate) struct Record<'a> {
    object: Object<'a>,
    oddity: Oddity,
}

impl<'a> Record<'a> {
    pub(crate) fn begin(out: &'a mut Vec<u8>, oddity: Oddity) -> Self {
        Self {
            object: Object::begin(out),
            oddity,
        }
    }

    pub(crate) fn end(self) {
        self.object.end();
    }

    fn change(&self, key: &str) -> Option<Change> {
        self.oddity
            .iter()
            .find(|(changed, _)| *changed == key)
            .map(|(_, change)| *change)
    }

    pub(crate) fn text(&mut self, key: &str, value: &str) {
        match self.change(key) {
            None => self.object.text(key, value),
            Some(Becomes(other)) => self.object.text(key, other),
            Some(Padded) => self.object.text(key, &format!("  {value}\n")),
            Some(Null) => self.object.null(key),
            Some(Absent) => {}
        }
    }

    pub(crate) fn number(&mut self, key: &str, value: i64) {
        self.object.number(key, value);
    }

    pub(crate) fn bool(&mut self, key: &str, value: bool) {
        self.object.bool(key, value);
    }

    pub(crate) fn words(&mut self, key: &str, words: &[&str]) {
        self.object.words(key, words);
    }

    /// Writes an array of objects. `write` gets the replacement of the first value, if the oddity has one.
    pub(crate) fn objects<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Object, T, Option<&'static str>),
    ) {
        let mut replacement = match self.change("Value") {
            Some(Becomes(other)) => Some(other),
            _ => None,
        };
        match self.change(key) {
            Some(Absent) => {}
            Some(Null) => self.object.null(key),
            _ => self
                .object
                .objects(key, items, |object, item| write(object, item, replacement.take())),
        }
    }
}

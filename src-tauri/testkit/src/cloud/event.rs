//! One event of the tenant: its record in both languages, and what lists are ordered and cut by.

use serde_json::{Map, Value, json};

/// An event as the cloud holds it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) id: i64,
    pub(crate) account: i64,
    /// `LastTimeStamp`.
    pub(crate) last: i64,
    pub(crate) status: i64,
    /// `OperateTime`, when there is one.
    pub(crate) operated: Option<i64>,
    /// The record as `Lang=zh` answers it, compact JSON.
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// Fields that hold words, and differ between the languages.
const WORDS: [&str; 7] = [
    "Name",
    "AlarmEventType",
    "AlarmEventTypeDisplay",
    "AlarmEventNameDisplay",
    "Desc",
    "Details",
    "TacticItems",
];

/// Fields that the generator leaves out of most records, and the cloud sends empty in many.
const EMPTY_TEXTS: [&str; 18] = [
    "OperateErrorCode",
    "OperateMsg",
    "MarkMisRules",
    "SupportOperateCode",
    "ImageUuid",
    "ContainerImageName",
    "ContainerImageId",
    "ContainerId",
    "AppName",
    "K8sClusterId",
    "clusterId",
    "K8sClusterName",
    "K8sNamespace",
    "K8sNodeId",
    "K8sNodeName",
    "K8sPodName",
    "MaliciousRuleStatus",
    "DeepAnalyzeReportUrl",
];
const EMPTY_FLAGS: [&str; 4] = ["DisplaySandboxResult", "ContainHwMode", "Advanced", "LargeModel"];

/// A record being put together or changed.
pub(crate) type Fields = Map<String, Value>;

impl Event {
    /// The event of a Chinese record; the English one lends its words only, so that both tell the same state.
    pub(crate) fn new(account: i64, mut record: Fields, words: Fields) -> Self {
        let mut event = Self::of_both(account, &record, &Fields::new());
        for (field, value) in words {
            if let Some(own) = record.get_mut(&field).filter(|_| WORDS.contains(&field.as_str())) {
                *own = value;
            }
        }
        event.en = text_of(&record);
        event
    }

    /// The event of two whole records.
    pub(crate) fn of_both(account: i64, zh: &Fields, en: &Fields) -> Self {
        let number = |field: &str| zh.get(field).and_then(Value::as_i64);
        Self {
            id: number("Id").unwrap_or_default(),
            account,
            last: number("LastTimeStamp").unwrap_or_default(),
            status: number("EventStatus").unwrap_or_default(),
            operated: number("OperateTime"),
            zh: text_of(zh),
            en: text_of(en),
        }
    }

    /// Changes both records alike.
    pub(crate) fn change(&mut self, change: impl Fn(&mut Fields)) {
        let [mut zh, mut en] = [fields(&self.zh), fields(&self.en)];
        change(&mut zh);
        change(&mut en);
        *self = Self::of_both(self.account, &zh, &en);
    }

    pub(crate) fn record(&self, english: bool) -> &str {
        if english { &self.en } else { &self.zh }
    }
}

/// Adds the empty fields that two records in three have.
pub(crate) fn fill_empty(record: &mut Fields, id: i64) {
    if id % 3 == 0 {
        return;
    }
    for field in EMPTY_TEXTS {
        record.entry(field).or_insert_with(|| json!(""));
    }
    for field in EMPTY_FLAGS {
        record.entry(field).or_insert_with(|| json!(false));
    }
    record.entry("MarkList").or_insert_with(|| json!([]));
}

pub(crate) fn fields(text: &str) -> Fields {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

fn text_of(fields: &Fields) -> String {
    serde_json::to_string(fields).unwrap_or_default()
}

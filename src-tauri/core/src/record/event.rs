//! Reading a record of `SuspEvents`.

use super::canonical_json;
use super::fields::{Fields, Refusal};
use crate::Language;
use crate::json::Object;
use crate::model::{AffectedAsset, AlertNames, Event, NameSet, Workload};
use crate::refusal::EVENT_ID;
use crate::text::has_han;
use crate::time::parse_cloud_time;
use crate::vocabulary::{Coded, Level, OperateCode, Status};

/// Reads one event.
pub(super) fn read(object: &Object<'_>) -> Result<Event, Refusal> {
    let fields = Fields(object);
    let id = fields.required_id("Id", EVENT_ID)?;
    let set = read_names(&fields);
    let language = language_of(&set);
    let mut names = AlertNames {
        data_source: fields.text("DataSource"),
        tactics: read_tactics(&fields),
        ..AlertNames::default()
    };
    *names.set_mut(language) = set;
    let last_timestamp = fields.integer("LastTimeStamp");
    Ok(Event {
        id,
        account: fields.id("SourceAliUid"),
        language,
        last_timestamp,
        last_time: read_time(&fields, "LastTime", last_timestamp),
        first_time: read_time(&fields, "OccurrenceTime", fields.integer("OccurrenceTimeStamp")),
        operate_time: fields.integer("OperateTime"),
        note_time: latest_note(&fields),
        level: coded(fields.text("Level"), Level::recognise),
        status: read_status(&fields),
        code: coded(fields.text("OperateErrorCode"), OperateCode::recognise),
        names,
        asset: AffectedAsset {
            uuid: fields.text("Uuid"),
            instance_id: fields.text("InstanceId"),
            instance_name: fields.text("InstanceName"),
            internet_ip: fields.text("InternetIp"),
            intranet_ip: fields.text("IntranetIp"),
        },
        workload: read_workload(&fields),
        unique_info: fields.text("UniqueInfo"),
        alarm_unique_info: fields.text("AlarmUniqueInfo"),
        support_code: fields.text("SupportOperateCode"),
        description: fields.text("Desc"),
        details: read_details(&fields),
        notes: joined(fields.objects("EventNotes").map(|note| note.text("Note")), "\0"),
        raw: canonical_json(object),
    })
}

fn read_names(fields: &Fields<'_>) -> NameSet {
    NameSet {
        name: fields.text("Name"),
        event_name: fields.text("AlarmEventName"),
        event_name_display: fields.text("AlarmEventNameDisplay"),
        sub_type: fields.text("EventSubType"),
        type_name: fields.text("AlarmEventType"),
        type_display: fields.text("AlarmEventTypeDisplay"),
    }
}

/// The language of a record, told by its names; Chinese, the API's default, where none of them does.
fn language_of(names: &NameSet) -> Language {
    if names.tells_language() && !has_han(names.telling()) {
        Language::En
    } else {
        Language::Zh
    }
}

fn read_workload(fields: &Fields<'_>) -> Workload {
    Workload {
        container_id: fields.text("ContainerId"),
        image_name: fields.text("ContainerImageName"),
        image_uuid: fields.text("ImageUuid"),
        k8s_cluster_id: fields.text("K8sClusterId"),
        cluster_id: fields.text("clusterId"),
        cluster_name: fields.text("K8sClusterName"),
        namespace: fields.text("K8sNamespace"),
        node_name: fields.text("K8sNodeName"),
        pod_name: fields.text("K8sPodName"),
        app_name: fields.text("AppName"),
    }
}

/// Seconds of a text in GMT+8; when that is blank, of its millisecond sibling. A text that is no time is none.
fn read_time(fields: &Fields<'_>, field: &str, sibling: Option<i64>) -> Option<i64> {
    let text = fields.text(field);
    if text.is_empty() {
        return sibling.map(|milliseconds| milliseconds.div_euclid(1000));
    }
    parse_cloud_time(&text)
}

/// The number of a status, also where it is told in words.
fn read_status(fields: &Fields<'_>) -> Option<i64> {
    let words = fields.value("EventStatus")?.as_str().map(str::trim);
    match words.and_then(Status::recognise) {
        Some(status) => Some(status.value),
        None => fields.integer("EventStatus"),
    }
}

fn coded<T>(text: String, recognise: impl Fn(&str) -> Option<T>) -> Option<Coded<T>> {
    if text.is_empty() {
        return None;
    }
    Some(recognise(&text).map_or(Coded::Unknown(text), Coded::Known))
}

/// The texts that are not blank, with something between them.
fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(between)
}

fn read_tactics(fields: &Fields<'_>) -> String {
    joined(
        fields.objects("TacticItems").map(|item| item.text("TacticId")),
        ",",
    )
}

fn read_details(fields: &Fields<'_>) -> String {
    let detail = |detail: Fields<'_>| {
        let name = detail.text("NameDisplay");
        let mut value = detail.text("ValueDisplay");
        if value.is_empty() {
            value = detail.text("Value");
        }
        joined([name, value].into_iter(), ": ")
    };
    joined(fields.objects("Details").map(detail), "; ")
}

fn latest_note(fields: &Fields<'_>) -> Option<i64> {
    let notes = fields.objects("EventNotes");
    notes
        .filter_map(|note| parse_cloud_time(&note.text("NoteTime")))
        .max()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::Json;

    fn event(value: &Value) -> Result<Event, Refusal> {
        read(Json::from(value).as_object().unwrap())
    }

    #[test]
    fn blank_fields_are_absent_and_texts_are_trimmed() {
        let event = event(&json!({
            "Id": 9_007_199_254_740_993_i64, "LastTime": " 2022-07-05 13:50:38 ", "LastTimeStamp": null,
            "K8sNodeName": "node-1\n", "Level": "", "EventStatus": " 604 ", "Details": null, "EventNotes": "",
        }))
        .unwrap();
        assert_eq!(event.id, 9_007_199_254_740_993);
        assert_eq!(event.last_time, parse_cloud_time("2022-07-05 13:50:38"));
        assert_eq!(event.last_timestamp, None);
        assert_eq!(event.workload.node_name, "node-1");
        assert_eq!(
            (event.level, event.status, event.account),
            (None, Some(604), None)
        );
    }

    #[test]
    fn a_blank_last_time_falls_back_to_its_stamp_and_a_wrong_one_does_not() {
        let time = |text: &str| {
            event(&json!({"Id": 1, "LastTime": text, "LastTimeStamp": 1999}))
                .unwrap()
                .last_time
        };
        assert_eq!(time("  "), Some(1));
        assert_eq!(time("2022-07-05"), None);
        assert_eq!(
            event(&json!({"Id": 1, "LastTimeStamp": -1})).unwrap().last_time,
            Some(-1)
        );
    }

    #[test]
    fn a_record_without_a_readable_id_says_so() {
        let refused = |value: Value| event(&value).unwrap_err().to_string();
        let expected = "Id: expected the event's id, a whole number from 0 to 9223372036854775807, found ";
        for (id, found) in [
            (json!(null), "nothing"),
            (json!(-1), "-1"),
            (json!(9_223_372_036_854_775_808_u64), "9223372036854775808"),
            (json!("x"), "\"x\""),
            (json!([1]), "an array"),
        ] {
            assert_eq!(refused(json!({"Id": id})), [expected, found].concat());
        }
    }

    #[test]
    fn fields_of_odd_shapes_are_absent_and_the_raw_record_tells_them() {
        let event = event(&json!({
            "Id": 1, "OperateTime": "yesterday", "OccurrenceTimeStamp": true, "Details": "[]", "TacticItems": 7, "Desc": {},
            "SourceAliUid": "1960****", "EventStatus": "blocked", "LastTimeStamp": "x", "Name": ["n"], "EventNotes": [7],
            "InstanceName": false,
        }))
        .unwrap();
        assert_eq!(
            (event.operate_time, event.first_time, event.account, event.status),
            (None, None, None, None)
        );
        assert_eq!((event.last_timestamp, event.last_time), (None, None));
        assert!(event.names.zh.is_blank() && event.details.is_empty() && event.notes.is_empty());
        assert!(event.raw.contains("yesterday") && event.raw.contains("1960****"));
    }

    #[test]
    fn details_and_notes_are_joined() {
        let event = event(&json!({
            "Id": "7",
            "Details": [
                {"NameDisplay": "路径", "Value": "/tmp/x", "ValueDisplay": " "}, {"NameDisplay": "x"}, {"Value": "y"}, {}],
            "EventNotes": [{"Note": "a", "NoteTime": "2018-09-26 01:51:01"}, {"Note": null}, {"Note": "b"}],
        }))
        .unwrap();
        assert_eq!(event.details, "路径: /tmp/x; x; y");
        assert_eq!(event.notes, "a\0b");
        assert_eq!(event.note_time, parse_cloud_time("2018-09-26 01:51:01"));
    }

    #[test]
    fn the_language_is_told_by_the_type() {
        let language = |display: &str| {
            event(&json!({"Id": 1, "AlarmEventTypeDisplay": display, "Name": "木马"}))
                .unwrap()
                .language
        };
        assert_eq!(language("Unusual Logon"), Language::En);
        assert_eq!(language("异常登录"), Language::Zh);
        assert_eq!(language(""), Language::Zh);
    }
}

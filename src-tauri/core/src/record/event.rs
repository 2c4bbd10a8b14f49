//! Reading a record of `SuspEvents`.

use super::canonical_json;
use super::fields::{Fields, Refusal};
use crate::Language;
use crate::json::{Json, Object};
use crate::model::{AffectedAsset, AlertNames, Event, NameSet, Workload};
use crate::text::has_han;
use crate::time::parse_cloud_time;
use crate::vocabulary::{Coded, Level, OperateCode, Status};

/// Reads one event.
pub(super) fn read(object: &Object<'_>) -> Result<Event, Refusal> {
    let fields = Fields(object);
    let id = fields
        .id("Id")?
        .ok_or_else(|| Refusal::new("Id", "the id of the event", &Json::Null))?;
    let set = read_names(&fields)?;
    let language = language_of(&set);
    let mut names = AlertNames {
        data_source: fields.text("DataSource")?,
        tactics: read_tactics(&fields).unwrap_or_default(),
        ..AlertNames::default()
    };
    *names.set_mut(language) = set;
    let last_timestamp = fields.integer("LastTimeStamp")?;
    // What no filter of an export reads is left out where it cannot be read; the record as it came tells it still.
    let first_timestamp = fields.integer("OccurrenceTimeStamp").unwrap_or_default();
    let notes = fields.objects("EventNotes")?;
    Ok(Event {
        id,
        account: fields.id("SourceAliUid")?,
        language,
        last_timestamp,
        last_time: read_time(&fields, "LastTime", last_timestamp)?,
        first_time: read_time(&fields, "OccurrenceTime", first_timestamp).unwrap_or_default(),
        operate_time: fields.integer("OperateTime").unwrap_or_default(),
        note_time: latest_note(&notes)?,
        level: coded(fields.text("Level")?, Level::recognise),
        status: read_status(&fields)?,
        code: coded(fields.text("OperateErrorCode")?, OperateCode::recognise),
        names,
        asset: AffectedAsset {
            uuid: fields.text("Uuid")?,
            instance_id: fields.text("InstanceId")?,
            instance_name: fields.text("InstanceName")?,
            internet_ip: fields.text("InternetIp")?,
            intranet_ip: fields.text("IntranetIp")?,
        },
        workload: read_workload(&fields)?,
        unique_info: fields.text("UniqueInfo")?,
        alarm_unique_info: fields.text("AlarmUniqueInfo")?,
        support_code: fields.text("SupportOperateCode")?,
        description: fields.text("Desc").unwrap_or_default(),
        details: read_details(&fields).unwrap_or_default(),
        notes: read_notes(&notes)?,
        raw: canonical_json(object),
    })
}

fn read_names(fields: &Fields<'_>) -> Result<NameSet, Refusal> {
    Ok(NameSet {
        name: fields.text("Name")?,
        event_name: fields.text("AlarmEventName")?,
        event_name_display: fields.text("AlarmEventNameDisplay")?,
        sub_type: fields.text("EventSubType")?,
        type_name: fields.text("AlarmEventType")?,
        type_display: fields.text("AlarmEventTypeDisplay")?,
    })
}

/// The language of a record, told by its names; Chinese, the API's default, where none of them does.
fn language_of(names: &NameSet) -> Language {
    if names.tells_language() && !has_han(names.telling()) {
        Language::En
    } else {
        Language::Zh
    }
}

fn read_workload(fields: &Fields<'_>) -> Result<Workload, Refusal> {
    Ok(Workload {
        container_id: fields.text("ContainerId")?,
        image_name: fields.text("ContainerImageName")?,
        image_uuid: fields.text("ImageUuid")?,
        k8s_cluster_id: fields.text("K8sClusterId")?,
        cluster_id: fields.text("clusterId")?,
        cluster_name: fields.text("K8sClusterName")?,
        namespace: fields.text("K8sNamespace")?,
        node_name: fields.text("K8sNodeName")?,
        pod_name: fields.text("K8sPodName")?,
        app_name: fields.text("AppName")?,
    })
}

/// Seconds of a text in GMT+8; when that is blank, of its millisecond sibling. A text that is no time is none.
fn read_time(fields: &Fields<'_>, field: &'static str, sibling: Option<i64>) -> Result<Option<i64>, Refusal> {
    let text = fields.text(field)?;
    if text.is_empty() {
        return Ok(sibling.map(|milliseconds| milliseconds.div_euclid(1000)));
    }
    Ok(parse_cloud_time(&text))
}

fn read_status(fields: &Fields<'_>) -> Result<Option<i64>, Refusal> {
    match fields.value("EventStatus") {
        Some(Json::Text(text)) if Status::recognise(text.trim()).is_some() => {
            Ok(Status::recognise(text.trim()).map(|status| status.value))
        }
        _ => fields.integer("EventStatus"),
    }
}

fn coded<T>(text: String, recognise: impl Fn(&str) -> Option<T>) -> Option<Coded<T>> {
    if text.is_empty() {
        return None;
    }
    Some(recognise(&text).map_or(Coded::Unknown(text), Coded::Known))
}

fn read_tactics(fields: &Fields<'_>) -> Result<String, Refusal> {
    let items = fields.objects("TacticItems")?;
    let ids: Vec<String> = items
        .iter()
        .map(|item| item.text("TacticId"))
        .collect::<Result<_, _>>()?;
    Ok(ids
        .into_iter()
        .filter(|id| !id.is_empty())
        .collect::<Vec<_>>()
        .join(","))
}

fn read_details(fields: &Fields<'_>) -> Result<String, Refusal> {
    let mut joined = String::with_capacity(400);
    for detail in fields.objects("Details")? {
        let name = detail.text("NameDisplay")?;
        let mut value = detail.text("ValueDisplay")?;
        if value.is_empty() {
            value = detail.text("Value")?;
        }
        if name.is_empty() && value.is_empty() {
            continue;
        }
        if !joined.is_empty() {
            joined.push_str("; ");
        }
        joined.push_str(&name);
        if !name.is_empty() && !value.is_empty() {
            joined.push_str(": ");
        }
        joined.push_str(&value);
    }
    Ok(joined)
}

fn read_notes(notes: &[Fields<'_>]) -> Result<String, Refusal> {
    let texts: Vec<String> = notes
        .iter()
        .map(|note| note.text("Note"))
        .collect::<Result<_, _>>()?;
    Ok(texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\0"))
}

fn latest_note(notes: &[Fields<'_>]) -> Result<Option<i64>, Refusal> {
    let times: Vec<String> = notes
        .iter()
        .map(|note| note.text("NoteTime"))
        .collect::<Result<_, _>>()?;
    Ok(times.iter().filter_map(|text| parse_cloud_time(text)).max())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

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
    fn records_that_cannot_be_read_say_which_field() {
        let refused = |value: Value| event(&value).unwrap_err().to_string();
        assert_eq!(
            refused(json!({})),
            "Id: expected the id of the event, found nothing"
        );
        assert_eq!(
            refused(json!({"Id": -1})),
            "Id: expected an id from 0 to 9223372036854775807, found -1"
        );
        assert_eq!(
            refused(json!({"Id": 9_223_372_036_854_775_808_u64})),
            "Id: expected a whole number of 64 bits, found 9223372036854775808"
        );
        assert_eq!(
            refused(json!({"Id": 1, "Name": {}})),
            "Name: expected text, found an object"
        );
        assert_eq!(
            refused(json!({"Id": 1, "EventNotes": [1]})),
            "EventNotes: expected an array of objects, found 1"
        );
    }

    #[test]
    fn what_no_filter_reads_never_refuses_a_record() {
        let event = event(&json!({
            "Id": 1, "OperateTime": "yesterday", "OccurrenceTimeStamp": true, "Details": "[]", "TacticItems": 7, "Desc": {},
        }))
        .unwrap();
        assert_eq!((event.operate_time, event.first_time), (None, None));
        assert_eq!((event.details.as_str(), event.description.as_str()), ("", ""));
        assert!(event.raw.contains("yesterday"));
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

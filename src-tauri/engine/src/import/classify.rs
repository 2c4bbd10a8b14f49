//! What an object outside of any list is: told by its fields.
//!
//! | it has | it is |
//! | --- | --- |
//! | `Id` and a field that only events have | an event |
//! | no `Id`, but `Uuid` and `AssetType`, `GroupId`, `GroupTrace` or `InstanceId` | an asset |
//! | no `Id`, but `GroupId` and `GroupName` | a group |
//! | no `Id`, but `ContainerId` | a container |
//! | no `Id`, but `ClusterId` and `ClusterName` | a group of containers |
//! | `Code` and `Message` (or in lower case) | an error that was saved instead of an answer |
//! | `RequestId` and a list's key, `PageInfo`, `Count` or `TotalCount` | an answer without records |
//! | `ManifestVersion` and `Sha256` | the manifest beside an exported file, which is no record |
//!
//! The first row that fits counts. An answer to `DescribeSuspEventDetail` has an `Id` and a `RequestId`: it holds less
//! than the list does, so it must not replace what the list said.

use alertbook_core::json::Json;
use alertbook_core::record::RecordKind;
use alertbook_core::text::shown;

use super::why::ContentWhy;

/// What an object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A record.
    Record(RecordKind),
    /// An answer that holds no records, or a manifest of ours.
    EmptyAnswer,
    /// Nothing that can be stored, and why.
    Refused(ContentWhy),
}

/// Fields of events that no other record has.
const EVENT_FIELDS: [&str; 15] = [
    "Name",
    "Level",
    "EventStatus",
    "AlarmEventName",
    "AlarmEventNameDisplay",
    "AlarmEventType",
    "AlarmEventTypeDisplay",
    "EventSubType",
    "LastTime",
    "LastTimeStamp",
    "OccurrenceTime",
    "OccurrenceTimeStamp",
    "UniqueInfo",
    "AlarmUniqueInfo",
    "SecurityEventIds",
];

/// Judges an object by its fields.
pub(super) fn classify(value: &Json<'_>) -> Class {
    let has = |key: &str| value.get(key).is_some_and(|found| *found != Json::Null);
    let any = |keys: &[&str]| keys.iter().any(|key| has(key));
    if has("Id") {
        return match (any(&EVENT_FIELDS), has("RequestId")) {
            (true, false) => Class::Record(RecordKind::Event),
            (_, true) => Class::Refused(ContentWhy::OneEvent),
            (false, false) => unknown(value),
        };
    }
    if has("Uuid") && any(&["AssetType", "GroupId", "GroupTrace", "InstanceId"]) {
        return Class::Record(RecordKind::Asset);
    }
    if has("GroupId") && has("GroupName") {
        return Class::Record(RecordKind::Group);
    }
    if has("ContainerId") {
        return Class::Record(RecordKind::Container);
    }
    if has("ClusterId") && has("ClusterName") {
        return Class::Record(RecordKind::ContainerGroup);
    }
    if has("ManifestVersion") && has("Sha256") {
        return Class::EmptyAnswer;
    }
    if let Some(code) = error_code(value) {
        return Class::Refused(ContentWhy::SavedError(shown(code, 80)));
    }
    let list = RecordKind::ALL
        .into_iter()
        .find_map(|kind| Some((kind.list_key(), value.get(kind.list_key())?)));
    match list {
        Some((key, found)) if *found != Json::Null => Class::Refused(ContentWhy::NoList(key)),
        Some(_) => Class::EmptyAnswer,
        None if has("RequestId") && any(&["PageInfo", "Count", "TotalCount"]) => Class::EmptyAnswer,
        None => unknown(value),
    }
}

fn error_code<'a>(value: &'a Json<'_>) -> Option<&'a str> {
    [("Code", "Message"), ("code", "message")]
        .into_iter()
        .find_map(|(code, message)| {
            value.get(message)?;
            value.get(code)?.as_str()
        })
}

fn unknown(value: &Json<'_>) -> Class {
    Class::Refused(if value.as_object().is_some() {
        ContentWhy::NoRecord
    } else {
        ContentWhy::NoObject
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::import::why::Why;

    #[test]
    fn records_are_told_by_their_fields() {
        let kind = |value: Value| match classify(&Json::from(&value)) {
            Class::Record(kind) => kind.list_key(),
            _ => "",
        };
        assert_eq!(
            kind(json!({"Id": 1, "Level": "serious", "Uuid": "u", "InstanceId": "i"})),
            "SuspEvents"
        );
        assert_eq!(
            kind(json!({"Uuid": "u", "InstanceId": "i", "ClusterId": "c", "ClusterName": "n"})),
            "Instances"
        );
        assert_eq!(
            kind(json!({"GroupId": 1, "GroupName": "g", "GroupFlag": 0})),
            "Groups"
        );
        assert_eq!(
            kind(json!({"ContainerId": "c", "ClusterId": "c", "ClusterName": "n"})),
            "ContainerInstanceList"
        );
        assert_eq!(
            kind(json!({"ClusterId": "c", "ClusterName": "n"})),
            "GroupedContainerInstanceList"
        );
        assert_eq!(kind(json!({"Id": null, "Level": "x"})), "");
    }

    #[test]
    fn errors_and_answers_without_records_are_told_apart() {
        let reason = |value: Value| match classify(&Json::from(&value)) {
            Class::Refused(why) => Why::from(why).words().en,
            other => format!("{other:?}"),
        };
        assert_eq!(
            reason(json!({"Code": "IllegalParam", "Message": "m"})),
            "the saved answer is an error: IllegalParam"
        );
        assert_eq!(
            reason(json!({"code": "No\nPermission", "message": "m"})),
            "the saved answer is an error: No\\u{a}Permission"
        );
        assert_eq!(reason(json!({"SuspEvents": null})), "EmptyAnswer");
        assert_eq!(reason(json!({"RequestId": "r", "TotalCount": 0})), "EmptyAnswer");
        assert_eq!(
            reason(json!({"ManifestVersion": 1, "RequestId": "r", "Request": {}, "Sha256": "x"})),
            "EmptyAnswer"
        );
        assert_eq!(
            reason(json!({"SuspEvents": "x"})),
            "SuspEvents: expected a list of records"
        );
        assert!(
            reason(json!({"Id": 1, "Level": "x", "RequestId": "r"}))
                .starts_with("an answer about a single event")
        );
        assert!(reason(json!({"a": 1})).starts_with("not a record of Security Center"));
        assert_eq!(reason(json!(3)), "expected an object");
    }
}

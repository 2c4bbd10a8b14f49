//! For a value of an event: the request that selects the events which have it, and the moment it tells.

use alertbook_core::column::{Column, EventRow, Word};
use alertbook_core::filter::parse_export_request;
use alertbook_core::text::split_list;
use alertbook_core::vocabulary::{ContainerField, Dealed};
use alertbook_wire::{ParameterMap, ParameterValue};
use serde_json::{Map, Value};

/// The request of a column's value; none where no parameter can tell it.
pub(super) fn of_column(column: Column, event: &EventRow<'_>, text: &str) -> Option<ParameterMap> {
    let in_container = |field: ContainerField| {
        accepted(&[
            ("ContainerFieldName", field.word()),
            ("ContainerFieldValue", text),
        ])
    };
    match column {
        Column::Id => accepted(&[("Id", text)]),
        Column::Account => accepted(&[("ResourceDirectoryAccountId", text)]),
        Column::Name | Column::EventName | Column::EventNameDisplay => accepted(&[("Name", text)]),
        Column::SubType => accepted(&[("subtype", text)]),
        Column::AlertType => accepted(&[("ParentEventTypes", event.alert_type?.title().zh)]),
        Column::Level => match event.level? {
            Word::Known(level) => accepted(&[("Levels", level.word())]),
            Word::Unknown(_) => None,
        },
        Column::Status => accepted(&[("Status", &event.status?.to_string())]),
        Column::Dealed => accepted(&[("Dealed", Dealed::of_status(event.status?).word())]),
        Column::OperateCode => match event.code? {
            Word::Known(code) => accepted(&[("OperateErrorCodeList", &code.word())]),
            Word::Unknown(_) => None,
        },
        Column::ContainerId => accepted(&[("container", text)]),
        Column::AlarmUniqueInfo => accepted(&[("alarm", text)]),
        Column::UniqueInfo => accepted(&[("UniqueInfo", text)]),
        Column::Uuid => accepted(&[("Uuid", one_member(text)?)]),
        Column::InstanceName | Column::InternetIp | Column::IntranetIp => accepted(&[("Remark", text)]),
        Column::AssetKind => {
            let mut kinds = event.asset_kinds();
            let (first, second) = (kinds.next()?, kinds.next());
            let only = second.is_none().then_some(first)?;
            accepted(&[("AssetsTypeList", one_member(only)?)])
        }
        Column::ClusterId => accepted(&[("ClusterId", text)]),
        Column::InstanceId => in_container(ContainerField::InstanceId),
        Column::RegionId => in_container(ContainerField::RegionId),
        Column::ClusterName => in_container(ContainerField::ClusterName),
        Column::Namespace => in_container(ContainerField::Namespace),
        Column::NodeName => in_container(ContainerField::NodeName),
        Column::AppName => in_container(ContainerField::AppName),
        Column::Image => in_container(ContainerField::Image),
        _ => None,
    }
}

/// The request of the group that an asset's row of the inventory names.
pub(super) fn of_group(asset: &Map<String, Value>) -> Option<ParameterMap> {
    let id = match asset.get("GroupId")? {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    accepted(&[("GroupId", &id)])
}

/// The request of a tactic.
pub(super) fn of_tactic(id: &str) -> Option<ParameterMap> {
    accepted(&[("tactic", one_member(id)?)])
}

/// The moment of a column of times, in Unix milliseconds.
pub(super) fn moment(column: Column, event: &EventRow<'_>) -> Option<i64> {
    match column {
        Column::OperateTime => event.operate_ts,
        _ => event.time(column).map(|seconds| seconds.saturating_mul(1000)),
    }
}

/// A text that a list, which is split at commas, holds as one member.
pub(crate) fn one_member(text: &str) -> Option<&str> {
    let mut members = split_list(text);
    (members.next() == Some(text) && members.next().is_none()).then_some(text)
}

/// The request, when it is one that would be accepted: records hold values that no request may have.
pub(crate) fn accepted(parameters: &[(&str, &str)]) -> Option<ParameterMap> {
    let entry =
        |(name, value): &(&str, &str)| ((*name).to_owned(), ParameterValue::Text((*value).to_owned()));
    let request = ParameterMap(parameters.iter().map(entry).collect());
    let is_told = parameters.iter().all(|(_, value)| !value.trim().is_empty());
    (is_told && parse_export_request(&request.to_raw()).is_ok()).then_some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_request_would_refuse_or_split_is_not_offered() {
        assert!(accepted(&[("Levels", "serious")]).is_some());
        assert!(accepted(&[("Levels", "dreadful")]).is_none());
        assert!(accepted(&[("Remark", " ")]).is_none());
        assert!(accepted(&[("Id", "x")]).is_none());
        assert_eq!(one_member("u-1"), Some("u-1"));
        for text in ["a,b", "a，b", ",", "", "a,"] {
            assert_eq!(one_member(text), None, "{text}");
        }
    }
}
